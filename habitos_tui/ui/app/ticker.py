"""The one timer of the app at rest: what is to be looked at now and then is looked at together.

Every timer wakes the process, and a server has many of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

TICK_SECONDS: Final = 5


class Ticker:
    """Calls functions one after the other, every few seconds."""

    def __init__(self, app: App[Any], *calls: Callable[[], object]) -> None:
        """`calls` are cheap where there is nothing to do, and send nothing to the terminal then."""
        self._app, self._calls = app, calls

    def start(self) -> None:
        """Begin to call them."""
        self._app.set_interval(TICK_SECONDS, self.tick, name="ticker")

    def tick(self) -> None:
        """Call each once."""
        for call in self._calls:
            call()
