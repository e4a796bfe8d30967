"""Bounded reading and atomic writing of user files."""

import os
import stat
import sys
import time
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, Final, Literal

from habitos_tui.atomic_file import write_atomically
from habitos_tui.errors import HabitosError, InvalidInputError

MAX_BYTES: Final = 10 * 1024 * 1024

_STANDARD_OUTPUT: Final = 1

WRITER_SECONDS: Final = 1.0
"""That somebody has to begin writing into a pipe that is read."""

Source = Path | Literal["-"]
"""A file, or standard input."""


def name_of(source: Source) -> str:
    """Return the name of a source for messages."""
    return "Standard input" if source == "-" else str(source)


class UnreadableError(Exception):
    """Why a file cannot be read, as a sentence without its subject, such as "does not exist"."""


class TooLargeError(UnreadableError):
    """There is more in it than is read."""


def read_bytes(source: Source, most: int = MAX_BYTES, hint: str = "") -> bytes:
    """Return the bytes of `source`; raises InvalidInputError if unreadable or, with the `hint`, larger than `most`."""
    try:
        return _standard_input(most) if source == "-" else content_of(Path(source), most)
    except UnreadableError as error:
        told = hint if isinstance(error, TooLargeError) else ""
        raise InvalidInputError(f"{name_of(source)} {error}.", hint=told, issues=(("", str(error)),)) from error


def content_of(path: Path, most: int) -> bytes:
    """Return what is in a file, a device or a pipe; UnreadableError if that cannot be, or is more than `most` bytes."""
    try:
        # Without waiting: a pipe into which nobody writes would let `open` wait for ever.
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as stream:
            about = os.fstat(stream.fileno())
            if about.st_size > most:
                raise TooLargeError(_larger(most))
            first = _first_of_pipe(stream) if stat.S_ISFIFO(about.st_mode) else b""
            os.set_blocking(stream.fileno(), True)
            return first + _read_limited(stream, most)
    except OSError as error:
        raise UnreadableError(_why(error, "cannot be read")) from error


def _first_of_pipe(stream: BufferedReader) -> bytes:
    """Return the first byte of a pipe, none where somebody holds it open who has not written yet."""
    until = time.monotonic() + WRITER_SECONDS
    while (first := stream.raw.read(1)) == b"":
        if time.monotonic() > until:
            raise UnreadableError("is a pipe that nothing comes out of")
        time.sleep(WRITER_SECONDS / 50)
    return first or b""


def _standard_input(most: int) -> bytes:
    if sys.stdin is None:
        raise UnreadableError("is closed")
    try:
        return _read_limited(sys.stdin.buffer, most)
    except OSError as error:
        raise UnreadableError(_why(error, "cannot be read")) from error


def _read_limited(stream: BinaryIO, most: int) -> bytes:
    # One byte past the limit shows that there is more; pipes and devices report no size.
    data = stream.read(most + 1)
    if len(data) > most:
        raise TooLargeError(_larger(most))
    return data


def _larger(most: int) -> str:
    return f"is larger than {most // 1024 // 1024} MB"


def write_text(path: Path, text: str, mode: int | None = None) -> None:
    """Write `text` as UTF-8 to `path` atomically, with the permissions `mode` if they are given.

    Raises HabitosError if it cannot be written; the old file is then unchanged.
    """
    try:
        write_bytes(path, text.encode("utf-8"), mode)
    except OSError as error:
        raise HabitosError(f"{path} {_why(error, 'cannot be written')}.", title="The file was not written") from error


def write_bytes(path: Path, data: bytes, mode: int | None = None) -> None:
    """Put `data` in the place of a file, or into a device or pipe such as /dev/stdout, which must not be replaced."""
    if is_standard_output(path):
        with os.fdopen(os.dup(_STANDARD_OUTPUT), "wb") as stream:  # opened by its name, a file would be cut
            stream.write(data)
    elif is_stream(path):
        path.write_bytes(data)
    else:
        write_atomically(path, data, mode)


def is_stream(path: Path) -> bool:
    """Tell whether a device or pipe is there: it takes what is written, and gives nothing of it back.

    A file is one where standard output goes into it, and the path means that.
    """
    return path.exists() and not path.is_dir() and (not path.is_file() or is_standard_output(path))


def is_standard_output(path: Path) -> bool:
    """Tell whether a path, such as /dev/stdout, leads where this process says what it has to say; not for /dev/null."""
    try:
        there = path.stat()
        return os.path.samestat(there, os.fstat(_STANDARD_OUTPUT)) and not os.path.samestat(
            there, Path(os.devnull).stat()
        )
    except OSError:  # nothing is there, or standard output is closed
        return False


def check_target(path: Path) -> None:
    """Raise the HabitosError of `write_text` in advance if it is sure to fail, before long work."""
    if path.is_dir():
        sentence = "is a folder"
    elif is_stream(path) or os.access(path.parent, os.W_OK | os.X_OK):
        return
    else:
        sentence = "lies in a folder that " + ("cannot be written" if path.parent.is_dir() else "does not exist")
    raise HabitosError(f"{path} {sentence}.", title="The file was not written")


def _why(error: OSError, otherwise: str) -> str:
    if isinstance(error, FileNotFoundError):
        return "does not exist" if otherwise == "cannot be read" else "lies in a folder that does not exist"
    if isinstance(error, IsADirectoryError):
        return "is a folder"
    return f"{otherwise}: {error.strerror or error}"
