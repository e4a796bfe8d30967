"""What waits until no key follows: until then only the list is painted that they move in, or the field they type in."""

from collections.abc import Callable
from typing import Final

from textual.timer import Timer
from textual.widget import Widget

REST_SECONDS: Final = 0.1
"""Three times as long as between two keys of one that is held down."""


class AtRest:
    """Calls something a moment after it was wanted last."""

    seconds = REST_SECONDS

    def __init__(self, widget: Widget, call: Callable[[], object]) -> None:
        """`widget` keeps the time; nothing is called once it is gone."""
        self._widget, self._call = widget, call
        self._timer: Timer | None = None
        self._next = False
        """Whether it is called after the next paint."""

    def wanted(self) -> None:
        """Call it, unless this is said again within a moment."""
        if self._timer is not None:
            self._timer.stop()
        if self.seconds:
            self._timer = self._widget.set_timer(self.seconds, self._call)
        elif not self._next:
            self._next = True
            self._widget.call_after_refresh(self._call_once)

    def _call_once(self) -> None:
        self._next = False
        self._call()
