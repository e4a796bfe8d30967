"""What the services of one person share: the profile, the clock and the repositories."""

from dataclasses import dataclass

from habitos_tui.clock import Clock
from habitos_tui.domain.profile import Profile
from habitos_tui.storage.behaviors import BehaviorRepository
from habitos_tui.storage.calendar import CalendarRepository
from habitos_tui.storage.completions import CompletionRepository
from habitos_tui.storage.database import Database
from habitos_tui.storage.objectives import ObjectiveRepository
from habitos_tui.storage.plans import PlanRepository
from habitos_tui.storage.rules import RuleRepository


@dataclass(frozen=True, slots=True)
class Store:
    """One profile's data; `database.unit()` makes several changes one."""

    database: Database
    profile: Profile
    clock: Clock
    behaviors: BehaviorRepository
    objectives: ObjectiveRepository
    rules: RuleRepository
    calendar: CalendarRepository
    plans: PlanRepository
    completions: CompletionRepository

    @classmethod
    def of(cls, database: Database, profile: Profile, clock: Clock) -> "Store":
        """Return the data of `profile`; nothing in it reaches another profile."""
        return cls(
            database,
            profile,
            clock,
            BehaviorRepository(database, profile.id),
            ObjectiveRepository(database, profile.id),
            RuleRepository(database, profile.id),
            CalendarRepository(database, profile.id),
            PlanRepository(database, profile.id),
            CompletionRepository(database, profile.id),
        )

    def names(self) -> dict[str, str]:
        """Return the name of every behavior by its id, archived ones included."""
        return {behavior.id: behavior.name for behavior in (*self.behaviors.all(), *self.behaviors.all(archived=True))}
