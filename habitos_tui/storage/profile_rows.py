"""Everything of one profile as rows, whatever tables there are: for files that a profile travels in.

A new table or column is covered without being mentioned, as in the undo journal, which itself stays behind: it speaks
of this file's past.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from peewee import SqliteDatabase

from habitos_tui.storage.cursors import fetched
from habitos_tui.storage.database import Database
from habitos_tui.storage.triggers import JOURNAL

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]

PROFILES: Final = "profiles"
_OWNER: Final = "profile_id"
_JSON: Final = re.compile(r'json_(?:valid|array_length|type)\("?(\w+)"?')
"""How a CHECK tells that a column holds JSON."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """When a row was changed last, or went, as text in UTC."""

    table: str
    key: tuple[Any, ...]
    at: str
    gone: bool


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns of a table that name a row of another one of the same profile, by its key."""

    table: str
    columns: tuple[str, ...]
    parent: str


@dataclass(frozen=True, slots=True)
class ProfileRows:
    """A profile and all that belongs to it: values as SQLite has them, but JSON as what it stands for."""

    profile: Row
    tables: Tables
    changes: Sequence[RowChange] = ()
    """Nothing of rows that were not changed since that is noted."""


@dataclass(frozen=True, slots=True)
class TableShape:
    """A table whose rows belong to a profile, without the column that says so."""

    name: str
    columns: Mapping[str, str]
    """Type by name, in the order of the schema."""
    optional: frozenset[str]
    """Columns that may be empty."""
    key: tuple[str, ...]
    """What tells a row from the others of its profile."""
    json: frozenset[str]

    def key_of(self, row: Row) -> tuple[Any, ...]:
        """Return what tells the row from others."""
        return tuple(row[name] for name in self.key)


def shapes(connections: SqliteDatabase) -> dict[str, TableShape]:
    """Return the tables of the open database whose rows belong to a profile, and that of the profiles, by name."""
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name"
    found = (_shape(connections, str(name), str(sql)) for name, sql in fetched(connections, query))
    return {shape.name: shape for shape in found if shape is not None}


def _shape(connections: SqliteDatabase, table: str, sql: str) -> TableShape | None:
    about = fetched(connections, f"PRAGMA table_info({table})")
    owner = "id" if table == PROFILES else _OWNER
    names = [str(name) for _, name, *_ in about]
    if table in JOURNAL or owner not in names:
        return None
    rest = [entry for entry in about if entry[1] != owner]
    return TableShape(
        table,
        {str(name): str(kind) for _, name, kind, *_ in rest},
        frozenset(str(name) for _, name, _, needed, default, key in rest if not needed and not key),
        tuple(str(entry[1]) for entry in sorted(rest, key=lambda entry: entry[5]) if entry[5]),
        frozenset(_JSON.findall(sql)) & set(names),
    )


def read_rows(database: Database, profile_id: UUID) -> ProfileRows:
    """Return everything of a profile, each table in the order of its keys."""
    with database.reading():
        known = shapes(database.connections)
        tables = {name: list(_rows(database, shape, profile_id)) for name, shape in known.items()}
        changes = list(_changes(database, profile_id))
    (profile,) = tables.pop(PROFILES)
    return ProfileRows(profile, tables, changes)


def references(connections: SqliteDatabase) -> Iterator[ForeignKey]:
    """Yield what rows of a profile refer to, other than the profile, with columns in the order of the parent's key."""
    known = shapes(connections)
    for table in known:
        found: dict[int, dict[str, str]] = {}
        parents: dict[int, str] = {}
        for number, _, parent, column, target, *_ in fetched(connections, f"PRAGMA foreign_key_list({table})"):
            found.setdefault(int(number), {})[str(target)] = str(column)
            parents[int(number)] = str(parent)
        for number, columns in found.items():
            if parents[number] != PROFILES:
                yield ForeignKey(table, tuple(columns[name] for name in known[parents[number]].key), parents[number])


_CHANGES: Final = "SELECT table_name, key, changed_at, gone FROM row_changes WHERE profile_id = :profile ORDER BY 1, 2"


def _changes(database: Database, profile_id: UUID) -> Iterator[RowChange]:
    for table, key, at, gone in database.select(_CHANGES, {"profile": profile_id.hex}):
        yield RowChange(str(table), tuple(json.loads(key)), str(at), gone=bool(gone))


