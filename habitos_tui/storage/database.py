"""The database: brought up to date when it is opened, then read and changed in units of work."""

import sqlite3
import threading
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TypeVar

from peewee import BaseQuery, PeeweeException, SelectBase

from habitos_tui.errors import DamagedDatabaseError, HabitosError, OutdatedError
from habitos_tui.paths import usable
from habitos_tui.storage.cursors import converted, fetched
from habitos_tui.storage.failures import explained, is_refused
from habitos_tui.storage.file import BUSY_TIMEOUT, MIGRATIONS, WRITING, DatabaseFile
from habitos_tui.storage.raw import why_broken
from habitos_tui.storage.schema import HISTORY, found_schema, is_usual, unnamed_scripts
from habitos_tui.storage.waiting import Waits

T = TypeVar("T")

_SNAPSHOT: Final = "DEFERRED"

_CLOSE_CHANGES: Final = "UPDATE changes SET state = 'done' WHERE state = 'open'"
"""What one unit of work did is one change in the undo journal, which triggers write."""


class Database(DatabaseFile):
    """One SQLite file. Threads and processes may share it; each unit of work has its own connection."""

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
        """As of a DatabaseFile."""
        super().__init__(
            path, backups=backups, timeout=timeout, waits=waits, migrations=migrations, makes_sense=makes_sense
        )
        self._snapshots = _Snapshots()
        self._commits = 0
        self._pages_sound = False
        self._known_file: tuple[int, ...] | None = None

    def create_or_open(self) -> None:
        """Create the file if it is missing and bring it to this version; its directory must exist.

        Raises NewerDatabaseError, DamagedDatabaseError, BusyError, or a HabitosError that names the file.
        """
        with usable(self.path), explained(self.place, self.schema_damage):
            if not self.exists():
                self._check_place()
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
            self.accept_file()

    def accept_file(self) -> None:
        """Go on with the file that is there now: whoever calls this has read, or will read, everything again."""
        with explained(self.place, self.schema_damage), self.connections.connection_context():
            self._known_file = self._present_file()
            self._pages_sound = False

    def is_replaced(self) -> bool:
        """Tell whether the file is another one than when it was opened or accepted; units of work are refused then."""
        with explained(self.place, self.schema_damage, reading=True), self.connections.connection_context():
            return self._known_file not in (None, self._present_file())

    def _present_file(self) -> tuple[int, ...]:
        """Return figures that differ once a copy was restored, or another file put in the place of this one.

        Restoring gives the schema another number, as SQLite does for an upgrade.
        """
        with usable(self.path):
            found = self.path.stat()
        ((schema,),) = fetched(self.connections, "PRAGMA schema_version")
        return (found.st_dev, found.st_ino, int(schema))

    @property
    def commits(self) -> int:
        """How many units of work were committed through this object."""
        return self._commits

    def schema_damage(self) -> DamagedDatabaseError | None:
        """Return the error for a file of this version without all of its tables, indexes and triggers, else None.

        A trigger of somebody else counts too: it would change more than a command says, or keep it from being done.

        On a connection of its own where there is none; what cannot be read at all is another error's business.
        """
        try:
            with self.connections.connection_context():
                schema = found_schema(self.connections)
                if int(self.connections.user_version) != self.version:
                    return None
                unnamed = unnamed_scripts(self.connections, schema, self.migrations, self.version)
                if unnamed:
                    return self.place.damaged(f"is damaged: the table {HISTORY} does not name {unnamed[0]}")
                if is_usual(schema, self.version):
                    return None
        except UnicodeDecodeError:
            return self.place.damaged()
        except (PeeweeException, sqlite3.Error) as error:
            return self.place.damaged() if is_refused(error) else None
        from habitos_tui.storage.upgrade import foreign_parts, missing_parts  # noqa: PLC0415 - as above

        found = missing_parts(schema, self.migrations, self.version)
        found = found or foreign_parts(schema, self.migrations, self.version, {"trigger"})
        return self.place.damaged(f"is damaged: {found}") if found else None

    def check_pages(self) -> None:
        """Let SQLite look at every page: 2 to 4 ms a MB. DamagedDatabaseError when one is not sound.

        Once for each process before it writes, since SQLite notices nothing while it does not read that very page.
        """
        with self.reading():
            self._check_pages()

    def _check_pages(self) -> None:
        ((found,),) = fetched(self.connections, "PRAGMA quick_check(1)")
        if str(found) != "ok":
            raise self.place.damaged(f"is damaged: {why_broken(str(found))}")
        self._pages_sound = True

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
                    self._check_same_file()
                    if not self._pages_sound:
                        self._check_pages()
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

    def once(self, what: Hashable, read: Callable[[], T]) -> T:
        """Return what `read` finds; within a snapshot, where that stays the same, it is called once for `what`."""
        if not self._snapshots.open:
            return read()
        known = self._snapshots.known
        if what not in known:
            known[what] = read()
        found: T = known[what]
        return found

    def signature(self) -> tuple[int, ...]:
        """Return figures that differ once any process has committed something, however soon after the last time.

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

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """A transaction, or a savepoint in one, that ends with the error that broke it.

        On a full or failing disk SQLite itself rolls back, and a second rollback is an error that would hide the first.
        """
        broken: BaseException | None = None
        try:
            with self.connections.atomic(WRITING):
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

    def _check_same_file(self) -> None:
        """Refuse to write what was decided on by another file than the one that is there now."""
        present = self._present_file()
        if self._known_file not in (None, present):
            if (damage := self.schema_damage()) is not None:
                raise damage
            raise OutdatedError(
                f"“{self.path}” was replaced in the meantime, as by a restored backup. Nothing was changed.",
                hint="Look at what is there now, and do it again.",
            )
        self._known_file = present

    def _check_place(self) -> None:
        obstacle = self.place.obstacle() or self.place.foreign_journal()
        if obstacle is not None:
            raise obstacle


class _Snapshots(threading.local):
    """Remembers whether this thread is inside of a snapshot, and what it has read in it."""

    open = False

    def __init__(self) -> None:
        self.known: dict[Hashable, Any] = {}

    def __enter__(self) -> None:
        self.open = True

    def __exit__(self, *_: object) -> None:
        self.open = False
        self.known.clear()
