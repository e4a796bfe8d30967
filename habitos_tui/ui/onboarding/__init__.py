"""The first run, the login and the lock."""

from habitos_tui.ui.kit.feature import Areas, Screens


def areas() -> Areas:
    """Return the areas of its commands."""
    from habitos_tui.ui.onboarding.commands import login, wizard

    return (login, wizard)


def screens() -> Screens:
    """Return its screens and dialogs, each with the widgets on it that bind keys."""
    from habitos_tui.ui.busy.paint_grid import PaintGrid
    from habitos_tui.ui.kit.checks import CheckList
    from habitos_tui.ui.onboarding.lock import LockScreen
    from habitos_tui.ui.onboarding.login import LoginScreen
    from habitos_tui.ui.onboarding.wizard import WizardScreen

    return {
        LoginScreen: (),
        LockScreen: (),
        WizardScreen: (CheckList, PaintGrid),
    }
