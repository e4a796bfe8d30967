"""What one can do while coming in: choosing a profile, and the pages of the first run."""

from habitos_tui.ui.kit.command import Command


class NewProfile(Command):
    """Set up a profile for somebody else."""

    id, key, action, label = "login.new", "n", "new_profile", "New profile"
    help = "Set up a profile for somebody else"
    palette = False


class OtherProfile(Command):
    """Go back from the password to the list of profiles."""

    id, key, action, label = "login.other", "escape", "other_profile", "Other profile"
    help = "Go back to the list of profiles"
    palette = False


class NextStep(Command):
    """Go on to the next step of the first run."""

    id, key, action, label = "wizard.next", "ctrl+s", "next_step", "Next"
    help = "Check this page and go on to the next"
    palette = False


class StepBack(Command):
    """Go back to the step before; what was typed stays."""

    id, key, action, label = "wizard.back", "escape", "step_back", "Back"
    help = "Go back to the page before; what you typed stays"
    palette = False


class LeaveLogin(Command):
    """Leave the app instead of typing the password of the only profile that may be opened."""

    id, key, action, label = "login.leave", "escape", "leave", "Quit"
    help = "Leave the app: it was started for this profile alone"
    palette = False
