"""The database file: who may read it, how it is opened, and units of work on it."""

import os
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from unicodedata import normalize

from peewee import BaseQuery, PeeweeException, SelectBase, SqliteDatabase

from habitos_tui.errors import DamagedDatabaseError, HabitosError, NewerDatabaseError
from habitos_tui.paths import usable
from habitos_tui.storage.cursors import converted, fetched
from habitos_tui.storage.failures import Place, explained, is_refused, traces
from habitos_tui.storage.schema import found_schema, is_usual
from habitos_tui.storage.waiting import WaitingConnections, Waits

APPLICATION_ID: Final = 0x48614F53
"""Marks the file as ours ("HaOS"): another program's database is never upgraded."""

BUSY_TIMEOUT: Final = 10.0
"""Seconds to wait for another process that has the file locked."""

_WRITING: Final = "IMMEDIATE"
"""A transaction that read first and then waits to write would be refused: its snapshot is old by then."""

_SNAPSHOT: Final = "DEFERRED"

_CLOSE_CHANGES: Final = "UPDATE changes SET state = 'done' WHERE state = 'open'"
"""What one unit of work did is one change in the undo journal, which triggers write."""

MIGRATIONS: Final = Path(__file__).parent / "migrations"
PRIVATE_FILE: Final = 0o600


