"""Lets the user give up what a thread does for them, such as checking a password, while it waits for another program.

The app itself stays responsive, but has nothing to act on until the thread is done: what is typed would wait for a
screen that nobody can see yet, or be lost with a dialog. So such a wait is like one of the app itself: a line says it,
what is typed while the line is visible is dropped with a message, and the key for that gives up.
"""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from textual import events

from habitos_tui.errors import SAY_AFTER_SECONDS, GaveUpError
from habitos_tui.ui.app.wait_notices import GIVEN_UP, GIVES_UP, NOT_SHOWN, Notice, Notices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.timer import Timer

    from habitos_tui.ui.kit.app_context import ContextApp

LOOK_SECONDS: Final = 0.1
QUIET_SECONDS: Final = 0.3
"""A thread that was not heard of for so long waits no more: while it does, it is heard of ten times a second."""


class ThreadWait:
    """Follows the wait of a thread that works on what the user has asked for; there is one at a time.

    The thread calls `asked` and `hears`, the app all else. What both touch are single values.
    """

    def __init__(self, app: ContextApp, show: Callable[[int], None]) -> None:
        """`show` says on the terminal for how many seconds the thread has waited."""
        self._app, self._show = app, show
        self._own = threading.local()
        self._heard_of = 0.0
        """When the thread was last known to wait, in event time."""
        self._given_up = False
        self._second = NOT_SHOWN
        self._notices = Notices(app)
        self._notice: Notice | None = None
        self._watch: Timer | None = None

    @contextmanager
    def asked(self) -> Iterator[None]:
        """Let the waits of this thread, within it, be given up."""
        self._own.asked = True
        try:
            yield
        finally:
            self._own.asked = False
            self._app.call_later(self._over)

    def hears(self, seconds: float) -> bool:
        """Hear in the waiting thread how long it has waited; False where nobody has asked for what it does.

        Raises GaveUpError once the user does not want to wait any longer.
        """
        if not getattr(self._own, "asked", False):
            return False
        if self._given_up:
            self._given_up = False
            raise GaveUpError(GIVEN_UP)
        if seconds >= SAY_AFTER_SECONDS:
            self._heard_of = time.monotonic()
            self._app.call_later(self._waits, int(seconds))
        return True

    def drops(self, event: events.Event) -> bool:
        """True if an event was typed while the line was visible; what is typed has no turn to wait for then."""
        notice = self._notices.at(event.time)
        if notice is None:
            return False
        if isinstance(event, events.Key) and event.key == GIVES_UP and self._second != NOT_SHOWN:
            self._given_up = True
        else:
            self._notices.tell(notice, event)
        return True

    def _waits(self, second: int) -> None:
        """Show the line, each second anew."""
        if self._notice is None:
            self._given_up = False
            self._notice = self._notices.begin()
            self._watch = self._app.set_interval(LOOK_SECONDS, self._look, name="thread wait")
        if second != self._second:
            self._second = second
            self._show(second)

    def _look(self) -> None:
        """Notice that the thread got what it waited for, though it is not done yet."""
        if time.monotonic() - self._heard_of > QUIET_SECONDS:
            self._over()

    def _over(self) -> None:
        """Take the line away; who gave up too late is told that it had no effect."""
        notice, watch = self._notice, self._watch
        if notice is None or watch is None:
            return
        watch.stop()
        self._second, self._notice, self._watch = NOT_SHOWN, None, None
        notice.ended = time.monotonic()
        if self._given_up:
            self._given_up = False
            self._notices.tell(notice, events.Key(GIVES_UP, None))
        self._app.screen.refresh()
