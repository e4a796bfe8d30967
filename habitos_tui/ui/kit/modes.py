"""The screens with number keys, as used by navigation bar, bindings and palette. The app loads them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Mode:
    """One screen: `id` is the name of its Textual mode, `key` its number key."""

    id: str
    key: str
    title: str
    help: str


MODES: Final = (
    Mode("today", "1", "Today", "The day's sessions: mark them done and rate them"),
    Mode("week", "2", "Week", "The week as a grid"),
    Mode("behaviors", "3", "Behaviors", "What you want to do"),
    Mode("rules", "4", "Rules", "Rules, objectives, and the shape of the week"),
    Mode("solve", "5", "Solve", "Find the best week and accept it"),
    Mode("log", "6", "Log", "What you did, newest first"),
    Mode("insights", "7", "Insights", "What the log says about your weeks"),
)

KeyOf = Callable[[Mode], str]
"""Returns the key of a screen, as shown."""
