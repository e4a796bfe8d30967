"""Actual minutes against planned minutes."""

from collections.abc import Iterator, Sequence
from typing import Final

from textual.content import Content

from habitos_tui.domain.insight.effort import LengthLine
from habitos_tui.domain.text.phrasing import number, percent, signed
from habitos_tui.text import cell_width, clean
from habitos_tui.ui.insights.charts.chart import Chart, ChartSize, InsightsView, Row
from habitos_tui.ui.kit.marks import bar, bar_leftwards
from habitos_tui.ui.kit.safe_text import MUTED, fit

MIN_SCALE: Final = 0.2
"""Smallest scale of half the chart, so that small differences look small."""
DIFFERENCE, FIGURES = 7, 15
LEAST_HALF: Final = 8
"""Cells of half the chart that names leave, so that differences can be told apart."""

EMPTY_TEXT: Final = "No planned session is done yet. Press 5 to plan a week and 1 to mark what you did."


def draw(view: InsightsView, room: ChartSize) -> Sequence[Content]:
    """Return a line for each behavior, the largest overrun first; the middle is the plan."""
    lines = sorted(view.statistics.lengths.lines, key=lambda line: -line.ratio)
    scale = max([MIN_SCALE, *(abs(line.ratio - 1) for line in lines)])
    figures = FIGURES if room.width >= 60 else 0
    rest = room.width - DIFFERENCE - figures - 1
    longest = max(cell_width(clean(line.name)) for line in lines) + 1
    name = min(longest, max(rest - 2 * LEAST_HALF, 8), 28)
    half = max(min((rest - name) // 2, 30), 2)
    header = Content.styled(f"{'':{name}}{'shorter ':>{half}}│{' longer than planned':<{half}}"[: room.width], MUTED)
    return [header, *(_line(line, scale, name, half, figures) for line in lines)]


def _line(line: LengthLine, scale: float, name: int, half: int, figures: int) -> Content:
    more = line.ratio - 1
    took = f"{number(line.actual, 0)} of {number(line.planned, 0)} min"
    return Content.assemble(
        fit(clean(line.name), name - 1),
        " ",
        (bar_leftwards(-more / scale, half), "$secondary"),
        ("│", MUTED),
        (bar(more / scale, half), "$secondary"),
        (f"{signed(percent(more)):>{DIFFERENCE}}", "bold"),
        (f"{took:>{figures}}" if figures else "", MUTED),
    )


def numbers(view: InsightsView) -> Iterator[Row]:
    """Yield a row for each behavior."""
    yield "Behavior", "sessions", "planned", "took", "difference"
    for line in view.statistics.lengths.lines:
        planned, took = f"{number(line.planned)} min", f"{number(line.actual)} min"
        yield line.name, str(line.count), planned, took, signed(percent(line.ratio - 1))


def _evidence(view: InsightsView) -> str:
    lengths = view.statistics.lengths
    seen = view.rests_on(lengths.evidence, "session")
    return seen if lengths.ratio is None else f"{signed(percent(lengths.ratio - 1))} over all, {seen}"


CHART: Final = Chart(
    title="Minutes",
    about="actual against planned",
    empty=lambda view: view.empty_reason(view.statistics.lengths, EMPTY_TEXT),
    evidence=_evidence,
    draw=draw,
    numbers=numbers,
)
