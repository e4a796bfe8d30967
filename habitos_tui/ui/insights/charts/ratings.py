"""Ratings by week and by slot."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from textual.content import Content

from habitos_tui.domain.insight.regularity import Ratings
from habitos_tui.domain.model.rating_scale import MAX_RATING
from habitos_tui.domain.text.phrasing import STAR, number
from habitos_tui.text import cell_width
from habitos_tui.ui.insights.charts.chart import Chart, ChartSize, InsightsView, Row, gauge
from habitos_tui.ui.insights.charts.days import slot_name
from habitos_tui.ui.insights.charts.timeline import Axis, timeline
from habitos_tui.ui.kit.dates import log_day
from habitos_tui.ui.kit.marks import points
from habitos_tui.ui.kit.safe_text import MUTED, fit

STYLE: Final = "$text-warning"
MAX_ROWS: Final = 13

EMPTY_TEXT: Final = "No ratings yet. On Today, press space on a session and then 1 to 5 for how good it was."


def draw(view: InsightsView, room: ChartSize) -> Sequence[Content]:
    """Return a point for each week over a bar for each slot."""
    ratings = view.statistics.ratings
    by_slot = _slots(ratings, room.width)
    height = min(max(room.height - len(by_slot) - 1, 5), MAX_ROWS)
    means: dict[date, float | None] = {week.week: week.mean for week in ratings.weeks}
    over_time = timeline(view.weeks, means, _axis(ratings), ChartSize(room.width, height), STYLE, drawn_as=points)
    return [*over_time, Content(""), *by_slot]


def _axis(ratings: Ratings) -> Axis:
    """Return the axis from the whole star below all points to the best rating, with a line at the mean."""
    lowest = min(int(min((week.mean for week in ratings.weeks), default=1)), MAX_RATING - 2)
    marks: dict[float, str] = {star: f"{star}{STAR}" for star in range(lowest, MAX_RATING + 1)}
    return Axis(lowest, MAX_RATING, marks, line=ratings.mean)


def _slots(ratings: Ratings, width: int) -> list[Content]:
    label = min(max((cell_width(slot_name(slot.slot)) for slot in ratings.slots), default=0) + 1, 16)
    length = max(min(width - label - 20, 50), 5)
    return [
        Content.assemble(
            fit(slot_name(slot.slot), label),
            gauge(slot.mean / MAX_RATING, length, STYLE),
            (f"{number(slot.mean):>5}{STAR}", "bold"),
            (f"{slot.count:>6,} rated", MUTED),
        )
        for slot in ratings.slots
    ]


def numbers(view: InsightsView) -> Iterator[Row]:
    """Yield the slots over the weeks, newest first."""
    yield "When", "mean", "ratings"
    for slot in view.statistics.ratings.slots:
        yield slot_name(slot.slot), number(slot.mean, 2), str(slot.count)
    for week in reversed(view.statistics.ratings.weeks):
        yield f"Week of {log_day(week.week)}", number(week.mean, 2), str(week.count)


def _evidence(view: InsightsView) -> str:
    mean = view.statistics.ratings.mean
    rated = view.rests_on(view.statistics.ratings.evidence, "rating")
    return rated if mean is None else f"{number(mean)}{STAR} on average, {rated}"


CHART: Final = Chart(
    title="Ratings",
    about="by week and by slot",
    empty=lambda view: view.empty_reason(view.statistics.ratings, EMPTY_TEXT),
    evidence=_evidence,
    draw=draw,
    numbers=numbers,
)
