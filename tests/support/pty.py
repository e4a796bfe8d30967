"""A real terminal around a real process, for what only a terminal can show: signals, hang-ups, modes, exit status."""

import contextlib
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import pyte

from tests.support.patience import Patience

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0
"""Seconds to wait for something that takes a fraction of one, without those in which others had the machine."""

_NOT_PASSED_ON = re.compile("HABITOS_|LC_|SSH_|TEXTUAL|COLORTERM|NO_COLOR|COLUMNS|LINES")


class Terminal:
    """Python with `arguments` on a terminal of its own, from the project's root; `output` is all that it wrote.

    With `controlling` the loss of the terminal sends SIGHUP, as to a program started from a shell; else nothing does.
    """

    def __init__(
        self,
        *arguments: str,
        env: Mapping[str, str] | None = None,
        size: tuple[int, int] = (80, 24),
        controlling: bool = False,
        stdout: IO[bytes] | int | None = None,
        typed: bytes = b"",
    ) -> None:
        """`typed` is in the terminal before the process is."""
        self.output = b""
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._master, self._slave = os.openpty()
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self._modes = termios.tcgetattr(self._slave)
        os.write(self._master, typed)
        self.process = subprocess.Popen(
            [sys.executable, *arguments],
            stdin=self._slave,
            stdout=self._slave if stdout is None else stdout,
            stderr=self._slave,
            cwd=ROOT,
            env=_environment(env or {}),
            start_new_session=True,
            # Before anything runs that a loss of the terminal could meet without it being told.
            preexec_fn=_take_terminal if controlling else None,  # noqa: PLW1509 - it calls the system and nothing else
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._slave)
        if self._master >= 0:
            os.close(self._master)

    def wait_for(self, text: str) -> None:
        """Read until `text` can be seen on the screen."""
        self.wait_until(lambda: text in self.screen())
        assert text in self.screen(), f"{text!r} did not appear on\n{self.screen()}"

    def wait_for_output(self, sent: bytes) -> None:
        """Read until the process has written these bytes."""
        self.wait_until(lambda: sent in self.output)
        assert sent in self.output, f"{sent!r} was not written"

    def send_at_once(self, keys: bytes) -> None:
        """Type `keys`, whether the process reads them or not."""
        os.write(self._master, keys)

    def send(self, keys: bytes) -> None:
        """Type `keys`, and give the process time to read them before anything else is typed."""
        os.write(self._master, keys)
        self.wait_until(lambda: self.unread_keys() == 0)

    def settle(self, seconds: float) -> None:
        """Read until nothing was written for a while."""
        while True:
            before = len(self.output)
            self.read(seconds)
            if len(self.output) == before:
                return

    def read_for(self, seconds: float) -> None:
        """Read for so long."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.read(left)

    def resize(self, width: int, height: int) -> None:
        """Give the window another size."""
        self._screen.resize(height, width)
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        self.process.send_signal(signal.SIGWINCH)

    def wait_for_silence(self) -> None:
        """Wait until the terminal no longer shows by itself what is typed."""
        self.wait_until(lambda: not termios.tcgetattr(self._slave)[3] & termios.ECHO)

    def hang_up(self) -> None:
        """Take the terminal away."""
        os.close(self._master)
        self._master = -1

    def stall(self) -> None:
        """Read nothing until the terminal takes nothing more."""
        self.wait_until(lambda: not select.select([], [self._slave], [], 0)[1], reading=False)

    def status(self) -> int:
        """Return the exit status, with the output read as it comes."""
        self.wait_until(lambda: self.process.poll() is not None)
        self.read(0)
        return self.process.wait(0)

    def status_unread(self) -> int:
        """Return the exit status without reading a byte, as over a line that has stalled or is gone."""
        self.wait_until(lambda: self.process.poll() is not None, reading=False)
        return self.process.wait(0)

    def screen(self) -> str:
        """Return what a person sees, line by line."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def is_clean(self) -> bool:
        """Tell whether the terminal is in its modes of before, on its main screen, cursor shown, mouse released."""
        return (
            termios.tcgetattr(self._slave) == self._modes
            and self._ended_with(b"\x1b[?1049l", over=b"\x1b[?1049h")
            and self._ended_with(b"\x1b[?25h", over=b"\x1b[?25l")
            and self._ended_with(b"\x1b[?1003l", over=b"\x1b[?1003h")
        )

    def unread_keys(self) -> int:
        """Return how many bytes were typed that nobody has read."""
        answer = fcntl.ioctl(self._slave, termios.FIONREAD, struct.pack("i", 0))
        return int(struct.unpack("i", answer)[0])

    def _ended_with(self, last: bytes, *, over: bytes) -> bool:
        return self.output.rfind(last) >= self.output.rfind(over)

    def wait_until(self, done: Callable[[], bool], *, reading: bool = True) -> None:
        """Read, with `reading`, until something is so, or patience is at its end."""
        patience = Patience(PATIENCE, self.process.pid)
        while not done() and patience.is_left:
            if reading:
                self.read(0.05)
            else:
                time.sleep(0.01)

    def read(self, seconds: float) -> None:
        """Read what the process wrote, waiting up to `seconds` for its first byte."""
        while self._master >= 0 and select.select([self._master], [], [], seconds)[0]:
            with contextlib.suppress(OSError):
                chunk = os.read(self._master, 65536)
                self.output += chunk
                self._stream.feed(chunk)
            seconds = 0


def _environment(env: Mapping[str, str]) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not _NOT_PASSED_ON.match(name)}
    return {**inherited, "TERM": "xterm-256color", "LANG": "C.UTF-8", **env}


def _take_terminal() -> None:
    """Make the terminal at the input that of this session, which has none."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
