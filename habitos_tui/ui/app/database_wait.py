"""Says that the app waits for another program, and lets the user give up. Drops keys that nobody could see act.

While the database waits, the app can neither paint nor handle keys. The database calls it from time to time; it then
writes one line to the terminal, lays the screen out anew if the window has another size, and ends the wait if the key
for giving up or for leaving was pressed meanwhile, or a signal came. Other keys stay queued. Keys pressed before the
line appeared are handled as usual. Keys pressed while it was visible are dropped with a message, since the user could
not see what they would act on; after a failed wait all of them are dropped.
What nobody has asked for, such as a look for changes by other programs, does not wait at all. What a thread does for
the user can be given up in the same way: see `habitos_tui/ui/app/thread_wait.py`.
"""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from math import inf
from typing import TYPE_CHECKING, Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual._compositor import LayoutUpdate
from textual.geometry import Region, Size
from textual.strip import Strip

from habitos_tui.errors import SAY_AFTER_SECONDS, WAITING, BusyError, GaveUpError, HabitosError
from habitos_tui.text import shorten
from habitos_tui.ui.app.thread_wait import ThreadWait
from habitos_tui.ui.app.wait_notices import DROPPED, GIVEN_UP, GIVES_UP, NOT_SHOWN, Notice, Notices
from habitos_tui.ui.kit.commands import Quit
from habitos_tui.ui.kit.safe_text import announce
from habitos_tui.ui.runtime.driver import PatientDriver, TolerantDriver

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habitos_tui.ui.kit.app_context import ContextApp
    from habitos_tui.ui.runtime.screen_copy import ScreenCopy

UNATTENDED: Final = "Another program is writing to the database."
LEFT: Final = "You left while the app waited for another program; nothing was changed."
SAVE_CURSOR: Final = "\x1b7"
RESTORE_CURSOR: Final = "\x1b8"


