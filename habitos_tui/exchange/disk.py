"""Bounded reading and atomic writing of user files."""

import os
import sys
from pathlib import Path
from typing import BinaryIO, Final, Literal

from habitos_tui.atomic_file import write_atomically
from habitos_tui.errors import HabitosError, InvalidInputError

MAX_BYTES: Final = 10 * 1024 * 1024

Source = Path | Literal["-"]
"""A file, or standard input."""


def name_of(source: Source) -> str:
    """Return the name of a source for messages."""
    return "Standard input" if source == "-" else str(source)


def read_bytes(source: Source) -> bytes:
    """Return the bytes of `source`; raises InvalidInputError if unreadable or over 10 MB."""
    try:
        if source == "-":
            data = _read_limited(sys.stdin.buffer)
        else:
            with Path(source).open("rb") as stream:
                data = _read_limited(stream)
    except OSError as error:
        sentence = _why(error, "cannot be read")
        raise InvalidInputError(f"{name_of(source)} {sentence}.", issues=(("", sentence),)) from error
    if len(data) > MAX_BYTES:
        sentence = f"is larger than {MAX_BYTES // 1024 // 1024} MB"
        raise InvalidInputError(f"{name_of(source)} {sentence}.", issues=(("", sentence),))
    return data


def _read_limited(stream: BinaryIO) -> bytes:
    # One byte past the limit shows that there is more; pipes and devices report no size.
    return stream.read(MAX_BYTES + 1)


def write_text(path: Path, text: str) -> None:
    """Write `text` as UTF-8 to `path` atomically.

    Raises HabitosError if it cannot be written; the old file is then unchanged.
    """
    data = text.encode("utf-8")
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)  # a device or pipe such as /dev/stdout must not be replaced
        else:
            write_atomically(path, data)
    except OSError as error:
        raise HabitosError(f"{path} {_why(error, 'cannot be written')}.", title="The file was not written") from error


def check_target(path: Path) -> None:
    """Raise the HabitosError of `write_text` in advance if it is sure to fail, before long work."""
    if path.is_dir():
        sentence = "is a folder"
    elif (path.exists() and not path.is_file()) or os.access(path.parent, os.W_OK | os.X_OK):
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
