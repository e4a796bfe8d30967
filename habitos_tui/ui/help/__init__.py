"""The guide and the keys of a pane."""

from habitos_tui.ui.kit.feature import Areas, Screens


def areas() -> Areas:
    """Return the areas of its commands."""
    from habitos_tui.ui.help.commands import guide

    return (guide,)


def screens() -> Screens:
    """Return its screens and dialogs, each with the widgets on it that bind keys."""
    from habitos_tui.ui.help.keys_dialog import KeysDialog
    from habitos_tui.ui.help.screen import GuideContents, GuidePage, GuideScreen

    return {
        GuideScreen: (GuideContents, GuidePage),
        KeysDialog: (),
    }
