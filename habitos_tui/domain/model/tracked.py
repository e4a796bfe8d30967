"""What another program has kept: habits with what became of them by day, and tasks."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class TrackerKind(StrEnum):
    """The programs whose files are read, by the word that says which."""

    LOOP = "loop"
    HARSH = "harsh"
    HABITBULL = "habitbull"
    BEAVER = "beaver"
    DIJO = "dijo"
    TASKWARRIOR = "taskwarrior"
    ORG = "org"


class TrackedState(StrEnum):
    """What became of a habit on a day."""

    DONE = "done"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class TrackedDay:
    """One day of a habit."""

    day: date
    state: TrackedState
    amount: float | None = None
    """How much was done of what is counted, in the unit of the habit."""
    note: str = ""
    times: int = 1
    """How often it was done that day."""


@dataclass(frozen=True, slots=True)
class TrackedHabit:
    """A habit with its days, oldest first."""

    key: str
    """What its program tells it apart by, the same at every export."""
    name: str
    times: int = 7
    """Wanted so often in each `every` days; 0 where nothing is wanted and it is only written down."""
    every: int = 7
    days: tuple[TrackedDay, ...] = ()
    category: str = ""
    tags: tuple[str, ...] = ()
    unit: str = ""
    amount: float | None = None
    """Wanted each time, of what is counted."""
    archived: bool = False


@dataclass(frozen=True, slots=True)
class TrackedTask:
    """Something to be done once."""

    key: str
    name: str
    due: datetime | None = None
    """Aware: a date is kept as its midnight wherever the person is."""
    done: datetime | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tracked:
    """Everything in a file, and what in it was left out and why."""

    kind: TrackerKind
    habits: tuple[TrackedHabit, ...] = ()
    tasks: tuple[TrackedTask, ...] = ()
    left_out: tuple[tuple[str, str], ...] = field(default=())
    """What, and why, as ("Meditate", "3 days filled in by the program itself")."""
