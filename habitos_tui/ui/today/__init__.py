"""The day: what is planned, what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from habitos_tui.ui.kit.command import Area
    from habitos_tui.ui.kit.feature import Screens


def areas() -> tuple[Area, ...]:
    """Return the areas of its commands."""
    from habitos_tui.ui.today.commands import today

    return (today,)


def screens() -> Screens:
    """Return its screens and dialogs, each with the widgets on it that bind keys."""
    from habitos_tui.ui.today.agenda_list import AgendaList
    from habitos_tui.ui.today.screen import TodayScreen

    return {
        TodayScreen: (AgendaList,),
    }
