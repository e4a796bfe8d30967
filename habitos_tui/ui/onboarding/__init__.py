"""The first run, the login and the lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from habitos_tui.ui.kit.command import Area
    from habitos_tui.ui.kit.feature import Screens


def areas() -> tuple[Area, ...]:
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
