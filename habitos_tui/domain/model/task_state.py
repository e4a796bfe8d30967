"""How far a task is: what of it is done and planned, and whether it is in time."""

from dataclasses import dataclass
from datetime import date

from habitos_tui.domain.model.agenda import PlannedSession
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.pause import Pause
from habitos_tui.domain.model.task import Task


@dataclass(frozen=True, slots=True)
class TaskState:
    """A task on a day."""

    behavior: Behavior
    task: Task
    done: int
    """Minutes."""
    today: date
    planned: tuple[PlannedSession, ...] = ()
    """Sessions from that day on that are still open, in time order."""

    @property
    def left(self) -> int:
        """Minutes that are missing; none once it is finished."""
        return 0 if self.task.finished else self.task.left(self.done)

    @property
    def next_minutes(self) -> int:
        """Minutes of its next piece: one of usual length, or all that is left."""
        return min(self.behavior.typical_minutes, self.left) or self.behavior.typical_minutes

    @property
    def overdue(self) -> bool:
        """Whether its day is over and it is not finished."""
        return self.task.is_overdue(self.today)

    @property
    def due_today(self) -> bool:
        """Whether today is the last day on which it is in time."""
        return self.task.finished is None and self.task.due == self.today

    @property
    def urgency(self) -> tuple[bool, date, str]:
        """What tasks are sorted by: those due first in front, those without a due day last."""
        return self.task.due is None, self.task.due or date.max, self.behavior.name


@dataclass(frozen=True, slots=True)
class TaskTooLong:
    """A task of which more is left than there is free time for until it is due."""

    behavior: str
    name: str
    due: date
    left: int
    possible: int
    """Minutes there is room for, in a week with nothing else new in it."""
    later: date
    """By when it could be done, as far as its last week knows."""
    looked_at: bool = False
    """That day was looked at, and there is room by then."""
    pause: Pause | None = None
    """The pause that takes days before it is due."""
