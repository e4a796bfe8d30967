"""Streaks: for how many days or weeks in a row a target was met."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date

from habitos_tui.domain.insight.aggregate import Marks
from habitos_tui.domain.insight.evidence import DAYS_A_WEEK
from habitos_tui.domain.insight.regularity import Period, StreakLine, Streaks
from habitos_tui.domain.model.base import ALL_DAYS
from habitos_tui.domain.model.behavior import Behavior


def streaks(
    behaviors: Iterable[Behavior], marks: Marks, away: Collection[int], today: date, week_start: int
) -> Streaks:
    """Return the streak of every behavior that has one; see `streak`."""
    found = (streak(behavior, marks, away, today, week_start) for behavior in behaviors)
    lines = tuple(line for line in found if line is not None)
    return Streaks(sum(line.periods for line in lines), lines)


def streak(behavior: Behavior, marks: Marks, away: Collection[int], today: date, week_start: int) -> StreakLine | None:
    """Return the streak of a behavior over its whole log; None without a target or without completions.

    Days of absence are proleptic ordinals. A period that met its target adds to the streak. One that would have met
    it with the skipped days and a proportion of the days away neither adds nor breaks, nor does the current period.
    Any other period breaks it.
    """
    done, skipped = (days.get(behavior.id, ()) for days in (marks.done, marks.skipped))
    if not behavior.target_per_week or not done:
        return None
    weekly = behavior.target_per_week % 7 > 0
    periods = _Periods(week_start if weekly else None)
    wanted = behavior.target_per_week if weekly else behavior.target_per_week // 7
    times = periods.count(done)
    excused = times + periods.count(set(skipped) - set(done))
    # A behavior limited to some weekdays is paused on those within an absence.
    usual = frozenset(behavior.weekdays) if weekly else frozenset(ALL_DAYS)
    absent = periods.count(day for day in away if date.fromordinal(day).weekday() in usual)
    length = len(usual) if weekly else 1
    first, last = min(times), periods.of(today.toordinal())
    current = best = best_period = 0
    for period in range(first, last + 1):
        if times[period] >= wanted:
            current += 1
            if current >= best:
                best, best_period = current, period
        elif period < last and excused[period] * length < wanted * (length - absent[period]):
            current = 0
    until = min(today, periods.end(best_period)) if best else None
    unit: Period = "week" if weekly else "day"
    return StreakLine(behavior.id, behavior.name, unit, wanted, current, best, until, times[last], last - first + 1)


class _Periods:
    """Days, or weeks beginning on a weekday, numbered consecutively."""

    def __init__(self, week_start: int | None) -> None:
        self.length = 1 if week_start is None else DAYS_A_WEEK
        # The first of all days, whose ordinal is 1, was a Monday.
        self._shift = 0 if week_start is None else week_start + 1

    def of(self, day: int) -> int:
        """Return the period of a day, a proleptic ordinal."""
        return (day - self._shift) // self.length

    def count(self, days: Iterable[int]) -> Counter[int]:
        """Return the number of `days` in each period."""
        shift, length = self._shift, self.length
        return Counter([(day - shift) // length for day in days])

    def end(self, period: int) -> date:
        """Return the last day of a period."""
        return date.fromordinal((period + 1) * self.length + self._shift - 1)
