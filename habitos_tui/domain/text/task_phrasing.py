"""Tasks in words: what is left of one, and when it is due."""

from datetime import date
from typing import Final

from habitos_tui.domain.text.phrasing import day_label, duration

_LONGEST_NAME: Final = 140
"""Characters of a name in the name of a rule."""


def task_left(name: str, minutes: int, due: date | None, *, overdue: bool = False) -> str:
    """Return "Report: 2 h left, due Fri 4 Dec"."""
    short = name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
    return f"{short}: {duration(minutes)} left{due_phrase(due, overdue=overdue, before=', ')}"


def later_phrase(name: str, due: date) -> str:
    """Return "Report due Fri 11 Dec instead"."""
    return f"{name} due {day_label(due)} instead"


def due_phrase(due: date | None, *, overdue: bool = False, before: str = "") -> str:
    """Return "due Fri 4 Dec", with `before` in front; nothing without a due day."""
    if due is None:
        return ""
    return f"{before}{'overdue since' if overdue else 'due'} {day_label(due)}"
