"""How firmly a behavior has become a habit.

The formula is the score of Loop Habit Tracker 2.3, for a target of n sessions a week, f = n / 7 a day:

    m   = 0.5 ^ (sqrt(f) / 13)                  half-life 13 / sqrt(f) days
    s_t = s_(t-1) * m + c_t * (1 - m)           s_0 = 0
    c_t = min(1, R / N)                         R = times done in the last D days

where N times in D days is the target in lowest terms, both doubled when f < 1: one miss is made good by the week
around it. A skipped day leaves s as it is. We count sessions where Loop counts days, so that twice a day is a target.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from math import gcd, sqrt
from typing import Final

HALF_LIFE_DAYS: Final = 13
"""At a target of once a day."""
DAYS_THAT_COUNT: Final = 400
"""What is older weighs less than a thousandth, even at a target of once a week."""


def strength(target_per_week: int, marks: Mapping[date, int], today: date) -> float | None:
    """Return the strength at the end of `today`, 0 to 1; None without a target or as long as nothing was done.

    `marks` says of a day how often the behavior was done, 0 where it was only skipped. As long as nothing was done
    today, today leaves the strength as it is: it is not over.
    """
    first = min((day for day, times in marks.items() if times and day <= today), default=None)
    if first is None or not target_per_week:
        return None
    times_wanted, period = _target(target_per_week)
    kept = 0.5 ** (sqrt(target_per_week / 7) / HALF_LIFE_DAYS)
    result, done = 0.0, 0
    for offset in range((today - first).days + 1):
        day = first + timedelta(days=offset)
        done += marks.get(day, 0) - marks.get(day - timedelta(days=period), 0)
        missed = day not in marks and day < today
        if missed or marks.get(day):
            result = result * kept + min(1, done / times_wanted) * (1 - kept)
    return result


def _target(per_week: int) -> tuple[int, int]:
    """Return how many times are wanted in how many days."""
    shared = gcd(per_week, 7)
    stretch = 2 if per_week < 7 else 1
    return per_week // shared * stretch, 7 // shared * stretch
