"""The table of all features: how each screen is made, what is styled, which commands there are and who binds keys.

Only the app knows all of them; palette, guide and key settings get from it what they show. Modules are imported when
they are wanted, so that start-up stays quick.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from textual.dom import DOMNode

from habitos_tui.ui.kit.command import Area, Command

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from types import ModuleType

    from textual.screen import Screen

SHEETS: Final = (
    "kit/kit onboarding/login onboarding/wizard today/today week/week behaviors/behaviors rules/rules solve/solve"
    " log/log insights/insights settings/settings help/help"
)
STYLES: Final[list[str | PurePath]] = [f"../{name}.tcss" for name in SHEETS.split()]
"""Of every screen and of the dialogs."""

FEATURES: Final[Mapping[str, tuple[str, str]]] = {
    "app": ("commands", "app jump palette startup"),
    "behaviors": ("commands", "behavior_list form screen"),
    "busy": ("paint_commands", "paint_dialog paint_grid"),
    "help": ("commands", "keys_dialog screen"),
    "insights": ("commands", "chances_pane chart_pane screen suggestions_pane"),
    "kit": (
        "commands list_commands",
        "app_screen check_list dialogs.base dialogs.confirm dialogs.entry dialogs.error dialogs.form dialogs.value"
        " fields line_list screen",
    ),
    "log": ("commands", "entry_list filter_dialog screen"),
    "onboarding": ("commands", "lock login wizard"),
    "replan": ("commands", "dialog"),
    "rules": ("commands", "busy_pane energy_pane form kind_dialog objectives_pane rules_pane screen slots_pane"),
    "session": ("commands", "away_dialog log_dialog rating skip_dialog"),
    "settings": ("commands", "key_list keys_screen password_dialog screen settings_list theme_dialog"),
    "solve": ("commands", "maximum_dialog plan_cards result_list result_pane run_history screen"),
    "today": ("commands", "agenda_list screen"),
    "week": (
        "commands edit_commands grid_commands",
        "diff_dialog free_dialog grid pick_dialog screen session_dialog why_dialog",
    ),
}
"""By feature: the modules that declare its commands, and those of its screens, dialogs and widgets that bind keys."""


@cache
def known_commands() -> dict[str, Command]:
    """Return every command by its id, in the order of the table, then of the text."""
    return {command.id: command for _, area in declared_areas() for command in area}


def declared_areas() -> Iterator[tuple[str, Area]]:
    """Yield every area with the name of the module that declares it."""
    for module in _modules(0):
        yield from ((module.__name__, area) for area in vars(module).values() if isinstance(area, Area))


@cache
def key_owners() -> tuple[type[DOMNode], ...]:
    """Return every screen, and every widget that binds keys."""
    return tuple(
        node
        for module in _modules(1)
        for node in vars(module).values()
        if isinstance(node, type) and issubclass(node, DOMNode) and node.__module__ == module.__name__
    )


def _modules(column: int) -> Iterator[ModuleType]:
    for feature, columns in FEATURES.items():
        yield from (import_module(f"habitos_tui.ui.{feature}.{name}") for name in columns[column].split())


def load_screens() -> None:
    """Import the module of every screen, so that none has to be waited for."""
    for mode in LOADERS:
        import_module(f"habitos_tui.ui.{mode}.screen")


def _today() -> Screen[Any]:
    from habitos_tui.ui.today.screen import TodayScreen

    return TodayScreen()


def _week() -> Screen[Any]:
    from habitos_tui.ui.week.screen import WeekScreen

    return WeekScreen()


def _behaviors() -> Screen[Any]:
    from habitos_tui.ui.behaviors.screen import BehaviorsScreen

    return BehaviorsScreen()


def _rules() -> Screen[Any]:
    from habitos_tui.ui.rules.screen import RulesScreen

    return RulesScreen()


def _solve() -> Screen[Any]:
    from habitos_tui.ui.solve.screen import SolveScreen

    return SolveScreen()


def _log() -> Screen[Any]:
    from habitos_tui.ui.log.screen import LogScreen

    return LogScreen()


def _insights() -> Screen[Any]:
    from habitos_tui.ui.insights.screen import InsightsScreen

    return InsightsScreen()


LOADERS: Final[dict[str, Callable[[], Screen[Any]]]] = {
    "today": _today,
    "week": _week,
    "behaviors": _behaviors,
    "rules": _rules,
    "solve": _solve,
    "log": _log,
    "insights": _insights,
}
"""By the id of the mode: what makes the screen."""
