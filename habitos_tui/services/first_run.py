"""Sets up a profile with everything that the first run asks for."""

from dataclasses import dataclass, field

from habitos_tui.domain.model.agenda import WeeklyBusy
from habitos_tui.domain.model.objective import Objective
from habitos_tui.domain.model.profile import Preferences, Profile
from habitos_tui.domain.model.rule import TimeBudget
from habitos_tui.errors import HabitosError
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
    """Create the profile with its objectives, behaviors, busy time and rules; all of it or, after an error, none."""
    profile = data_directory.accounts.create(setup.name, setup.password, setup.preferences)
    try:
        _fill(data_directory, profile, setup)
    except HabitosError:
        data_directory.accounts.delete(profile.name, setup.password)
        raise
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
