"""Waits until a screen is on top again, as what a thread has found may come while the lock or a dialog covers it.

What opened then would cover the lock, and take the keys that are meant for it; what closed then would close the lock,
since Textual closes whatever is on top.
"""

from collections.abc import Callable
from typing import Any

from textual.screen import Screen


class OnTop:
    """Does one thing for a screen once that is on top; a newer one takes its place."""

    def __init__(self, screen: Screen[Any]) -> None:
        self._screen = screen
        self._waiting: Callable[[], object] | None = None
        self._follows_screen = False

    @property
    def waits(self) -> bool:
        """Whether there is something to do."""
        return self._waiting is not None

    def do(self, what: Callable[[], object]) -> None:
        """Do it at once if the screen is on top, else as a message of the screen when it is."""
        if self._screen.is_active:
            what()
            return
        self._waiting = what
        if not self._follows_screen:
            self._follows_screen = True
            self._screen.watch(self._screen, "stack_updates", self._resumed, init=False)

    def forget(self) -> None:
        """Do nothing any more."""
        self._waiting = None

    def _resumed(self) -> None:
        what, self._waiting = self._waiting, None
        if what is not None:
            self._screen.call_later(self.do, what)
