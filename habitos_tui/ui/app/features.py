"""The table of all features: their screens, style sheets, command modules and widgets with key bindings.

Only the app knows all features; it hands them to palette, guide and key settings. Modules are imported on first use,
so that start-up stays quick.
"""

from __future__ import annotations

from functools import cache, partial
from importlib import import_module
from pathlib import Path, PurePath
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Any, Final

from textual.dom import DOMNode

from habitos_tui.ui.kit.command import Area, Command
from habitos_tui.ui.kit.modes import MODES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.screen import Screen

SHEETS: Final = "kit onboarding today week behaviors rules solve log settings help"
STYLES: Final[list[str | PurePath]] = [f"../{feature}/{feature}.tcss" for feature in SHEETS.split()]
"""Style sheets of every screen and of the dialogs."""

NAMES: Final = "app behaviors busy help insights kit log onboarding replan rules session settings solve today week"
FEATURES: Final = tuple(NAMES.split())
"""Packages with command modules (named `*commands`) and with widgets that bind keys."""


@cache
def known_commands() -> dict[str, Command]:
    """Return every command by its id, in the order of features, modules and declarations."""
    return {command.id: command for _, area in declared_areas() for command in area}


def declared_areas() -> Iterator[tuple[str, Area]]:
    """Yield every area with the name of the module that declares it."""
    for name in _modules():
        if name.endswith("commands"):
            yield from ((name, area) for area in vars(import_module(name)).values() if isinstance(area, Area))


@cache
def key_owners() -> tuple[type[DOMNode], ...]:
    """Return every screen and widget of the features, since each may bind keys; this imports all of them."""
    return tuple(
        node
        for name in _modules()
        for node in vars(import_module(name)).values()
        if isinstance(node, type) and issubclass(node, DOMNode) and node.__module__ == name
    )


def _modules() -> Iterator[str]:
    """Yield the names of the features' modules."""
    for feature in FEATURES:
        folder = Path(__file__).parents[1] / feature
        yield from (module.name for module in walk_packages([str(folder)], f"habitos_tui.ui.{feature}."))


def load_screens() -> None:
    """Import the module of every screen in advance, so that opening one is quick."""
    for mode in MODES:
        import_module(f"habitos_tui.ui.{mode.id}.screen")


def new_screen(mode: str) -> Screen[Any]:
    """Return the screen of a mode, importing its module if needed; ValueError for an unknown mode."""
    screen: Screen[Any]
    match mode:
        case "today":
            from habitos_tui.ui.today.screen import TodayScreen

            screen = TodayScreen()
        case "week":
            from habitos_tui.ui.week.screen import WeekScreen

            screen = WeekScreen()
        case "behaviors":
            from habitos_tui.ui.behaviors.screen import BehaviorsScreen

            screen = BehaviorsScreen()
        case "rules":
            from habitos_tui.ui.rules.screen import RulesScreen

            screen = RulesScreen()
        case "solve":
            from habitos_tui.ui.solve.screen import SolveScreen

            screen = SolveScreen()
        case "log":
            from habitos_tui.ui.log.screen import LogScreen

            screen = LogScreen()
        case "insights":
            from habitos_tui.ui.insights.screen import InsightsScreen

            screen = InsightsScreen()
        case _:
            raise ValueError(mode)
    return screen


LOADERS: Final[dict[str, Callable[[], Screen[Any]]]] = {mode.id: partial(new_screen, mode.id) for mode in MODES}
"""Screen factories by the id of the mode."""
