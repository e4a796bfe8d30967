"""Keys typed before the app owns the terminal: kept without echo, with enter unchanged; and the terminal's answer.

Before a driver takes over, the terminal echoes typed keys, even a password, and turns enter into a line feed. So a
command that starts the app switches both off first, before slow imports, and erases what was echoed until then; every
exit restores the terminal. Nothing here loads Textual.
"""

import fcntl
import os
import select
import signal
import struct
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any, Final

from habitos_tui.ui.runtime.ground import QUESTION, GroundAnswer, may_be_asked

_WITH_VALUE: Final = frozenset({"--profile", "--data-dir"})
_WITHOUT_VALUE: Final = frozenset({"demo", "--restricted"})
_ENDINGS: Final = (signal.SIGHUP, signal.SIGTERM)
_DRAWN_ON: Final = 2
_ANSWER_SECONDS: Final = 0.5
"""An app that ends sooner after the question waits for the answer, which would go to the shell."""
_IFLAG, _LFLAG, _CC = 0, 3, 6
"""Indices in the attribute list of termios."""


class EarlyKeys:
    """A terminal prepared for an app about to start: its original modes, and the keys typed so far."""

    def __init__(self, fd: int, modes: list[Any]) -> None:
        """`modes` are the original modes."""
        self.fd, self.modes = fd, modes
        self.answer = GroundAnswer()
        self._typed = b""
        self._asked = -_ANSWER_SECONDS
        self._taken = False

    def switch_over(self) -> None:
        """Switch off echo, and read keys typed already, in which enter became a line feed."""
        silent = [*self.modes]
        silent[_LFLAG] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
        silent[_IFLAG] &= ~(termios.ICRNL | termios.IXON)
        silent[_CC] = [*silent[_CC]]
        silent[_CC][termios.VMIN], silent[_CC][termios.VTIME] = 1, 0
        termios.tcsetattr(self.fd, termios.TCSANOW, silent)
        typed = self._read_waiting()
        if typed:
            self._typed = typed.replace(b"\n", b"\r")
            if self.modes[_LFLAG] & termios.ECHO:
                os.write(_DRAWN_ON, wiping(typed, os.get_terminal_size(self.fd).columns))

    def ask(self) -> None:
        """Ask the terminal for its ground."""
        os.write(_DRAWN_ON, QUESTION)
        self._asked = time.monotonic()

    def light(self) -> bool | None:
        """Return whether the ground is light, if the answer is there."""
        self._sift(self._read_waiting())
        return self.answer.light

    def take(self) -> str:
        """Return the keys typed before the switch, once."""
        self._taken, typed, self._typed = True, self._typed, b""
        return typed.decode("utf-8", errors="ignore")

    def switch_back(self, *, patient: bool = True) -> None:
        """Restore the terminal. Keys typed for an app that never started are discarded, not left to the shell.

        So is an answer that is due any moment, if there is the patience. A lost terminal is ignored.
        """
        with suppress(OSError, termios.error):
            while patient and self.answer.light is None and self._readable(self._asked + _ANSWER_SECONDS):
                self._sift(self._read_waiting())
            if not self._taken:
                termios.tcflush(self.fd, termios.TCIFLUSH)
            termios.tcsetattr(self.fd, termios.TCSANOW, self.modes)

    def _read_waiting(self) -> bytes:
        (waiting,) = struct.unpack("i", fcntl.ioctl(self.fd, termios.FIONREAD, bytes(4)))
        return os.read(self.fd, waiting) if waiting else b""

    def _readable(self, end: float) -> bool:
        left = end - time.monotonic()
        return left > 0 and bool(select.select([self.fd], [], [], left)[0])

    def _sift(self, read: bytes) -> None:
        """Take the answer out of the bytes, which need not be whole characters."""
        self._typed += self.answer.sift(read.decode("latin-1")).encode("latin-1")


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
        if may_be_asked(os.environ):
            _early.ask()
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
        elif word not in _WITHOUT_VALUE and word.partition("=")[0] not in _WITH_VALUE:
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
        _early.switch_back(patient=False)
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
