"""Tasks in words: what is left of one, and when it is due."""

from datetime import date
from typing import Final

from habitos_tui.domain.model.agenda import DueItem
from habitos_tui.domain.model.pause import Pause
from habitos_tui.domain.model.task import Task
from habitos_tui.domain.model.task_state import TaskState, TaskTooLong
from habitos_tui.domain.text.phrasing import day_label, duration, time_of_day
from habitos_tui.text import first_characters

_LONGEST_NAME: Final = 140
"""Characters of a name in the name of a rule."""


def task_left(name: str, minutes: int, due: date | None, today: date, *, now: int | None = None) -> str:
    """Return "Report: 2 h left, due Fri 4 Dec", or "this week 1 h of 2 h left" where there must be so many `now`."""
    short = first_characters(name, _LONGEST_NAME)
    left = duration(minutes) if now is None else f"this week {duration(now)} of {duration(minutes)}"
    return f"{short}: {left} left{due_phrase(due, today, before=', ')}"


def later_phrase(name: str, due: date) -> str:
    """Return "Report due Fri 11 Dec instead"."""
    return f"{name} due {day_label(due)} instead"


def due_phrase(due: date | None, today: date, *, before: str = "") -> str:
    """Return "due Fri 4 Dec" or "overdue since Fri 20 Nov", with `before` in front; nothing without a due day."""
    if due is None:
        return ""
    return f"{before}{'overdue since' if due < today else 'due'} {day_label(due, today)}"


def state_phrase(state: TaskState, too_long: TaskTooLong | None = None) -> str:
    """Return what to say of a task beside its due day: that it is overdue, due today, done, or does not fit."""
    if state.task.finished is not None:
        return f"done {day_label(state.task.finished, state.today)}, {duration(state.done)}"
    if state.overdue:
        return "overdue"
    if too_long is not None and too_long.pause is not None and not too_long.possible:
        return _paused(too_long.pause)
    if too_long is not None:
        return f"only {duration(too_long.possible)} free by then"
    if state.due_today:
        return "due today"
    return f"{duration(state.done)} of {duration(state.task.total_minutes)} done" if state.done else ""


def planned_phrase(state: TaskState) -> str:
    """Return "Wed 25 Nov 18:00 and 1 more" for the sessions that are planned; nothing where none is."""
    if not state.planned:
        return ""
    first, more = state.planned[0], len(state.planned) - 1
    return f"{day_label(first.day, state.today)} {time_of_day(first.start)}" + (f" and {more} more" if more else "")


def too_long_sentence(too_long: TaskTooLong) -> str:
    """Return that a task has no room before it is due, that it is paused then, and the later day there may be."""
    left, due = f"the {duration(too_long.left)} that are left", f"before it is due {day_label(too_long.due)}"
    room = f"only {duration(too_long.possible)} of {left} fit" if too_long.possible else f"none of {left} fits"
    if too_long.pause is not None:
        room = f"{_paused(too_long.pause)}, so {room}"
    later = day_label(too_long.later)
    after = f"{later} has room" if too_long.looked_at else f"perhaps {later}, which was not looked at"
    return f"“{too_long.name}”: {room} {due}; {after}."


def _paused(pause: Pause) -> str:
    return f"paused from {day_label(pause.first)} on" if pause.last is None else f"paused until {day_label(pause.last)}"


def due_item_phrase(due: DueItem, today: date) -> str:
    """Return "overdue since Fri 27 Nov, 2 h left" or "due today"; what is left if it is more than the next piece."""
    words = f"overdue since {day_label(due.due, today)}" if due.overdue else "due today"
    return ", ".join(part for part in (words, left_phrase(due)) if part)


def due_name(name: str, due: DueItem, today: date) -> str:
    """Return "Overdue: Call the dentist, due Fri 27 Nov" or "Pay the rent, due today"."""
    return f"Overdue: {name}, due {day_label(due.due, today)}" if due.overdue else f"{name}, due today"


def left_phrase(due: DueItem) -> str:
    """Return "2 h left" of a task where that is more than the next piece."""
    return f"{duration(due.left)} left" if due.left is not None and due.left > due.minutes else ""


def due_note(due: DueItem, today: date) -> str:
    """Return what is left of a task and when it is planned next, such as "2 h left, planned Thu 26 Nov 18:00"."""
    planned = planned_day(due, today)
    return ", ".join(part for part in (left_phrase(due), planned and f"planned {planned}") if part)


def planned_day(due: DueItem, today: date) -> str:
    """Return when it is planned next, such as "Thu 26 Nov 18:00"; nothing where it is not."""
    session = due.planned
    return "" if session is None else f"{day_label(session.day, today)} {time_of_day(session.start)}"


def task_due(state: TaskState) -> str:
    """Return "Fri 4 Dec", "today", "overdue since Fri 27 Nov" or "done Mon 23 Nov"; nothing without a due day."""
    if state.task.finished is not None:
        return f"done {day_label(state.task.finished, state.today)}"
    if state.task.due is None:
        return ""
    if state.due_today:
        return "today"
    day = day_label(state.task.due, state.today)
    return f"overdue since {day}" if state.overdue else day


def task_sentence(state: TaskState) -> str:
    """Return "1 h 30 min of 4 h done, planned Wed 25 Nov 18:00", with "overdue since Fri 27 Nov" in front if it is."""
    task, planned = state.task, planned_phrase(state)
    parts = [
        state_phrase(state) if task.finished else due_phrase(task.due, state.today) if state.overdue else "",
        "" if task.finished else f"{duration(state.done)} of {duration(task.total_minutes)} done",
        f"planned {planned}" if planned else "",
    ]
    return ", ".join(part for part in parts if part)


def once_phrase(task: Task) -> str:
    """Return "once, 4 h in all, by Fri 4 Dec 2026"."""
    by = "" if task.due is None else f", by {day_label(task.due)} {task.due.year}"
    return f"once, {duration(task.total_minutes)} in all{by}"
