"""Puts a copy in the place of the database, while other processes may have that open.

A file that SQLite can still lock gets the pages of the copy in one transaction, which nobody sees half of and which a
process that is killed leaves undone. Nobody else can read or write from before the last copy of what was there until
after that. One that SQLite cannot lock, since it is no database any more, is set aside under another name first; so is
one with a journal of another database beside it, which SQLite would play back at once.

Whoever has the file open notices: its schema has another number, or the file is another one (`Database.is_replaced`).
"""

import os
import secrets
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from peewee import PeeweeException, SqliteDatabase

from habitos_tui.atomic_file import flush
from habitos_tui.domain.model.backup import BackupKind
from habitos_tui.errors import DamagedDatabaseError, HabitosError, InvalidInputError, NewerDatabaseError
from habitos_tui.paths import lost_link, may
from habitos_tui.storage.checkup import first_unreadable
from habitos_tui.storage.copies import copy_pages, unfinished, write_copy
from habitos_tui.storage.database import Database
from habitos_tui.storage.failures import DatabasePlace, existing_files, explained, read_only
from habitos_tui.storage.file import SYNCHRONOUS, DatabaseFile, create_private
from habitos_tui.storage.leftover_journal import foreign_journal
from habitos_tui.storage.raw import connected, fault, is_sound, marks, row_counts
from habitos_tui.storage.schema import found_schema
from habitos_tui.storage.upgrade import bring_up, foreign_parts, locked, missing_parts
from habitos_tui.storage.waiting import PRIMARY_CODE, retried

_GONE: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT, sqlite3.SQLITE_ERROR})
"""What SQLite says of a file that it cannot even lock; the last one of a format that it does not know."""

