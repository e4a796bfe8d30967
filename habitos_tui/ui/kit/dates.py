"""Dates and times of day as the screens show and read them; English, whatever the locale."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Final

from textual.content import Content

from habitos_tui.domain.model.base import LAST_BUSY_MINUTE, MINUTES_PER_DAY, format_clock
from habitos_tui.domain.model.validation import Issue, invalid
from habitos_tui.domain.model.week import local_day
from habitos_tui.domain.text.phrasing import MONTHS, WEEKDAYS
from habitos_tui.domain.text.typed.times import following, typed_time
from habitos_tui.ui.kit.marks import DONE, FREE
from habitos_tui.ui.kit.safe_text import FAINT

TO: Final = "\N{EN DASH}"


def clock(minute: int) -> str:
    """Return the clock time of a minute of the day, modulo 24 hours: "01:00" for 1500."""
    return format_clock(minute % MINUTES_PER_DAY)


def from_to(start: int, end: int) -> str:
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


def week_title(start: date, end: date) -> str:
    """Return "Week 48 · 23-29 Nov 2026"; the number is the ISO week of the week's fourth day."""
    number_of_week = (start + timedelta(days=3)).isocalendar().week
    return f"Week {number_of_week} · {days_of_week(start, end)} {end.year}"


def days_of_week(start: date, end: date) -> str:
    """Return "23-29 Nov" (with an en dash) for a week, or "7 Dec" for one of a single day."""
    if start == end:
        return f"{end.day} {MONTHS[end.month - 1]}"
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


DAY_FROM: Final = 4 * 60
"""Start of the day strips; they end a day later."""


def typed_span(start: int, end: int) -> tuple[str, str]:
    """Return the two times as typed: an end after midnight as clock time."""
    return format_clock(start), clock(end) if end - MINUTES_PER_DAY < start else format_clock(end)


def span_of(typed: Mapping[str, str], last: int = LAST_BUSY_MINUTE) -> tuple[int, int]:
    """Return `start` and `end` in minutes; an end before the start is on the next day, at most `last`."""
    issues: list[Issue] = []
    times: list[int] = []
    for path in ("start", "end"):
        try:
            times.append(typed_time(typed[path], last))
        except ValueError as error:
            issues.append((path, str(error)))
    if issues:
        raise invalid("This time", tuple(issues))
    start, end = times
    return following(start, end, last)


def day_strip(spans: Iterable[tuple[int, int]], cells: int) -> Content:
    """Return a day of `cells` cells from four in the morning on, with the (start, end) spans heavy."""
    stretches = list(spans)
    taken = [
        any(start < _minute(cell + 1, cells) and end > _minute(cell, cells) for start, end in stretches)
        for cell in range(cells)
    ]
    runs = [(heavy, len(list(run))) for heavy, run in groupby(taken)]
    return Content.assemble(*((DONE * n, "$primary") if heavy else (FREE * n, FAINT) for heavy, n in runs))


def hour_scale(cells: int) -> str:
    """Return the hour labels over a day strip, each above its first cell, as many as fit."""
    step = next((hours for hours in (1, 2, 3, 4, 6, 12) if cells * hours / 24 >= 3), 24)
    line = [" "] * cells
    for hour in range(0, 24, step):
        at = round(cells * hour / 24)
        label = f"{(DAY_FROM // 60 + hour) % 24:02d}"
        if at + len(label) <= cells:
            line[at : at + len(label)] = label
    return "".join(line)


def _minute(cell: int, cells: int) -> float:
    return DAY_FROM + MINUTES_PER_DAY * cell / cells
