"""Keys that are typed before the app owns the terminal: they are not echoed, and enter stays enter.

Until a driver switches the terminal over, the system itself shows what is typed, a password too, and makes a line feed
of enter. So a command that starts the app switches both off first, before anything slow is imported, and wipes off what
the system showed until then; every way out restores the terminal. Nothing here loads Textual.
"""

import fcntl
import os
import signal
import struct
import termios
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any, Final

_WITH_VALUE: Final = frozenset({"--profile", "--data-dir"})
_ENDINGS: Final = (signal.SIGHUP, signal.SIGTERM)
_DRAWN_ON: Final = 2
_IFLAG, _LFLAG, _CC = 0, 3, 6
"""Places in what termios says of a terminal."""


class EarlyKeys:
    """A terminal switched over for an app that is about to start: how it was, and what was typed into it so far."""

    def __init__(self, fd: int, modes: list[Any]) -> None:
        """`modes` is how the terminal was."""
        self.fd, self.modes = fd, modes
        self._typed = b""
        self._taken = False

    def switch_over(self) -> None:
        """Show nothing that is typed, and take what was typed already: enter was made a line feed in it."""
        silent = [*self.modes]
        silent[_LFLAG] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
        silent[_IFLAG] &= ~(termios.ICRNL | termios.IXON)
        silent[_CC] = [*silent[_CC]]
        silent[_CC][termios.VMIN], silent[_CC][termios.VTIME] = 1, 0
        termios.tcsetattr(self.fd, termios.TCSANOW, silent)
        (waiting,) = struct.unpack("i", fcntl.ioctl(self.fd, termios.FIONREAD, bytes(4)))
        if waiting:
            typed = os.read(self.fd, waiting)
            self._typed = typed.replace(b"\n", b"\r")
            if self.modes[_LFLAG] & termios.ECHO:
                os.write(_DRAWN_ON, wiping(typed, os.get_terminal_size(self.fd).columns))

    def take(self) -> str:
        """Return what was typed before the terminal was switched over, once."""
        self._taken, typed, self._typed = True, self._typed, b""
        return typed.decode("utf-8", errors="ignore")

    def switch_back(self) -> None:
        """Leave the terminal as it was. What was typed for an app that never came is no business of the shell.

        A terminal that was lost meanwhile takes nothing.
        """
        with suppress(OSError, termios.error):
            if not self._taken:
                termios.tcflush(self.fd, termios.TCIFLUSH)
            termios.tcsetattr(self.fd, termios.TCSANOW, self.modes)


def wiping(typed: bytes, columns: int) -> bytes:
    """Return control codes that erase `typed`, echoed from the left edge with control characters as ^C."""
    lines = typed.decode("utf-8", errors="ignore").split("\n")
    cells = [sum(2 if letter < " " or letter == "\x7f" else 1 for letter in line) for line in lines]
    up = len(lines) - 1 + sum(max(width - 1, 0) // max(columns, 1) for width in cells)
    return (f"\x1b[{up}A" if up else "").encode() + b"\r\x1b[J"


_early: EarlyKeys | None = None


def early_keys() -> EarlyKeys | None:
    """Return what is known of the terminal from before the app; None where it was not switched over."""
    return _early


@contextmanager
def kept_for_the_app(arguments: Sequence[str], fd: int = 0) -> Iterator[None]:
    """Keep what is typed for the app, if that is what these `arguments` start; from the main thread."""
    global _early  # noqa: PLW0603 - there is one terminal, and a signal may come at any time
    modes = _modes_of(fd) if starts_app(arguments) else None
    if modes is None:
        yield
        return
    _early = EarlyKeys(fd, modes)
    handlers = {number: signal.signal(number, _end) for number in _ENDINGS}
    try:
        _early.switch_over()
        yield
    finally:
        _early.switch_back()
        _early = None
        for number, handler in handlers.items():
            signal.signal(number, handler)


def starts_app(arguments: Sequence[str]) -> bool:
    """Tell whether a command line starts the app: no command but `demo`, and no option that asks for something else.

    With --password-file the app may read a line from the terminal first.
    """
    words = iter(arguments)
    for word in words:
        if word in _WITH_VALUE:
            next(words, None)
        elif word != "demo" and word.partition("=")[0] not in _WITH_VALUE:
            return False
    return True


def _modes_of(fd: int) -> list[Any] | None:
    """Return the modes of a terminal that the app could be shown on; None for anything else."""
    try:
        return termios.tcgetattr(fd) if all(os.isatty(stream) for stream in (fd, 1, 2)) else None
    except (OSError, termios.error):
        return None


def _end(number: int, _frame: FrameType | None) -> None:
    """Put the terminal in order before a signal ends the process, as long as no app handles it."""
    if _early is not None:
        _early.switch_back()
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
