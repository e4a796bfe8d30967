"""Sets up a profile with everything that the first run asks for."""

from dataclasses import dataclass, field

from habitos_tui.domain.model.agenda import WeeklyBusy
from habitos_tui.domain.model.objective import Objective
from habitos_tui.domain.model.profile import Preferences, Profile
from habitos_tui.domain.model.rule import TimeBudget
from habitos_tui.services.data_directory import SharedDirectory
from habitos_tui.services.demo.catalogue import CATALOGUE


@dataclass(frozen=True, slots=True)
class Setup:
    """What the first run creates."""

    name: str
    password: str | None = field(repr=False)
    preferences: Preferences
    objectives: tuple[Objective, ...]
    behaviors: tuple[str, ...]
    """Ids of ready-made behaviors."""
    busy: tuple[WeeklyBusy, ...]
    rules: tuple[TimeBudget, ...]


def create_profile(data_directory: SharedDirectory, setup: Setup) -> Profile:
    """Create the profile with its objectives, behaviors, busy time and rules.

    All of it is there afterwards, or nothing after an error, or where the process is killed meanwhile.
    """
    with data_directory.accounts.creating(setup.name, setup.password, setup.preferences) as profile:
        _fill(data_directory, profile, setup)
    return profile


def _fill(data_directory: SharedDirectory, profile: Profile, setup: Setup) -> None:
    workspace = data_directory.open_workspace(profile)
    workspace.objectives.replace(setup.objectives)
    workspace.busy_time.replace_busy(setup.busy)
    for rule in setup.rules:
        workspace.rules.add(rule)
    ready_made = {behavior.id: behavior for behavior in CATALOGUE}
    for behavior_id in setup.behaviors:
        workspace.behaviors.adopt(ready_made[behavior_id])
    workspace.history.forget()  # undo begins with what one does afterwards
