"""The guide and the keys of a pane."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from habitos_tui.ui.kit.command import Area
    from habitos_tui.ui.kit.feature import Screens


def areas() -> tuple[Area, ...]:
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
