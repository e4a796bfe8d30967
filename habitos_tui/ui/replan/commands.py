"""What one can do with a new plan for the rest of the week."""

from habitos_tui.ui.kit.command import Command


class ReplanRest(Command):
    """Plan the rest of the week anew."""

    id, key, action, label = "plan.rest", "R", "replan_rest", "Re-plan"
    title = "Re-plan the rest of the week"
    help = "Plan what is left of the week anew, and see what changes before you accept it"


class AcceptChanges(Command):
    """Make the changes shown."""

    id, key, action, label = "diff.accept", "y", "accept", "Accept"
    help = "Make these changes"
    palette = False


class DiscardChanges(Command):
    """Leave the week as it is."""

    id, key, action, label = "diff.discard", "n", "close", "Discard"
    help = "Leave the week as it is"
    palette = False


class StopReplanning(Command):
    """Stop looking and keep the best plan."""

    id, key, action, label = "replan.stop", "c", "stop", "Stop"
    help = "Stop looking and keep the best plan found so far"
    palette = False


class TryReplanning(Command):
    """Look once more."""

    id, key, action, label = "replan.again", "s", "again", "Try again"
    help = "Look for a plan once more"
    palette = False


class ShowRepairs(Command):
    """Go to the Solve screen, where repairs can be made."""

    id, key, action, label = "replan.repairs", "o", "show_repairs", "Repairs"
    help = "Show the limits that clash in Solve, where one key repairs them"
    palette = False
