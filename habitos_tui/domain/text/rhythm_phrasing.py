"""How rhythms, seasons and what is due read to a person."""

from collections.abc import Sequence
from datetime import date
from typing import Final, assert_never

from habitos_tui.domain.model.due import Due
from habitos_tui.domain.model.month_date import LAST, LEAP_YEAR, MONTH_NAMES, days_of_month
from habitos_tui.domain.model.rhythm import EveryDays, EveryWeeks, MonthDates, Rhythm, Season, TimesAMonth
from habitos_tui.domain.text.phrasing import MONTHS, count, listed, ordinal, year_if_far

NEVER_DUE: Final = "Never due: none of its days is in season"
SHOWN: Final = 4
"""Dates that are named where a rhythm is described."""
_OFTEN: Final = {1: "once", 2: "twice"}


def rhythm_phrase(rhythm: Rhythm | None, times: int, season: Season | None = None) -> str:
    """Return "every second week, 2 times", "every 10 days" or "on the 1st of the month, from April to September"."""
    phrase = _rhythm(rhythm, times)
    return phrase if season is None else f"{phrase}, {season_phrase(season)}"


def _rhythm(rhythm: Rhythm | None, times: int) -> str:
    match rhythm:
        case None:
            return f"{times} a week"
        case EveryWeeks():
            often = "" if times == 1 else f", {count(times, 'time')}"
            return f"every {ordinal(rhythm.every_weeks)} week{often}"
        case EveryDays():
            return f"every {rhythm.every_days} days"
        case TimesAMonth():
            return f"{_OFTEN.get(rhythm.times_a_month, f'{rhythm.times_a_month} times')} a month"
        case MonthDates():
            return f"on the {listed([_month_date(text) for text in rhythm.dates])} of the month"
        case _:
            assert_never(rhythm)


def short_rhythm(rhythm: Rhythm | None, times: int) -> str:
    """Return a few cells: "3 a week", "2 in 2 weeks", "every 10 days", "2 a month", "on the 1st +1"."""
    match rhythm:
        case None:
            return f"{times} a week"
        case EveryWeeks():
            return f"{times} in {rhythm.every_weeks} weeks"
        case EveryDays():
            return f"every {rhythm.every_days} days"
        case TimesAMonth():
            return f"{rhythm.times_a_month} a month"
        case MonthDates():
            first, *more = (_short_date(text) for text in rhythm.dates)
            return f"on the {first}" + (f" +{len(more)}" if more else "")
        case _:
            assert_never(rhythm)


def season_phrase(season: Season) -> str:
    """Return "from April to September", or with its days where these are not whole months."""
    first, last = (int(text[:2]) for text in (season.first, season.last))
    begin = MONTH_NAMES[first - 1].capitalize() if season.first.endswith("-01") else _year_day(season.first)
    whole = int(season.last[3:]) == days_of_month(LEAP_YEAR, last)
    end = MONTH_NAMES[last - 1].capitalize() if whole else _year_day(season.last)
    return f"in {begin}" if begin == end else f"from {begin} to {end}"


def typed_dates(rhythm: MonthDates) -> str:
    """Return the dates as they are typed to get them again."""
    return ", ".join(rhythm.dates)


def typed_year_day(text: str, *, last: bool) -> str:
    """Return an end of a season as it is typed to get it again: "april", or "15 november"."""
    month, day = int(text[:2]), int(text[3:])
    whole = days_of_month(LEAP_YEAR, month) if last else 1
    return MONTH_NAMES[month - 1] if day == whole else f"{day} {MONTH_NAMES[month - 1]}"


def due_phrase(due: Due, today: date) -> str:
    """Return "12 Dec", "overdue since 1 Dec", "today", "week of 7 Dec" or "in December"."""
    if due.on_a_day:
        if due.first < today:
            return f"overdue since {_day(due.first, today)}"
        return "today" if due.first == today else _day(due.first, today)
    if due.first.day == 1 and (due.last.month == due.first.month and due.last.day == _length(due.last)):
        return f"in {MONTH_NAMES[due.first.month - 1].capitalize()}{year_if_far(due.first, today)}"
    return "this week" if due.first <= today <= due.last else f"week of {_day(due.first, today)}"


def dues_sentence(dues: Sequence[Due], today: date) -> str:
    """Return "due today, 12 Dec, 22 Dec and 1 Jan 2027" for the next dates, "" for none."""
    if not dues:
        return ""
    first, *later = (due_phrase(due, today) for due in dues)
    if dues[0].first < today and dues[0].on_a_day:
        return f"{first}; then due {listed(later)} if it is done today" if later else first
    return f"due {listed([first, *later])}"


def _day(day: date, today: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}{year_if_far(day, today)}"


def _length(day: date) -> int:
    return days_of_month(day.year, day.month)


def _year_day(text: str) -> str:
    return f"{int(text[3:])} {MONTH_NAMES[int(text[:2]) - 1].capitalize()}"


def _month_date(text: str) -> str:
    place, _, weekday = text.partition(" ")
    if weekday:
        return f"{place} {weekday.capitalize()}"
    return "last day" if text == LAST else _numbered(int(text))


def _short_date(text: str) -> str:
    place, _, weekday = text.partition(" ")
    return f"{place} {weekday.capitalize()[:3]}" if weekday else _month_date(text)


def _numbered(number: int) -> str:
    """Return "1st", "22nd", "13th"."""
    ending = "th" if number in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
