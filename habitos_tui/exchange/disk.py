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


def read_bytes(source: Source, most: int = MAX_BYTES) -> bytes:
    """Return the bytes of `source`; raises InvalidInputError if unreadable or larger than `most`."""
    try:
        if source == "-":
            data = _read_limited(sys.stdin.buffer, most)
        else:
            with Path(source).open("rb") as stream:
                data = _read_limited(stream, most)
    except OSError as error:
        sentence = _why(error, "cannot be read")
        raise InvalidInputError(f"{name_of(source)} {sentence}.", issues=(("", sentence),)) from error
    if len(data) > most:
        sentence = f"is larger than {most // 1024 // 1024} MB"
        raise InvalidInputError(f"{name_of(source)} {sentence}.", issues=(("", sentence),))
    return data


def _read_limited(stream: BinaryIO, most: int) -> bytes:
    # One byte past the limit shows that there is more; pipes and devices report no size.
    return stream.read(most + 1)


def write_text(path: Path, text: str, mode: int | None = None) -> None:
    """Write `text` as UTF-8 to `path` atomically, with the permissions `mode` if they are given.

    Raises HabitosError if it cannot be written; the old file is then unchanged.
    """
    data = text.encode("utf-8")
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)  # a device or pipe such as /dev/stdout must not be replaced
        else:
            write_atomically(path, data, mode)
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
