"""The week as a grid, and editing a plan."""

from habitos_tui.ui.kit.feature import Areas, Screens


def areas() -> Areas:
    """Return the areas of its commands."""
    from habitos_tui.ui.week.commands import draft, free, grid, week, why

    return (week, free, draft, why, grid)


def screens() -> Screens:
    """Return its screens and dialogs, each with the widgets on it that bind keys."""
    from habitos_tui.ui.replan.diff_list import DiffList
    from habitos_tui.ui.week.dialogs import DiffDialog, FreeDialog, SessionDialog, WhyDialog
    from habitos_tui.ui.week.grid import WeekGrid
    from habitos_tui.ui.week.pick_dialog import PickDialog
    from habitos_tui.ui.week.screen import WeekScreen

    return {
        WeekScreen: (WeekGrid,),
        SessionDialog: (),
        WhyDialog: (),
        DiffDialog: (DiffList,),
        FreeDialog: (),
        PickDialog: (),
    }
