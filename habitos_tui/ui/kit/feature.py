"""What the app takes from a feature: its package is one."""

from collections.abc import Mapping
from typing import Any, Protocol

from textual.screen import Screen
from textual.widget import Widget

from habitos_tui.ui.kit.command import Area

Areas = tuple[Area, ...]
Screens = Mapping[type[Screen[Any]], tuple[type[Widget], ...]]
"""Screens and dialogs, each with the widgets on it that bind keys."""


class Feature(Protocol):
    """A package whose functions import what they return, as nothing of it is needed for the first frame."""

    def areas(self) -> Areas:
        """Return the areas of its commands."""

    def screens(self) -> Screens:
        """Return its screens and dialogs, each with the widgets on it that bind keys."""
