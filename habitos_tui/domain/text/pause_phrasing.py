"""Pauses of behaviors in words."""

from datetime import date

from habitos_tui.domain.model.pause import Pause
from habitos_tui.domain.text.phrasing import MONTHS, count, day_label, span_of_days, year_if_far


def pause_span(pause: Pause) -> str:
    """Return "Mon 23 Nov", "Mon 23 Nov to Fri 27 Nov, 5 days", or "from Mon 23 Nov on"."""
    if pause.last is None:
        return f"from {day_label(pause.first)} on"
    if pause.last == pause.first:
        return day_label(pause.first)
    days = count((pause.last - pause.first).days + 1, "day")
    return f"{span_of_days(pause.first, pause.last)}, {days}"


def paused_until(pause: Pause, today: date) -> str:
    """Return "paused until Sat 12 Dec", or for an open one "paused since Mon 23 Nov"."""
    if pause.last is None:
        return f"paused since {day_label(pause.first, today)}"
    return f"paused until {day_label(pause.last, today)}"


def pause_in_short(pause: Pause, today: date) -> str:
    """Return "until 12 Dec", "since 23 Nov", or of a pause to come "from 1 Dec"."""
    if pause.first > today:
        return f"from {_day_and_month(pause.first, today)}"
    if pause.last is None:
        return f"since {_day_and_month(pause.first, today)}"
    return f"until {_day_and_month(pause.last, today)}"


def _day_and_month(day: date, today: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}{year_if_far(day, today)}"


def pause_phrase(pause: Pause, today: date) -> str:
    """Return what a pause is today: "paused until ...", "paused from ... on" to come, or when it was."""
    if pause.covers(today):
        return paused_until(pause, today)
    verb = "was paused" if pause.end < today else "will be paused"
    return f"{verb} {pause_span(pause)}"
