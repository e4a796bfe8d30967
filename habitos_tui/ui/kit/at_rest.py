"""What waits until the cursor rests: while keys follow one another, only the list they move in is painted."""

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

    def wanted(self) -> None:
        """Call it, unless this is said again within a moment."""
        if self._timer is not None:
            self._timer.stop()
        if not self.seconds:
            self._call()
        else:
            self._timer = self._widget.set_timer(self.seconds, self._call)
