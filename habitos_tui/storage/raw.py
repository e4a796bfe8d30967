"""Database files as SQLite alone sees them: for copies, which are no file to work with.

A connection here has no transaction but those that are asked for, and nothing is written into a file that is read.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from habitos_tui.storage.waiting import STEP

APPLICATION_ID: Final = 0x48614F53
"""Marks the file as ours ("HaOS"): another program's database is never upgraded."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What the header of a file says of it."""

    application: int
    version: int

    @property
    def ours(self) -> bool:
        """Whether it is a whole file of this program, of whatever version."""
        return self.application == APPLICATION_ID and self.version > 0


@contextmanager
def connected(path: Path, mode: str = "rw", *, seconds: float = STEP) -> Iterator[sqlite3.Connection]:
    """Open a file for as long as the context lasts; sqlite3.Error when that cannot be done."""
    if not is_file(path):
        raise sqlite3.OperationalError(f"{path} is no file")  # at a pipe SQLite would wait for somebody who writes
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    with closing(sqlite3.connect(uri, uri=True, timeout=seconds, isolation_level=None)) as connection:
        yield connection


def is_file(path: Path) -> bool:
    """Tell whether a path leads to a file, as far as it can be told."""
    try:
        return path.is_file()
    except OSError:
        return False


def value_of(connection: sqlite3.Connection, sql: str) -> object:
    """Return the first value of the first row that a statement yields, None where it yields none."""
    row = connection.execute(sql).fetchone()
    return None if row is None else row[0]


def marks(connection: sqlite3.Connection) -> Marks:
    """Return what the header of the open file says."""
    application, version = (value_of(connection, f"PRAGMA {name}") for name in ("application_id", "user_version"))
    return Marks(int(str(application)), int(str(version)))


def fault(connection: sqlite3.Connection) -> str:
    """Return what is wrong with the pages, values or references of an open file, as a clause; "" when nothing is.

    The connection must be one that can write: with any other SQLite passes over the bounds of values.
    """
    found = str(value_of(connection, "PRAGMA integrity_check(1)"))
    if found != "ok":
        return why_broken(found)
    lost = connection.execute("PRAGMA foreign_key_check").fetchone()
    return "" if lost is None else f"rows of {lost[0]} refer to what is not there"


def why_broken(found: str) -> str:
    """Return a line of SQLite's own check as a clause that a person may read."""
    values = ("CHECK constraint", "NULL value", "NUMERIC value", "TEXT value")
    return "a value in it cannot be read" if found.startswith(values) else "its parts do not fit together"


@contextmanager
def writable_copy(source: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Give a copy of an open file that is gone with the context; sqlite3.Error when a part of it cannot be read."""
    with closing(sqlite3.connect("", isolation_level=None)) as copy:
        began = not source.in_transaction
        if began:
            source.execute("BEGIN")
        try:
            value_of(source, "PRAGMA schema_version")  # locks the file: the next line would wait for that for ever
            source.backup(copy)
        finally:
            if began:
                source.execute("ROLLBACK")
        yield copy


def row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many rows each table of the open file has."""
    names = [str(name) for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: int(str(value_of(connection, f'SELECT count(*) FROM "{name}"'))) for name in names}  # noqa: S608 - names of the schema


def statements(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    """Return what the open file is made of, part by part."""
    return connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name").fetchall()


def is_sound(path: Path, newest: int) -> bool:
    """Tell whether a file is a whole one of ours that a program of version `newest` can read."""
    try:
        with connected(path, "ro") as connection:
            found = marks(connection)
            if not found.ours or found.version > newest:
                return False
            with writable_copy(connection) as copy:
                return not fault(copy)
    except (sqlite3.Error, UnicodeDecodeError):
        return False
