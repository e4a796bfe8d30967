"""Streaks: for how many days or weeks in a row a target was met.

Each period is judged by what was wanted on its last day. Where that was a whole number of times a day every day is a
period, otherwise the week is. The week in which a behavior began asks for its days, for the nearest number of times and
once at least, as in the review of that week. A row is as long as the days of its periods, so that it goes on when a
target of weeks becomes one of days or the other way round: eight good weeks are 56 days then, and ten good days a week
and some. It is told in whole periods of the present kind, and the best one in those of its own time, or of the time
before where it is less than one of them. What is wanted in another rhythm has the periods of that: months, each 30 days
in a row, or so many weeks or days.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import ClassVar

from habitos_tui.domain.insight.aggregate import Marks
from habitos_tui.domain.insight.evidence import DAYS_A_WEEK
from habitos_tui.domain.insight.regularity import DAYS_OF, Period, StreakLine, Streaks
from habitos_tui.domain.model.base import ALL_DAYS
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.due import DAYS_A_YEAR
from habitos_tui.domain.model.recurrence import Recurrence, wanted_in_a_period
from habitos_tui.domain.model.weeks import Weeks
from habitos_tui.domain.model.wishes import Era, WishedBehavior
from habitos_tui.insight.rhythm_periods import JudgedPeriod, RhythmLog, judged_periods, unit_of


def streaks(
    behaviors: Iterable[WishedBehavior], marks: Marks, away: Collection[int], today: date, weeks: Weeks
) -> Streaks:
    """Return the streak of every behavior that has one; see `streak`."""
    found = (streak(behavior, marks, away, today, weeks) for behavior in behaviors)
    lines = tuple(line for line in found if line is not None)
    return Streaks(sum(line.periods for line in lines), lines)


def streak(
    behavior: WishedBehavior, marks: Marks, away: Collection[int], today: date, calendar: Weeks
) -> StreakLine | None:
    """Return the streak of a behavior over its whole log; None without completions, or if it never had a target.

    Days of absence are proleptic ordinals; those on which the behavior is paused are like them. A period that met its
    target adds to the streak. One that would have met it with the skipped days and a proportion of the days away
    neither adds nor breaks, nor does the current period, one without a target or one in which the behavior was put
    away. Any other period breaks it.
    """
    done, skipped = (days.get(behavior.id, ()) for days in (marks.done, marks.skipped))
    if not done:
        return None
    first, now = min(done), today.toordinal()
    put_away = behavior.out_of_use(first, now)
    # What is still to come of a pause leaves less of the present week as well.
    still = behavior.at_rest(away, first, now + DAYS_A_WEEK)
    days, weeks = _Days(), _Weeks(calendar)
    row = _Row(began=_began(behavior, done, skipped))
    logs = {kind: _Log(kind, done, skipped, still, put_away) for kind in (days, weeks)}
    in_rhythm = RhythmLog(sorted(done), sorted(set(skipped) - set(done)), still, put_away)
    for era in _eras(behavior, weeks, first, now):
        wanted = era.wish.behavior.recurrence
        if wanted.rhythm is not None and wanted.times:
            row.go_on_in_rhythm(wanted, judged_periods(in_rhythm, era, row.began, now, calendar))
        elif wanted.times:
            kind = weeks if _is_weekly(era.wish.behavior) else days
            found = weeks.ending_in(era) if kind is weeks else _days_of(behavior, era, weeks)
            some = range(max(found.start, kind.of(first)), min(found.stop, kind.of(now) + 1))
            if some:
                row.go_on(logs[kind], era.wish.behavior, some, kind.of(now))
        else:
            row.wanted = 0
    return row.line(behavior, today)


def _eras(behavior: WishedBehavior, weeks: "_Weeks", first: int, now: int) -> Iterator[Era]:
    """Yield the eras from the first week of the log to the present one; with rhythms to the end of their periods."""
    ending = weeks.last(weeks.of(now))
    for era in behavior.eras(weeks.first(weeks.of(first)), ending + DAYS_A_YEAR * behavior.has_rhythms):
        if era.first <= ending:
            yield era


def _began(behavior: WishedBehavior, done: Iterable[int], skipped: Iterable[int]) -> int:
    """Return the day on which a behavior was made, or earlier done or skipped; the first of all if unknown."""
    return 1 if behavior.made is None else min(behavior.made.toordinal(), *done, *skipped)


def _is_weekly(behavior: Behavior) -> bool:
    return behavior.rhythm is None and behavior.target_per_week % 7 > 0


def _days_of(behavior: WishedBehavior, era: Era, weeks: "_Weeks") -> range:
    """Return the days of an era that are periods: not those of a last week that is judged as a whole."""
    ending = weeks.of(era.last)
    cut = _is_weekly(behavior.on(weeks.last(ending)).behavior)
    return range(era.first, weeks.first(ending) if cut else era.last + 1)


class _Days:
    """Days, each a period numbered by its ordinal."""

    unit: ClassVar[Period] = "day"

    def of(self, day: int) -> int:
        """Return the period of a day, a proleptic ordinal."""
        return day

    def count(self, days: Iterable[int]) -> Counter[int]:
        """Return the number of `days` in each period."""
        return Counter(days)

    def first(self, period: int) -> int:
        """Return the first day of a period."""
        return period

    def last(self, period: int) -> int:
        """Return the last day of a period."""
        return period

    def parts(self, _began: int) -> frozenset[int]:
        """Return the periods that are cut: no day is."""
        return frozenset()


class _Weeks:
    """Weeks, numbered consecutively."""

    unit: ClassVar[Period] = "week"

    def __init__(self, calendar: Weeks) -> None:
        self.of = calendar.number
        self.first, self.last = calendar.begin, calendar.end
        self._calendar = calendar

    def count(self, days: Iterable[int]) -> Counter[int]:
        """Return the number of `days` in each week."""
        return Counter(self._calendar.numbers(days))

    def parts(self, began: int) -> frozenset[int]:
        """Return the weeks that are cut, by a beginning or by the next week."""
        week = self.of(began)
        return self._calendar.cut | {week} if self.first(week) < began else self._calendar.cut

    def ending_in(self, era: Era) -> range:
        """Return the weeks whose last day is in an era."""
        return range(self.of(era.first), self.of(era.last + 1))


_Periods = _Days | _Weeks


class _Log:
    """How often a behavior was done in periods of one kind; counted when it is first asked for."""

    def __init__(
        self,
        kind: _Periods,
        done: Collection[int],
        skipped: Collection[int],
        away: Collection[int],
        put_away: Collection[int],
    ) -> None:
        self.kind = kind
        self._done, self._skipped, self._away = done, skipped, away
        self.unused = frozenset(map(kind.of, put_away))
        """Those in which it was put away."""

    @cached_property
    def times(self) -> Counter[int]:
        """Times done."""
        return self.kind.count(self._done)

    @cached_property
    def excused(self) -> Counter[int]:
        """Times done, and days on which it was skipped instead."""
        return self.times + self.kind.count(set(self._skipped) - set(self._done))

    def absent(self, usual: Collection[int]) -> Counter[int]:
        """Return the days away among those that a behavior is limited to: it rests on these only."""
        return self.kind.count(day for day in self._away if (day - 1) % DAYS_A_WEEK in usual)


@dataclass(slots=True)
class _Row:
    """The row that is going on and the best one, in days."""

    began: int
    """The day from which something was wanted."""
    current: int = 0
    best: int = 0
    best_until: int = 0
    best_unit: Period | None = None
    best_length: int = 1
    periods: int = 0
    unit: Period | None = None
    length: int = 1
    """Days of a period of the unit."""
    wanted: int = 0
    done_now: int = 0
    """Times done in the period that is not over yet."""

    def go_on(self, log: _Log, behavior: Behavior, periods: range, running: int) -> None:
        """Judge some periods, one at least, by one target; the running one breaks nothing."""
        unit, whole = log.kind.unit, DAYS_OF[log.kind.unit]
        wanted = behavior.target_per_week if unit == "week" else behavior.target_per_week // DAYS_A_WEEK
        usual = frozenset(behavior.weekdays) if unit == "week" else frozenset(ALL_DAYS)
        times, excused, absent = log.times, log.excused, log.absent(usual)
        length = len(usual) if unit == "week" else 1
        parts = log.kind.parts(self.began)
        asked = wanted
        for period in periods:
            asked, days, at_home = wanted, whole, length
            if period in parts:
                asked, days, at_home = self._asked_in_part(wanted, usual, log, period)
            if not asked:
                continue
            if times[period] >= asked:
                self._grow(days, log.kind.last(period), unit, whole)
            elif period == running or period in log.unused:
                continue
            elif excused[period] * at_home < asked * (at_home - absent[period]):
                self.current = 0
        self.periods += len(periods)
        self.unit, self.length, self.wanted, self.done_now = unit, whole, asked, times[running]

    def go_on_in_rhythm(self, wanted: Recurrence, periods: Iterable[JudgedPeriod]) -> None:
        """Judge some periods of one rhythm."""
        (self.unit, self.length), self.wanted, self.done_now = unit_of(wanted), wanted_in_a_period(wanted), 0
        for period in periods:
            if period.met:
                self._grow(period.days, period.last, self.unit, self.length)
            elif period.broken:
                self.current = 0
            self.periods += 1
            if period.running:
                self.wanted, self.done_now = period.asked, period.times

    def _grow(self, days: int, last: int, unit: Period, length: int) -> None:
        self.current += days
        if self.current < self.best:
            return
        self.best, self.best_until = self.current, last
        if self.best_unit is None or self.best >= length:  # less than one period is told in those of before
            self.best_unit, self.best_length = unit, length

    def _asked_in_part(self, wanted: int, usual: Collection[int], log: _Log, period: int) -> tuple[int, int, int]:
        """Return what a week asks for that is cut, by the beginning or the next week, its days and its usual ones.

        It asks for the nearest to what is wanted of its days: once at least, but where the next week cuts it.
        """
        days = range(log.kind.first(period), log.kind.last(period) + 1)
        mine = [day for day in days if (day - 1) % DAYS_A_WEEK in usual]
        since, least = sum(day >= self.began for day in mine), int(len(days) == DAYS_A_WEEK)
        return max(int(wanted * since / len(usual) + 0.5), least), len(days), len(mine)

    def line(self, behavior: WishedBehavior, today: date) -> StreakLine | None:
        """Return what there is to tell; None when there never was a target."""
        if self.unit is None:
            return None
        return StreakLine(
            behavior.id,
            behavior.name,
            self.unit,
            self.wanted,
            self.current // self.length,
            self.best // self.best_length,
            date.fromordinal(min(self.best_until, today.toordinal())) if self.best else None,
            self.done_now,
            self.periods,
            self.best_unit or self.unit,
            behavior.archived,
            self.length if self.unit == "period" else 0,
        )
