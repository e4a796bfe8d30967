"""How firmly a behavior has become a habit.

The formula is the score of Loop Habit Tracker 2.3, for f sessions a day: n / 7 for n a week, 1 / n for every n days,
n / 30 for n a month:

    m   = 0.5 ^ (sqrt(f) / 13)                  half-life 13 / sqrt(f) days
    s_t = s_(t-1) * m + c_t * (1 - m)           s_0 = 0
    c_t = min(1, R / N)                         R = times done in the last D days

where N times in D days is the target in lowest terms, both doubled when f < 1: one miss is made good by the week
around it. A skipped day leaves s as it is; a day of absence without completions is ignored, so that it does not count
among the last D days either. We count sessions where Loop counts days, so that twice a day is a target.

Every day has the f, N and D that were wanted on it, and is never computed anew when the target changes. In the D days
after a change, N is less by what was not asked for yet: each earlier day counts for its own target, where that was
lower. Days without a target, and those on which the behavior was out of season, paused or
put away, are like days of absence.
"""

from collections import Counter, deque
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from math import ceil, gcd, sqrt
from typing import Final

from habitos_tui.domain.insight.aggregate import Marks
from habitos_tui.domain.insight.evidence import DAYS_A_WEEK
from habitos_tui.domain.insight.regularity import StrengthLine, Strengths
from habitos_tui.domain.model.recurrence import Rate, begins_on, rate_of
from habitos_tui.domain.model.wishes import Era, WishedBehavior

HALF_LIFE_DAYS: Final = 13
"""Half-life at a target of once a day."""
HALVES_THAT_COUNT: Final = 10
"""After so many half-lives a day weighs less than a thousandth."""
DAYS_THAT_COUNT: Final = 400
"""Days that are looked at: as much, and more where less than once a week is wanted."""
WEEKS_OF_HISTORY: Final = 26
LONGEST_PERIOD: Final = 2 * 366
"""Most days that D is."""
UNASKED: Final = Rate(0)

Stretch = tuple[int, int, Rate]
"""First and last day, and how often something was wanted on them."""


def strength(target_per_week: int, marks: Mapping[date, int], today: date) -> float | None:
    """Return the strength at the end of `today`, 0 to 1, of one target; None without it or completions.

    `marks` gives the completions by day, 0 for a skip only. A day in progress without a completion leaves the strength
    unchanged.
    """
    by_ordinal = {day.toordinal(): times for day, times in marks.items()}
    end = today.toordinal()
    return next(reversed(course([(1, end, Rate(target_per_week))], by_ordinal, end)), None)


def course(targets: Iterable[Stretch], marks: Mapping[int, int], today: int, away: Container[int] = ()) -> list[float]:
    """Return the strength at the end of every day from the first completion to `today`.

    `targets` are what was wanted up to `today`, oldest first. Days, those of absence too, are proleptic ordinals;
    empty where `strength` is None.
    """
    first = min((day for day, times in marks.items() if times and day <= today), default=None)
    if first is None:
        return []
    wanted = [stretch for stretch in targets if stretch[1] >= first]
    if not any(rate.times for _, _, rate in wanted):
        return []
    values, window = list[float](), _Window()
    value = 0.0
    for begin, end, rate in wanted:
        window.want(rate)
        kept = 0.5 ** (sqrt(rate.a_day) / HALF_LIFE_DAYS)
        for day in range(max(begin, first), end + 1):
            times = marks.get(day)
            if rate.times and (times or day not in away):
                share = window.count(times or 0)
                if times or (times is None and day < today):
                    value = value * kept + share * (1 - kept)
            values.append(value)
    return values


class _Window:
    """The last D days that count, beside the rate they are measured by."""

    def __init__(self) -> None:
        self._rate = _lowest_terms(UNASKED)
        self._days: deque[tuple[int, Rate]] = deque(maxlen=LONGEST_PERIOD)
        """Times done on the last days that counted, and the rate of each."""
        self._done = self._new = 0

    def want(self, rate: Rate) -> None:
        """Measure by another rate from the next day on."""
        self._rate, self._new = _lowest_terms(rate), 0
        self._done = sum(times for times, _ in self._last(self._rate.days))

    def count(self, times: int) -> float:
        """Take in a day and return the share of what was wanted that was done, at most 1."""
        rate = self._rate
        if len(self._days) >= rate.days:
            self._done -= self._days[-rate.days][0]
        self._days.append((times, rate))
        self._done += times
        self._new += 1
        asked = rate.times if self._new >= rate.days else rate.times - self._spared()
        return min(1, self._done / asked)

    def _spared(self) -> float:
        """Return what was not asked for yet on the earlier ones of the last days."""
        each = (self._rate.a_day - rate.a_day for _, rate in self._last(self._rate.days))
        return sum(less for less in each if less > 0)

    def _last(self, days: int) -> Iterable[tuple[int, Rate]]:
        return islice(reversed(self._days), days)


def _lowest_terms(rate: Rate) -> Rate:
    """Return N times in D days: in lowest terms, both doubled below once a day."""
    shared = gcd(*rate)
    stretch = 2 if rate.times < rate.days else 1
    return Rate(rate.times // shared * stretch, rate.days // shared * stretch)


def wanted_on(eras: Iterable[Era]) -> Iterator[Stretch]:
    """Yield how often a behavior was wanted through its eras, oldest first; before its rhythm begins it is not."""
    for era in eras:
        wanted = era.wish.behavior.recurrence
        begin = begins_on(wanted)
        if begin > era.first:
            yield era.first, min(begin - 1, era.last), UNASKED
        if begin <= era.last:
            yield max(era.first, begin), era.last, rate_of(wanted) if wanted.times else UNASKED


def strengths(
    behaviors: Iterable[WishedBehavior], marks: Marks, away: Iterable[int], last: date, today: date
) -> Strengths:
    """Return the strengths of `behaviors` at the end of `last`, which is not after `today`.

    Days of absence, as proleptic ordinals, leave the strength unchanged, as do those on which a behavior was paused or
    put away.
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
        targets = list(wanted_on(behavior.eras(1, until)))
        days = range(end - _days_that_count(targets) + 1 - _still(behavior, first, until), end + 1)
        times = Counter(day for day in done if day in days)
        skipped = dict.fromkeys((day for day in marks.skipped.get(behavior.id, ()) if day in days), 0)
        resting = behavior.at_rest(away, first, until)
        values = course(targets, skipped | times, until, put_away.union(resting) if put_away else resting)
        values = values[: len(values) - (last < today)]
        if values:
            history = tuple(reversed(values[::-DAYS_A_WEEK][:WEEKS_OF_HISTORY]))
            since = date.fromordinal(min(times))
            total = times.total()
            yield StrengthLine(behavior.id, behavior.name, values[-1], history, total, since, behavior.archived)


def _days_that_count(targets: Iterable[Stretch]) -> int:
    """Return how many days are looked at, so that what is older weighs next to nothing."""
    slowest = min((rate.a_day for _, _, rate in targets if rate.times), default=1.0)
    return max(DAYS_THAT_COUNT, ceil(HALVES_THAT_COUNT * HALF_LIFE_DAYS / sqrt(slowest)))


def _still(behavior: WishedBehavior, first: int, last: int) -> int:
    """Return for how many of these days a behavior stood still.

    Paused, out of season, put away or without a target, it does not fade.
    """
    unjudged = sum(era.last - era.first + 1 for era in behavior.eras(first, last) if not era.wish.judged)
    return unjudged + sum(behavior.on(day).judged for day in behavior.resting(first, last))
