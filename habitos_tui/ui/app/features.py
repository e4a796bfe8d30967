"""What the app takes from all features: commands, style sheets and screens.

Only the app knows all features, by the names of their folders. It finds the areas of a feature in its `commands.py`,
the screen of a mode in the `screen.py` of the feature of that name, and hands them to palette, guide and key settings.
Commands and screens are imported on first use, so that start-up stays quick.
"""

from __future__ import annotations

from functools import cache, partial
from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Any, Final

from habitos_tui.ui.kit.command import Area
from habitos_tui.ui.kit.commands import MODES
from habitos_tui.ui.kit.screen import LowTrafficScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import PurePath

    from textual.screen import Screen
    from textual.widget import Widget

    from habitos_tui.ui.kit.command import Command

_UI: Final = "habitos_tui.ui"
FEATURES: Final = (
    *("kit", "onboarding", "today", "week", "behaviors", "rules", "solve", "log", "insights", "review"),
    *("settings", "help"),
    *("session", "replan", "busy"),
)
"""The folders below the app; the order is that of their commands."""
SHEETS: Final = (
    *("kit", "onboarding", "today", "week", "behaviors", "rules", "solve", "log", "review"),
    *("settings", "help"),
)
"""The folders with a style sheet, in the order in which those are read."""
STYLES: Final[list[str | PurePath]] = [f"../{name}/{name}.tcss" for name in SHEETS]
"""Style sheets of every screen and of the dialogs."""


def areas_of(feature: str) -> tuple[Area, ...]:
    """Return the areas of a feature's commands, in the order of their declarations."""
    declared = vars(import_module(f"{_UI}.{feature}.commands")).values()
    return tuple(value for value in declared if isinstance(value, Area))


@cache
def known_commands() -> dict[str, Command]:
    """Return every command by its id, in the order of features, areas and declarations."""
    return {command.id: command for feature in FEATURES for area in areas_of(feature) for command in area}


@cache
def all_screens() -> Mapping[type[Screen[Any]], frozenset[type[Widget]]]:
    """Return every screen and dialog with the widgets on it that bind keys; this imports all of them.

    The app's own screens, such as the first frame, have no commands and are not among them; nor are bases of others.
    """
    packages = [import_module(f"{_UI}.{feature}") for feature in FEATURES]
    names = [each.name for package in packages for each in walk_packages(package.__path__, f"{package.__name__}.")]
    kinds = {kind for name in names for kind in vars(import_module(name)).values() if isinstance(kind, type)}
    screens = {kind for kind in kinds if issubclass(kind, LowTrafficScreen)}
    bases = {base for screen in screens for base in screen.__mro__[1:]}
    return {screen: _with_parts(screen.KEY_WIDGETS) for screen in screens - bases}


def _with_parts(widgets: frozenset[type[Widget]]) -> frozenset[type[Widget]]:
    """Return widgets that bind keys with those inside of them, as the open list of a choice."""
    return widgets.union(*(getattr(widget, "KEY_PARTS", ()) for widget in widgets))


def load_screens() -> None:
    """Import the screen of every mode in advance, so that opening one is quick; dialogs wait for their first use."""
    for mode in MODES:
        screen_class(mode.id)


def screen_class(mode: str) -> type[Screen[Any]]:
    """Return the screen of a mode, importing its module if needed."""
    declared = vars(import_module(f"{_UI}.{mode}.screen")).values()
    found: type[Screen[Any]] = next(kind for kind in declared if getattr(kind, "MODE", "") == mode)
    return found


LOADERS: Final[dict[str, Callable[[], Screen[Any]]]] = {
    mode.id: partial(lambda mode: screen_class(mode)(), mode.id) for mode in MODES
}
"""Screen factories by the id of the mode."""
