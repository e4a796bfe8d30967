"""The table of all features: how each screen is made, what is styled, where commands are declared, and who binds keys.

Only the app knows all of them; palette, guide and key settings get from it what they show. Modules are imported when
they are wanted, so that start-up stays quick.
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
"""Of every screen and of the dialogs."""

NAMES: Final = "app behaviors busy help insights kit log onboarding replan rules session settings solve today week"
FEATURES: Final = tuple(NAMES.split())
"""Where commands are declared, in modules whose names end with "commands", and where keys are bound."""


@cache
def known_commands() -> dict[str, Command]:
    """Return every command by its id, in the order of the features, then of the modules and their text."""
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
    """Import the module of every screen, so that none has to be waited for."""
    for mode in MODES:
        import_module(f"habitos_tui.ui.{mode.id}.screen")


def new_screen(mode: str) -> Screen[Any]:
    """Return the screen of a mode, whose module is imported now if it was not before; ValueError for no mode."""
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
"""By the id of the mode: what makes the screen."""
