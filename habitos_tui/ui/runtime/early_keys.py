"""Keys typed before the app owns the terminal: kept without echo, with enter unchanged.

Before a driver takes over, the terminal echoes typed keys, even a password, and turns enter into a line feed. So a
command that starts the app switches both off first, before slow imports, and erases what was echoed until then; every
exit restores the terminal. Nothing here loads Textual.
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
"""Indices in the attribute list of termios."""


class EarlyKeys:
    """A terminal prepared for an app about to start: its original modes, and the keys typed so far."""

    def __init__(self, fd: int, modes: list[Any]) -> None:
        """`modes` are the original modes."""
        self.fd, self.modes = fd, modes
        self._typed = b""
        self._taken = False

    def switch_over(self) -> None:
        """Switch off echo, and read keys typed already, in which enter became a line feed."""
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
        """Return the keys typed before the switch, once."""
        self._taken, typed, self._typed = True, self._typed, b""
        return typed.decode("utf-8", errors="ignore")

    def switch_back(self) -> None:
        """Restore the terminal. Keys typed for an app that never started are discarded, not left to the shell.

        A lost terminal is ignored.
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
    """Return the state of the terminal from before the app; None if it was not prepared."""
    return _early


@contextmanager
def kept_for_the_app(arguments: Sequence[str], fd: int = 0) -> Iterator[None]:
    """Keep typed keys for the app, if `arguments` start it; call from the main thread."""
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
    """True if a command line starts the app: no command but `demo`, and no option such as --help.

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
    """Restore the terminal before a signal ends the process, until the app handles signals."""
    if _early is not None:
        _early.switch_back()
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
