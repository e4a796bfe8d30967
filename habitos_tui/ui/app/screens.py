"""How each screen is made, and the styles of all of them; imported when first shown so that start-up stays quick."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

SHEETS: Final = (
    "kit/kit onboarding/login onboarding/wizard today/today week/week behaviors/behaviors rules/rules solve/solve"
    " log/log insights/insights settings/settings help/help"
)
STYLES: Final[list[str | PurePath]] = [f"../{name}.tcss" for name in SHEETS.split()]
"""Of every screen and of the dialogs."""


def load_all() -> None:
    """Import every screen's module, so that none has to be waited for."""
    for screen in _SCREENS.values():
        screen()


def _today() -> type[Screen[Any]]:
    from habitos_tui.ui.today.screen import TodayScreen

    return TodayScreen


def _week() -> type[Screen[Any]]:
    from habitos_tui.ui.week.screen import WeekScreen

    return WeekScreen


def _behaviors() -> type[Screen[Any]]:
    from habitos_tui.ui.behaviors.screen import BehaviorsScreen

    return BehaviorsScreen


def _rules() -> type[Screen[Any]]:
    from habitos_tui.ui.rules.screen import RulesScreen

    return RulesScreen


def _solve() -> type[Screen[Any]]:
    from habitos_tui.ui.solve.screen import SolveScreen

    return SolveScreen


def _log() -> type[Screen[Any]]:
    from habitos_tui.ui.log.screen import LogScreen

    return LogScreen


def _insights() -> type[Screen[Any]]:
    from habitos_tui.ui.insights.screen import InsightsScreen

    return InsightsScreen


_SCREENS: Final[dict[str, Callable[[], type[Screen[Any]]]]] = {
    "today": _today,
    "week": _week,
    "behaviors": _behaviors,
    "rules": _rules,
    "solve": _solve,
    "log": _log,
    "insights": _insights,
}
"""By the id of the mode: what imports the screen."""


def _made(screen: Callable[[], type[Screen[Any]]]) -> Callable[[], Screen[Any]]:
    def make() -> Screen[Any]:
        return screen()()

    return make


LOADERS: Final[dict[str, Callable[[], Screen[Any]]]] = {mode: _made(screen) for mode, screen in _SCREENS.items()}
"""By the id of the mode: what makes the screen."""
