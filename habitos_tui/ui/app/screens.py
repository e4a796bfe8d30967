"""How each screen is made, and the styles of all of them; imported when first shown so that start-up stays quick."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from habitos_tui.ui.kit.modes import MODES

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

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
        _module(mode)


def _make(mode: str) -> Screen[Any]:
    """Return a new screen of a mode: `TodayScreen` of `habitos_tui.ui.today.screen` for "today"."""
    screen: Screen[Any] = getattr(_module(mode), f"{mode.capitalize()}Screen")()
    return screen


def _module(mode: str) -> ModuleType:
    return import_module(f"habitos_tui.ui.{mode}.screen")


LOADERS: Final[dict[str, Callable[[], Screen[Any]]]] = {mode.id: partial(_make, mode.id) for mode in MODES}
"""By the id of the mode."""
