"""Settings and keys."""

from habitos_tui.ui.kit.feature import Areas, Screens


def areas() -> Areas:
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
