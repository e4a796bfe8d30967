"""Ends the app on a signal, when its terminal is gone, or when it should have left by now, even if the app is stuck.

Textual installs no handlers for these signals and does not notice a terminal that went away. One thread waits for
either; it does not need the main thread, which may be blocked writing to a terminal that no longer reads.
"""

import contextlib
import os
import select
import signal
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from types import FrameType, TracebackType
from typing import Any, Final, Self

from habitos_tui.ui.runtime.early_keys import early_keys
from habitos_tui.ui.runtime.steady_clock import steady_seconds

GRACE_SECONDS = 2.0
"""Time for the app to exit by itself before it is killed."""

ENDING_SIGNALS: Final = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)
"""What ends a program from outside."""
_LEFT, _SPARED, _HEARD = 0, 254, 255
"""What the guard's thread is told where it hears of signals; no signal has these numbers."""
LOOK_SECONDS = 30.0
"""How often the moment is asked for anew by which the app is to have ended."""
_RESTORE_SECONDS = 0.3

# Paste, wrapping, resize reports, mouse, keyboard protocol, alternate screen, cursor, focus reports: as Textual ends.
_RESTORE = (
    b"\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)


def _noted(_signum: int, _frame: FrameType | None) -> None:
    """Replace the default action; the interpreter has already written the signal to the wake-up descriptor."""


_entered: Final[list["Guard"]] = []
"""The guards of this process: one, or none as in most tests."""


@contextmanager
def interrupts_spared() -> Iterator[None]:
    """Let ctrl+c end nothing but the program that has the terminal meanwhile; call from the main thread.

    With a handler, unlike when it is ignored, an interrupt is as usual for a child. A guard hears of it all the same,
    so it is told which ones to pass over, and by the way they come: it may read one after the other program has ended.
    """
    before = signal.signal(signal.SIGINT, _noted)
    _tell_guards(_SPARED)
    try:
        yield
    finally:
        _tell_guards(_HEARD)
        signal.signal(signal.SIGINT, before)


def _tell_guards(what: int) -> None:
    for guard in _entered:
        guard.tell(what)


class Guard:
    """While entered, HUP, INT, TERM or the loss of terminal `fd` call `stop` and end the process `grace` seconds later.

    `signum` is the signal that came, 0 if none; a lost terminal counts as SIGHUP. Once one came the countdown goes on
    even when the guard is left, since the interpreter may yet wait for a thread. Enter from the main thread; `stop`
    is called in another. `die` gets the exit status, 128 + `signum`, after the terminal was restored.

    So it is when the moment comes that `deadline` returns, by the steady clock: with status 0, since that is as
    usual for an app that leaves when nobody is there. It may be put off meanwhile.
    """

    def __init__(
        self,
        stop: Callable[[], object],
        *,
        fd: int = 0,
        grace: float = GRACE_SECONDS,
        die: Callable[[int], object] = os._exit,
        deadline: Callable[[], float | None] = lambda: None,
    ) -> None:
        self.signum = 0
        self._overdue = self._spares_interrupts = False
        self._deadline = deadline
        self._stop, self._fd, self._grace, self._die = stop, fd, grace, die

    def __enter__(self) -> Self:
        early = early_keys()
        self._modes = self._terminal_modes() if early is None else early.modes
        # Some systems cannot poll a terminal and say so from the start.
        self._pollable = not self._poll() & select.POLLNVAL
        self._bell, self._ring = os.pipe()
        os.set_blocking(self._ring, False)
        self._handlers = {number: signal.signal(number, _noted) for number in ENDING_SIGNALS}
        self._wakeup = signal.set_wakeup_fd(self._ring, warn_on_full_buffer=False)
        self._thread = Thread(target=self._watch, name="terminal-guard", daemon=True)
        self._thread.start()
        _entered.append(self)
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        _entered.remove(self)
        signal.set_wakeup_fd(self._wakeup)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        self.tell(_LEFT)
        if self.signum or self._overdue:
            return
        self._thread.join()
        os.close(self._bell)
        os.close(self._ring)
        if self._pollable and self._poll():
            # The app failed on the lost terminal before the thread saw it.
            self.signum = signal.SIGHUP

    def tell(self, what: int) -> None:
        """Let the thread know something, behind the signals that came before."""
        os.write(self._ring, bytes([what]))

    def _watch(self) -> None:
        self.signum = self._wait()
        if self.signum == _LEFT and not self._overdue:
            return
        with contextlib.suppress(RuntimeError):  # the loop is closed: the app has ended already
            self._stop()
        time.sleep(self._grace)
        self._restore()
        self._die(128 + self.signum if self.signum else 0)

    def _wait(self) -> int:
        """Return the signal that came, SIGHUP for a lost terminal, or 0 when the guard was left or time is up."""
        poller = select.poll()
        poller.register(self._bell, select.POLLIN)
        if self._pollable:
            poller.register(self._fd, 0)  # a hang-up is reported without being asked for
        while True:
            for fd, _events in poller.poll(self._seconds_left() * 1000):
                if fd == self._fd:
                    return signal.SIGHUP
                for number in os.read(self._bell, 64):
                    if self._is_end(number):
                        return number
            if self._is_late():
                self._overdue = True
                return _LEFT

    def _is_end(self, number: int) -> bool:
        """Tell whether the thread's wait is over with what it was told, a signal perhaps."""
        if number in {_SPARED, _HEARD}:
            self._spares_interrupts = number == _SPARED
        spared = number == signal.SIGINT and self._spares_interrupts
        return number == _LEFT or (number in ENDING_SIGNALS and not spared)

    def _is_late(self) -> bool:
        end = self._deadline()
        return end is not None and steady_seconds() >= end

    def _seconds_left(self) -> float:
        """Return for how long nothing has to be looked at; not for ever, since settings change."""
        end = self._deadline()
        return LOOK_SECONDS if end is None else min(max(end - steady_seconds(), 0) + 0.001, LOOK_SECONDS)

    def _poll(self) -> int:
        """Return the state of the terminal: POLLHUP, POLLERR or POLLNVAL, 0 if nothing."""
        poller = select.poll()
        poller.register(self._fd, 0)
        return sum(events for _fd, events in poller.poll(0))

    def _terminal_modes(self) -> list[Any] | None:
        try:
            return termios.tcgetattr(self._fd)
        except termios.error:
            return None

    def _restore(self) -> None:
        """Leave the terminal clean unless the app has done so, or it does not take it in time."""
        if self._modes is None or self._terminal_modes() in (None, self._modes):
            return
        worker = Thread(target=self._switch_back, args=(self._modes,), daemon=True)
        worker.start()
        worker.join(_RESTORE_SECONDS)

    def _switch_back(self, modes: list[Any]) -> None:
        # A process in the background would be stopped by SIGTTOU instead of ending.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTOU})
        with contextlib.suppress(OSError, termios.error):
            termios.tcsetattr(self._fd, termios.TCSANOW, modes)
            termios.tcflush(self._fd, termios.TCIFLUSH)
            os.write(2, _RESTORE)  # Textual draws on standard error
