"""Building blocks of every feature: commands, dialogs, fields, lists, marks and themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from habitos_tui.ui.kit.command import Area
    from habitos_tui.ui.kit.feature import Screens


def areas() -> tuple[Area, ...]:
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
