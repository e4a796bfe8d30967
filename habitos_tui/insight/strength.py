"""How firmly a behavior has become a habit.

The formula is the score of Loop Habit Tracker 2.3, for a target of n sessions a week, f = n / 7 a day:

    m   = 0.5 ^ (sqrt(f) / 13)                  half-life 13 / sqrt(f) days
    s_t = s_(t-1) * m + c_t * (1 - m)           s_0 = 0
    c_t = min(1, R / N)                         R = times done in the last D days

where N times in D days is the target in lowest terms, both doubled when f < 1: one miss is made good by the week
around it. A skipped day leaves s as it is; a day of absence without completions is ignored, so that it does not count
among the last D days either. We count sessions where Loop counts days, so that twice a day is a target.

Every day has the f, N and D that were wanted on it, and is never computed anew when the target changes. In the D days
after a change, N is less by what was not asked for yet: each earlier day counts for its own target, where that was
lower. Days without a target, and those on which the behavior was put away, are like days of absence.
"""

from collections import Counter, deque
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from math import gcd, sqrt
from typing import Final, NamedTuple

from habitos_tui.domain.insight.aggregate import Marks
from habitos_tui.domain.insight.evidence import DAYS_A_WEEK
from habitos_tui.domain.insight.regularity import StrengthLine, Strengths
from habitos_tui.domain.model.wishes import WishedBehavior

HALF_LIFE_DAYS: Final = 13
"""Half-life at a target of once a day."""
DAYS_THAT_COUNT: Final = 400
"""Older days weigh less than a thousandth, even at a target of once a week."""
WEEKS_OF_HISTORY: Final = 26
LONGEST_PERIOD: Final = 14
"""Most days that D is."""

Stretch = tuple[int, int, int]
"""First and last day, and the target a week that was wanted on them."""


def strength(target_per_week: int, marks: Mapping[date, int], today: date) -> float | None:
    """Return the strength at the end of `today`, 0 to 1, of one target; None without it or completions.

    `marks` gives the completions by day, 0 for a skip only. A day in progress without a completion leaves the strength
    unchanged.
    """
    by_ordinal = {day.toordinal(): times for day, times in marks.items()}
    end = today.toordinal()
    return next(reversed(course([(1, end, target_per_week)], by_ordinal, end)), None)


def course(targets: Iterable[Stretch], marks: Mapping[int, int], today: int, away: Container[int] = ()) -> list[float]:
    """Return the strength at the end of every day from the first completion to `today`.

    `targets` are what was wanted up to `today`, oldest first. Days, those of absence too, are proleptic ordinals;
    empty where `strength` is None.
    """
    first = min((day for day, times in marks.items() if times and day <= today), default=None)
    if first is None:
        return []
    wanted = [stretch for stretch in targets if stretch[1] >= first]
    if not any(target for _, _, target in wanted):
        return []
    values, window = list[float](), _Window()
    value = 0.0
    for begin, end, target in wanted:
        window.want(target)
        kept = 0.5 ** (sqrt(target / 7) / HALF_LIFE_DAYS)
        for day in range(max(begin, first), end + 1):
            times = marks.get(day)
            if target and (times or day not in away):
                share = window.count(times or 0)
                if times or (times is None and day < today):
                    value = value * kept + share * (1 - kept)
            values.append(value)
    return values


class _Window:
    """The last D days that count, beside the target they are measured by."""

    def __init__(self) -> None:
        self._target = _Target(0, 0, 1)
        self._days: deque[tuple[int, int]] = deque(maxlen=LONGEST_PERIOD)
        """Times done on the last days that counted, and the target of each."""
        self._done = self._new = 0

    def want(self, per_week: int) -> None:
        """Measure by another target from the next day on."""
        self._target, self._new = _target(per_week), 0
        self._done = sum(times for times, _ in self._last(self._target.days))

    def count(self, times: int) -> float:
        """Take in a day and return the share of what was wanted that was done, at most 1."""
        target = self._target
        if len(self._days) >= target.days:
            self._done -= self._days[-target.days][0]
        self._days.append((times, target.per_week))
        self._done += times
        self._new += 1
        asked = target.times if self._new >= target.days else target.times - self._spared()
        return min(1, self._done / asked)

    def _spared(self) -> float:
        """Return what was not asked for yet on the earlier ones of the last days."""
        each = (self._target.per_week - per_week for _, per_week in self._last(self._target.days))
        return sum(less for less in each if less > 0) / DAYS_A_WEEK

    def _last(self, days: int) -> Iterable[tuple[int, int]]:
        return islice(reversed(self._days), days)


class _Target(NamedTuple):
    """A target as a number of times in a number of days."""

    per_week: int
    times: int
    days: int


def _target(per_week: int) -> _Target:
    shared = gcd(per_week, 7)
    stretch = 2 if per_week < 7 else 1
    return _Target(per_week, per_week // shared * stretch, 7 // shared * stretch)


def strengths(
    behaviors: Iterable[WishedBehavior], marks: Marks, away: Iterable[int], last: date, today: date
) -> Strengths:
    """Return the strengths of `behaviors` at the end of `last`, which is not after `today`.

    Days of absence, as proleptic ordinals, leave the strength unchanged, as do those on which a behavior was put away.
    """
    still = frozenset(away)
    lines = list(_lines(behaviors, marks, still, last, today))
    return Strengths(sum(line.times for line in lines), tuple(lines))


def _lines(
    behaviors: Iterable[WishedBehavior], marks: Marks, away: frozenset[int], last: date, today: date
) -> Iterator[StrengthLine]:
    end = last.toordinal()
    # `course` treats its last day as in progress; after a past `last` that is the next day, dropped below.
    until = end + (last < today)
    for behavior in behaviors:
        done = marks.done.get(behavior.id, ())
        first = min(done, default=until)
        put_away = behavior.out_of_use(first, until)
        days = range(end - DAYS_THAT_COUNT + 1 - _still(behavior, first, until), end + 1)
        times = Counter(day for day in done if day in days)
        skipped = dict.fromkeys((day for day in marks.skipped.get(behavior.id, ()) if day in days), 0)
        targets = [(era.first, era.last, era.wish.behavior.target_per_week) for era in behavior.eras(1, until)]
        values = course(targets, skipped | times, until, away | put_away if put_away else away)
        values = values[: len(values) - (last < today)]
        if values:
            history = tuple(reversed(values[::-DAYS_A_WEEK][:WEEKS_OF_HISTORY]))
            since = date.fromordinal(min(times))
            total = times.total()
            yield StrengthLine(behavior.id, behavior.name, values[-1], history, total, since, behavior.archived)


def _still(behavior: WishedBehavior, first: int, last: int) -> int:
    """Return for how many of these days a behavior stood still: put away or without a target, it does not fade."""
    return sum(era.last - era.first + 1 for era in behavior.eras(first, last) if not era.wish.judged)
