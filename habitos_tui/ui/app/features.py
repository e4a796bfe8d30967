"""What the app takes from all features: commands, style sheets and screens.

Only the app knows all features; it hands them to palette, guide and key settings. Commands and screens are imported on
first use, so that start-up stays quick.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final

from habitos_tui.ui import (
    behaviors,
    busy,
    insights,
    kit,
    log,
    onboarding,
    replan,
    rules,
    session,
    settings,
    solve,
    today,
    week,
)
from habitos_tui.ui import help as guide
from habitos_tui.ui.kit.modes import MODES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import PurePath

    from textual.screen import Screen

    from habitos_tui.ui.kit.command import Command
    from habitos_tui.ui.kit.feature import Feature, Screens


FEATURES: Final[Mapping[str, Feature]] = {
    "kit": kit,
    "onboarding": onboarding,
    "today": today,
    "week": week,
    "behaviors": behaviors,
    "rules": rules,
    "solve": solve,
    "log": log,
    "insights": insights,
    "settings": settings,
    "help": guide,
    "session": session,
    "replan": replan,
    "busy": busy,
}
"""The packages below the app; the order is that of their commands."""
SHEETS: Final = ("kit", "onboarding", "today", "week", "behaviors", "rules", "solve", "log", "settings", "help")
"""The packages with a style sheet, in the order in which those are read."""
STYLES: Final[list[str | PurePath]] = [f"../{name}/{name}.tcss" for name in SHEETS]
"""Style sheets of every screen and of the dialogs."""


@cache
def known_commands() -> dict[str, Command]:
    """Return every command by its id, in the order of features, areas and declarations."""
    areas = (area for feature in FEATURES.values() for area in feature.areas())
    return {command.id: command for area in areas for command in area}


@cache
def all_screens() -> Screens:
    """Return every screen and dialog with the widgets on it that bind keys; this imports all of them.

    The app's own screens, such as the first frame, have no commands and are not among them.
    """
    return {screen: widgets for feature in FEATURES.values() for screen, widgets in feature.screens().items()}


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
