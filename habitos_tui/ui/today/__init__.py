"""The day: what is planned, what was done."""

from habitos_tui.ui.kit.feature import Areas, Screens


def areas() -> Areas:
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
