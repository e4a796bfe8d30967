"""What one can do while coming in: choosing a profile, and the pages of the first run."""

from habitos_tui.ui.kit.command import Command


class NewProfile(Command, id="login.new", key="n", action="new_profile", label="New profile", palette=False):
    """Set up a profile for somebody else."""


class OtherProfile(
    Command, id="login.other", key="escape", action="other_profile", label="Other profile", palette=False
):
    """Go back to the list of profiles."""


class NextStep(Command, id="wizard.next", key="ctrl+s", action="next_step", label="Next", palette=False):
    """Check this page and go on to the next."""


class StepBack(Command, id="wizard.back", key="escape", action="step_back", label="Back", palette=False):
    """Go back to the page before; what you typed stays."""


class LeaveLogin(Command, id="login.leave", key="escape", action="leave", label="Quit", palette=False):
    """Leave the app: it was started for this profile alone."""
