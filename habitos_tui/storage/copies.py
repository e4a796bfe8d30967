"""Copies of a database: made through SQLite while others use it, read back, and only then given their name.

Whatever carries the name of a copy can be trusted. What is unfinished has a name of its own with the number of the
process that writes it, so that the next copy beside it can clear away what a process that was killed has left.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from habitos_tui.atomic_file import clear_unfinished, flush, unfinished_name
from habitos_tui.errors import BusyError
from habitos_tui.storage.failures import WAIT, DatabasePlace
from habitos_tui.storage.file import create_private
from habitos_tui.storage.raw import connected, fault, row_counts, statements
from habitos_tui.storage.waiting import STEP, Waits


def write_copy(source: sqlite3.Connection, target: Path, place: DatabasePlace, *, strict: bool = True) -> None:
    """Put a checked copy of the open `source` in the place of `target`, readable by its owner only.

    The directory must exist, and the source be in a transaction, or alone with its file. With `strict` a source that is
    not sound is refused with the error of `place`; else it is copied as it is. OSError or sqlite3.Error, and what was
    in the target's place is still there, when that cannot be done.
    """
    with unfinished(target) as partial:
        held = (row_counts(source), statements(source)) if strict else None
        with connected(partial) as copy:
            copy.execute("PRAGMA synchronous = OFF")  # it is flushed as a whole below
            copy.execute("PRAGMA journal_mode = OFF")
            copy_pages(source, copy)
            if held is not None:
                copy.execute("PRAGMA journal_mode = DELETE")  # one file, whatever the source has beside it
                _compare(held, copy, place)
        flush(partial)
        partial.replace(target)
    flush(target.parent)


def _compare(held: tuple[object, object], copy: sqlite3.Connection, place: DatabasePlace) -> None:
    """Refuse a copy that is not sound, or does not hold what its source does."""
    if broken := fault(copy):
        raise place.damaged(f"is damaged: {broken}")
    if held != (row_counts(copy), statements(copy)):
        raise place.damaged("is damaged: a copy of it does not hold the same")


def copy_pages(
    source: sqlite3.Connection,
    target: sqlite3.Connection,
    seconds: float = 10,
    waits: Waits = lambda seconds: None,
) -> None:
    """Make the target what the source is, in one transaction; BusyError when another process keeps either locked.

    SQLite itself would try for ever.
    """
    attempts = 0

    def tried(status: int, _left: int, _pages: int) -> None:
        nonlocal attempts
        if status not in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            return
        attempts += 1
        waits(attempts * STEP)
        if attempts * STEP >= seconds:
            raise BusyError("Another program is using the database and did not finish in time.", hint=WAIT)

    source.backup(target, progress=tried, sleep=STEP)


@contextmanager
def unfinished(target: Path) -> Iterator[Path]:
    """Give an empty, private file beside `target` to write; whatever is left of it at the end is removed."""
    clear_unfinished(target)
    partial = unfinished_name(target)
    create_private(partial)
    try:
        yield partial
    finally:
        for name in ("", "-journal", "-wal", "-shm"):
            Path(f"{partial}{name}").unlink(missing_ok=True)


def free_name(directory: Path, name: Callable[[str], str]) -> Path:
    """Return the first path in `directory` that nothing has: `name` of "", "-2", "-3" and so on."""
    number = 1
    while os.path.lexists(path := directory / name(f"-{number}" if number > 1 else "")):
        number += 1
    return path
