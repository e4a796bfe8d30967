"""What a line can describe: a behavior or a task, busy time, an entry of the log."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from habitos_tui.domain.model.base import ALL_DAYS, format_clock
from habitos_tui.domain.model.rhythm import RHYTHM_ADAPTER, Rhythm, Season
from habitos_tui.domain.model.task import Task

USUAL_COST: Final = 1.0
"""Energy that a session costs of which nothing is said."""


@dataclass(frozen=True, slots=True)
class BehaviorDraft:
    """A behavior as a line describes it, by the names of its fields; `said` are those that the line speaks of."""

    name: str
    category: str
    min_minutes: int
    typical_minutes: int
    max_minutes: int
    target_per_week: int
    min_per_week: int = 0
    max_per_week: int | None = None
    max_per_day: int = 1
    min_gap_days: int = 0
    weekdays: tuple[int, ...] = ALL_DAYS
    preferred_slots: tuple[str, ...] = ()
    strict_slots: bool = False
    ideal_time: int | None = None
    energy_cost: float = USUAL_COST
    impacts: tuple[tuple[str, float], ...] = ()
    rhythm: Rhythm | None = None
    season: Season | None = None
    task: Task | None = None
    tags: tuple[str, ...] = ()
    unit: str | None = None
    amount: float | None = None
    said: frozenset[str] = frozenset()

    def fields(self) -> dict[str, Any]:
        """Return the fields as a document has them, without an id."""
        plain = {name: getattr(self, name) for name in _PLAIN}
        documents = {
            "rhythm": None if self.rhythm is None else RHYTHM_ADAPTER.dump_python(self.rhythm, mode="json"),
            "season": None if self.season is None else self.season.model_dump(mode="json"),
            "task": None if self.task is None else self.task.model_dump(mode="json"),
        }
        lists = {name: list(getattr(self, name)) for name in ("weekdays", "preferred_slots", "tags")}
        return plain | lists | documents | {"impacts": dict(self.impacts)}


_PLAIN: Final = (
    "name",
    "category",
    "min_minutes",
    "typical_minutes",
    "max_minutes",
    "target_per_week",
    "min_per_week",
    "max_per_week",
    "max_per_day",
    "min_gap_days",
    "strict_slots",
    "ideal_time",
    "energy_cost",
    "unit",
    "amount",
)


@dataclass(frozen=True, slots=True)
class BusyDraft:
    """Busy time as a line describes it: on `weekdays` (Monday = 0) of every week, or on one `day`."""

    title: str
    start: int
    """Minutes after midnight."""
    end: int
    """The same, above 1440 on the next day."""
    weekdays: tuple[int, ...] = ()
    day: date | None = None

    def fields(self) -> dict[str, Any]:
        """Return the fields as a document has them."""
        return {
            "title": self.title,
            "start": format_clock(self.start),
            "end": format_clock(self.end),
            "weekdays": list(self.weekdays),
            "day": None if self.day is None else self.day.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class LogDraft:
    """An entry of the log as a line describes it; what is None is as planned or as usual."""

    behavior: str
    """Its id."""
    name: str
    day: date | None = None
    start: int | None = None
    """Minutes after midnight of the day, above 1440 in the night after it."""
    minutes: int | None = None
    rating: int | None = None
    energy_before: int | None = None
    amount: float | None = None
    tags: tuple[str, ...] = ()
    note: str = ""

    def fields(self) -> dict[str, Any]:
        """Return the fields as a document has them."""
        return {
            "behavior": self.behavior,
            "day": None if self.day is None else self.day.isoformat(),
            "start": None if self.start is None else format_clock(self.start),
            "minutes": self.minutes,
            "rating": self.rating,
            "energy_before": self.energy_before,
            "amount": self.amount,
            "tags": list(self.tags),
            "note": self.note,
        }
