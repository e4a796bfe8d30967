"""What one can do with a new plan for the rest of the week."""

from habitos_tui.ui.kit.command import Command


class ReplanRest(
    Command, id="plan.rest", key="R", action="replan_rest", label="Re-plan", title="Re-plan the rest of the week"
):
    """Plan what is left of the week anew, and see what changes before you accept it."""


class AcceptChanges(Command, id="diff.accept", key="y", action="accept", label="Accept", palette=False):
    """Make these changes."""


class DiscardChanges(Command, id="diff.discard", key="n", action="close", label="Discard", palette=False):
    """Leave the week as it is."""


class StopReplanning(Command, id="replan.stop", key="c", action="stop", label="Stop", palette=False):
    """Stop looking and keep the best plan found so far."""


class TryReplanning(Command, id="replan.again", key="s", action="again", label="Try again", palette=False):
    """Look for a plan once more."""


class ShowRepairs(Command, id="replan.repairs", key="o", action="show_repairs", label="Repairs", palette=False):
    """Show the limits that clash in Solve, where one key repairs them."""