class Database:
    """One SQLite file. Threads and processes may share it; each unit of work has its own connection."""

    def __init__(
        self,
        path: Path,
        *,
        backups: Path | None = None,
        timeout: float = BUSY_TIMEOUT,
        waits: Waits = lambda seconds: None,
        migrations: Path = MIGRATIONS,
    ) -> None:
        """`waits` is told while a thread waits for another process, at most `timeout` seconds for each statement."""
        self.path = path.absolute()
        self.backups = backups or self.path.parent / "backups"
        self.place = Place(self.path, self.backups)
        self.timeout, self.waits = timeout, waits
        self.migrations = migrations
        self.version = max(int(script.name[:4]) for script in migrations.glob("[0-9]*.py"))
        # mode=rw: when the file has gone, a connection fails instead of leaving a new, empty one that others may read.
        self.connections: SqliteDatabase = WaitingConnections(
            self.path.as_uri() + "?mode=rw",
            uri=True,
            autoconnect=False,
            lock_type=_WRITING,
            patience=timeout,
            waits=waits,
            pragmas=[("foreign_keys", 1), ("synchronous", "FULL")],
        )
        self._snapshots = _Snapshots()
        self._commits = 0
        self.connections.register_function(fold, "fold", 1, deterministic=True)

    def exists(self) -> bool:
        """Tell whether there is a file yet, or what is left of one; OSError when that cannot be told."""
        return any(traces(self.path))

    def create_or_open(self) -> None:
        """Create the file if it is missing and bring it to this version; its directory must exist.

        Raises NewerDatabaseError, DamagedDatabaseError, BusyError, or a HabitosError that names the file.
        """
        with usable(self.path), explained(self.place, self.schema_damage):
            if not self.exists():
                from habitos_tui.storage.upgrade import create  # noqa: PLC0415 - as below

                create(self)
            self._check_place()
            with self.connections.connection_context(), self.connections.atomic(_SNAPSHOT):
                outdated = self.check_version() < self.version
                damage = None if outdated else self.schema_damage()
            if damage is not None:
                raise damage
            if outdated:
                from habitos_tui.storage.upgrade import upgrade  # noqa: PLC0415 - 30 ms that few starts need

                upgrade(self)

    def schema_damage(self) -> DamagedDatabaseError | None:
        """Return the error for a file of this version without all of its tables, indexes and triggers, else None.

        On a connection of its own where there is none; what cannot be read at all is another error's business.
        """
        try:
            with self.connections.connection_context():
                schema = found_schema(self.connections)
                if is_usual(schema, self.version) or int(self.connections.user_version) != self.version:
                    return None
        except UnicodeDecodeError:
            return self.place.damaged()
        except (PeeweeException, sqlite3.Error) as error:
            return self.place.damaged() if is_refused(error) else None
        from habitos_tui.storage.upgrade import missing_parts  # noqa: PLC0415 - as above

        missing = missing_parts(schema, self.migrations, self.version)
        return self.place.damaged(f"is damaged: {missing}") if missing else None

    @contextmanager
    def unit(self) -> Iterator[None]:
        """One connection and one transaction that may write; commits at the end, rolls back on any exception.

        A unit inside a unit of the same thread is a savepoint of it. A unit inside of `reading` is a RuntimeError:
        what was read could be old by the time it is written.
        """
        with explained(self.place, self.schema_damage), self.connections.connection_context():
            if self._snapshots.open:
                raise RuntimeError("a snapshot cannot be written to: use unit() around both")
            outermost = not self.connections.in_transaction()
            with self._transaction():
                if outermost:
                    self._check_unchanged()
                yield
                if outermost:
                    self.connections.execute_sql(_CLOSE_CHANGES)
            if outermost:
                self._commits += 1

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One connection and one snapshot for queries that belong together; keeps no other process from reading."""
        with explained(self.place, self.schema_damage, reading=True), self.connections.connection_context():
            if self.connections.in_transaction():
                yield
                return
            with self.connections.atomic(_SNAPSHOT), self._snapshots:
                self._check_unchanged()
                yield

    def signature(self) -> tuple[int, ...]:
        """Return figures that are others once any process has committed something, however soon after the last time.

        Nothing is opened: an open() of the live file would drop this process's locks on it. OSError when it has gone.
        """
        main = self.path.stat()
        log = Path(f"{self.path}-wal")
        waiting = log.stat() if log.exists() else None
        return (
            self._commits,
            main.st_mtime_ns,
            main.st_size,
            *((waiting.st_mtime_ns, waiting.st_size) if waiting else ()),
        )

    def rows(self, query: SelectBase) -> list[dict[str, Any]]:
        """Return the rows that a query selects, by column."""
        with self.reading():
            try:
                return converted(self.connections, query)
            except (ValueError, TypeError, AttributeError) as error:  # a column's text is not what its field writes
                raise self.place.damaged("is damaged: a value in it cannot be read") from error

    def select(self, sql: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Return the rows that a SELECT yields, as SQLite has them; for sums, which no model could describe."""
        with self.reading():
            return fetched(self.connections, sql, parameters)

    def run(self, query: BaseQuery) -> int:
        """Run a query that writes; return the number of rows it changed (of an insert: a row number)."""
        with self.unit():
            return int(query.execute(self.connections) or 0)

    def check_version(self) -> int:
        """Return the version of the open file; refuses newer and foreign ones. Needs a transaction.

        0 is the version of a file whose first start was broken off before it held anything.
        """
        version = int(self.connections.user_version)
        if int(self.connections.application_id) != APPLICATION_ID:
            raise self.place.obstacle() or self.place.damaged()
        if version < 0 or (version == 0 and "profiles" in self.connections.get_tables()):
            raise self.place.damaged("is damaged: its version is not one that it can have")
        if version > self.version:
            raise NewerDatabaseError(
                f"“{self.path}” was written by a newer habitos-tui (its version is {version}, ours is {self.version}).",
                hint="Install the newer version again, or choose another directory with --data-dir.",
            )
        return version

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """A transaction, or a savepoint in one, that ends with the error that broke it.

        On a full or failing disk SQLite itself rolls back, and a second rollback is an error that would hide the first.
        """
        broken: BaseException | None = None
        try:
            with self.connections.atomic(_WRITING):
                try:
                    yield
                except BaseException as error:
                    broken = error
                    raise
        except PeeweeException:
            if broken is not None:
                raise broken from broken.__cause__
            raise

    def _check_unchanged(self) -> None:
        """Notice when another process has upgraded, or removed and replaced, the file while this one was running."""
        if self.check_version() < self.version:
            raise HabitosError(
                f"“{self.path}” was replaced by one of an older version.", hint="Start habitos-tui again to upgrade it."
            )

    def _check_place(self) -> None:
        obstacle = self.place.obstacle()
        if obstacle is not None:
            raise obstacle


class _Snapshots(threading.local):
    """Remembers whether this thread is inside of a snapshot."""

    open = False

    def __enter__(self) -> None:
        self.open = True

    def __exit__(self, *_: object) -> None:
        self.open = False


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
