"""Building blocks of every feature: commands, dialogs, fields, lists, marks and themes."""

from habitos_tui.ui.kit.feature import Areas, Screens


def areas() -> Areas:
    """Return the areas of its commands."""
    from habitos_tui.ui.kit.commands import app, dialog, form, history, keys, line_list, mode, tick, ticks

    return (app, mode, history, keys, dialog, form, line_list, tick, ticks)


def screens() -> Screens:
    """Return its screens and dialogs, each with the widgets on it that bind keys."""
    from habitos_tui.ui.kit.dialogs.entry import EntryDialog
    from habitos_tui.ui.kit.dialogs.message import ConfirmDialog, ErrorDialog
    from habitos_tui.ui.kit.fields import Tick

    return {
        ErrorDialog: (),
        ConfirmDialog: (),
        EntryDialog: (Tick,),
    }
