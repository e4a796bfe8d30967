"""Times of day as people type them: 7, 7:30, 0730, 19.30, 7h30, 7pm, 7p, half past 7, noon."""

import re
from typing import Final
from unicodedata import normalize

from habitos_tui.domain.model.base import (
    LAST_BUSY_MINUTE,
    LAST_MINUTE,
    MINUTES_PER_DAY,
    MINUTES_PER_HOUR,
    NOON,
    format_clock,
)

ACCEPTED: Final = "must be a time such as 7:30, 19.30, 7pm or noon"
"""What is said of a text that is no time."""
NAMED: Final = {"noon": NOON, "midday": NOON, "midnight": 0}
_SPOKEN: Final = {"half past": 30, "quarter past": 15, "quarter to": -15}
"""Minutes from the hour that is named behind."""
_WORDS: Final = re.compile(rf"(?:(?P<part>{'|'.join(_SPOKEN)}) )?(?P<hour>\d.*?)(?: ?o['\u2019]clock)?", re.ASCII)
_LETTER: Final = re.compile(r"(?<=\d) ?[ap]$", re.ASCII)
TIME: Final = re.compile(
    r"(?P<hour>\d{1,2})"
    r"(?:(?:[:.h](?P<minute>\d{2})|(?P<plain>\d{2}))?\s?(?P<half>[ap])(?:m|\.m\.?)|[:.h](?P<minutes>\d{2})|h|(?P<digits>\d{2}))?",
    re.ASCII,
)
"""A time of day in lower case, without the named ones."""


def plain(text: str) -> str:
    """Return a typed text in lower case and with single spaces."""
    return " ".join(normalize("NFC", text).casefold().split())


def typed_time(text: str, last: int = LAST_MINUTE) -> int:
    """Return minutes after midnight, up to `last`; ValueError with what is accepted for anything else."""
    said = plain(text).removeprefix("at ")
    if said in NAMED:
        return NAMED[said]
    words = _WORDS.fullmatch(said)
    match = None if words is None else TIME.fullmatch(_LETTER.sub(r"\g<0>m", words["hour"]))
    minutes = None if match is None else time_of_match(match)
    if words is None or minutes is None:
        raise ValueError(ACCEPTED)
    if words["part"] is not None:
        if minutes % MINUTES_PER_HOUR:
            raise ValueError(ACCEPTED)
        minutes = (minutes + _SPOKEN[words["part"]]) % MINUTES_PER_DAY
    if minutes > last:
        raise ValueError(f"must lie between 00:00 and {format_clock(last)}")
    return minutes


def time_of_match(match: re.Match[str]) -> int | None:
    """Return minutes after midnight of a match of `TIME`; None where it is no time, as 13pm and 7:60."""
    hour = int(match["hour"])
    minute = int(match["minute"] or match["plain"] or match["minutes"] or match["digits"] or 0)
    if minute >= MINUTES_PER_HOUR:
        return None
    if match["half"] is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"] == "p" else 0)
    return hour * MINUTES_PER_HOUR + minute


def typed_span(start: str, end: str, last: int = LAST_BUSY_MINUTE) -> tuple[int, int]:
    """Return two typed times; an end before the start is on the next day, one at the start stays there.

    ValueError as of `typed_time` for the first that is none.
    """
    return following(typed_time(start, last), typed_time(end, last), last)


def following(start: int, end: int, last: int = LAST_BUSY_MINUTE) -> tuple[int, int]:
    """Return start and end, the end on the next day where it comes before the start and `last` allows that."""
    return start, end + MINUTES_PER_DAY if end < start and end + MINUTES_PER_DAY <= last else end
