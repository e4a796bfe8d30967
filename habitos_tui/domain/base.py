"""The base of every domain model and the types their fields share."""

from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, StringConstraints

from habitos_tui.text import clean

MINUTES_PER_DAY: Final = 24 * 60
LAST_MINUTE: Final = 30 * 60
"""A slot or busy block may end after midnight, up to 06:00 of the next morning, and still belong to its day."""

DAYS: Final = range(7)
ALL_DAYS: Final = tuple(DAYS)


class Model(BaseModel):
    """A frozen value that refuses unknown fields and numbers that are not finite.

    Its validator is built when it is first used: a command needs few of all the models that are imported for it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)


def parse_clock(value: object) -> int:
    """Return minutes after midnight for "HH:MM" (00:00 to 30:00); whole minutes pass through."""
    if isinstance(value, int) and not isinstance(value, bool):
        minutes = value
    elif isinstance(value, str):
        minutes = _minutes_of_text(value)
    else:
        raise ValueError("must be a time such as 07:30")  # noqa: TRY004 - pydantic turns only ValueError into a sentence
    if not 0 <= minutes <= LAST_MINUTE:
        raise ValueError("must lie between 00:00 and 30:00")
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


ClockTime = Annotated[
    int, BeforeValidator(parse_clock), PlainSerializer(format_clock, return_type=str, when_used="json")
]
"""Minutes after midnight of the day it counts for, 0 to 1800; "HH:MM" in files."""

Day = Annotated[int, Field(ge=0, le=6)]
"""In a problem: days since the week's first. In a profile: the weekday, Monday = 0."""


def _visible(text: str) -> str:
    if not clean(text).strip():
        raise ValueError("must hold something that can be seen")
    return text


Identifier = Annotated[
    str, StringConstraints(min_length=1, max_length=100, pattern=r"^\S(.*\S)?$"), AfterValidator(_visible)
]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_visible)]
Minutes = Annotated[int, Field(ge=1, le=MINUTES_PER_DAY)]


def distinct_days(days: tuple[int, ...]) -> tuple[int, ...]:
    """Return the days in order, each once; refuses an empty selection."""
    if not days:
        raise ValueError("needs at least one day")
    return tuple(sorted(set(days)))
