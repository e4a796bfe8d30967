"""What plans have learned in a frame, behavior by behavior; one key switches learning for the one under the cursor."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual.content import Content
from textual.geometry import Size
from textual.message import Message

from habitos_tui.domain.insight.learning import Learning
from habitos_tui.ui.insights.charts.chances import EMPTY_TEXT, about, behavior_lines, rests_on
from habitos_tui.ui.insights.charts.chart import pane_title
from habitos_tui.ui.insights.commands import SwitchLearning
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.line_list import Line, LineList
from habitos_tui.ui.kit.safe_text import MUTED, safe
from habitos_tui.ui.kit.text_layout import wrapped

FRAME: Final = 2
MIN_LINES, MAX_LINES = 2, 18
"""Rows on a board: for the sentence that there is nothing, and those after which it is scrolled."""


class ChancesPane(LineList):
    """The chances that plans are made with."""

    BINDINGS = bindings(SwitchLearning)
    SHOWS_REST = True
    TAB: ClassVar[str] = "Chances"
    wide = False

    @dataclass
    class Switched(Message):
        """Learning is to be switched on or off for a behavior."""

        behavior: str
        on: bool

    def __init__(self) -> None:
        super().__init__(id=self.TAB.lower())
        self.add_class("pane")
        self._learning = Learning.EMPTY
        self._entitle()

    def show(self, learning: Learning) -> None:
        """Show what is known now."""
        self._learning = learning
        self._entitle()
        self.rebuild()
        self.refresh_bindings()

    def rows_for(self, width: int) -> int:
        """Return how many rows it would like to have in so many columns."""
        tried = (sum(chance.counted > 0 for chance in known.chances) for known in self._learning.lines)
        return min(sum(1 + places for places in tried if places) or MIN_LINES, MAX_LINES) + FRAME

    def prepare(self, size: Size) -> None:
        """A list gets ready when it has its size."""

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the lines for `width` cells; behaviors that were never tried are left out."""
        if width <= 0:
            return ()
        lines: list[Line] = []
        for known in self._learning.lines:
            first, *others = behavior_lines(known, width)
            if others:
                lines += [Line(first, known.behavior), *map(Line, others)]
        nothing = wrapped(EMPTY_TEXT, min(width - 2, 76), 4)
        return lines or [Line(Content.styled(f"  {line}", MUTED)) for line in nothing]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grey out the switch while there is nothing to switch, or learning is off altogether."""
        if action == "switch_learning" and (self.cursor is None or not self._learning.on):
            return None
        return super().check_action(action, parameters)

    def action_switch_learning(self) -> None:
        """Switch learning for the behavior under the cursor."""
        known = self._learning.of(self.cursor or "")
        if known is not None:
            self.post_message(self.Switched(known.behavior, on=not known.on))

    def _entitle(self) -> None:
        self.border_title = pane_title(self.TAB, about(self._learning))
        self.border_subtitle = safe(rests_on(self._learning))
