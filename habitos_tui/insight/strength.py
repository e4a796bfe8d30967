"""How firmly a behavior has become a habit.

The formula is the score of Loop Habit Tracker 2.3, for a target of n sessions a week, f = n / 7 a day:

    m   = 0.5 ^ (sqrt(f) / 13)                  half-life 13 / sqrt(f) days
    s_t = s_(t-1) * m + c_t * (1 - m)           s_0 = 0
    c_t = min(1, R / N)                         R = times done in the last D days

where N times in D days is the target in lowest terms, both doubled when f < 1: one miss is made good by the week
around it. A skipped day leaves s as it is; a day of absence without completions is ignored, so that it does not count
among the last D days either. We count sessions where Loop counts days, so that twice a day is a target.
"""

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from datetime import date
from math import gcd, sqrt
from typing import Final

from habitos_tui.domain.insight.aggregate import Marks
from habitos_tui.domain.insight.evidence import DAYS_A_WEEK
from habitos_tui.domain.insight.regularity import StrengthLine, Strengths
from habitos_tui.domain.model.behavior import Behavior

HALF_LIFE_DAYS: Final = 13
"""Half-life at a target of once a day."""
DAYS_THAT_COUNT: Final = 400
"""Older days weigh less than a thousandth, even at a target of once a week."""
WEEKS_OF_HISTORY: Final = 26


def strength(target_per_week: int, marks: Mapping[date, int], today: date) -> float | None:
    """Return the strength at the end of `today`, 0 to 1; None without a target or completions.

    `marks` gives the completions by day, 0 for a skip only. A day in progress without a completion leaves the strength
    unchanged.
    """
    by_ordinal = {day.toordinal(): times for day, times in marks.items()}
    return next(reversed(course(target_per_week, by_ordinal, today.toordinal())), None)


def course(target_per_week: int, marks: Mapping[int, int], today: int, away: Container[int] = ()) -> list[float]:
    """Return the strength at the end of every day from the first completion to `today`.

    Days, those of absence too, are proleptic ordinals; empty where `strength` is None.
    """
    first = min((day for day, times in marks.items() if times and day <= today), default=None)
    if first is None or not target_per_week:
        return []
    times_wanted, period = _target(target_per_week)
    kept = 0.5 ** (sqrt(target_per_week / 7) / HALF_LIFE_DAYS)
    value, done, values = 0.0, 0, list[float]()
    there = list[int]()
    for day in range(first, today + 1):
        if day in away and not marks.get(day):
            values.append(value)
            continue
        there.append(day)
        gone = marks.get(there[-period - 1], 0) if len(there) > period else 0
        done += marks.get(day, 0) - gone
        missed = day not in marks and day < today
        if missed or marks.get(day):
            value = value * kept + min(1, done / times_wanted) * (1 - kept)
        values.append(value)
    return values


def _target(per_week: int) -> tuple[int, int]:
    """Return the target as a number of times in a number of days."""
    shared = gcd(per_week, 7)
    stretch = 2 if per_week < 7 else 1
    return per_week // shared * stretch, 7 // shared * stretch


def strengths(behaviors: Iterable[Behavior], marks: Marks, away: Iterable[int], last: date, today: date) -> Strengths:
    """Return the strengths of `behaviors` at the end of `last`, which is not after `today`.

    Days of absence, as proleptic ordinals, leave the strength unchanged.
    """
    end = last.toordinal()
    days = range(end - DAYS_THAT_COUNT + 1, end + 1)
    still = frozenset(away)
    lines = []
    for behavior in behaviors:
        times = Counter(day for day in marks.done.get(behavior.id, ()) if day in days)
        skipped = dict.fromkeys((day for day in marks.skipped.get(behavior.id, ()) if day in days), 0)
        # `course` treats its last day as in progress; after a past `last` that is the next day, dropped below.
        values = course(behavior.target_per_week, skipped | times, end if last == today else end + 1, still)
        values = values[: len(values) - (last < today)]
        if values:
            history = tuple(reversed(values[::-DAYS_A_WEEK][:WEEKS_OF_HISTORY]))
            since = date.fromordinal(min(times))
            lines.append(StrengthLine(behavior.id, behavior.name, values[-1], history, times.total(), since))
    return Strengths(sum(line.times for line in lines), tuple(lines))
