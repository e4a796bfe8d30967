"""What a person can do with tasks besides what can be done with every behavior."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from habitos_tui.domain.model.base import MINUTES_PER_DAY, ONE_WEEK
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.task import Task
from habitos_tui.domain.model.task_state import TaskState, TaskTooLong
from habitos_tui.domain.text.phrasing import duration
from habitos_tui.errors import InvalidInputError
from habitos_tui.services.behaviors import Behaviors
from habitos_tui.services.planning import Planning
from habitos_tui.services.store import Store
from habitos_tui.services.task_progress import finish, task_states
from habitos_tui.services.tracking import Tracking
from habitos_tui.services.week.tasks import MOST_WEEKS, time_for

USUAL_IMPACT: Final = 0.5
"""What a task does for an objective that it is said to be for."""
USUAL_MINUTES: Final = 30
"""What a task takes where nothing is said."""


class Tasks:
    """The tasks of one profile."""

    def __init__(self, store: Store, tracking: Tracking, planning: Planning) -> None:
        self._store = store
        self._tracking = tracking
        self._planning = planning
        self._behaviors = Behaviors(store)

    def all(self, *, finished: bool = False) -> tuple[TaskState, ...]:
        """Return the tasks that are asked for, or those that are done, those due first in front."""
        with self._store.database.reading():
            return task_states(self._store, finished=finished)

    def too_long(self, states: Iterable[TaskState]) -> tuple[TaskTooLong, ...]:
        """Return those of some tasks that the free time until they are due has no room for, whatever else is planned.

        What is due this week is judged as its plan would be, what is due later by all the time until then.
        """
        planning, this, found = self._planning, self._planning.this_week(), list[TaskTooLong]()
        dated = [(s, s.task.due) for s in states if s.task.due is not None and s.left and not s.overdue]
        problems: dict[date, Problem] = {}
        for state, due in dated:
            weeks = self._store.profile.weeks.between(this, due)[:MOST_WEEKS]
            room = 0
            for week in weeks:
                problems.setdefault(week, planning.problem_for(week))
                if weeks[-1] > this:
                    room += time_for(problems[week], state.behavior, due)
                if room >= state.left:
                    break
            else:
                if weeks[-1] > this and len(weeks) < MOST_WEEKS:
                    name = state.behavior.name
                    found.append(TaskTooLong(state.behavior.id, name, due, state.left, room, due + ONE_WEEK))
        wanted = {state.behavior.id for state, due in dated if due <= planning.last_day(this)}
        if wanted:
            found += [told for told in planning.tasks_too_long(problems[this]) if told.behavior in wanted]
        return tuple(found)

    def find(self, text: str) -> Behavior:
        """Return the task that a person means by its id or name, or enough of either.

        NotFoundError when there is none in use, InvalidInputError when several fit or it is no task.
        """
        behavior = self._behaviors.find(text)
        if behavior.task is None:
            raise InvalidInputError(
                f"“{behavior.name}” is no task: it is done again and again.",
                hint=f"To log it as done: habitos-tui done {behavior.id}",
            )
        return behavior

    def document(
        self,
        name: str,
        *,
        due: date | None = None,
        minutes: int = USUAL_MINUTES,
        pieces: tuple[int, int] | None = None,
        objectives: Sequence[str] = (),
    ) -> Mapping[str, Any]:
        """Return a task as JSON would say it: in one sitting unless `pieces` say shortest and longest.

        InvalidInputError for a sitting of more than a day.
        """
        if pieces is None and minutes > MINUTES_PER_DAY:
            raise InvalidInputError(f"{duration(minutes)} are too long for one sitting: say how long its pieces are.")
        least, most = pieces or (minutes, minutes)
        return {
            "name": name,
            "min_minutes": least,
            "typical_minutes": (least + most) // 2,
            "max_minutes": most,
            "impacts": dict.fromkeys(objectives, USUAL_IMPACT),
            "task": {"due": None if due is None else due.isoformat(), "total_minutes": minutes},
        }

    def add(self, document: Mapping[str, Any]) -> Behavior:
        """Store a new task from decoded JSON; InvalidInputError carries the paths of bad fields."""
        behavior = self._behaviors.from_json(dict(document))
        if behavior.task is None:
            raise InvalidInputError("A task says how much there is to do: {“task”: {“total_minutes”: 60}}.")
        return self._behaviors.add(behavior)

    def set_due(self, behavior_id: str, due: date | None) -> Behavior:
        """Let a task be due on another day, or on none."""
        behavior, task = self._task(behavior_id)
        with self._store.change(f"Changed when “{behavior.name}” is due"):
            later = task.model_copy(update={"due": due})
            return self._behaviors.update(behavior.model_copy(update={"task": later}))

    def finish(self, behavior_id: str, minutes: int | None = None) -> Behavior:
        """Log what is left of a task, or `minutes` if it took others, and put it away as done; 0 logs nothing."""
        with self._store.change() as change:
            behavior, _ = self._task(behavior_id)
            change.label = f"Finished “{behavior.name}”"
            (state,) = (state for state in task_states(self._store) if state.behavior.id == behavior_id)
            took = state.left if minutes is None else minutes
            if took > MINUTES_PER_DAY:
                raise InvalidInputError(
                    f"{duration(took)} of “{behavior.name}” are left, more than a day has.",
                    hint="Say how many minutes to log for today; 0 logs none.",
                )
            if took:
                self._tracking.done(behavior_id, minutes=took)
            now = self._behaviors.get(behavior_id)
            if now.task is not None and now.task.finished is None:
                finish(self._store, now)
            return self._behaviors.get(behavior_id)

    def _task(self, behavior_id: str) -> tuple[Behavior, Task]:
        behavior = self._behaviors.get(behavior_id)
        if behavior.task is None:
            raise InvalidInputError(f"“{behavior.name}” is no task.")
        return behavior, behavior.task
