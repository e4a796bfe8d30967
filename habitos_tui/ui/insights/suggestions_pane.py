"""Suggestions in a frame; one key follows the one under the cursor, another keeps it away for a month."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual.content import Content
from textual.geometry import Size
from textual.message import Message

from habitos_tui.domain.insight.suggestion import Suggestion, Suggestions
from habitos_tui.services.advice import WEEKS
from habitos_tui.ui.insights.charts.chart import pane_title
from habitos_tui.ui.insights.charts.suggestions import EMPTY_TEXT, one_line, rests_on, suggestion_lines
from habitos_tui.ui.insights.commands import DismissSuggestion, FollowSuggestion
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.line_list import Line, LineList
from habitos_tui.ui.kit.safe_text import MUTED, safe
from habitos_tui.ui.kit.text_layout import wrapped

FRAME, MARGIN = 2, 5
MAX_LINES: Final = 9
"""Rows on a board, after which it is scrolled."""
FOR_ONE: Final = frozenset({"follow", "dismiss"})
"""Actions that are about the suggestion under the cursor."""


class SuggestionsPane(LineList):
    """The suggestions there are, the most promising first."""

    BINDINGS = bindings(FollowSuggestion, DismissSuggestion)
    SHOWS_REST = True
    TAB: ClassVar[str] = "Suggestions"
    wide = True

    @dataclass
    class Followed(Message):
        """The suggestion with this key is to be followed."""

        key: str

    @dataclass
    class Dismissed(Message):
        """The suggestion with this key is to stay away for a month."""

        key: str

    def __init__(self) -> None:
        super().__init__(id=self.TAB.lower())
        self.add_class("pane")
        self.border_title = pane_title(self.TAB, "what might work better")
        self._suggestions = Suggestions.EMPTY

    def show(self, suggestions: Suggestions) -> None:
        """Show others."""
        self._suggestions = suggestions
        self.border_subtitle = safe(rests_on(suggestions, WEEKS) if suggestions.lines else "")
        self.rebuild()
        self.refresh_bindings()

    @property
    def empty(self) -> bool:
        """Tell whether there is nothing to suggest."""
        return not self._suggestions.lines

    def suggestion(self, key: str) -> Suggestion | None:
        """Return the suggestion with this key."""
        return next((line for line in self._suggestions.lines if line.key == key), None)

    def rows_for(self, width: int) -> int:
        """Return how many rows it would like to have in so many columns."""
        return min(len(self.build(width - MARGIN, MAX_LINES)), MAX_LINES) + FRAME

    def prepare(self, size: Size) -> None:
        """A list gets ready when it has its size."""

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the lines for `width` cells."""
        if width <= 0:
            return ()
        if not self._suggestions.lines:
            return [Line(Content.styled(f"  {line}", MUTED)) for line in wrapped(EMPTY_TEXT, min(width - 2, 76), 4)]
        lines: list[Line] = []
        said = one_line(self._suggestions.lines, width)
        for suggestion in self._suggestions.lines:
            first, *others = suggestion_lines(suggestion, width, said)
            lines += [Line(first, suggestion.key), *map(Line, others)]
        return lines

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grey out what needs a suggestion while there is none."""
        if action in FOR_ONE and self.cursor is None:
            return None
        return super().check_action(action, parameters)

    def action_follow(self) -> None:
        """Follow the suggestion under the cursor."""
        if self.cursor is not None:
            self.post_message(self.Followed(self.cursor))

    def action_dismiss(self) -> None:
        """Keep the suggestion under the cursor away."""
        if self.cursor is not None:
            self.post_message(self.Dismissed(self.cursor))
