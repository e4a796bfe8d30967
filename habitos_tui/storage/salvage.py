"""Makes a new database of what can be read of a damaged one.

Row by row, into a file that the migrations have made: what was lost of indexes and triggers is there again, and each
row is held against the bounds of its table and what it refers to. How to undo what was done before is not kept.

All rows are of the same moment. What another program has locked is not lost: it is waited for, as everywhere.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any, Final

from peewee import DataError, IntegrityError, OperationalError

from habitos_tui.storage.checkup import first_unreadable
from habitos_tui.storage.copies import unfinished
from habitos_tui.storage.cursors import fetched
from habitos_tui.storage.database import Database
from habitos_tui.storage.failures import DatabasePlace, explained, is_refused
from habitos_tui.storage.file import DatabaseFile
from habitos_tui.storage.lost_behaviors import lost_behaviors, put_away
from habitos_tui.storage.needed_rows import filled_in
from habitos_tui.storage.raw import connected, marks
from habitos_tui.storage.schema import HISTORY
from habitos_tui.storage.senseless_rows import mend_senseless_rows
from habitos_tui.storage.triggers import stop_watching, watch
from habitos_tui.storage.upgrade import bring_up, make_of_version
from habitos_tui.storage.values import odd_columns, value_checks
from habitos_tui.storage.waiting import PRIMARY_CODE, retried

_LEFT_OUT: Final = frozenset({HISTORY, "changes", "changed_rows"})
"""What the new file has of its own, and the undo journal, whose images may be of what is lost."""

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Loss:
    """What of a table does not come into the new file."""

    table: str
    rows: int
    """That were read, but do not fit."""
    unread: bool
    """Whether there are, or may have been, others that cannot be read."""
    reset: int = 0
    """Rows that come into it without a value of theirs that makes no sense."""


@dataclass(frozen=True, slots=True)
class Salvage:
    """A new database of what could be read, and what could not."""

    draft: Database
    rows: int
    losses: tuple[Loss, ...]
    filled: tuple[str, ...] = ()
    """Tables into which something came that no row was read of, since nothing works without."""
    remade: int = 0
    """Behaviors that the log names and no row was read of; they are archived."""


@dataclass(frozen=True, slots=True)
class _Found:
    """The rows that were read of a table."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class _MendedPlace(DatabasePlace):
    """A damaged database of which a new one is being made: where that fails, it is not said to be the way out."""

    def way_back(self) -> str:
        """Return how to get back what it held."""
        return self.way_to_a_copy()


@contextmanager
def salvaged(database: DatabaseFile) -> Iterator[Salvage]:
    """Give a private new database of what can be read of a damaged one, which lies beside it.

    DamagedDatabaseError where no profile can be read, or something that was read makes no sense; a HabitosError where
    there is no room, OSError where the directory cannot be used.
    """
    place = database.place
    if (obstacle := place.obstacle() or place.foreign_journal()) is not None:
        raise obstacle
    place = _MendedPlace(place.path, place.backups, place.version)
    with unfinished(database.path) as partial, explained(place, lambda: None):
        draft = Database(partial, backups=database.backups, migrations=database.migrations)
        draft.place = place  # what is said of it is said of the damaged one
        salvage = _filled(database, draft)
        if not _count(draft, "profiles"):
            raise place.damaged("cannot be mended: no profile in it can be read")
        if wrong := first_unreadable(draft):
            raise place.damaged(f"cannot be mended: {wrong}")
        yield salvage


def _count(draft: Database, table: str) -> int:
    """Return how many rows a table has."""
    with draft.reading():
        return int(fetched(draft.connections, f"SELECT count(*) FROM {table}")[0][0])  # noqa: S608 - a name of ours


@contextmanager
def _held(database: DatabaseFile) -> Iterator[sqlite3.Connection]:
    """Give a connection that reads what was there at one moment, as soon as no other program keeps the file locked."""
    with connected(database.path, "ro") as there:
        there.text_factory = lambda raw: raw.decode("utf-8", "replace")
        with suppress(sqlite3.Error):  # without it a part of the schema that cannot be read hides all others
            there.execute("PRAGMA writable_schema = 1")
        there.execute("BEGIN")
        try:
            retried(lambda: marks(there), _is_locked, database.timeout, database.waits)
        except (sqlite3.Error, ValueError) as error:  # of a damaged one the rest may still be read
            _pass_on_lock(error)
        yield there


def _is_locked(error: Exception) -> bool:
    code = getattr(error, "sqlite_errorcode", 0)
    return code & PRIMARY_CODE in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def _pass_on_lock(error: Exception) -> None:
    """Raise an error again that says nothing of what is stored, but that another program has it locked."""
    if _is_locked(error):
        raise error


def _filled(source: DatabaseFile, draft: Database) -> Salvage:
    """Fill the draft with what can be read, and bring it to this version."""
    with _held(source) as there:
        make_of_version(draft, _version(there, draft.version))
        with draft.connections.connection_context():
            stop_watching(draft.connections)
            tables = [name for name in draft.connections.get_tables() if name not in _LEFT_OUT]
            found = {name: _found(there, name, _columns(draft, name)) for name in tables}
            fitting = _without_odd_rows(draft, found)
            unfit = {name: len(one.rows) - len(fitting[name].rows) for name, one in found.items()}
            left = _stored(draft, fitting)
            if remade := _remade(draft, left):
                left = _stored(draft, left)
            unfit = {name: unfit[name] + len(one.rows) for name, one in left.items()}
            watch(draft.connections)
    bring_up(draft)
    with draft.connections.connection_context(), draft.connections.atomic():
        stop_watching(draft.connections)
        before = _counts(draft)
        reset = mend_senseless_rows(draft)
        gone = before - _counts(draft)
        filled = filled_in(draft)
        watch(draft.connections)
    if (damage := draft.schema_damage()) is not None:
        raise damage
    lost = Counter(unfit) + gone
    losses = [
        Loss(name, lost[name], name in found and not found[name].whole, reset[name])
        for name in {**found, **gone, **reset}
    ]
    rows = sum(len(one.rows) for one in found.values()) - lost.total()
    return Salvage(
        draft, rows, tuple(loss for loss in losses if loss.rows or loss.unread or loss.reset), filled, remade
    )


