"""What a line is read against: the day, and what a person has."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from habitos_tui.domain.model.objective import STARTING_OBJECTIVES
from habitos_tui.domain.model.week import DEFAULT_SLOTS, Slot
from habitos_tui.domain.model.weeks import FROM_MONDAY, Weeks
from habitos_tui.domain.text.phrasing import day_label


@dataclass(frozen=True, slots=True)
class KnownBehavior:
    """A behavior that a line of the log may mean."""

    id: str
    name: str
    unit: str | None = None
    amount: float | None = None
    """The usual one, which counts where none is said."""


@dataclass(frozen=True, slots=True)
class QuickContext:
    """The day that is today, when weeks begin, and the slots, objectives, behaviors and units of a person."""

    today: date
    minute: int = 0
    """Minutes after midnight of today."""
    weeks: Weeks = FROM_MONDAY
    slots: tuple[Slot, ...] = DEFAULT_SLOTS
    objectives: tuple[str, ...] = STARTING_OBJECTIVES
    behaviors: tuple[KnownBehavior, ...] = ()
    units: tuple[str, ...] = ()
    grid: int = 5
    usual: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """What a behavior of a category usually does for the objectives."""

    def day_label(self, day: date) -> str:
        """Return "Mon 23 Nov", with the year if it is not this one."""
        return day_label(day) if day.year == self.today.year else f"{day_label(day)} {day.year}"

    def usual_impacts(self, category: str) -> tuple[tuple[str, float], ...]:
        """Return what a behavior of a category usually does, by objective."""
        return tuple(self.usual.get(category, {}).items())
