"""Energy used against the budget: by day when the look back is short, by week when it is long."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from textual.content import Content

from habitos_tui.domain.text.phrasing import count, number, percent
from habitos_tui.ui.insights.charts.chart import REACHES, ChartSize, InsightsView, Panel, nothing, rests_on
from habitos_tui.ui.insights.charts.timeline import Axis, timeline
from habitos_tui.ui.insights.number_table import Table
from habitos_tui.ui.kit.dates import log_day
from habitos_tui.ui.kit.safe_text import MUTED

LEAST_TOP: Final = 1.25
"""The budget always has some air above it."""
MOST_TOP: Final = 2.0

EMPTY_TEXT: Final = "Nothing is done yet that costs energy. Press 1 for today; space marks a session done."
NO_BUDGET: Final = "No day has an energy budget. Press 4, then E, to say how much a day may cost."


def draw(view: InsightsView, room: ChartSize) -> Sequence[Content]:
    """Return columns with a line where the budget is, and a sentence on the days above it."""
    shares = _shares(view)
    known = [share for share in shares.values() if share is not None]
    axis = Axis(0.0, min(max([LEAST_TOP, *known]), MOST_TOP), {1.0: "100 %", 0.5: "50 %"}, line=1.0)
    days = tuple(view.statistics.span) if by_day(view) else view.weeks
    height = min(max(room.height - 2, 4), 14)
    return [*timeline(days, shares, axis, ChartSize(room.width, height), "$primary"), Content(""), _sentence(view)]


def by_day(view: InsightsView) -> bool:
    """Tell whether each column is a day; else it is a week."""
    return view.reach == REACHES[0]


def _shares(view: InsightsView) -> dict[date, float | None]:
    energy = view.statistics.energy
    if by_day(view):
        return {day.day: day.share for day in energy.days}
    return {week.week: week.share for week in energy.weeks}


def _sentence(view: InsightsView) -> Content:
    energy = view.statistics.energy
    days = [day.share for day in energy.days if day.share is not None]
    over = sum(share > 1 for share in days)
    each = "day" if by_day(view) else "week"
    return Content.styled(f"By {each}; over the budget on {over} of {count(len(days), 'day')}.", MUTED)


def numbers(view: InsightsView) -> Table:
    """Return the weeks, newest first."""
    rows = (
        (
            f"Week of {log_day(week.week)}",
            number(week.used),
            number(week.budget),
            percent(week.share) if week.share is not None else "",
            f"{week.days_over} of {week.days}",
        )
        for week in reversed(view.statistics.energy.weeks)
    )
    return Table(("When", "used", "budget", "share", "days above"), tuple(rows))


def _empty(view: InsightsView) -> str:
    if why := nothing(view, view.statistics.energy, EMPTY_TEXT):
        return why
    return "" if any(day.budget is not None for day in view.statistics.energy.days) else NO_BUDGET


PANEL: Final = Panel(
    title="Energy",
    about="used of the budget",
    empty=_empty,
    evidence=lambda view: rests_on(view, view.statistics.energy.evidence, "session"),
    draw=draw,
    numbers=numbers,
)
