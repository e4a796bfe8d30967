"""Brings a database file to the version of this program: locked, backed up, one numbered script after the other."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from playhouse.migrations import Runner

from habitos_tui.atomic_file import PRIVATE_FILE, folder_for_a_moment
from habitos_tui.errors import BusyError, HabitosError
from habitos_tui.paths import private_directory
from habitos_tui.storage.copies import free_name, write_copy
from habitos_tui.storage.cursors import fetched
from habitos_tui.storage.failures import existing_files
from habitos_tui.storage.file import DatabaseFile, create_private, journal_mode
from habitos_tui.storage.raw import APPLICATION_ID
from habitos_tui.storage.schema import Schema, found_schema, is_trigger, is_usual, lacking
from habitos_tui.storage.triggers import stop_watching, watch
from habitos_tui.storage.waiting import STEP, retried


def create(database: DatabaseFile) -> None:
    """Make a new file, unless another process was faster.

    It gets its name only when it is whole: an empty file in its place was never one of ours.
    """
    with locked(database):
        if database.exists():
            return
        draft = DatabaseFile(database.path.with_name(f"{database.path.name}.new"), migrations=database.migrations)
        for leftover in existing_files(draft.path):
            leftover.unlink()
        create_private(draft.path)
        with draft.connections.connection_context():
            draft.connections.pragma("application_id", APPLICATION_ID)
            draft.connections.pragma("journal_mode", journal_mode())
            _migrate(draft, 0)
        draft.path.rename(database.path)


def upgrade(database: DatabaseFile) -> None:
    """Run the migrations that the file has not seen; the file is copied to the backups first.

    Other processes wait at the lock file beside the database and then find nothing left to do. A script that fails
    leaves the file at the version before it.
    """
    with locked(database), database.connections.connection_context():
        version = database.check_version()
        if version < database.version:
            _check_complete(database, version)
            backup(database, version)
        _migrate(database, version)


def missing_parts(found: Schema, migrations: Path, version: int) -> str:
    """Return what a schema lacks of the one of `version`, as a clause such as "its table rules is missing"; or ""."""
    if is_usual(found, version):
        return ""
    return lacking(found, _schema_of(migrations, version))


def foreign_parts(found: Schema, migrations: Path, version: int, kinds: Collection[str] = ("trigger", "view")) -> str:
    """Return what of some kinds a schema has beyond that of `version`, as a clause; or "".

    A trigger of somebody else would delete or write whenever this program does, and a view can break an upgrade.
    Indexes and tables only lie there.
    """
    if is_usual(found, version):
        return ""
    wanted = _schema_of(migrations, version)
    acting = sorted(part for part in found if part[0] in kinds and part not in wanted)
    return f"the {' '.join(acting[0])} is none of this program" if acting else ""


@contextmanager
def locked(database: DatabaseFile) -> Iterator[None]:
    """Keep other processes from making, upgrading or replacing the file."""
    lock = Path(f"{database.path}.lock")
    create_private(lock)
    try:
        turn = FileLock(lock, timeout=min(STEP, database.timeout), mode=PRIVATE_FILE)
        with retried(turn.acquire, lambda error: isinstance(error, Timeout), database.timeout, database.waits):
            yield
    except Timeout as error:
        raise BusyError(
            "Another habitos-tui is making, upgrading or restoring the database and did not finish in time.",
            hint="Try again in a moment.",
        ) from error


def _check_complete(database: DatabaseFile, version: int) -> None:
    """Refuse a file that lacks a part of its version. One stopped before its next version was noted has that one's."""
    found = found_schema(database.connections)
    missing = [lacking(found, _untriggered(database.migrations, there)) for there in (version, version + 1)]
    if all(missing):
        raise database.place.damaged(f"is damaged: {missing[0]}")


def _untriggered(migrations: Path, version: int) -> Schema:
    """Return the schema of a version without its triggers, which an upgrade makes anew anyway."""
    return {part: text for part, text in _schema_of(migrations, version).items() if not is_trigger(part)}


def _schema_of(migrations: Path, version: int) -> Schema:
    """Return what the scripts up to `version` make of a new file, with the triggers of the last one."""
    with folder_for_a_moment() as folder:
        sample = DatabaseFile(folder / "sample.db", migrations=migrations)
        make_of_version(sample, version)
        with sample.connections.connection_context():
            return found_schema(sample.connections)


def backup(database: DatabaseFile, version: int) -> Path:
    """Make a checked copy of the file of a `version` and return where it is; its errors are those of the file."""
    target = free_name(private_directory(database.backups), lambda number: f"habitos-v{version}{number}.db")
    with database.connections.atomic("DEFERRED"):
        write_copy(database.connections.connection(), target, database.place)
    return target


def make_of_version(database: DatabaseFile, version: int) -> None:
    """Make a file as the program of an earlier version would have, which nobody else knows of."""
    create_private(database.path)
    with database.connections.connection_context():
        database.connections.pragma("application_id", APPLICATION_ID)
        database.connections.pragma("synchronous", 0)
        _migrate(database, 0, version)


def make_like(database: DatabaseFile, like: DatabaseFile) -> None:
    """Make an empty file with the tables of another of this version: a fraction of the time of all migrations."""
    create_private(database.path)
    with like.connections.connection_context():
        query = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND sql IS NOT NULL"
        statements = [str(sql) for (sql,) in fetched(like.connections, query)]
    with database.connections.connection_context():
        database.connections.pragma("synchronous", 0)
        database.connections.pragma("journal_mode", "memory")
        with database.connections.atomic():
            for statement in statements:
                database.connections.execute_sql(statement)
        database.connections.pragma("application_id", APPLICATION_ID)
        database.connections.pragma("user_version", database.version)


def bring_up(copy: DatabaseFile) -> None:
    """Run the migrations that a copy has not seen, which nobody else knows of; errors as for `upgrade`."""
    with copy.connections.connection_context():
        version = copy.check_version()
        if version < copy.version:
            _check_complete(copy, version)
        _migrate(copy, version)


def _migrate(database: DatabaseFile, version: int, last: int | None = None) -> None:
    """Run the scripts after `version`, up to `last` if that is given."""
    connections = database.connections
    runner = Runner(connections, str(database.migrations))
    if version < database.version:
        stop_watching(connections)
    for migration in runner.migrations():
        if migration.idx <= version or migration.idx > (last or database.version):
            continue
        # Not in one transaction with the next line: scripts that rebuild tables switch foreign keys off, which works
        # only outside of one. Stopped in between, the next start finds the script in the history and goes on here.
        runner.up(migration.name)
        if connections.execute_sql("PRAGMA foreign_key_check").fetchone():
            raise HabitosError(
                f"Upgrading “{database.path}” to version {migration.idx} left rows without an owner.",
                hint=f"Put the newest habitos-v{version}.db from “{database.backups}” in its place.",
            )
        if migration.idx == (last or database.version):
            watch(connections)
        connections.pragma("user_version", migration.idx)
