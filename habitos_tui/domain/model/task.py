"""Tasks: what is done once, by a day or whenever there is time, in one sitting or in pieces."""

from datetime import date
from typing import Annotated, Final

from pydantic import Field

from habitos_tui.domain.model.base import ONE_DAY, FrozenModel
from habitos_tui.domain.model.days import EARLIEST, LATEST

MAX_TASK_MINUTES: Final = 100_000
"""Some 1,667 hours: a year of work."""


class Task(FrozenModel):
    """How much a behavior that is done once takes in all, and by when; its pieces are its sessions."""

    due: Annotated[date, Field(ge=EARLIEST, le=LATEST)] | None = None
    """The last day on which it is in time; None where there is no hurry."""
    total_minutes: Annotated[int, Field(ge=1, le=MAX_TASK_MINUTES)]
    finished: Annotated[date, Field(ge=EARLIEST, le=LATEST)] | None = None
    """The day on which it was done, or said to be done with fewer minutes; None while it is asked for."""

    def left(self, done: int) -> int:
        """Return the minutes that are missing after so many."""
        return max(self.total_minutes - done, 0)

    def is_overdue(self, today: date) -> bool:
        """Tell whether its day is over and it is not finished."""
        return self.finished is None and self.due is not None and self.due < today

    def days_until_due(self, first: date) -> int | None:
        """Return how many days there are from `first` to the due day, both included; None without a due day."""
        return None if self.due is None else max((self.due - first) // ONE_DAY + 1, 0)
