"""Energy used against the budget: by day within a short reach, by week within a longer one."""

from collections.abc import Iterator, Sequence
from typing import Final

from textual.content import Content

from habitos_tui.domain.text.phrasing import OVER_BUDGET, count, number, reached, told_where_beyond
from habitos_tui.ui.insights.charts.chart import REACHES, Chart, ChartSize, InsightsView, Row
from habitos_tui.ui.insights.charts.timeline import Axis, timeline
from habitos_tui.ui.kit.dates import log_day
from habitos_tui.ui.kit.safe_text import MUTED

MIN_TOP: Final = 1.25
"""The axis reaches at least this factor of the budget."""
MAX_TOP: Final = 2.0

EMPTY_TEXT: Final = "Nothing is done yet that costs energy. Press 1 for today; space marks a session done."
NO_BUDGET: Final = "No day has an energy budget. Press 4, then E, to say how much a day may cost."


def draw(view: InsightsView, room: ChartSize) -> Sequence[Content]:
    """Return columns with a line at the budget, and a sentence on the days above it."""
    energy, by_day = view.statistics.energy, view.reach == REACHES[0]
    if by_day:
        days, shares = tuple(view.statistics.span), {day.day: day.share for day in energy.days}
    else:
        days, shares = view.weeks, {week.week: week.share for week in energy.weeks}
    known = [share for share in shares.values() if share is not None]
    axis = Axis(0.0, min(max([MIN_TOP, *known]), MAX_TOP), {1.0: "100 %", 0.5: "50 %"}, line=1.0)
    height = min(max(room.height - 2, 4), 14)
    columns = timeline(days, shares, axis, ChartSize(room.width, height), "$primary")
    budgeted = [day.share for day in energy.days if day.share is not None]
    over, each = sum(share > 1 for share in budgeted), "day" if by_day else "week"
    sentence = f"By {each}; over the budget on {over} of {count(len(budgeted), 'day')}."
    return [*columns, Content(""), Content.styled(sentence, MUTED)]


def numbers(view: InsightsView) -> Iterator[Row]:
    """Yield the weeks, newest first."""
    weeks = view.statistics.energy.weeks
    over = told_where_beyond(OVER_BUDGET, (week.share for week in weeks))
    yield f"When  {over}".rstrip(), "used", "budget", "share", "days above"
    for week in reversed(weeks):
        share = reached(week.share)
        above = f"{week.days_over} of {week.days}"
        yield f"Week of {log_day(week.week)}", number(week.used), number(week.budget), share, above


def _empty(view: InsightsView) -> str:
    if why := view.empty_reason(view.statistics.energy, EMPTY_TEXT):
        return why
    return "" if any(day.budget is not None for day in view.statistics.energy.days) else NO_BUDGET


CHART: Final = Chart(
    title="Energy",
    about="used of the budget",
    empty=_empty,
    evidence=lambda view: view.rests_on(view.statistics.energy.evidence, "session"),
    draw=draw,
    numbers=numbers,
)
