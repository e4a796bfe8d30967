"""How long: 30m, 1h15, half an hour, 20-40 min, at least 20 min."""

import re
from dataclasses import dataclass
from typing import Final

from habitos_tui.domain.text.quick.line import Line, phrase
from habitos_tui.domain.text.quick.numbers import DECIMAL, decimal_of
from habitos_tui.domain.text.quick.parts import Part

_HOURS: Final = r"(?:hours|hour|hrs|hr|h)"
_MINUTES: Final = r"(?:minutes|minute|mins|min|m|')"
_SAID: Final = {
    "half an hour": 30,
    "half hour": 30,
    "half a hour": 30,
    "a quarter of an hour": 15,
    "quarter of an hour": 15,
    "a quarter hour": 15,
    "three quarters of an hour": 45,
    "an hour and a half": 90,
    "one and a half hours": 90,
    "an hour": 60,
    "a hour": 60,
}
_PHRASES: Final = phrase("|".join(sorted(_SAID, key=len, reverse=True)))
_SIXTY: Final = r"([0-5]?\d)"
_BOTH: Final = phrase(
    rf"(\d{{1,3}}) ?{_HOURS} ?(?:and )?{_SIXTY} ?{_MINUTES}|(\d{{1,3}}) ?h{_SIXTY}|(\d{{1,3}}) h {_SIXTY}(?= ?(?:,|$))|"
    rf"(\d{{1,2}}):{_SIXTY} ?{_HOURS}"
)
_ONE: Final = phrase(rf"({DECIMAL})[ -]?(?:({_HOURS})|{_MINUTES})")
_BARE: Final = re.compile(rf"({DECIMAL}) ?(?:-|to|or) ?(?=[\d\w])")
_BETWEEN: Final = re.compile(rf"(?:between|from) ({DECIMAL})(?: ?(?:{_HOURS}|{_MINUTES}))? (?:and|to) ")
_TO: Final = re.compile(r" ?(?:-|to|or) ?")
_BEFORE: Final = re.compile(
    r"(?:(about|around|roughly|circa|ca\.?|~)|(at least|min\.?|>=?)|(at most|up to|max\.?|<=?)|"
    r"for|each|in|took|lasting|à) ?"
)
_FRACTION: Final = phrase(rf"(?:(\d{{1,2}}) (?:and )?)?([13])/([24]) ?(?:(?:of )?an? )?{_HOURS}")
MAX_MINUTES: Final = 100_000


@dataclass(frozen=True, slots=True)
class Length:
    """Minutes from `least` to `most`; None where that is not said. One that is `about` may be a third off."""

    least: int | None
    most: int | None
    about: bool = False


def length(line: Line, start: int) -> Part | None:
    """Return how long something takes."""
    before = _BEFORE.match(line.plain, start)
    if before is not None and (found := _span(line, before.end())) is not None:
        end, least, most = found
        if before[2]:
            return Part("length", Length(least, None), start, end)
        if before[3]:
            return Part("length", Length(None, most), start, end)
        return Part("length", Length(least, most, about=before[1] is not None), start, end)
    found = _span(line, start)
    return None if found is None else Part("length", Length(found[1], found[2]), start, found[0])


def minutes_at(line: Line, start: int) -> tuple[int, int] | None:
    """Return the end and the minutes of one length that begins there."""
    if match := _PHRASES.match(line.plain, start):
        return match.end(), _SAID[match[0]]
    if match := _FRACTION.match(line.plain, start):
        return match.end(), int(match[1] or 0) * 60 + int(match[2]) * 60 // int(match[3])
    found: tuple[int, float] | None = None
    if match := _ONE.match(line.plain, start):
        found = match.end(), decimal_of(match[1]) * (60 if match[2] else 1)
    if (match := _BOTH.match(line.plain, start)) and (found is None or match.end() > found[0]):
        hours, minutes = (int(one) for one in match.groups() if one is not None)
        found = match.end(), hours * 60 + minutes
    if found is None or not 1 <= round(found[1]) <= MAX_MINUTES:
        return None
    return found[0], round(found[1])


def _span(line: Line, start: int) -> tuple[int, int, int] | None:
    """Return the end and the minutes from and to of a length or a range of lengths."""
    bare = _BETWEEN.match(line.plain, start) or _BARE.match(line.plain, start)
    if bare is not None and (last := minutes_at(line, bare.end())) is not None:
        end, most = last
        hours = _ONE.match(line.plain, bare.end())
        least = round(decimal_of(bare[1]) * (60 if hours and hours[2] else 1))
        if 1 <= least <= most:
            return end, least, most
    first = minutes_at(line, start)
    if first is None:
        return None
    end, least = first
    if (to := _TO.match(line.plain, end)) and (last := minutes_at(line, to.end())) and last[1] >= least:
        return last[0], least, last[1]
    return end, least, least
