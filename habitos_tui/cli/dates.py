"""Days and moments as people type them."""

from datetime import date, datetime

from habitos_tui.clock import Clock
from habitos_tui.domain.model.base import LAST_BUSY_MINUTE, parse_clock
from habitos_tui.domain.model.days import day_meant, iso_day
from habitos_tui.domain.text.phrasing import WEEKDAYS
from habitos_tui.errors import InvalidInputError


def parse_day(text: str, today: date) -> date:
    """Return the day meant by "today", "yesterday", "tomorrow" or a date such as 2026-11-23."""
    day = day_meant(text, today)
    if day is None:
        raise InvalidInputError(f"“{text}” is not a day: use today, yesterday or a date such as 2026-11-23.")
    return day


def optional_day(text: str | None, today: date) -> date | None:
    """Return the day, None if not given."""
    return None if text is None else parse_day(text, today)


def parse_moment(text: str, clock: Clock, today: date) -> tuple[date | None, datetime | None]:
    """Return (day, moment), one of them None, for a time, a date, or a date and a time joined by T.

    A bare date is a day without a moment. A bare time belongs to `today`, the logged day; if that day continues past
    midnight, a time since midnight belongs to the calendar date.
    """
    before, joined, after = text.partition("T")
    time = _minutes(after if joined else text)
    day = iso_day(before)
    if time is not None and not joined:
        now = clock.now()
        since_midnight = now.date() > today and time <= now.hour * 60 + now.minute
        return None, clock.at(now.date() if since_midnight else today, time)
    if day is None or (joined and time is None):
        raise InvalidInputError(f"“{text}” is not a moment: use 07:30, 2026-11-23 or 2026-11-23T07:30.")
    return (day, None) if time is None else (None, clock.at(day, time))


def _minutes(text: str) -> int | None:
    try:
        return parse_clock(text)
    except ValueError:
        return None


def parse_time(text: str) -> int:
    """Return minutes after midnight for a time such as 07:30, up to 30:00 for the night after a day."""
    try:
        return parse_clock(text)
    except ValueError as error:
        raise InvalidInputError(f"“{text}” {error}.") from error


def parse_busy_time(text: str) -> int:
    """Return minutes after midnight for a time such as 07:30, up to 48:00."""
    try:
        return parse_clock(text, LAST_BUSY_MINUTE)
    except ValueError as error:
        raise InvalidInputError(f"“{text}” {error}.") from error


def parse_weekdays(text: str) -> tuple[int, ...]:
    """Return weekdays, Monday = 0, for all, weekdays, weekend, or names and ranges such as mon,wed-fri."""
    named = {"all": range(7), "weekdays": range(5), "weekend": range(5, 7)}
    if text.lower() in named:
        return tuple(named[text.lower()])
    chosen: set[int] = set()
    for part in text.split(","):
        first, dash, last = part.partition("-")
        begin, end = _weekday(first), _weekday(last if dash else first)
        chosen |= {(begin + step) % 7 for step in range((end - begin) % 7 + 1)}
    return tuple(sorted(chosen))


def _weekday(text: str) -> int:
    name = text.strip().lower()
    found = [day for day, weekday in enumerate(WEEKDAYS) if len(name) >= 2 and weekday.lower().startswith(name)]
    if len(found) != 1:
        raise InvalidInputError(f"“{text}” is not a weekday: use mon, tue, wed, thu, fri, sat, sun, or mon-fri.")
    return found[0]