_JOURNALS: Final = ("-journal", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class CopyPlace(DatabasePlace):
    """A copy that somebody wants to put back."""

    def damaged(self, what: str = "is damaged or not a habitos-tui database") -> DamagedDatabaseError:
        """Return the error for a copy of which `what` can be said."""
        return DamagedDatabaseError(f"“{self.path}” {what}.", title="This cannot be restored", hint=self.way_back())

    def way_back(self) -> str:
        """Return what to do about a copy that is damaged."""
        return "Take another one: habitos-tui backup --list"


@contextmanager
def opened_copy(source: Path, database: DatabaseFile) -> Iterator[Database]:
    """Give a private copy of the copy `source`, checked and upgraded, which lies beside `database`.

    InvalidInputError for what is no file, NewerDatabaseError, DamagedDatabaseError; a HabitosError where there is no
    room, OSError where the directory cannot be used.
    """
    place = CopyPlace(source.absolute(), database.backups, database.version, database.path)
    _check_file(source, database)
    with unfinished(database.path) as partial:
        draft = Database(partial, backups=database.backups, migrations=database.migrations)
        with explained(place, lambda: None):
            _read(source, partial, place)
            draft.place = place
            bring_up(draft)
            if (damage := draft.schema_damage()) is not None:
                raise damage
            with draft.connections.connection_context():
                found = found_schema(draft.connections)
            if foreign := foreign_parts(found, draft.migrations, draft.version):
                raise place.damaged(f"is damaged or made by somebody else: {foreign}")
            if wrong := first_unreadable(draft):
                raise place.damaged(f"is damaged: {wrong}")
        yield draft


def _check_file(source: Path, database: DatabaseFile) -> None:
    if not source.is_file():
        what = "is a folder" if source.is_dir() else "is no file" if os.path.lexists(source) else "does not exist"
        raise InvalidInputError(f"“{source}” {what}.", hint="To see which backups there are: habitos-tui backup --list")
    if database.path.exists() and source.samefile(database.path):
        raise InvalidInputError(f"“{source}” is the database itself, and no backup of it.")


def _read(source: Path, partial: Path, place: CopyPlace) -> None:
    """Copy a file that may lie where nobody can write, with a change undone that was broken off in it."""
    try:
        with connected(source, "ro") as there, connected(partial) as here:
            _check_marks(there, place)
            here.execute("PRAGMA synchronous = OFF")
            copy_pages(there, here)
            _check_copy(here, place)
            return
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", 0) != sqlite3.SQLITE_READONLY_ROLLBACK:
            raise
    _bring_with_journal(Path(os.path.realpath(source)), partial, place)
    with connected(partial) as here:
        _check_marks(here, place)  # SQLite plays the journal back when it first reads
        _check_copy(here, place)


def _check_marks(connection: sqlite3.Connection, place: CopyPlace) -> None:
    found = marks(connection)
    if not found.ours:
        raise place.damaged()
    if found.version > place.version:
        raise NewerDatabaseError(
            f"“{place.path}” was written by a newer habitos-tui (its version is {found.version}, "
            f"ours is {place.version}).",
            hint="Install the newer version to restore it.",
        )


def _check_copy(here: sqlite3.Connection, place: CopyPlace) -> None:
    here.execute("PRAGMA journal_mode = DELETE")
    if broken := fault(here):
        raise place.damaged(f"is damaged: {broken}")


def _bring_with_journal(source: Path, partial: Path, place: CopyPlace) -> None:
    """Copy a file that was itself copied in the middle of a change, and its journal, byte by byte.

    Only beside a file that it may write does SQLite play a journal back, and the one that is read stays as it is.
    """
    if (journal := foreign_journal(source)) is not None:
        raise place.damaged(f"cannot be read: the journal beside it, “{journal.name}”, is of another database")
    for name in ("-journal", ""):
        try:
            content = Path(f"{source}{name}").read_bytes()
        except OSError as error:
            raise HabitosError(
                f"“{source}{name}” cannot be read: {error.strerror or error}.",
                title="This cannot be restored",
                hint="Check the owner and the permissions of the file and of its directory.",
            ) from error
        create_private(Path(f"{partial}{name}"))
        Path(f"{partial}{name}").write_bytes(content)


def can_be_restored(source: Path, database: DatabaseFile) -> bool:
    """Tell whether a copy would not be refused, as far as it can be told before it is brought to this version."""
    if not is_sound(source, database.version):
        return False
    connections = SqliteDatabase(f"{source.absolute().as_uri()}?mode=ro", uri=True)
    try:
        with connections.connection_context():
            version, found = int(connections.user_version), found_schema(connections)
    except (PeeweeException, UnicodeDecodeError):
        return False
    if version < database.version:
        return True
    return not (
        missing_parts(found, database.migrations, version) or foreign_parts(found, database.migrations, version)
    )


Names = Callable[[BackupKind], Path]
"""Gives a name that no copy has yet."""


def install(draft: DatabaseFile, database: DatabaseFile, name_for: Names) -> Path | None:
    """Put `draft` in the place of the database and return where what was there is now, None when nothing was.

    BusyError, HabitosError and OSError leave what was there. The directory for copies must exist.
    """
    if (lost := lost_link(database.path)) is not None:
        raise lost
    with locked(database), explained(database.place, lambda: None):
        real = Path(os.path.realpath(database.path))
        flush(draft.path)
        if real.is_file() and not may(real, os.W_OK):
            raise read_only(database.place)
        if real.is_file() and real.stat().st_size and foreign_journal(real) is None:
            with suppress(_NotLockableError), _alone(database, real) as there:
                return _overwrite(draft, database, there, name_for)
        return _replace(draft, real, name_for)


class _NotLockableError(Exception):
    """The file is no database any more: nobody can be in the middle of using it."""


@contextmanager
def _alone(database: DatabaseFile, path: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection that keeps everybody else from reading and writing until it is closed."""
    with connected(path) as connection:
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute(f"PRAGMA synchronous = {SYNCHRONOUS}")
            retried(lambda: connection.execute("BEGIN EXCLUSIVE"), _is_busy, database.timeout, database.waits)
            connection.execute("COMMIT")  # the lock stays
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & PRIMARY_CODE in _GONE:
                raise _NotLockableError from error
            raise
        yield connection


def _is_busy(error: Exception) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & PRIMARY_CODE == sqlite3.SQLITE_BUSY


def _overwrite(draft: DatabaseFile, database: DatabaseFile, there: sqlite3.Connection, name_for: Names) -> Path:
    """Copy what is there, then give it the pages of the draft."""
    kept = _kept(there, database, name_for)
    with connected(draft.path) as source:
        copy_pages(source, there, database.timeout, database.waits)
        if fault(there) or row_counts(there) != row_counts(source):
            raise HabitosError(
                f"“{database.path}” could not be written as the backup is.",
                hint=f"What was there is in “{kept}”. Check the disk, then try again.",
            )
    return kept


def _kept(there: sqlite3.Connection, database: DatabaseFile, name_for: Names) -> Path:
    """Copy what is there, as it is when it is damaged, and return the copy."""
    try:
        kept = name_for(BackupKind.BEFORE_RESTORE)
        write_copy(there, kept, database.place)
    except (DamagedDatabaseError, sqlite3.DatabaseError, UnicodeDecodeError):
        kept = name_for(BackupKind.DAMAGED)
        write_copy(there, kept, database.place, strict=False)
    return kept


def _replace(draft: DatabaseFile, real: Path, name_for: Names) -> Path | None:
    """Set aside whatever is left of a database, then give the draft its name."""
    with connected(draft.path) as source:
        # Whoever has the old file open sees by this number that it is another one.
        source.execute(f"PRAGMA schema_version = {secrets.randbelow(2**31 - 2) + 1}")
    flush(draft.path)
    kept = _set_aside(real, name_for(BackupKind.DAMAGED)) if any(existing_files(real)) else None
    draft.path.replace(real)
    flush(real.parent)
    return kept


def _set_aside(real: Path, aside: Path) -> Path:
    """Give what is left of a database, its journal with it, another name; return that.

    The file itself keeps its old name until the draft takes it: at no moment is there none, which would be a first
    start for anybody else.
    """
    if real.is_file():
        try:
            aside.hardlink_to(real)
        except OSError:  # a file system without links
            shutil.copy2(real, aside)
        aside.chmod(0o600)
    elif os.path.lexists(real):
        real.rename(aside)
    for name in _JOURNALS:
        if os.path.lexists(f"{real}{name}"):
            Path(f"{real}{name}").rename(f"{aside}{name}")
    flush(aside.parent)
    return aside
