"""The base of every domain model and the types their fields share."""

from datetime import timedelta
from typing import Annotated, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    ValidationInfo,
)

from habitos_tui.text import clean

MINUTES_PER_HOUR: Final = 60
MINUTES_PER_DAY: Final = 24 * MINUTES_PER_HOUR
NOON: Final = MINUTES_PER_DAY // 2
ONE_DAY: Final = timedelta(days=1)
ONE_WEEK: Final = timedelta(days=7)
TO_LAST_DAY: Final = timedelta(days=6)
"""From the first day of a week to its last."""
PERCENT: Final = 100
"""What a whole is in percent."""
LAST_MINUTE: Final = 30 * 60
"""A slot or session may end after midnight, up to 06:00 of the next morning, and still belong to its day."""
LAST_DAY_END: Final = LAST_MINUTE - MINUTES_PER_DAY
"""The latest that a day may end after midnight."""
LAST_BUSY_MINUTE: Final = 2 * MINUTES_PER_DAY
"""Busy time may last as long as the next day does: a night belongs to the day whose evening it begins in."""

DAYS: Final = range(7)
ALL_DAYS: Final = tuple(DAYS)


TOLERANCE: Final = 1e-6
"""By how much figures may be off that a solver found, that are sums of decimal fractions, or that a file rounded:
engines stop that far from the end of a proof, or print no finer."""


class FrozenModel(BaseModel):
    """A frozen value that refuses unknown fields and numbers that are not finite.

    Its validator is built when it is first used: a command needs few of all the models that are imported for it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)


def parse_clock(value: object, last: int = LAST_MINUTE) -> int:
    """Return minutes after midnight for "HH:MM" (00:00 to 30:00, or to `last`); whole minutes pass through."""
    if isinstance(value, int) and not isinstance(value, bool):
        minutes = value
    elif isinstance(value, str):
        minutes = _minutes_of_text(value)
    else:
        raise ValueError("must be a time such as 07:30")  # noqa: TRY004 - pydantic turns only ValueError into a sentence
    if not 0 <= minutes <= last:
        raise ValueError(f"must lie between 00:00 and {format_clock(last)}")
    return minutes


def _minutes_of_text(value: str) -> int:
    hours, colon, minutes = value.partition(":")
    plain = hours.isascii() and minutes.isascii() and hours.isdigit() and minutes.isdigit()
    if not (colon and plain and 1 <= len(hours) <= 2 and len(minutes) == 2 and int(minutes) < 60):
        raise ValueError("must be a time such as 07:30")
    return int(hours) * 60 + int(minutes)


def format_clock(minutes: int) -> str:
    """Return "HH:MM" for minutes after midnight; 1500 is "25:00", one in the morning of the next day."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def own_day(start: int, end: int) -> tuple[int, int, int]:
    """Return how many days later a stretch of time begins than the day it is named after, and its times there.

    25:00 to 31:00 of Monday is 01:00 to 07:00 of Tuesday: (1, 60, 420).
    """
    later = start // MINUTES_PER_DAY
    return later, start - later * MINUTES_PER_DAY, end - later * MINUTES_PER_DAY


def _parse_day_end(value: object) -> int:
    return parse_clock(value, LAST_DAY_END)


def _parse_busy_clock(value: object) -> int:
    return parse_clock(value, LAST_BUSY_MINUTE)


def _after_start(end: int, start: object, last: int) -> int:
    """Return `end`, on the next morning where it comes before the start and `last` allows that."""
    if not isinstance(start, int):
        return end  # the start is refused already
    if end < start and end + MINUTES_PER_DAY <= last:
        return end + MINUTES_PER_DAY
    if end <= start:
        raise ValueError("must be later than the start")
    return end


def _slot_end(end: int, info: ValidationInfo) -> int:
    return _after_start(end, info.data.get("start"), LAST_MINUTE)


def _busy_end(end: int, info: ValidationInfo) -> int:
    return _after_start(end, info.data.get("start"), LAST_BUSY_MINUTE)


_AS_CLOCK: Final = PlainSerializer(format_clock, return_type=str, when_used="json")

ClockTime = Annotated[int, BeforeValidator(parse_clock), _AS_CLOCK]
"""Minutes after midnight of the day it counts for, 0 to 1800; "HH:MM" in files."""

BusyTime = Annotated[int, BeforeValidator(_parse_busy_clock), _AS_CLOCK]
"""As ClockTime, up to the end of the next day: 0 to 2880."""

DayEnd = Annotated[int, BeforeValidator(_parse_day_end), _AS_CLOCK]
"""As ClockTime, up to 06:00: when the day before is over."""

SlotEnd = Annotated[ClockTime, AfterValidator(_slot_end)]
"""Ends what begins at the field `start`, after it; a time before it is meant on the next morning, up to 06:00."""

BusyEnd = Annotated[BusyTime, AfterValidator(_busy_end)]
"""As SlotEnd, for nights of any length: 23:00 to 07:00 ends at 31:00."""

Day = Annotated[int, Field(ge=0, le=6)]
"""In a problem: days since the week's first. In a profile: the weekday, Monday = 0."""


def _visible(text: str) -> str:
    if not clean(text).strip():
        raise ValueError("must contain a visible character")
    return text


TRIMMED: Final = r"^\S(.*\S)?$"
HEXADECIMAL: Final = "^[0-9a-f]{32}$"

Identifier = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=TRIMMED), AfterValidator(_visible)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_visible)]
Minutes = Annotated[int, Field(ge=1, le=MINUTES_PER_DAY)]


def distinct_days(days: tuple[int, ...]) -> tuple[int, ...]:
    """Return the days in order, each once; refuses an empty selection."""
    if not days:
        raise ValueError("needs at least one day")
    return tuple(sorted(set(days)))
