"""What might work better: each suggestion with what it rests on and the points a week that are expected of it."""

from collections.abc import Iterator, Sequence
from typing import Final

from textual.content import Content

from habitos_tui.domain.insight.suggestion import Suggestion, Suggestions
from habitos_tui.domain.text.phrasing import counted_points
from habitos_tui.text import cell_width, clean
from habitos_tui.ui.insights.charts.chart import counted
from habitos_tui.ui.kit.safe_text import MUTED
from habitos_tui.ui.kit.text_layout import fit, wrapped

MARGIN: Final = 2
"""Cells for the pointer."""
POINTS: Final = 13
"""Cells for "+30 points" and a gap before it."""
ONE_LINE: Final = 100
"""Cells from which a suggestion and its evidence stand in one line."""
MOST_LINES: Final = 3

EMPTY_TEXT: Final = (
    "No suggestions for now. They come with some weeks of planned sessions, done or not; one or two do not count yet."
)


def one_line(suggestions: Sequence[Suggestion], width: int) -> int:
    """Return the cells for the sentences where each stands in one line with its evidence; 0 where that is too tight."""
    said = max((cell_width(clean(line.sentence)) for line in suggestions), default=0) + 2
    rests = max((cell_width(clean(line.evidence)) for line in suggestions), default=0)
    room = width - MARGIN - POINTS
    return max(said, room // 2) if width >= ONE_LINE and max(said, room // 2) + rests <= room else 0


def suggestion_lines(suggestion: Suggestion, width: int, said: int = 0) -> Iterator[Content]:
    """Yield the lines of a suggestion, the first with its points; only one, with `said` cells for the sentence."""
    gain = f"+{counted_points(suggestion.points, 0)}"
    points = Content.styled(f"{gain:>{POINTS}}", "bold $text-success")
    sentence, evidence = clean(suggestion.sentence), clean(suggestion.evidence)
    room = width - MARGIN - POINTS
    if said:
        yield Content.assemble("  ", fit(sentence, said), (fit(evidence, room - said), MUTED), points)
        return
    first, *others = wrapped(sentence, max(room, 1), MOST_LINES)
    yield Content.assemble("  ", fit(first, room), points)
    for line in others:
        yield Content(f"  {line}")
    for line in wrapped(evidence, max(width - 2 * MARGIN, 1), MOST_LINES):
        yield Content.styled(f"    {line}", MUTED)


def rests_on(suggestions: Suggestions, weeks: int) -> str:
    """Return "512 sessions in 12 weeks"."""
    return f"expected points a week, from {counted(suggestions.evidence, 'session')} in {counted(weeks, 'week')}"
