"""Which files a calendar consists of: one file, or a folder of them as vdirsyncer and khal keep them (a vdir)."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from habitos_tui.errors import HabitosError

MAX_FILES: Final = 50_000
MAX_BYTES: Final = 16 * 1024 * 1024
"""Of one file; tens of thousands of events."""
_SUFFIX: Final = ".ics"


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A file with the name of the calendar that it belongs to, for when it says none itself."""

    path: Path
    calendar: str


def calendar_files(location: Path) -> tuple[CalendarFile, ...]:
    """Return the files of a location in the order of their names.

    A folder holds items (`*.ics`) and may hold folders that do, each a calendar. HabitosError when there is nothing
    there, it must not be read, or there are too many.
    """
    try:
        found = tuple(_files(location))
    except OSError as error:
        raise HabitosError(f"{location} could not be read: {error.strerror}.", title="No calendar there") from error
    if not found:
        raise HabitosError(f"There is no .ics file in {location}.", title="No calendar there")
    if len(found) > MAX_FILES:
        raise HabitosError(f"There are more than {MAX_FILES} files in {location}.", title="Too many files")
    return found


def _files(location: Path) -> Iterator[CalendarFile]:
    if not location.is_dir():
        location.stat()
        yield CalendarFile(location, shown(location.stem))
        return
    for folder in (location, *sorted(one for one in location.iterdir() if one.is_dir() and not _is_hidden(one))):
        for path in sorted(folder.iterdir()):
            if path.suffix.lower() == _SUFFIX and not _is_hidden(path) and path.is_file():
                yield CalendarFile(path, _name_of(folder))


def shown(path: Path | str) -> str:
    """Return a path as text; a name that is none, as other systems write it, has a sign for each such byte."""
    return os.fsencode(path).decode("utf-8", "replace")


def _is_hidden(path: Path) -> bool:
    """Tell whether a file is a temporary one of a program that is writing."""
    return path.name.startswith(".")


def _name_of(folder: Path) -> str:
    """Return the name that a vdir has."""
    said = folder / "displayname"
    if not said.is_file():
        return shown(folder.name)
    with said.open(encoding="utf-8", errors="replace") as file:
        return file.read(200).strip() or shown(folder.name)
