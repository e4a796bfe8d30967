"""How a behavior went in the periods of a rhythm: so many weeks or days, or a calendar month."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from habitos_tui.domain.insight.evidence import DAYS_A_WEEK
from habitos_tui.domain.insight.regularity import DAYS_OF, Period
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.recurrence import Recurrence, RhythmPeriod, asking_days, periods
from habitos_tui.domain.model.rhythm import EveryDays, EveryWeeks, MonthDates
from habitos_tui.domain.model.weeks import Weeks
from habitos_tui.domain.model.wishes import Era

MONTH: Final[Period] = "month"


class RhythmLog(NamedTuple):
    """What a behavior was through its whole log, in days."""

    done: Sequence[int]
    """In order, one a session."""
    skipped: Sequence[int]
    """In order, those on which it was not done."""
    still: Collection[int]
    """Days of absence, and of rest."""
    put_away: Collection[int]


class JudgedPeriod(NamedTuple):
    """What a period asked for, and what became of it."""

    last: int
    days: int
    """How long it counts in a row."""
    asked: int
    times: int
    excused: int
    """Times done, and days on which it was skipped instead."""
    asking: int
    """Days on which it could be asked for."""
    absent: int
    """Those among them on which it was not."""
    running: bool
    unused: bool
    """It was put away within."""

    @property
    def met(self) -> bool:
        """Tell whether it had what it asked for."""
        return self.times >= self.asked

    @property
    def broken(self) -> bool:
        """Tell whether it is over, and neither skips nor lost days make up for what is missing."""
        missing = self.excused * self.asking < self.asked * (self.asking - self.absent)
        return missing and not (self.met or self.running or self.unused)


def unit_of(wanted: Recurrence) -> tuple[Period, int]:
    """Return what the periods of a rhythm are called, and how many days each counts."""
    match wanted.rhythm:
        case EveryWeeks() as rhythm:
            return "period", rhythm.every_weeks * DAYS_A_WEEK
        case EveryDays() as rhythm:
            return "period", rhythm.every_days
        case _:
            return MONTH, DAYS_OF[MONTH]


def judged_periods(log: RhythmLog, era: Era, began: int, now: int, weeks: Weeks) -> Iterator[JudgedPeriod]:
    """Yield the periods of an era that ask for something, from the first day of the log to today, oldest first.

    Each is judged by what was wanted on its last day. One that is cut, as the behavior or this rhythm began within,
    asks for its days, for the nearest number of times and once at least.
    """
    behavior, begin = era.wish.behavior, max(began, era.since.toordinal())
    first = max(era.first, log.done[0])
    for period in periods(behavior.recurrence, first, min(era.last, now), weeks):
        if period.wanted and period.last <= era.last:
            usual = _usual(behavior, period, weeks)
            counted = [day for day in usual if day >= begin]
            if counted:
                yield _judged(log, behavior, period, (usual, counted), now)


def _usual(behavior: Behavior, period: RhythmPeriod, weeks: Weeks) -> list[int]:
    """Return the days of a period on which a behavior may be asked for."""
    days = asking_days(behavior.recurrence, period, weeks)
    if isinstance(behavior.rhythm, MonthDates):
        return list(days)
    return [day for day in days if (day - 1) % DAYS_A_WEEK in behavior.weekdays]


def _judged(
    log: RhythmLog, behavior: Behavior, period: RhythmPeriod, days: tuple[list[int], list[int]], now: int
) -> JudgedPeriod:
    usual, counted = days
    share, (_, length) = len(counted) / len(usual), unit_of(behavior.recurrence)
    times = _within(log.done, period)
    whole = range(period.first, period.last + 1)
    return JudgedPeriod(
        period.last,
        max(round(length * share), 1),
        max(int(period.wanted * share + 0.5), 1),
        times,
        times + _within(log.skipped, period),
        len(counted),
        sum(day in log.still for day in counted),
        period.first <= now <= period.last,
        any(day in log.put_away for day in whole) if log.put_away else False,
    )


def _within(days: Sequence[int], period: RhythmPeriod) -> int:
    return bisect_right(days, period.last) - bisect_left(days, period.first)
