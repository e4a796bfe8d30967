"""Suggests a time budget for a weekday with many missed sessions."""

from collections.abc import Iterator
from statistics import fmean
from typing import Final

from habitos_tui.domain.insight.aggregate import Episode
from habitos_tui.domain.insight.suggestion import AddRule, Suggestion
from habitos_tui.domain.model.base import DAYS
from habitos_tui.domain.model.rule import TimeBudget
from habitos_tui.domain.text.phrasing import WEEKDAYS, duration
from habitos_tui.insight.advice.record import Record, aggregate

MIN_SESSIONS: Final = 20
MIN_DAYS: Final = 5
MIN_ROOM: Final = 0.15
"""Least share of planned minutes that a budget must remove."""
QUARTER: Final = 15
"""Budgets are multiples of these minutes."""


def slack(record: Record) -> Iterator[Suggestion]:
    """Yield weekdays significantly harder than the others, with a budget of the minutes done on them."""
    limited = {
        rule.days[0]
        for rule in record.rules
        if isinstance(rule, TimeBudget) and rule.period == "day" and len(rule.days) == 1 and rule.max_minutes
    }
    planned = [episode for episode in record.episodes if episode.planned is not None]
    for weekday in DAYS:
        if weekday not in limited:
            yield from _of_day(record, weekday, [episode for episode in planned if episode.day.weekday() == weekday])


def _of_day(record: Record, weekday: int, episodes: list[Episode]) -> Iterator[Suggestion]:
    here = aggregate(episodes)
    rest = aggregate(e for e in record.episodes if e.planned is not None and e.day.weekday() != weekday)
    days = {episode.day for episode in episodes}
    if here.counted < MIN_SESSIONS or len(days) < MIN_DAYS or not rest.surely_better_than(here):
        return
    asked = sum(episode.planned or 0 for episode in episodes) / len(days)
    lived = sum(episode.minutes or 0 for episode in episodes) / len(days)
    budget = max(QUARTER, -(-round(lived) // QUARTER) * QUARTER)
    if budget > asked * (1 - MIN_ROOM):
        return
    day = WEEKDAYS[weekday]
    rule = TimeBudget(id=f"room-on-{day.lower()}", period="day", days=(weekday,), max_minutes=budget)
    if any(record.most(b, rule) < min(b.min_per_week, record.most(b)) for b in record.behaviors):
        return
    values = {behavior.id: max(0.0, record.value(behavior)) for behavior in record.behaviors}
    lost = fmean(values[episode.behavior] for episode in episodes if not episode.done)
    yield Suggestion(
        key=f"slack:{weekday}",
        kind="slack",
        behavior=None,
        sentence=f"At most {duration(budget)} on {day}",
        evidence=f"done {here.done} of {here.counted} on {day}, {round(lived)} of {round(asked)} min planned; "
        f"{round(rest.share * 100)} % on other days",
        observations=here.counted,
        points=lost * (rest.share - here.share) * record.per_week(episodes),
        proposal=AddRule(rule=rule),
    )
