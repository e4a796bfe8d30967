"""Absences, and weeks of which only a part is there, in words."""

from datetime import date

from habitos_tui.domain.model.away import Away, ReducedTarget
from habitos_tui.domain.text.phrasing import count, day_label, span_of_days


def away_span(away: Away) -> str:
    """Return "Mon 23 Nov" or "Mon 23 Nov to Fri 27 Nov, 5 days"."""
    if away.days == 1:
        return day_label(away.first)
    return f"{span_of_days(away.first, away.last)}, {count(away.days, 'day')}"


def away_question(first: date, last: date, sessions: int) -> str:
    """Return the question about days on which nobody looked, with why it is asked."""
    days = span_of_days(first, last)
    planned = f"{count(sessions, 'session')} {'was' if sessions == 1 else 'were'} planned on them"
    return f"Were you away from {days}? Nothing was opened or logged on these days, and {planned}."


def reduced_target(asked: ReducedTarget) -> str:
    """Return "2 of 4 a week: 3 days are left"; with "paused, " before the days where that is why."""
    unit = f" {asked.unit}" if asked.unit else ""
    paused = "paused, " if asked.paused else ""
    return f"{asked.target} of {asked.usual}{unit} a week: {paused}{days_left(asked.days)}"


def days_left(days: int) -> str:
    """Return "3 days are left" or "no day is left"."""
    return f"{count(days, 'day')} {'is' if days == 1 else 'are'} left" if days else "no day is left"
