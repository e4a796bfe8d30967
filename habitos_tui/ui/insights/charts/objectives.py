"""The share of each objective's reachable amount that each week attained."""

from collections.abc import Iterator, Sequence
from typing import Final

from textual.content import Content

from habitos_tui.domain.insight.effort import ObjectiveLine, ObjectiveWeek
from habitos_tui.domain.text.phrasing import MORE_THAN_ASKED, reached, told_where_beyond
from habitos_tui.text import cell_width, clean
from habitos_tui.ui.insights.charts.chart import Chart, ChartSize, InsightsView, Row
from habitos_tui.ui.insights.charts.timeline import WIDEST, dates, widened
from habitos_tui.ui.kit.dates import log_day
from habitos_tui.ui.kit.marks import columns
from habitos_tui.ui.kit.safe_text import MUTED, fit

FIGURES: Final = 6
MAX_ROWS: Final = 3
"""Most rows of one objective."""

EMPTY_TEXT: Final = "Nothing is done yet that serves an objective. Press 1 for today; space marks a session done."


def draw(view: InsightsView, room: ChartSize) -> Sequence[Content]:
    """Return a small chart for each objective: a column per week, full if everything asked for was done.

    If not all weeks fit, the newest are shown; the mean covers all, weighted by the amount asked for.
    """
    lines = view.statistics.objectives.lines
    label = min(max((cell_width(clean(line.objective)) for line in lines), default=0) + 2, 18)
    width = room.width - label - FIGURES
    weeks = view.weeks[-max(width, 1) :]
    cell = min(max(width // max(len(weeks), 1), 1), WIDEST)
    height = min(max((room.height - 2) // max(len(lines), 1) - 1, 1), MAX_ROWS)
    gap = room.height >= 2 + len(lines) * (height + 1)
    axis = fit(dates(weeks, cell), len(weeks) * cell)
    rows = [Content.assemble(" " * label, (f"{axis}{'mean':>{FIGURES}}", MUTED))]
    for line in lines:
        rows += _chart(line, label, line.shares[-len(weeks) :], cell, height)
        rows += [Content("")] * gap
    more = told_where_beyond(f"  {MORE_THAN_ASKED}", (line.share for line in lines))
    return [*rows, Content.styled(f"Full: all that a week of targets brings.{more}", MUTED)]


def _chart(
    line: ObjectiveLine, label: int, shares: Sequence[float | None], cell: int, height: int
) -> Iterator[Content]:
    mean = reached(line.share)
    for place, row in enumerate(columns(shares, height)):
        last = place == height - 1
        yield Content.assemble(
            fit(clean(line.objective) if last else "", label),
            (widened(row, cell), "$success"),
            (f"{mean if last else '':>{FIGURES}}", "bold"),
        )


def numbers(view: InsightsView) -> Iterator[Row]:
    """Yield a column for each objective, the newest week first."""
    lines = view.statistics.objectives.lines
    more = told_where_beyond(MORE_THAN_ASKED, (share for line in lines for share in (line.share, *line.shares)))
    yield (f"Week of  {more}".rstrip(), *(line.objective for line in lines))
    yield ("All, by what they ask for", *(reached(line.share) for line in lines))
    for place, week in reversed(list(enumerate(view.weeks))):
        yield (log_day(week), *(_figure(line.weeks[place]) for line in lines))


def _figure(week: ObjectiveWeek) -> str:
    return "not due yet" if week.nothing_due_yet else reached(week.share)


CHART: Final = Chart(
    title="Objectives",
    about="reached of what the targets ask for",
    empty=lambda view: view.empty_reason(view.statistics.objectives, EMPTY_TEXT),
    evidence=lambda view: view.rests_on(view.statistics.objectives.evidence, "session"),
    draw=draw,
    numbers=numbers,
)
