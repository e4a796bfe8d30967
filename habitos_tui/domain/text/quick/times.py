"""When in the day: at 7:30, 18:00, 7pm, from 14 to 15, 23-7, 2-3pm."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from habitos_tui.domain.model.base import LAST_BUSY_MINUTE, MINUTES_PER_DAY, NOON
from habitos_tui.domain.model.week import Slot, slot_at
from habitos_tui.domain.text.quick.line import Line, phrase
from habitos_tui.domain.text.quick.parts import Part
from habitos_tui.domain.text.typed.times import following, typed_time

_CLOCK: Final = r"\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?|0\d[0-5]\d|\d{1,4} ?[ap]\.?m\.?|noon|midnight"
"""What is a time by its form."""
_ANY: Final = rf"{_CLOCK}|\d{{1,2}}h\d{{2}}|\d{{1,4}}h?"
"""What is a time where one is expected."""
_TIME: Final = phrase(rf"(?:at |@ ?|around |about |from |~)?({_CLOCK})")
_AT: Final = phrase(rf"(?:at|@|around|from|starting at|starting) ?({_ANY})(?: o'clock)?|({_ANY}) o'clock")
_RANGE: Final = phrase(rf"between ({_ANY}) and ({_ANY})|(?:from |between )?({_ANY}) ?(?:-|to|until|till) ?({_ANY})")
_BOUNDS: Final = ("after ", "before ", "until ", "till ", "than ")
"""What makes of a time no start but a bound, which belongs to the name: no phone after 9pm."""
_CLEAR: Final = re.compile(_CLOCK)
_HOURS: Final = re.compile(r"\d{1,2}h")
_LATE: Final = re.compile(r"(?:1[3-9]|2[0-4])h")
"""An hour that is no length of a session: 18h-19h."""
_HALF: Final = re.compile(r" ?([ap])\.?m\.?$")
_BARE: Final = re.compile(r"\d{1,2}$")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a day in minutes after its midnight; `bare` if its hours say neither half of the day."""

    start: int
    end: int
    bare: bool = False


def time(line: Line, start: int) -> Part | None:
    """Return a time of day that is one by its form, or stands behind “at”."""
    if line.plain.endswith(_BOUNDS, 0, start):
        return None
    for pattern in (_AT, _TIME):
        if match := pattern.match(line.plain, start):
            minute = _minute(next(one for one in match.groups() if one is not None))
            if minute is not None and minute < MINUTES_PER_DAY + NOON // 2:
                return Part("time", minute, start, match.end())
    return None


def clear_stretch(line: Line, start: int) -> Part | None:
    """Return a stretch from one time to another, one of which is a time by its form: 18:00-19:15, 2-3pm."""
    match = _RANGE.match(line.plain, start)
    if match is None:
        return None
    first, last = _ends(match)
    said = match[0].startswith(("from ", "between ")) or any(map(_CLEAR.fullmatch, (first, last)))
    return stretch(line, start) if said or (_HOURS.fullmatch(first) and _LATE.fullmatch(last)) else None


def stretch(line: Line, start: int) -> Part | None:
    """Return a stretch from one time to another; its end is on the next day where it comes first."""
    match = _RANGE.match(line.plain, start)
    if match is None:
        return None
    first, last = _ends(match)
    bare = all(map(_BARE.fullmatch, (first, last)))
    half = _HALF.search(last)
    if half is not None and _BARE.fullmatch(first) and not _HALF.search(first):
        first = _earlier_half(first, last, half[1])
    begin, end = _minute(first), _minute(last)
    if begin is None or end is None or begin >= MINUTES_PER_DAY + NOON // 2:
        return None
    if bare and end <= begin <= NOON and 0 < end <= NOON:
        end += NOON  # from 9 to 5 is until 17:00
    begin, end = following(begin, end)
    return Part("stretch", Stretch(begin, end, bare), start, match.end()) if begin < end else None


def in_the_half_meant(minute: int, named: Collection[str], slots: Sequence[Slot]) -> int:
    """Return a time before noon as the one after it where only that is in one of the named slots: evenings at 8."""
    if minute >= NOON or slot_at(slots, minute) in named or slot_at(slots, minute + NOON) not in named:
        return minute
    return minute + NOON


def _ends(match: re.Match[str]) -> tuple[str, str]:
    """Return the first and the last time of a match of `_RANGE`."""
    return (match[1], match[2]) if match[1] is not None else (match[3], match[4])


def _earlier_half(first: str, last: str, half: str) -> str:
    """Return an hour with the half of the day it is in before `last`: 2 to 3pm, 11 to 1pm."""
    same, end = _minute(f"{first}{half}m"), _minute(last)
    if same is not None and end is not None and same < end:
        return f"{first}{half}m"
    return f"{first}am" if half == "p" else f"{first}pm"


def _minute(text: str) -> int | None:
    try:
        return typed_time(text, LAST_BUSY_MINUTE)
    except ValueError:
        return None
