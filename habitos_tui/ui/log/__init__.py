"""The log: completions, skips and absences."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from habitos_tui.ui.kit.command import Area
    from habitos_tui.ui.kit.feature import Screens


def areas() -> tuple[Area, ...]:
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
