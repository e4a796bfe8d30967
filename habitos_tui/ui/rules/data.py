"""What the panes of the Rules screen show, read once for all of them."""

from dataclasses import dataclass

from habitos_tui.domain.model.agenda import BusyDayOff, DatedBusy, WeeklyBusy
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.objective import Objective
from habitos_tui.domain.model.profile import Preferences
from habitos_tui.domain.model.rule import Rule
from habitos_tui.domain.model.week import Slot
from habitos_tui.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class RulesData:
    """What a week is for, what it must respect, and how its days are cut."""

    rules: tuple[Rule, ...]
    objectives: tuple[Objective, ...]
    slots: tuple[Slot, ...]
    busy: tuple[WeeklyBusy, ...]
    dated: tuple[DatedBusy, ...]
    """From the beginning of this week on, as are the days off."""
    days_off: tuple[BusyDayOff, ...]
    behaviors: tuple[Behavior, ...]
    """Archived ones included: rules and slots speak of them too."""
    preferences: Preferences

    @classmethod
    def of(cls, workspace: Workspace) -> "RulesData":
        """Read it."""
        week = workspace.planning.this_week()
        return cls(
            rules=workspace.rules.all(),
            objectives=workspace.objectives.all(),
            slots=workspace.calendar.slots(),
            busy=workspace.calendar.busy(),
            dated=workspace.calendar.dated(week),
            days_off=workspace.calendar.days_off(week),
            behaviors=(*workspace.behaviors.all(), *workspace.behaviors.archived()),
            preferences=workspace.profile.preferences,
        )