def put_changes(database: Database, profile_id: UUID, changes: Iterable[RowChange]) -> None:
    """Note when rows were changed, in the place of what is noted of these; triggers have noted the present moment."""
    sql = "INSERT OR REPLACE INTO row_changes (profile_id, table_name, key, changed_at, gone) VALUES (?, ?, ?, ?, ?)"
    with database.unit():
        for change in changes:
            key = json.dumps(change.key, ensure_ascii=False, separators=(",", ":"))
            values = (profile_id.hex, change.table, key, change.at, int(change.gone))
            database.connections.execute_sql(sql, values)


def apply_rows(database: Database, profile_id: UUID, rows: Mapping[tuple[str, tuple[Any, ...]], Row]) -> None:
    """Make these the rows of a profile that is there, by table and key; in one unit of work.

    What goes is deleted first, since it may take along what it belonged to, which then comes back.
    """
    with database.unit():
        database.connections.pragma("defer_foreign_keys", 1)
        known = shapes(database.connections)
        for table, key in _present(database, profile_id, known).keys() - rows.keys():
            _write(database, _delete(known[table]), profile_id, dict(zip(known[table].key, key, strict=True)))
        present = _present(database, profile_id, known)
        for place, row in rows.items():
            if place not in present:
                insert_row(database, place[0], profile_id, row)
            elif any(present[place][name] != value for name, value in row.items()):
                _write(database, _update(known[place[0]], tuple(row)), profile_id, row)


def _present(
    database: Database, profile_id: UUID, known: Mapping[str, TableShape]
) -> dict[tuple[str, tuple[Any, ...]], Row]:
    return {
        (name, shape.key_of(row)): row for name, shape in known.items() for row in _rows(database, shape, profile_id)
    }


def _write(database: Database, sql: str, profile_id: UUID, row: Row) -> None:
    values = {name: stored(value) for name, value in row.items()} | {"profile": profile_id.hex}
    database.connections.execute_sql(sql, values)


def _delete(shape: TableShape) -> str:
    return f'DELETE FROM "{shape.name}" WHERE {_where(shape)}'  # noqa: S608 - names of the schema


def _update(shape: TableShape, columns: tuple[str, ...]) -> str:
    values = ", ".join(f'"{name}" = :{name}' for name in columns if name not in shape.key)
    return f'UPDATE "{shape.name}" SET {values} WHERE {_where(shape)}'  # noqa: S608 - names of the schema


def _where(shape: TableShape) -> str:
    owner = "id" if shape.name == PROFILES else _OWNER
    return " AND ".join([f"{owner} = :profile", *(f'"{name}" = :{name}' for name in shape.key)])


def _rows(database: Database, shape: TableShape, profile_id: UUID) -> Iterator[Row]:
    columns = ", ".join(f'"{name}"' for name in shape.columns)
    owner = "id" if shape.name == PROFILES else _OWNER
    order = ", ".join(f'"{name}"' for name in shape.key) or owner
    sql = f'SELECT {columns} FROM "{shape.name}" WHERE {owner} = :profile ORDER BY {order}'  # noqa: S608 - names of the schema
    for values in database.select(sql, {"profile": profile_id.hex}):
        row = dict(zip(shape.columns, values, strict=True))
        yield row | {name: json.loads(row[name]) for name in shape.json if row[name] is not None}


def stored(value: Any) -> Any:
    """Return a value as SQLite keeps it: lists and objects as the text of their JSON."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def insert_row(database: Database, table: str, profile_id: UUID, row: Row) -> None:
    """Add a row of a profile; references are checked at the end of the unit of work."""
    owner = "id" if table == PROFILES else _OWNER
    values = {owner: profile_id.hex} | {name: stored(value) for name, value in row.items()}
    database.connections.execute_sql(_insert(table, tuple(values)), tuple(values.values()))


@lru_cache(maxsize=256)
def _insert(table: str, columns: tuple[str, ...]) -> str:
    names, places = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
    return f'INSERT INTO "{table}" ({names}) VALUES ({places})'  # noqa: S608 - names of the schema


def insert_profile(database: Database, profile_id: UUID, rows: ProfileRows) -> None:
    """Add a profile with everything that belongs to it, in one unit of work."""
    with database.unit():
        database.connections.pragma("defer_foreign_keys", 1)
        insert_row(database, PROFILES, profile_id, rows.profile)
        for table, entries in rows.tables.items():
            for entry in entries:
                insert_row(database, table, profile_id, entry)
        for table in ("changes", "row_changes"):  # what the triggers have noted is nothing that somebody did here
            database.connections.execute_sql(f"DELETE FROM {table} WHERE profile_id = ?", (profile_id.hex,))  # noqa: S608 - names of the schema
        put_changes(database, profile_id, rows.changes)
