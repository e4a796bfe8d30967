"""What is overdue, or due today: tasks, and behaviors that are due on days."""

from collections.abc import Collection, Iterator
from typing import Final

from habitos_tui.domain.model.agenda import DueItem, PlannedSession
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.rhythm import EveryDays, MonthDates
from habitos_tui.domain.model.task_state import TaskState
from habitos_tui.services.dues import Dues
from habitos_tui.services.store import Store
from habitos_tui.services.task_progress import open_sessions, states_of

DueBehavior = tuple[Behavior, DueItem]

_ON_DAYS: Final = (EveryDays, MonthDates)
"""Rhythms that name the day on which something is due."""


def due_today(store: Store, behaviors: Collection[Behavior]) -> tuple[DueBehavior, ...]:
    """Return what is overdue or due today of the behaviors in use, with the session that it is planned in next."""
    return (*_tasks(store, behaviors), *_rhythms(store, behaviors))


def _tasks(store: Store, behaviors: Collection[Behavior]) -> Iterator[DueBehavior]:
    for state in states_of(store, behaviors):
        if state.left and (state.overdue or state.due_today):
            yield state.behavior, _due_task(state)


def _due_task(state: TaskState) -> DueItem:
    due, planned = state.task.due or state.today, next(iter(state.planned), None)
    return DueItem(due, state.overdue, state.next_minutes, state.left, planned)


def _rhythms(store: Store, behaviors: Collection[Behavior]) -> Iterator[DueBehavior]:
    wanted = {each.id: each for each in behaviors if isinstance(each.rhythm, _ON_DAYS)}
    today, dues = store.today(), Dues(store).next(wanted.values())
    found = {name: due for name, due in dues.items() if due.on_a_day and due.first <= today}
    if not found:
        return
    planned: dict[str, PlannedSession] = {}
    for session in open_sessions(store, today):
        planned.setdefault(session.behavior, session)
    for name, due in found.items():
        minutes = wanted[name].typical_minutes
        yield wanted[name], DueItem(due.first, due.first < today, minutes, planned=planned.get(name))
