"""Re-planning the rest of a week; shared by Today, Week and Solve."""

from habitos_tui.ui.kit.feature import Areas, Screens


def areas() -> Areas:
    """Return the areas of its commands."""
    from habitos_tui.ui.replan.commands import diff, plan, replan

    return (plan, diff, replan)


def screens() -> Screens:
    """Return its screens and dialogs, each with the widgets on it that bind keys."""
    from habitos_tui.ui.replan.dialog import ReplanDialog
    from habitos_tui.ui.replan.diff_list import DiffList

    return {
        ReplanDialog: (DiffList,),
    }
