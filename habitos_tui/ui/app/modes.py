"""The screens of the app, each behind a number key; imported when first shown so that start-up stays quick."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

from textual.screen import Screen


@dataclass(frozen=True, slots=True)
class Mode:
    """One screen: `id` is the name of its Textual mode, `key` the number that leads to it."""

    id: str
    key: str
    title: str
    help: str
    module: str
    screen: str

    def load(self) -> Screen[Any]:
        """Import the screen's module and return a new screen."""
        return load(self.module, self.screen)


def load(module: str, name: str, /, **arguments: object) -> Screen[Any]:
    """Return a new screen of class `name` in `habitos_tui.ui.<module>`, imported now, made with `arguments`."""
    screen: Screen[Any] = getattr(import_module(f"habitos_tui.ui.{module}"), name)(**arguments)
    return screen


def load_all() -> None:
    """Import every screen's module, so that none has to be waited for."""
    for mode in MODES:
        import_module(f"habitos_tui.ui.{mode.module}")


MODES: Final = (
    Mode("today", "1", "Today", "The day's sessions: mark them done and rate them", "today.screen", "TodayScreen"),
    Mode("week", "2", "Week", "The week as a grid", "week.screen", "WeekScreen"),
    Mode("behaviors", "3", "Behaviors", "What you want to do", "behaviors.screen", "BehaviorsScreen"),
    Mode("rules", "4", "Rules", "Rules, objectives, and the shape of the week", "rules.screen", "RulesScreen"),
    Mode("solve", "5", "Solve", "Find the best week and accept it", "solve.screen", "SolveScreen"),
    Mode("log", "6", "Log", "What you did, newest first", "log.screen", "LogScreen"),
    Mode("insights", "7", "Insights", "What the log says about your weeks", "insights.screen", "InsightsScreen"),
)

LOADERS: Final[dict[str, str | Callable[[], Screen[Any]]]] = {mode.id: mode.load for mode in MODES}

KeyOf = Callable[[Mode], str]
"""Tells the key that leads to a screen, as it is shown."""
