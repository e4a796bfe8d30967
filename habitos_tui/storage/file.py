"""The database file: which file is ours, who may read it, and how it is opened."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Final
from unicodedata import normalize

from peewee import SqliteDatabase

from habitos_tui.atomic_file import PRIVATE_FILE
from habitos_tui.errors import NewerDatabaseError
from habitos_tui.storage.failures import DatabasePlace, existing_files
from habitos_tui.storage.raw import APPLICATION_ID
from habitos_tui.storage.waiting import WaitingConnections, Waits

BUSY_TIMEOUT: Final = 10.0
"""Seconds to wait for another process that has the file locked."""

WRITING: Final = "IMMEDIATE"
"""A transaction that read first and then waits to write would be refused: its snapshot is old by then."""

SYNCHRONOUS: Final = "EXTRA"
"""Waits until the disk knows that the journal is gone, too: with FULL a power cut takes back what was committed."""

PRAGMAS: Final = (
    ("foreign_keys", 1),
    ("synchronous", SYNCHRONOUS),
    ("cell_size_check", 1),
    # What SQLite needs for a moment: no row of a profile comes into a folder that all share, and a full one stops
    # nothing.
    ("temp_store", "memory"),
)
"""How a file is opened."""

MIGRATIONS: Final = Path(__file__).parent / "migrations"


class DatabaseFile:
    """A file with connections to it, which is all that an upgrade needs; units of work are in Database."""

    def __init__(
        self,
        path: Path,
        *,
        backups: Path | None = None,
        timeout: float = BUSY_TIMEOUT,
        waits: Waits = lambda seconds: None,
        migrations: Path = MIGRATIONS,
        makes_sense: Callable[[Path], bool] = lambda copy: True,
    ) -> None:
        """`waits` is told while a thread waits for another process, at most `timeout` seconds for each statement.

        `makes_sense` tells of a copy whether the program can read what is in it: others are not offered.
        """
        self.path = path.absolute()
        self.backups = backups or self.path.parent / "backups"
        self.timeout, self.waits = timeout, waits
        self.migrations = migrations
        self.version = max(int(script.name[:4]) for script in migrations.glob("[0-9]*.py"))
        self.place = DatabasePlace(self.path, self.backups, self.version, makes_sense=makes_sense)
        # mode=rw: when the file has gone, a connection fails instead of leaving a new, empty one that others may read.
        self.connections: SqliteDatabase = WaitingConnections(
            self.path.as_uri() + "?mode=rw",
            uri=True,
            autoconnect=False,
            lock_type=WRITING,
            seconds=timeout,
            waits=waits,
            pragmas=PRAGMAS,
        )
        self.connections.register_function(fold, "fold", 1, deterministic=True)

    def exists(self) -> bool:
        """Tell whether there is a file yet, or what is left of one; OSError when that cannot be told."""
        return any(existing_files(self.path))

    def check_version(self) -> int:
        """Return the version of the open file; refuses newer, foreign and emptied ones. Needs a transaction.

        A file gets its name when it is whole: one of version 0 was never made, but emptied.
        """
        version = int(self.connections.user_version)
        if int(self.connections.application_id) != APPLICATION_ID:
            raise self.place.obstacle() or self.place.damaged()
        if version <= 0:
            raise self.place.damaged("is damaged: its version is not one that it can have")
        if version > self.version:
            raise NewerDatabaseError(
                f"“{self.path}” was written by a newer habitos-tui (its version is {version}, ours is {self.version}).",
                hint="Install the newer version again, or choose another directory with --data-dir.",
            )
        return version


def fold(text: str) -> str:
    """Return what is equal for texts that differ only in case or in how accents are encoded."""
    return normalize("NFC", normalize("NFC", text).casefold())


def safe_with_wal(version: tuple[int, int, int]) -> bool:
    """Tell whether a SQLite library may use WAL: versions before 3.51.3 can corrupt it, but for two back-ports."""
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


def journal_mode(version: tuple[int, int, int] = sqlite3.sqlite_version_info) -> str:
    """Return the journal mode for a new file; it stays with the file."""
    return "wal" if safe_with_wal(version) else "delete"


def create_private(path: Path) -> None:
    """Create an empty file that only its owner can read, or leave the one that is there.

    An existing file is never opened here: closing it would drop the locks this process holds on it. SQLite gives
    its journals the mode of the file.
    """
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE)
    except FileExistsError:
        return
    try:
        os.fchmod(descriptor, PRIVATE_FILE)  # a umask can only have taken bits away
    finally:
        os.close(descriptor)