def _counts(draft: Database) -> Counter[str]:
    """Return how many rows each table has; the connection must be open."""
    tables = [name for name in draft.connections.get_tables() if name not in _LEFT_OUT]
    return Counter({name: _count(draft, name) for name in tables})


def _version(there: sqlite3.Connection, newest: int) -> int:
    """Return the version that a damaged file says it has, the newest where it can have no such one."""
    try:
        claimed = marks(there).version
        history = there.execute(f"SELECT max(name) FROM {HISTORY}").fetchone()[0]  # noqa: S608 - a name of ours
        noted = int(str(history)[:4])
    except (sqlite3.Error, ValueError) as error:
        _pass_on_lock(error)
        return newest
    return claimed if 0 < claimed == noted <= newest else newest


def _columns(draft: DatabaseFile, table: str) -> tuple[str, ...]:
    return tuple(column.name for column in draft.connections.get_columns(table))


def _found(there: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> _Found:
    """Return what can be read of a table, from the front and, behind what cannot, from the back."""
    try:
        present = {str(row[1]) for row in there.execute(f'PRAGMA table_info("{table}")')}
    except sqlite3.Error as error:
        _pass_on_lock(error)
        present = set()
    known = tuple(name for name in columns if name in present)
    if not known:
        return _Found(columns, (), whole=False)
    names = ", ".join(f'"{name}"' for name in known)
    rows, whole = _read(there, f'SELECT {names} FROM "{table}" NOT INDEXED')  # noqa: S608 - names of ours
    if not whole:
        order = ", ".join(f"{name} DESC" for name in _order(there, table))
        behind, _ = _read(there, f'SELECT {names} FROM "{table}" NOT INDEXED ORDER BY {order}')  # noqa: S608
        rows = list(dict.fromkeys((*rows, *reversed(behind))))
    return _Found(known, tuple(rows), whole=whole and len(known) == len(columns))


def _order(there: sqlite3.Connection, table: str) -> list[str]:
    """Return what the rows of a table lie in the order of."""
    try:
        there.execute(f'SELECT rowid FROM "{table}" LIMIT 0')  # noqa: S608 - a name of ours
    except sqlite3.Error as error:
        _pass_on_lock(error)
        keys = [(row[5], f'"{row[1]}"') for row in there.execute(f'PRAGMA table_info("{table}")') if row[5]]
        return [name for _, name in sorted(keys)]
    return ["rowid"]


def _read(there: sqlite3.Connection, query: str) -> tuple[list[Row], bool]:
    """Return the rows up to one that cannot be read, and whether there is none such."""
    rows: list[Row] = []
    try:
        for row in there.execute(query):
            rows.append(row)  # noqa: PERF402 - those before an error are wanted
    except sqlite3.Error as error:
        _pass_on_lock(error)
        return rows, False
    return rows, True


def _without_odd_rows(draft: DatabaseFile, found: Mapping[str, _Found]) -> dict[str, _Found]:
    """Return what was read without the rows in which a value is none of ours; a profile is never left out for one."""
    known = value_checks(draft)

    def fits(table: str, one: _Found, row: Row) -> bool:
        tests = {name: test for name, test in known.get(table, {}).items() if name in one.columns}
        return table == "profiles" or not odd_columns(tests, dict(zip(one.columns, row, strict=True)))

    return {
        name: _Found(one.columns, tuple(row for row in one.rows if fits(name, one, row)), one.whole)
        for name, one in found.items()
    }


def _remade(draft: DatabaseFile, left: Mapping[str, _Found]) -> int:
    """Make the behaviors anew without which what is left of the log does not fit; return how many."""
    named = {name: [dict(zip(one.columns, row, strict=True)) for row in one.rows] for name, one in left.items()}
    remade = 0
    with draft.connections.atomic():
        for behavior in lost_behaviors(draft, named):
            if _not_stored(draft, "behaviors", behavior, [tuple(behavior.values())]):
                continue
            remade += 1
            if (wish := put_away(named, behavior)) is not None:
                _not_stored(draft, "behavior_wishes", wish, [tuple(wish.values())])
    return remade


def _stored(draft: DatabaseFile, found: Mapping[str, _Found]) -> dict[str, _Found]:
    """Store the rows, and return those that do not fit; they may refer to rows that come later."""
    waiting = {name: list(one.rows) for name, one in found.items()}
    with draft.connections.atomic():
        while True:
            left = {name: _not_stored(draft, name, found[name].columns, rows) for name, rows in waiting.items()}
            counts = {name: len(rows) for name, rows in left.items()}
            if counts == {name: len(rows) for name, rows in waiting.items()}:
                return {name: replace(one, rows=tuple(left[name])) for name, one in found.items()}
            waiting = left


def _not_stored(draft: DatabaseFile, table: str, columns: Iterable[str], rows: Iterable[Row]) -> list[Row]:
    """Store those rows that fit by now, and return the others."""
    names = tuple(columns)
    into = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608 - as above
    left = []
    for row in rows:
        try:
            draft.connections.execute_sql(into, row)
        except (IntegrityError, DataError, OverflowError):
            left.append(row)
        except OperationalError as error:
            if not is_refused(error):  # the disk, say, and not the value
                raise
            left.append(row)
    return left
