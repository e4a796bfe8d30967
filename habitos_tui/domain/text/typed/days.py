"""Days and weeks as people type them: today, fri, last fri, 27 nov, 27.11., 2026-11-27."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from enum import Enum
from typing import Final

from habitos_tui.domain.model.base import ONE_WEEK
from habitos_tui.domain.model.days import EARLIEST, LATEST, iso_day
from habitos_tui.domain.model.weeks import FROM_MONDAY, Weeks
from habitos_tui.domain.text.typed.times import plain
from habitos_tui.domain.text.typed.weekdays import weekday_of
from habitos_tui.errors import InvalidInputError


class Sense(Enum):
    """Which of many a day without its year, or a weekday, means; today is one of either."""

    PAST = "the last one"
    COMING = "the next one"


ACCEPTED: Final = "today, yesterday, fri, last fri, 27 nov, 27.11. or a date such as 2026-11-27"
WEEK_ACCEPTED: Final = "this, next, last, a week such as 2026-W48 or any day of it"

_STEPS: Final = {
    "yesterday": -1,
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "the day before yesterday": -2,
    "day before yesterday": -2,
    "the day after tomorrow": 2,
    "day after tomorrow": 2,
}
_WORDS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNTS: Final = {"a": 1, "an": 1} | {word: count for count, word in enumerate(_WORDS, 1)}
COUNT: Final = rf"(?:\d{{1,3}}|{'|'.join(_COUNTS)})"
"""How many days or weeks."""
_AGO: Final = re.compile(rf"({COUNT}) (day|week)s? ago", re.ASCII)
_IN: Final = re.compile(rf"in ({COUNT}) (day|week)s?", re.ASCII)
_NUMBERS: Final = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.?(?:\s?(\d{4}))?", re.ASCII)
_SLASHED: Final = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}))?", re.ASCII)
_DAY_MONTH: Final = re.compile(
    r"(?:the )?(\d{1,2})(?:st|nd|rd|th|\.)?(?: of)? ?([a-z]{3,9})\.?,?(?: (\d{4}))?", re.ASCII
)
_MONTH_DAY: Final = re.compile(r"([a-z]{3,9})\.? ?(\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?", re.ASCII)
_MONTH_NAMES: Final = (
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
MONTHS_A_YEAR: Final = 12
_LEAP_CYCLE: Final = 8
"""Years within which every day of a year comes again."""


def month_of(word: str) -> int | None:
    """Return the month, January = 1, of three letters or more of its name; None for others."""
    return next((at for at, name in enumerate(_MONTH_NAMES, 1) if len(word) >= 3 and name.startswith(word)), None) or (
        9 if word == "sept" else None
    )


def typed_day(text: str, today: date, sense: Sense = Sense.COMING, weeks: Weeks = FROM_MONDAY) -> date | None:
    """Return the day meant by a text, None if it is none.

    "fri" and "27 nov" are the last or the next such day, as `sense` says, "last fri" the one before today, "next fri"
    that of the next of `weeks`; "fri 27 nov" is none where that is no Friday.
    """
    said = plain(text)
    said = said.removeprefix("on ")
    if said in _STEPS:
        return _within(today, timedelta(days=_STEPS[said]))
    weekday, _, date_of_it = said.partition(" ")
    if date_of_it and (named := weekday_of(weekday.rstrip(","))) is not None:
        found = iso_day(date_of_it) or _dated(date_of_it, today, sense)
        return found if found is not None and found.weekday() == named else None
    day = iso_day(said)
    return day or _far(said, today) or _weekday(said, today, sense, weeks) or _dated(said, today, sense)


def parse_day(text: str, today: date, sense: Sense = Sense.COMING, weeks: Weeks = FROM_MONDAY) -> date:
    """Return the day as of `typed_day`; InvalidInputError with what is accepted if it is none."""
    day = typed_day(text, today, sense, weeks)
    if day is None:
        raise InvalidInputError(f"“{text}” is not a day: use {ACCEPTED}.")
    return day


def parse_week(text: str, today: date, weeks: Weeks, sense: Sense = Sense.COMING) -> date:
    """Return the first day of "this", "next" or "last" week, of an ISO week such as 2026-W48, or of a day's week."""
    said = plain(text).removesuffix(" week")
    steps = {"last": -1, "this": 0, "next": 1}
    if said in steps:
        return weeks.away(today, steps[said])
    with suppress(ValueError, OverflowError):
        day = _of_iso_week(said) or typed_day(text, today, sense, weeks)
        if day is not None:
            return weeks.of(day)
    raise InvalidInputError(f"“{text}” is not a week: use {WEEK_ACCEPTED}.")