class DatabaseWait:
    """Tracks how long the app has waited for the database, and which keys were typed meanwhile."""

    def __init__(self, app: ContextApp, copy: ScreenCopy) -> None:
        """`copy` knows what the terminal shows."""
        self._app, self._copy = app, copy
        self._heard = self._leaving = 0
        """Number of keys pressed but not handled yet, and how many of them are the key that leaves."""
        self._given_up = False
        """Whether the key for that was pressed while the line was visible."""
        self._second = NOT_SHOWN
        """The second of the wait that is shown on the terminal."""
        self._patience = inf
        """Seconds for which the app waits for what nobody has asked for; infinite where somebody has."""
        self._in_vain_until = 0.0
        """When the last failed wait ended, in event time."""
        self._notices = Notices(app)
        self._notice: Notice | None = None
        """The one that is visible."""
        self._threads = ThreadWait(app, self._write_wait)

    def start(self) -> None:
        """Begin to listen to the database and to the keyboard."""
        self._app.context.data_directory.on_wait(self.note_wait)
        if isinstance(self._app._driver, PatientDriver):
            self._app._driver.hear = self.hear

    def hear(self, event: events.Key) -> None:
        """Record a key when it is pressed; called in the thread that reads the terminal."""
        self._heard += 1
        self._leaving += self._leaves(event)
        self._given_up = self._given_up or (event.key == GIVES_UP and self._second != NOT_SHOWN)

    @contextmanager
    def unattended(self, patience: float = 0.0) -> Iterator[None]:
        """Refuse to wait longer for what nobody has asked for; the BusyError is raised, and shown to nobody."""
        self._patience = patience
        try:
            yield
        finally:
            self._patience = inf

    @contextmanager
    def asked(self) -> Iterator[None]:
        """In a thread: do what the user has asked for, so that they can give up its waits.

        After a failed wait, whose BusyError is raised anew, what was typed for the time after it is dropped.
        """
        with self._threads.asked():
            try:
                yield
            except GaveUpError as error:
                self._in_vain_until = time.monotonic()
                raise GaveUpError(GIVEN_UP) from error
            except BusyError as error:
                self._in_vain_until = time.monotonic()
                told = self._with_dropped(error)
                if told is error:
                    raise
                raise told from error

    def note_wait(self, seconds: float) -> None:
        """Report the seconds waited so far, in the waiting thread; raises BusyError if the wait is to end."""
        in_thread = threading.get_ident() != self._app._thread_id
        if self._leaving or self._app.asked_to_end or self._app._exit:
            if not in_thread:
                self._app.exit()
            raise BusyError(LEFT)
        if in_thread:
            if not self._threads.hears(seconds) and seconds >= SAY_AFTER_SECONDS:
                self._app.call_later(self._say)
            return
        if seconds >= self._patience:
            raise BusyError(UNATTENDED)
        if self._given_up:
            self._given_up = False
            raise GaveUpError(GIVEN_UP)
        if seconds >= SAY_AFTER_SECONDS and (self._follows_window() or int(seconds) != self._second):
            self._show(int(seconds))

    def _follows_window(self) -> bool:
        """Lay out and paint the screen where the window has another size; Textual hears of that after the wait only.

        What a widget makes of its new width when it is told comes then, too.
        """
        size = Size(*self._size())
        if size == self._app.size or not self._app._screen_stack:
            return False
        self._app._size = size
        self._copy.forget()
        self._app.screen._refresh_layout(size)
        return True

    def _show(self, second: int) -> None:
        """Say since when the app waits, on the last line."""
        if self._notice is None:
            self._notice = self._notices.begin()
            self._app.call_later(self._wait_over)
        self._second = second
        self._write_wait(second)

    def _write_wait(self, second: int) -> None:
        self.write_line(f" {WAITING}{f' {second} s' if second else ''}  esc gives up")

    def _say(self) -> None:
        """Announce once that a thread waits for what nobody waits for on the screen; only the app can be given up."""
        sentence = f"{WAITING} {self._app.context.preferences.key_named(Quit.id)} leaves the app."
        if not any(toast.message == sentence for toast in self._app._notifications):
            announce(self._app, sentence)

    def explained(self, error: HabitosError) -> HabitosError | None:
        """Return what is to be shown of an error, None if nothing.

        After a failed wait it also says that keys typed meanwhile were dropped. Nothing is shown of what nobody has
        asked for, and is tried again, and a line of what the user has given up.
        """
        if not isinstance(error, BusyError):
            return error
        if self._patience < inf:
            return None
        self._in_vain_until = time.monotonic()
        if isinstance(error, GaveUpError):
            announce(self._app, error.message, severity="warning")
            return None
        return self._with_dropped(error)

    def _with_dropped(self, error: BusyError) -> BusyError:
        """Return an error that also says that what was typed is dropped, where anything is but the key that leaves."""
        dropped = self._heard and not self._leaving
        return BusyError(f"{error.message} {DROPPED}", hint=error.hint) if dropped else error

    def drops_at_once(self, event: events.Event) -> bool:
        """True if an event was typed while a thread visibly waited for what the user has asked for.

        To be asked before it waits for its turn, which comes after that wait only: by then it could not give it up.
        """
        if not _is_typed(event) or (isinstance(event, events.Key) and self._leaves(event)):
            return False
        dropped = self._threads.drops(event)
        if dropped and isinstance(event, events.Key):
            self._heard = max(self._heard - 1, 0)
        return dropped

    def drops(self, event: events.Event) -> bool:
        """True if an event was typed during a visible or a failed wait."""
        typed = _is_typed(event)
        leaves = isinstance(event, events.Key) and self._leaves(event)
        if typed and isinstance(event, events.Key):
            self._heard = max(self._heard - 1, 0)
            self._leaving = max(self._leaving - leaves, 0)
        return typed and not leaves and self._was_typed_blind(event)

    def _was_typed_blind(self, event: events.Event) -> bool:
        """True if an event was typed while the screen could not be seen; announces it once a wait."""
        if event.time < self._in_vain_until:
            return True
        notice = self._notices.at(event.time)
        if notice is not None:
            self._notices.tell(notice, event)
        return notice is not None

    def _leaves(self, event: events.Key) -> bool:
        return event.key in self._app.context.preferences.keys_for(Quit.id)

    def write_line(self, sentence: str) -> None:
        """Write to the last line of the terminal, between two paints of the app."""
        width, height = self._size()
        line = Strip([Segment(shorten(sentence, width).ljust(width), Style(reverse=True))])
        update = LayoutUpdate([[line]], Region(0, height - 1, width, 1))
        if self._app._driver is not None:
            text = self._copy.take(update, self._app.console)
            self._app._driver.write(f"{SAVE_CURSOR}{text}{RESTORE_CURSOR}")
            self._app._driver.flush()

    def _size(self) -> tuple[int, int]:
        """Return the size of the terminal as it is now: the app hears later that it has changed."""
        driver = self._app._driver
        return driver._get_terminal_size() if isinstance(driver, TolerantDriver) else self._app.size

    def _wait_over(self) -> None:
        """Repaint what the line covered: all of the screen, since Textual paints nothing else beside a part of it."""
        self._second = NOT_SHOWN
        self._given_up = False
        if self._notice is not None:
            self._notice.ended, self._notice = time.monotonic(), None
        self._app.screen.refresh()


def _is_typed(event: events.Event) -> bool:
    """Tell whether an event comes from keyboard or mouse, and for the first time."""
    return isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded
