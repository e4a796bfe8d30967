"""Standard input and output as lines of the protocol, and of nothing else.

Both are read and written by threads that the end of the program does not wait for: a client that neither writes nor
reads any more keeps nobody from leaving.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from queue import SimpleQueue
from threading import Thread
from typing import Final

CHUNK: Final = 65536
"""Bytes that are read at once."""

LONGEST_LINE: Final = 16 * 1024 * 1024
"""Bytes of a line that are kept; no message is as long, and one that is cut is told to be none."""

FLUSH_SECONDS: Final = 5.0
"""How long the end waits for a client to take the last answers."""


class Parts:
    """A line that has not ended yet, in the pieces in which it came."""

    def __init__(self) -> None:
        self._kept: list[bytes] = []
        self._room = LONGEST_LINE

    def keep(self, part: bytes) -> None:
        """Keep the next piece; what is over the longest line is dropped."""
        if part and self._room:
            self._kept.append(part[: self._room])
            self._room -= len(self._kept[-1])

    def line(self, end: bytes = b"") -> bytes:
        """Return the line with its last piece, and begin another."""
        self.keep(end)
        found = b"".join(self._kept)
        self._kept, self._room = [], LONGEST_LINE
        return found


class Wire:
    """Lines from a client, and lines to it."""

    def __init__(self, source: int, target: int) -> None:
        """Both are file descriptors."""
        self._source, self._target = source, target
        self._waiting: SimpleQueue[bytes | None] = SimpleQueue()
        self._writer = Thread(target=self._write, name="protocol-writer", daemon=True)

    def open(self, heard: Callable[[bytes | None], object]) -> None:
        """Let `heard` have each line, in a thread of its own, and None at the end of them."""
        self._writer.start()
        Thread(target=self._read, args=(heard,), name="protocol-reader", daemon=True).start()

    def send(self, line: bytes) -> None:
        """Write a line as soon as the client takes it."""
        self._waiting.put(line)

    def close(self, seconds: float = FLUSH_SECONDS) -> None:
        """Wait until everything is written, or the client has not taken it for so long."""
        self._waiting.put(None)
        self._writer.join(seconds)

    def _read(self, heard: Callable[[bytes | None], object]) -> None:
        parts = Parts()
        with suppress(OSError):  # the other side is gone, which is an end like any other
            while chunk := os.read(self._source, CHUNK):
                *ends, rest = chunk.split(b"\n")
                for end in ends:
                    heard(parts.line(end))
                parts.keep(rest)
        if rest := parts.line():
            heard(rest)
        heard(None)

    def _write(self) -> None:
        with suppress(OSError):  # nobody reads any more; what they sent is still answered, to nobody
            while (line := self._waiting.get()) is not None:
                rest = memoryview(line + b"\n")
                while rest:
                    rest = rest[os.write(self._target, rest) :]


@contextmanager
def claimed_streams() -> Iterator[Wire]:
    """Keep standard input and output for the protocol.

    Meanwhile, whatever else reads the one finds nothing; whatever else writes to the other writes to standard error.
    """
    sys.stdout.flush()
    source, target = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    os.close(nothing)
    try:
        yield Wire(source, target)
    finally:
        with suppress(OSError, ValueError):
            sys.stdout.flush()
        os.dup2(source, 0)
        os.dup2(target, 1)
