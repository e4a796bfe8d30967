"""Every command with its places, and whether screens have no more widgets that bind keys than is stated of them."""

from functools import cache
from typing import Any, Final

from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget

from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.app.features import all_screens, known_commands
from habitos_tui.ui.settings.keymap import KnownKeys, bound_ids, known_keys

KNOWN: Final[KnownKeys] = known_keys(known_commands().values(), HabitosApp, all_screens())


def key_owners() -> set[type[DOMNode]]:
    """Return the app, every screen and every widget that binds keys."""
    return {HabitosApp, *all_screens(), *(widget for widgets in all_screens().values() for widget in widgets)}


def unstated(screen: Screen[Any]) -> set[str]:
    """Return the kinds of widgets on a screen that bind keys, without being stated in the table of screens."""
    stated = all_screens().get(type(screen), ())
    reached = {
        type(node)
        for widget in screen.query("*")
        if widget.can_focus
        for node in widget.ancestors_with_self
        if isinstance(node, Widget) and not isinstance(node, Screen)
    }
    return {kind.__name__ for kind in reached if kind not in stated and _binds(kind)}


@cache
def _binds(kind: type[DOMNode]) -> bool:
    return bool(bound_ids(kind))
