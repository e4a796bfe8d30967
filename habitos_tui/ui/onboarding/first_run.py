"""Carries out what the wizard asked for; slow enough (a password is hashed) to want a thread."""

from habitos_tui.domain.model.profile import Profile
from habitos_tui.errors import HabitosError
from habitos_tui.services.demo.catalogue import CATALOGUE
from habitos_tui.ui.kit.app_context import DataDirectory
from habitos_tui.ui.onboarding.presenter import Setup


def create_profile(data_directory: DataDirectory, setup: Setup) -> Profile:
    """Create the profile with its objectives, behaviors, busy time and rules; all of it or, after an error, none."""
    profile = data_directory.accounts.create(setup.name, setup.password, setup.preferences)
    try:
        _furnish(data_directory, profile, setup)
    except HabitosError:
        data_directory.accounts.delete(profile.name, setup.password)
        raise
    return profile


def _furnish(data_directory: DataDirectory, profile: Profile, setup: Setup) -> None:
    workspace = data_directory.open_workspace(profile)
    workspace.objectives.replace(setup.objectives)
    workspace.calendar.replace_busy(setup.busy)
    for rule in setup.rules:
        workspace.rules.add(rule)
    ready_made = {behavior.id: behavior for behavior in CATALOGUE}
    for behavior_id in setup.behaviors:
        workspace.behaviors.adopt(ready_made[behavior_id])
    workspace.history.forget()  # undo begins with what one does afterwards
