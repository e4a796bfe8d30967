"""The suggestions, each with its evidence and the expected points per week."""

from collections.abc import Iterator, Sequence
from typing import Final

from textual.content import Content
from textual.geometry import Size

from habitos_tui.domain.insight.suggestion import Suggestion, Suggestions
from habitos_tui.domain.text.phrasing import counted_points
from habitos_tui.services.advice import WEEKS
from habitos_tui.text import cell_width, clean
from habitos_tui.ui.insights.charts.chart import FRAME, MARGIN, counted, empty_lines, pane_title
from habitos_tui.ui.insights.commands import DismissSuggestion, FollowSuggestion
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.line_list import Line, LineList
from habitos_tui.ui.kit.safe_text import MUTED, fit, safe, wrapped

MAX_LINES: Final = 9
"""Most rows on the board before it scrolls."""
POINTER: Final = 2
"""Cells for the pointer."""
POINTS: Final = 13
"""Cells for "+30 points" and a gap before it."""
ONE_LINE: Final = 100
"""Width from which a suggestion and its evidence fit in one line."""
MAX_SENTENCE_LINES: Final = 3
"""Most lines of a sentence, or of its evidence."""

EMPTY_TEXT: Final = (
    "No suggestions for now. They come with some weeks of planned sessions, done or not; one or two do not count yet."
)


class SuggestionsPane(LineList):
    """The suggestions, the most promising first."""

    BINDINGS = bindings(FollowSuggestion, DismissSuggestion)
    SHOWS_REST = True
    wide = True

    def __init__(self) -> None:
        super().__init__(id="suggestions", classes="pane")
        self.border_title = pane_title("Suggestions", "what might work better")
        self._suggestions = Suggestions.EMPTY

    def show(self, suggestions: Suggestions) -> None:
        """Show other suggestions."""
        self._suggestions = suggestions
        evidence = f"{counted(suggestions.evidence, 'session')} in {counted(WEEKS, 'week')}"
        self.border_subtitle = safe("" if self.empty else f"expected points a week, from {evidence}")
        self.rebuild()
        self.refresh_bindings()

    @property
    def empty(self) -> bool:
        """True without suggestions."""
        return not self._suggestions.lines

    def suggestion(self, key: str | None) -> Suggestion | None:
        """Return the suggestion with this key."""
        return next((line for line in self._suggestions.lines if line.key == key), None)

    def rows_for(self, width: int) -> int:
        """Return the preferred number of rows at this width."""
        return min(len(self.build(width - MARGIN, MAX_LINES)), MAX_LINES) + FRAME

    def prepare(self, size: Size) -> None:
        """Do nothing: a list is built when it has its size."""

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the lines for `width` cells."""
        if width <= 0:
            return ()
        if self.empty:
            return [Line(line) for line in empty_lines(EMPTY_TEXT, width)]
        lines: list[Line] = []
        cells = sentence_cells(self._suggestions.lines, width)
        for suggestion in self._suggestions.lines:
            first, *others = suggestion_lines(suggestion, width, cells)
            lines += [Line(first, suggestion.key), *map(Line, others)]
        return lines


def sentence_cells(suggestions: Sequence[Suggestion], width: int) -> int:
    """Return the width of sentences if each fits in one line with its evidence, else 0."""
    longest = max((cell_width(clean(line.sentence)) for line in suggestions), default=0) + 2
    evidence = max((cell_width(clean(line.evidence)) for line in suggestions), default=0)
    room = width - POINTER - POINTS
    cells = max(longest, room // 2)
    return cells if width >= ONE_LINE and cells + evidence <= room else 0


def suggestion_lines(suggestion: Suggestion, width: int, cells: int = 0) -> Iterator[Content]:
    """Yield the lines of a suggestion, the first with its points; a single line if `cells` (of the sentence) is set."""
    gain = f"+{counted_points(suggestion.points, 0)}"
    points = Content.styled(f"{gain:>{POINTS}}", "bold $text-success")
    sentence, evidence = clean(suggestion.sentence), clean(suggestion.evidence)
    room = width - POINTER - POINTS
    if cells:
        yield Content.assemble("  ", fit(sentence, cells), (fit(evidence, room - cells), MUTED), points)
        return
    first, *others = wrapped(sentence, max(room, 1), MAX_SENTENCE_LINES)
    yield Content.assemble("  ", fit(first, room), points)
    for line in others:
        yield Content(f"  {line}")
    for line in wrapped(evidence, max(width - 2 * POINTER, 1), MAX_SENTENCE_LINES):
        yield Content.styled(f"    {line}", MUTED)
