"""The table of all features: their areas of commands, style sheets and screens.

Only the app knows all features; it hands them to palette, guide and key settings. Screens are imported on first use,
so that start-up stays quick.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final

from habitos_tui.ui.behaviors.commands import behaviors
from habitos_tui.ui.busy.paint_commands import paint
from habitos_tui.ui.help.commands import guide
from habitos_tui.ui.insights.commands import insights, learning, suggestions
from habitos_tui.ui.kit.commands import app, dialog, form, history, keys, line_list, mode, tick, ticks
from habitos_tui.ui.kit.modes import MODES
from habitos_tui.ui.log.commands import log
from habitos_tui.ui.onboarding.commands import login, wizard
from habitos_tui.ui.replan.commands import diff, plan, replan
from habitos_tui.ui.rules.commands import busy, energy, objectives, rules, slots
from habitos_tui.ui.session.commands import away, rating, session, skip
from habitos_tui.ui.settings.commands import settings
from habitos_tui.ui.solve.commands import plans, result, solve
from habitos_tui.ui.today.commands import today
from habitos_tui.ui.week.commands import draft, free, grid, week, why

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import PurePath

    from textual.screen import Screen
    from textual.widget import Widget

    from habitos_tui.ui.kit.command import Area, Command


@dataclass(frozen=True, slots=True)
class Feature:
    """A package of the interface with its areas of commands."""

    name: str
    areas: tuple[Area, ...]
    styled: bool = True
    """Whether it has a style sheet."""


FEATURES: Final = (
    Feature("kit", (app, mode, history, keys, dialog, form, line_list, tick, ticks)),
    Feature("onboarding", (login, wizard)),
    Feature("today", (today,)),
    Feature("week", (week, free, draft, why, grid)),
    Feature("behaviors", (behaviors,)),
    Feature("rules", (rules, objectives, slots, busy, energy)),
    Feature("solve", (solve, result, plans)),
    Feature("log", (log,)),
    Feature("settings", (settings,)),
    Feature("help", (guide,)),
    Feature("insights", (insights, suggestions, learning), styled=False),
    Feature("session", (skip, session, away, rating), styled=False),
    Feature("replan", (plan, diff, replan), styled=False),
    Feature("busy", (paint,), styled=False),
)
"""In the order in which their style sheets are read."""

STYLES: Final[list[str | PurePath]] = [
    f"../{feature.name}/{feature.name}.tcss" for feature in FEATURES if feature.styled
]
"""Style sheets of every screen and of the dialogs."""


@cache
def known_commands() -> dict[str, Command]:
    """Return every command by its id, in the order of features, areas and declarations."""
    return {command.id: command for feature in FEATURES for area in feature.areas for command in area}


def all_screens() -> Mapping[type[Screen[Any]], tuple[type[Widget], ...]]:
    """Return every screen and dialog with the widgets on it that bind keys; this imports all of them."""
    from habitos_tui.ui.app.screens import SCREENS

    return SCREENS


def load_screens() -> None:
    """Import every screen in advance, so that opening one is quick."""
    all_screens()


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
