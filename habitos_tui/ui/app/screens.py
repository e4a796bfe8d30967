"""How each screen is made, and the styles of all of them; imported when first shown so that start-up stays quick."""

from __future__ import annotations

from importlib import import_module
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
"""By the id of the mode."""
