"""Dates and times of day in the forms the screens use; English, whatever the locale."""

from datetime import date, datetime, timedelta
from typing import Final

from habitos_tui.domain.model.base import MINUTES_PER_DAY, format_clock
from habitos_tui.domain.model.week import local_day
from habitos_tui.domain.text.phrasing import MONTHS, WEEKDAYS

TO: Final = "\N{EN DASH}"


def clock(minute: int) -> str:
    """Return the clock time of a minute of the day, modulo 24 hours: "01:00" for 1500."""
    return format_clock(minute % MINUTES_PER_DAY)


def span(start: int, end: int) -> str:
    """Return "07:00-07:35" (with an en dash) for two minutes of the day; an end a day or more later as "31:00"."""
    return f"{clock(start)}{TO}{clock(end) if end - start < MINUTES_PER_DAY else format_clock(end)}"


def short_day(day: date) -> str:
    """Return "Mon 23"."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day}"


def day_title(day: date) -> str:
    """Return "Monday 23 Nov 2026"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def log_day(day: date) -> str:
    """Return "Mon 23 Nov 2026", always 15 cells or less."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day:2d} {MONTHS[day.month - 1]} {day.year}"


def week_title(start: date) -> str:
    """Return "Week 48 · 23-29 Nov 2026"; the number is the ISO week of the week's fourth day."""
    number_of_week = (start + timedelta(days=3)).isocalendar().week
    return f"Week {number_of_week} · {days_of_week(start)} {(start + timedelta(days=6)).year}"


def days_of_week(start: date) -> str:
    """Return "23-29 Nov" (with an en dash) for a week."""
    end = start + timedelta(days=6)
    first = str(start.day) if start.month == end.month else f"{start.day} {MONTHS[start.month - 1]}"
    return f"{first}{TO}{end.day} {MONTHS[end.month - 1]}"


def relative_day(day: date, today: date) -> str:
    """Return "today", "yesterday", "tomorrow", "3 days ago" or "in 3 days"."""
    days = (day - today).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if days in near:
        return near[days]
    return f"in {days} days" if days > 0 else f"{-days} days ago"


def moment_of(now: datetime, day_end: int) -> tuple[date, int]:
    """Return the date that local `now` counts for and the minute of that day, above 1440 past midnight."""
    day = local_day(now, day_end)
    return day, (now.date() - day).days * MINUTES_PER_DAY + now.hour * 60 + now.minute
