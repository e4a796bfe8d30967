"""Weekdays as people type them: mon, fridays, mon-fri, weekends, daily."""

import re
from collections.abc import Sequence
from typing import Final

from habitos_tui.domain.model.base import ALL_DAYS
from habitos_tui.domain.text.phrasing import WEEKDAYS
from habitos_tui.domain.text.typed.times import plain
from habitos_tui.errors import InvalidInputError

ACCEPTED: Final = "use mon, tue, wed, thu, fri, sat, sun, several such as mon,wed or mon-fri, weekdays, weekend or all"
_WORKING: Final = ALL_DAYS[:5]
_FREE: Final = ALL_DAYS[5:]
GROUPS: Final = {
    "all": ALL_DAYS,
    "daily": ALL_DAYS,
    "every day": ALL_DAYS,
    "everyday": ALL_DAYS,
    "weekday": _WORKING,
    "weekdays": _WORKING,
    "workday": _WORKING,
    "workdays": _WORKING,
    "weekend": _FREE,
    "weekends": _FREE,
}
"""Names of several weekdays."""
_BETWEEN: Final = re.compile(r"\s*(?:,|;|/|&|\+|\band\b|\s)\s*")
_DASH: Final = re.compile(r"\s*(?:-|\N{EN DASH}|\N{EM DASH}|\bto\b)\s*")


def weekday_of(word: str) -> int | None:
    """Return the weekday, Monday = 0, of a name or of two letters or more of it, "fridays" too; None for others."""
    short = word.removesuffix("s") if len(word) > 3 else word
    known = [
        day
        for day, name in enumerate(WEEKDAYS)
        if len(word) >= 2 and any(f"{name.lower()}s".startswith(one) for one in (word, short))
    ]
    return known[0] if len(known) == 1 else None


def typed_weekdays(text: str) -> tuple[int, ...]:
    """Return weekdays in order; InvalidInputError with what is accepted for anything else."""
    said = plain(text).removeprefix("on ").removeprefix("every ")
    if said in GROUPS:
        return GROUPS[said]
    chosen: set[int] = set()
    for part in _BETWEEN.split(_DASH.sub("-", said)):
        chosen |= set(GROUPS.get(part) or _range(part, text))
    return tuple(sorted(chosen))


def weekday_range(first: int, last: int) -> Sequence[int]:
    """Return the weekdays from one to another, across Sunday too."""
    return [(first + step) % 7 for step in range((last - first) % 7 + 1)]


def _range(part: str, text: str) -> Sequence[int]:
    first, dash, last = part.partition("-")
    begin, end = weekday_of(first), weekday_of(last if dash else first)
    if begin is None or end is None:
        raise InvalidInputError(f"“{text}” is not a weekday: {ACCEPTED}.")
    return weekday_range(begin, end)
