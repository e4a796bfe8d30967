"""Tasks as they are ticked off: how far they are, and what becomes of them when their minutes are there."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from habitos_tui.domain.model.agenda import PlannedSession
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.days import LATEST
from habitos_tui.domain.model.task_state import TaskState
from habitos_tui.services.store import Store


@dataclass(slots=True)
class Progress:
    """What an entry of the log did to a task."""

    finished: bool = False
    back: bool = False

    @property
    def words(self) -> str:
        """What to say of it behind what was done."""
        return "; the task is done" if self.finished else "; the task is open again" if self.back else ""


def task_states(store: Store, *, finished: bool = False) -> tuple[TaskState, ...]:
    """Return the tasks in use, or those that are `finished` and put away, the most urgent first."""
    wanted = states_of(store, store.behaviors.all(archived=finished))
    return tuple(state for state in wanted if not finished or state.task.finished)


def states_of(store: Store, behaviors: Iterable[Behavior]) -> tuple[TaskState, ...]:
    """Return how far those of some behaviors are that are tasks, the most urgent first."""
    tasks = [behavior for behavior in behaviors if behavior.task is not None]
    if not tasks:
        return ()
    today, done = store.today(), store.completions.minutes_before(None, (task.id for task in tasks))
    planned = open_sessions(store, today)
    found = (
        TaskState(
            behavior,
            behavior.task,
            done.get(behavior.id, 0),
            today,
            tuple(session for session in planned if session.behavior == behavior.id),
        )
        for behavior in tasks
        if behavior.task is not None
    )
    return tuple(sorted(found, key=lambda state: state.urgency))


def open_sessions(store: Store, first: date) -> tuple[PlannedSession, ...]:
    """Return the sessions from a day on that are neither done nor skipped."""
    done, skipped = store.completions.between(first, LATEST), store.completions.skips_between(first, LATEST)
    settled = {completion.session for completion in done} | {skip.session for skip in skipped}
    return tuple(session for session in store.plans.sessions(first, LATEST) if session.id not in settled)


@contextmanager
def watched(store: Store, behavior_id: str, *, deleting: bool = False) -> Iterator[Progress]:
    """Finish a task whose minutes are there after what is done inside, or bring back one that lacks some again.

    One that was said to be done with fewer minutes comes back when an entry of it is deleted. For what is no task
    nothing happens.
    """
    progress = Progress()
    before = _minutes(store, behavior_id)
    yield progress
    behavior = store.behaviors.get(behavior_id)
    if behavior is None or behavior.task is None:
        return
    task, after = behavior.task, _minutes(store, behavior_id)
    if task.finished is None and after >= task.total_minutes and after > before:
        finish(store, behavior)
        progress.finished = True
    elif task.finished is not None and after < task.total_minutes and (deleting or before >= task.total_minutes):
        bring_back(store, behavior)
        progress.back = True


def finish_if_done(store: Store, behavior: Behavior) -> None:
    """Put a task away that takes no more minutes than are done of it by now."""
    if behavior.task is not None and not behavior.task.finished:
        done = _minutes(store, behavior.id)
        if done and not behavior.task.left(done):
            finish(store, behavior)


def finish(store: Store, behavior: Behavior) -> None:
    """Put a task away as done; what is still planned of it goes."""
    if behavior.task is None:
        return
    task = behavior.task.model_copy(update={"finished": store.today()})
    store.behaviors.update(behavior.model_copy(update={"task": task}))
    store.behaviors.archive(behavior.id)
    left = [session.id for session in open_sessions(store, store.today()) if session.behavior == behavior.id]
    store.plans.change_sessions(added=(), changed=(), removed=left)


def bring_back(store: Store, behavior: Behavior) -> None:
    """Ask for a task again that was finished."""
    if behavior.task is None:
        return
    store.behaviors.update(behavior.model_copy(update={"task": behavior.task.model_copy(update={"finished": None})}))
    store.behaviors.restore(behavior.id)


def _minutes(store: Store, behavior_id: str) -> int:
    return store.completions.minutes_before(None, (behavior_id,)).get(behavior_id, 0)
