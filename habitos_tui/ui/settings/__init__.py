"""Settings and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from habitos_tui.ui.kit.command import Area
    from habitos_tui.ui.kit.feature import Screens


def areas() -> tuple[Area, ...]:
    """Return the areas of its commands."""
    from habitos_tui.ui.settings.commands import settings

    return (settings,)


def screens() -> Screens:
    """Return its screens and dialogs, each with the widgets on it that bind keys."""
    from habitos_tui.ui.settings.dialogs import PasswordDialog, ThemeDialog, ValueDialog
    from habitos_tui.ui.settings.keys_screen import KeysScreen, PressKeyDialog
    from habitos_tui.ui.settings.lists import KeyList, SettingsList
    from habitos_tui.ui.settings.screen import SettingsScreen

    return {
        SettingsScreen: (SettingsList,),
        KeysScreen: (KeyList,),
        ValueDialog: (),
        PressKeyDialog: (),
        PasswordDialog: (),
        ThemeDialog: (),
    }
