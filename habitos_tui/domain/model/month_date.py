"""Dates that come back every month, and days that come back every year, as people type and mean them."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator

LONGEST_MONTH: Final = 31
LEAP_YEAR: Final = 2000
LAST: Final = "last"
"""The last day of the month."""

PLACES: Final = ("first", "second", "third", "fourth", LAST)
"""Which of the weekdays of a month; a fifth is not in every one."""
WEEKDAY_NAMES: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH_NAMES: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)

_NUMBERED: Final = re.compile(r"(\d{1,2})(st|nd|rd|th)?", re.ASCII)
_SHORT_PLACES: Final = {"1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth"}
_SHORTEST: Final = 3
"""Letters that a weekday or a month is known by."""
_MONTH_DATE: Final = "must be a date of the month such as 1, 15, last, first saturday or last friday"
_YEAR_DAY: Final = "must be a day of the year such as 04-01, 1 april or april"


def parse_month_date(value: object) -> str:
    """Return a date of the month as it is kept: "15", "last", "first saturday"; "1st" and "last day" are understood."""
    words = str(value).lower().split() if isinstance(value, str | int) and not isinstance(value, bool) else []
    if words[-1:] == ["day"] and len(words) == 2 and words[0] == LAST:
        words = [LAST]
    if len(words) == 1:
        return _single(words[0])
    if len(words) == 2:
        place, weekday = _SHORT_PLACES.get(words[0], words[0]), _named(words[1], WEEKDAY_NAMES)
        if place in PLACES and weekday is not None:
            return f"{place} {WEEKDAY_NAMES[weekday]}"
    raise ValueError(_MONTH_DATE)


def _single(word: str) -> str:
    match = _NUMBERED.fullmatch(word)
    if word == LAST:
        return LAST
    if match is None:
        raise ValueError(_MONTH_DATE)
    if not 1 <= int(match[1]) <= LONGEST_MONTH:
        raise ValueError(f"must lie between 1 and {LONGEST_MONTH}")
    return str(int(match[1]))


def _named(word: str, names: Iterable[str]) -> int | None:
    """Return the place of the name that a word is, or begins with at least three letters."""
    if len(word) < _SHORTEST:
        return None
    return next((place for place, name in enumerate(names) if name.startswith(word.rstrip("."))), None)


def _in_order(dates: tuple[str, ...]) -> tuple[str, ...]:
    if not dates:
        raise ValueError("needs at least one date")
    return tuple(sorted(set(dates), key=_order))


def _order(text: str) -> tuple[int, int, int]:
    place, _, weekday = text.partition(" ")
    if weekday:
        return 2, PLACES.index(place), WEEKDAY_NAMES.index(weekday)
    return (1, 0, 0) if text == LAST else (0, int(text), 0)


MonthDate = Annotated[str, BeforeValidator(parse_month_date)]
"""A date that every month has: a number, where a month is too short its last day; "last"; or one of its weekdays."""

MonthDateList = Annotated[tuple[MonthDate, ...], AfterValidator(_in_order)]
"""Each once, numbers first."""


def day_in_month(text: str, year: int, month: int) -> date:
    """Return the day that a date of the month is in a month."""
    length = days_of_month(year, month)
    place, _, weekday = text.partition(" ")
    if not weekday:
        return date(year, month, length if text == LAST else min(int(text), length))
    wanted = WEEKDAY_NAMES.index(weekday)
    if place == LAST:
        last = date(year, month, length)
        return last.replace(day=length - (last.weekday() - wanted) % 7)
    first = (wanted - date(year, month, 1).weekday()) % 7 + 1
    return date(year, month, first + 7 * PLACES.index(place))


def days_of_month(year: int, month: int) -> int:
    """Return how many days a month has."""
    return monthrange(year, month)[1]


def parse_first_day(value: object) -> str:
    """Return a day of the year as "04-01"; of a month alone its first."""
    return _year_day(value, last=False)


def parse_last_day(value: object) -> str:
    """Return a day of the year as "09-30"; of a month alone its last."""
    return _year_day(value, last=True)


def _year_day(value: object, *, last: bool) -> str:
    words = value.lower().replace("-", " ").split() if isinstance(value, str) else []
    months = [month for word in words if (month := _named(word, MONTH_NAMES)) is not None]
    numbers = [int(match[1]) for word in words if (match := _NUMBERED.fullmatch(word)) is not None]
    if len(months) + len(numbers) != len(words) or len(months) > 1 or not 1 <= len(words) <= 2:
        raise ValueError(_YEAR_DAY)
    if months:
        month = months[0] + 1
        day = numbers[0] if numbers else (days_of_month(LEAP_YEAR, month) if last else 1)
    elif len(numbers) == 2:
        month, day = numbers
    else:
        raise ValueError(_YEAR_DAY)
    if not (1 <= month <= 12 and 1 <= day <= days_of_month(LEAP_YEAR, month)):
        raise ValueError(_YEAR_DAY)
    return f"{month:02d}-{day:02d}"


FirstYearDay = Annotated[str, BeforeValidator(parse_first_day)]
LastYearDay = Annotated[str, BeforeValidator(parse_last_day)]
"""Days of every year, as month and day; 02-29 is the last day of every February."""
