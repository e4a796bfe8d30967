"""Lengths of time as options say them: 10m, 1h30, half an hour, 90, 2 days."""

import re
from datetime import timedelta
from typing import Final

from habitos_tui.domain.text.quick.lengths import minutes_at
from habitos_tui.domain.text.quick.line import Line
from habitos_tui.errors import InvalidInputError

MOST: Final = timedelta(days=7)
_DAYS: Final = re.compile(r"(\d{1,3}) ?(?:d|days?)")


def time_span(text: str) -> timedelta:
    """Return how long a text says, a bare number in minutes; InvalidInputError for anything else and above a week."""
    plain = text.strip().casefold()
    if plain.isdecimal() and len(plain) <= len("10080"):
        found = timedelta(minutes=int(plain))
    elif days := _DAYS.fullmatch(plain):
        found = timedelta(days=int(days[1]))
    else:
        line = Line(plain)
        said = minutes_at(line, 0)
        if said is None or said[0] != len(line.plain):
            raise InvalidInputError(f"“{text}” is no length of time.", hint="Say it as 10m, 1h30, 90 or 2 days.")
        found = timedelta(minutes=said[1])
    if not timedelta() < found <= MOST:
        raise InvalidInputError(f"“{text}” is not between a minute and {MOST.days} days.")
    return found
