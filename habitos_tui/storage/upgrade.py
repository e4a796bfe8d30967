"""Brings a database file to the version of this program: locked, backed up, one numbered script after the other."""

import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path

from filelock import FileLock, Timeout
from playhouse.migrations import Runner

from habitos_tui.errors import BusyError, HabitosError
from habitos_tui.storage.database import APPLICATION_ID, PRIVATE_FILE, Database, create_private, journal_mode
from habitos_tui.storage.failures import damaged
from habitos_tui.storage.triggers import stop_watching, watch


def upgrade(database: Database) -> None:
    """Run the migrations that the file has not seen; a file with data is copied to the backups first.

    Other processes wait at the lock file beside the database and then find nothing left to do. A script that fails
    leaves the file at the version before it.
    """
    lock = Path(f"{database.path}.lock")
    create_private(lock)
    try:
        with FileLock(lock, timeout=database.timeout, mode=PRIVATE_FILE), database.connections.connection_context():
            version = database.check_version()
            if version == 0:
                # Before any table: whoever looks now must see a file of ours that is not ready yet, not a stranger's.
                database.connections.pragma("application_id", APPLICATION_ID)
                database.connections.pragma("journal_mode", journal_mode())
            elif version < database.version:
                backup(database, version)
            _migrate(database, version)
    except Timeout as error:
        raise BusyError(
            "Another habitos-tui is upgrading the database and did not finish in time.",
            hint="Try again in a moment.",
        ) from error


def backup(database: Database, version: int) -> Path:
    """Copy the file through SQLite, check the copy, and return where it is.

    The copy gets its final name only when it is whole, so whatever carries such a name can be trusted.
    """
    database.backups.mkdir(mode=0o700, exist_ok=True)
    target = _free_name(database.backups, version)
    partial = target.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    create_private(partial)
    with closing(sqlite3.connect(partial)) as copy:
        database.connections.connection().backup(copy)
        sound = copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    if not sound:
        partial.unlink()
        raise damaged(database.path)
    return partial.rename(target)


def _free_name(directory: Path, version: int) -> Path:
    names = (directory / f"habitos-v{version}{f'-{number}' if number > 1 else ''}.db" for number in count(1))
    return next(name for name in names if not name.exists())


def _migrate(database: Database, version: int) -> None:
    connections = database.connections
    runner = Runner(connections, str(database.migrations))
    if version < database.version:
        stop_watching(connections)
    for migration in runner.migrations():
        if migration.idx <= version:
            continue
        # Not in one transaction with the next line: scripts that rebuild tables switch foreign keys off, which works
        # only outside of one. Stopped in between, the next start finds the script in the history and goes on here.
        runner.up(migration.name)
        if connections.execute_sql("PRAGMA foreign_key_check").fetchone():
            raise HabitosError(
                f"Upgrading “{database.path}” to version {migration.idx} left rows without an owner.",
                hint=f"Put the newest habitos-v{version}.db from “{database.backups}” in its place.",
            )
        if migration.idx == database.version:
            watch(connections)
        connections.pragma("user_version", migration.idx)
