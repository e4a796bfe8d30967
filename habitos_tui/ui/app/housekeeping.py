"""Clears up while nobody types: an app that is open for hours takes no more room than one that was just used.

A search for garbage in all that was made takes some hundredths of a second, which no key is to wait for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import events

from habitos_tui.ui.runtime.memory import clear_up

if TYPE_CHECKING:
    from collections.abc import Callable

REST_SECONDS: Final = 2.0
"""Since the last key or click."""


class Housekeeping:
    """Clears up once after each time that something was typed."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._used: float | None = None
        """When something was typed last, if that was since it cleared up."""

    def note_input(self, event: events.Event) -> None:
        """Note a key or a click."""
        if isinstance(event, events.InputEvent):
            self._used = self._monotonic()

    def check(self) -> None:
        """Clear up if that is due and nobody types."""
        if self._used is not None and self._monotonic() - self._used >= REST_SECONDS:
            self._used = None
            clear_up()