def _of_iso_week(said: str) -> date | None:
    match = re.fullmatch(r"(\d{4})-?w(\d{2})", said, re.ASCII)
    # An ISO week belongs to the year of its Thursday; with other first weekdays the Thursday decides too.
    return date.fromisocalendar(int(match[1]), int(match[2]), 4) if match else None


def _far(said: str, today: date) -> date | None:
    """Return the day of "3 days ago" and "in a week"."""
    for pattern, sign in ((_AGO, -1), (_IN, 1)):
        if match := pattern.fullmatch(said):
            count = _COUNTS.get(match[1]) or int(match[1])
            return _within(today, sign * count * (ONE_WEEK if match[2] == "week" else timedelta(days=1)))
    return None


def _weekday(said: str, today: date, sense: Sense, weeks: Weeks) -> date | None:
    which, _, name = said.rpartition(" ")
    weekday = weekday_of(name)
    if weekday is None or which not in {"", "last", "this", "next", "coming"}:
        return None
    ahead = (weekday - today.weekday()) % 7
    if which == "next":
        week = weeks.after(today)
        return _within(week, timedelta(days=(weekday - week.weekday()) % 7))
    if which == "last" or (not which and sense is Sense.PAST):
        back = (today.weekday() - weekday) % 7
        return _within(today, -timedelta(days=back or (7 if which else 0)))
    return _within(today, timedelta(days=ahead))


def _dated(said: str, today: date, sense: Sense) -> date | None:
    """Return the day of a month, in the year given or else in the nearest one that `sense` means."""
    if match := _NUMBERS.fullmatch(said):
        day, month, year = int(match[1]), int(match[2]), match[3]
    elif match := _SLASHED.fullmatch(said):
        # Which of the two is the month is said only by the other one being none.
        month, day, year = *sorted((int(match[1]), int(match[2]))), match[3]
        if day <= MONTHS_A_YEAR:
            return None
    elif match := _DAY_MONTH.fullmatch(said):
        day, month, year = int(match[1]), month_of(match[2]) or 0, match[3]
    elif match := _MONTH_DAY.fullmatch(said):
        day, month, year = int(match[2]), month_of(match[1]) or 0, match[3]
    else:
        return None
    if year is not None:
        return _date(int(year), month, day)
    return day_of_month(month, day, today, sense)


def day_of_month(month: int, day: int, today: date, sense: Sense) -> date | None:
    """Return the last or the next such day of a month; None if no year has it."""
    if sense is Sense.PAST:
        return next((found for found in _years(today, month, day, -1) if found <= today), None)
    return next((found for found in _years(today, month, day, 1) if found >= today), None)


def _years(today: date, month: int, day: int, step: int) -> Iterator[date]:
    for years in range(_LEAP_CYCLE + 1):
        if (found := _date(today.year + step * years, month, day)) is not None:
            yield found


def _date(year: int, month: int, day: int) -> date | None:
    with suppress(ValueError):
        found = date(year, month, day)
        return found if EARLIEST <= found <= LATEST else None
    return None


def _within(day: date, distance: timedelta) -> date | None:
    with suppress(OverflowError):
        found = day + distance
        return found if EARLIEST <= found <= LATEST else None
    return None
