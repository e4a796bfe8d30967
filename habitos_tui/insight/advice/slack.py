"""Suggests a time budget for a weekday with many missed sessions."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from statistics import fmean
from typing import Final

from habitos_tui.domain.insight.aggregate import Episode
from habitos_tui.domain.insight.suggestion import AddRule, Outlook, Suggestion
from habitos_tui.domain.model.base import DAYS
from habitos_tui.domain.model.rule import TimeBudget
from habitos_tui.domain.text.phrasing import WEEKDAYS, duration, percent
from habitos_tui.insight.advice.record import MIN_DIFFERENCE, Aggregate, Candidate, Record, aggregate
from habitos_tui.insight.exact_tests import Claim, lower_sum

MIN_SESSIONS: Final = 20
MIN_DAYS: Final = 5
MIN_ROOM: Final = 0.15
"""Least share of planned minutes that a budget must remove."""
QUARTER: Final = 15
"""Budgets are multiples of these minutes."""
STEPS: Final = 4
"""Sessions missed beyond the expected are counted in quarters."""


def slack(record: Record) -> Iterator[Candidate]:
    """Yield the weekdays with many sessions, with a budget of the minutes done on those that are hard."""
    limited = {
        rule.days[0]
        for rule in record.rules
        if isinstance(rule, TimeBudget) and rule.period == "day" and len(rule.days) == 1 and rule.max_minutes
    }
    planned = [episode for episode in record.episodes if episode.planned is not None]
    weeks = _by_week(record, planned)
    for weekday in DAYS:
        here = [episode for episode in planned if episode.day.weekday() == weekday]
        enough = len(here) >= MIN_SESSIONS and len({episode.day for episode in here}) >= MIN_DAYS
        if weekday not in limited and enough:
            yield Candidate(_claim(weeks, weekday), _of_day(record, weekday, here, planned))


def _by_week(record: Record, planned: Sequence[Episode]) -> Sequence[Mapping[date, int]]:
    """Return by week what was done on each day beyond what is usual for its sessions, in whole steps.

    Sessions of a day go well or badly together: it is days that are compared, not sessions.
    """
    usual = {behavior.id: aggregate(record.planned_ones(behavior.id)).share for behavior in record.behaviors}
    beyond: dict[date, float] = defaultdict(float)
    for episode in planned:
        beyond[episode.day] += episode.done - usual[episode.behavior]
    weeks: dict[int, dict[date, int]] = defaultdict(dict)
    for day, sessions in beyond.items():
        weeks[(day.toordinal() - 1) // len(DAYS)][day] = round(sessions * STEPS)
    return list(weeks.values())


def _claim(weeks: Sequence[Mapping[date, int]], weekday: int) -> Claim:
    """Return the claim that a weekday goes worse: each day of its week might as well have been the one."""
    return lower_sum(
        (week[day], list(week.values())) for week in weeks for day in week if day.weekday() == weekday and len(week) > 1
    )


def _of_day(record: Record, weekday: int, episodes: Sequence[Episode], planned: Sequence[Episode]) -> Suggestion | None:
    here = aggregate(episodes)
    rest = aggregate(e for e in planned if e.day.weekday() != weekday)
    mean = Aggregate(here.done + rest.done, here.counted + rest.counted).share
    difference = rest.likely(mean) - here.likely(mean)
    days = {episode.day for episode in episodes}
    asked = sum(episode.planned or 0 for episode in episodes) / len(days)
    lived = sum(episode.minutes or 0 for episode in episodes) / len(days)
    budget = max(QUARTER, -(-round(lived) // QUARTER) * QUARTER)
    if difference < MIN_DIFFERENCE or budget > asked * (1 - MIN_ROOM):
        return None
    day = WEEKDAYS[weekday]
    rule = TimeBudget(id=f"room-on-{day.lower()}", period="day", days=(weekday,), max_minutes=budget)
    if any(record.most(b, rule) < min(b.min_per_week, record.most(b)) for b in record.behaviors):
        return None
    values = {behavior.id: max(0.0, record.value(behavior)) for behavior in record.behaviors}
    lost = fmean(values[episode.behavior] for episode in episodes if not episode.done)
    there, elsewhere = here.likely(mean) - mean, rest.likely(mean) - mean
    return Suggestion(
        key=f"slack:{weekday}",
        kind="slack",
        behavior=None,
        sentence=f"At most {duration(budget)} on {day}",
        evidence=f"done {here.done} of {here.counted} on {day} (likely {percent(here.likely(mean))}), "
        f"{round(lived)} of {round(asked)} min planned; {percent(rest.likely(mean))} on other days",
        observations=here.counted,
        points=lost * difference * record.per_week(episodes),
        proposal=AddRule(rule=rule),
        outlooks=tuple(Outlook(behavior.id, there, elsewhere, weekday) for behavior in record.behaviors),
    )
