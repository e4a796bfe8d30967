"""The log: completions, skips and absences."""

from habitos_tui.ui.kit.feature import Areas, Screens


def areas() -> Areas:
    """Return the areas of its commands."""
    from habitos_tui.ui.log.commands import log

    return (log,)


def screens() -> Screens:
    """Return its screens and dialogs, each with the widgets on it that bind keys."""
    from habitos_tui.ui.log.entry_list import LogList
    from habitos_tui.ui.log.filter_dialog import LogFilterDialog
    from habitos_tui.ui.log.screen import LogScreen
    from habitos_tui.ui.session.rating import Rating

    return {
        LogScreen: (LogList,),
        LogFilterDialog: (Rating,),
    }
