"""Says that the app waits for another program. Discards keys typed while the screen could not be seen.

While the database waits, the app can neither paint nor handle keys. The database calls it from time to time; it then
writes one line to the terminal, and leaves if the key for that was pressed. Other keys stay queued. Keys pressed before
the line appeared are handled as usual. Keys pressed while it was visible are dropped with a message, since the user
could not see what they would act on. After a failed wait all of them are dropped.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual._compositor import LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from habitos_tui.errors import SAY_AFTER_SECONDS, WAITING, BusyError, HabitosError
from habitos_tui.text import shorten
from habitos_tui.ui.kit.commands import Quit
from habitos_tui.ui.kit.safe_text import announce
from habitos_tui.ui.runtime.crash import TolerantDriver

if TYPE_CHECKING:
    from habitos_tui.ui.kit.app_context import ContextApp

DROPPED: Final = "What you typed while waiting was dropped."
LEFT: Final = "You left while the app waited for another program; nothing was changed."


@dataclass(slots=True)
class Notice:
    """The time during which the wait message was visible, in event time; `told` once something was dropped."""

    begun: float
    ended: float = inf
    told: bool = False


class DatabaseWait:
    """Tracks how long the app has waited for the database, and which keys were typed meanwhile."""

    def __init__(self, app: ContextApp) -> None:
        self._app = app
        self._heard = self._leaving = 0
        """Number of keys pressed but not handled yet, and how many of them are the key that leaves."""
        self._second = -1
        """The second of the wait that is shown on the terminal."""
        self._in_vain_until = 0.0
        """When the last failed wait ended, in event time."""
        self._notices: deque[Notice] = deque()
        """Wait messages that were shown, kept while keys of their time may be unhandled."""

    def start(self) -> None:
        """Begin to listen to the database and to the keyboard."""
        self._app.context.data_directory.on_wait(self.note_wait)
        if isinstance(self._app._driver, TolerantDriver):
            self._app._driver.hear = self.hear

    def hear(self, event: events.Key) -> None:
        """Record a key when it is pressed; called in the thread that reads the terminal."""
        self._heard += 1
        self._leaving += self._leaves(event)

    def note_wait(self, seconds: float) -> None:
        """Report the seconds waited so far, in the waiting thread; raises BusyError if the user leaves."""
        if threading.get_ident() != self._app._thread_id:
            if seconds >= SAY_AFTER_SECONDS:
                self._app.call_later(self._say)
            return
        if self._leaving:
            self._app.exit()
            raise BusyError(LEFT)
        if seconds >= SAY_AFTER_SECONDS and int(seconds) != self._second:
            if self._second < 0:
                self._notices.append(Notice(time.monotonic()))
                self._app.call_later(self._wait_over)
            self._second = int(seconds)
            since = f" {self._second} s" if self._second else ""
            self.write_line(f" {WAITING}{since}  {self._app.context.preferences.names_of(Quit)} quits.")

    def _say(self) -> None:
        """Announce once that a worker thread waits; the app itself stays responsive."""
        if not any(toast.message == WAITING for toast in self._app._notifications):
            announce(self._app, WAITING)

    def explained(self, error: HabitosError) -> HabitosError:
        """Return the error; after a failed wait its message also says that keys typed meanwhile were dropped."""
        if isinstance(error, BusyError):
            self._in_vain_until = time.monotonic()
            if self._heard:
                return BusyError(f"{error.message} {DROPPED}", hint=error.hint)
        return error

    def drops(self, event: events.Event) -> bool:
        """True if an event was typed during a visible or a failed wait."""
        typed = isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded
        leaves = isinstance(event, events.Key) and self._leaves(event)
        if typed and isinstance(event, events.Key):
            self._heard = max(self._heard - 1, 0)
            self._leaving = max(self._leaving - leaves, 0)
        return typed and not leaves and self._was_typed_blind(event)

    def _was_typed_blind(self, event: events.Event) -> bool:
        """True if an event was typed while the screen could not be seen; announces it once a wait.

        Mouse moves are not announced.
        """
        if event.time < self._in_vain_until:
            return True
        notice = self._notice_at(event.time)
        if notice is not None and not notice.told and not isinstance(event, events.MouseMove):
            notice.told = True
            announce(self._app, DROPPED, severity="warning")
        return notice is not None

    def _notice_at(self, moment: float) -> Notice | None:
        """Return the wait message visible at a moment; forget earlier ones, since keys arrive in order."""
        while self._notices and self._notices[0].ended <= moment:
            self._notices.popleft()
        return self._notices[0] if self._notices and self._notices[0].begun <= moment else None

    def _leaves(self, event: events.Key) -> bool:
        return event.key in self._app.context.preferences.keys_for(Quit.id)

    def write_line(self, sentence: str) -> None:
        """Write directly to the last line of the terminal, bypassing the app's painting."""
        width, height = self._app.size
        line = Strip([Segment(shorten(sentence, width).ljust(width), Style(reverse=True))])
        update = LayoutUpdate([[line]], Region(0, height - 1, width, 1))
        if self._app._driver is not None:
            self._app._driver.write(update.render_segments(self._app.console))
            self._app._driver.flush()

    def _wait_over(self) -> None:
        """Repaint what the line covered."""
        self._second = -1
        self._notices[-1].ended = time.monotonic()
        width, height = self._app.size
        self._app.screen.refresh(Region(0, height - 1, width, 1))
