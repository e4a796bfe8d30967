"""Absences in words."""

from habitos_tui.domain.model.away import Away
from habitos_tui.domain.text.phrasing import count, day_label


def away_span(away: Away) -> str:
    """Return "Mon 23 Nov" or "Mon 23 Nov to Fri 27 Nov, 5 days"."""
    if away.days == 1:
        return day_label(away.first)
    return f"{day_label(away.first)} to {day_label(away.last)}, {count(away.days, 'day')}"
