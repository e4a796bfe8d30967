"""What the app takes from all features: commands, style sheets and screens, from the tables beside it.

Only the app knows all features; it hands them to palette, guide and key settings. The tables and the screens are
imported on first use, so that start-up stays quick.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final

from habitos_tui.ui.kit.modes import MODES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import PurePath

    from textual.screen import Screen
    from textual.widget import Widget

    from habitos_tui.ui.kit.command import Command


SHEETS: Final = ("kit", "onboarding", "today", "week", "behaviors", "rules", "solve", "log", "settings", "help")
"""The packages with a style sheet, in the order in which those are read."""
STYLES: Final[list[str | PurePath]] = [f"../{name}/{name}.tcss" for name in SHEETS]
"""Style sheets of every screen and of the dialogs."""


@cache
def known_commands() -> dict[str, Command]:
    """Return every command by its id, in the order of features, areas and declarations."""
    from habitos_tui.ui.app.areas import AREAS

    return {command.id: command for areas in AREAS.values() for area in areas for command in area}


def all_screens() -> Mapping[type[Screen[Any]], tuple[type[Widget], ...]]:
    """Return every screen and dialog with the widgets on it that bind keys; this imports all of them."""
    from habitos_tui.ui.app.screens import SCREENS

    return SCREENS


def load_screens() -> None:
    """Import the screen of every mode in advance, so that opening one is quick; dialogs wait for their first use."""
    for mode in MODES:
        screen_class(mode.id)


def screen_class(mode: str) -> type[Screen[Any]]:
    """Return the screen of a mode, importing its module if needed; ValueError for an unknown mode."""
    found: type[Screen[Any]]
    match mode:
        case "today":
            from habitos_tui.ui.today.screen import TodayScreen

            found = TodayScreen
        case "week":
            from habitos_tui.ui.week.screen import WeekScreen

            found = WeekScreen
        case "behaviors":
            from habitos_tui.ui.behaviors.screen import BehaviorsScreen

            found = BehaviorsScreen
        case "rules":
            from habitos_tui.ui.rules.screen import RulesScreen

            found = RulesScreen
        case "solve":
            from habitos_tui.ui.solve.screen import SolveScreen

            found = SolveScreen
        case "log":
            from habitos_tui.ui.log.screen import LogScreen

            found = LogScreen
        case "insights":
            from habitos_tui.ui.insights.screen import InsightsScreen

            found = InsightsScreen
        case _:
            raise ValueError(mode)
    return found


def new_screen(mode: str) -> Screen[Any]:
    """Return a new screen of a mode; errors as of `screen_class`."""
    return screen_class(mode)()


LOADERS: Final[dict[str, Callable[[], Screen[Any]]]] = {mode.id: partial(new_screen, mode.id) for mode in MODES}
"""Screen factories by the id of the mode."""
