"""What a database holds, in a form in which two of the same contents are equal."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Final

Contents = Mapping[str, frozenset[tuple[object, ...]]]
"""The rows of each table, and what the schema says."""

_TIMED: Final = {
    "changes": {"made_at"},
    "row_changes": {"changed_at"},
    "schema_migration": {"applied"},
    "optimization_runs": {"started_at", "seconds", "plan"},
}
"""Columns in which is how late it was, or how long something took: they differ however often the same is done."""
_SCHEMA: Final = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%'"


def contents_of(path: Path) -> Contents:
    """Return everything in a sound database but moments and durations; AssertionError for one that is not sound."""
    assert path.is_file(), "there is no database"
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as connection:
        assert_sound(connection)
        schema = connection.execute(_SCHEMA).fetchall()
        tables = [name for kind, name, _ in schema if kind == "table"]
        return {"": frozenset(schema)} | {table: _rows(connection, table) for table in tables}


def _rows(connection: sqlite3.Connection, table: str) -> frozenset[tuple[object, ...]]:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    chosen = ", ".join(name for name in columns if name not in _TIMED.get(table, ()))
    # The journal has whole rows of other tables, with the moments and durations in them.
    where = " WHERE table_name != 'optimization_runs'" if "table_name" in columns else ""
    return frozenset(connection.execute(f"SELECT {chosen} FROM {table}{where}"))


def difference(found: Contents, wanted: Contents) -> str:
    """Say in which tables two contents differ, and by how many rows."""
    tables = sorted(found.keys() | wanted.keys())
    pairs = ((table or "schema", found.get(table, frozenset()), wanted.get(table, frozenset())) for table in tables)
    return ", ".join(f"{name} +{len(a - b)} -{len(b - a)}" for name, a, b in pairs if a != b) or "none"


def assert_sound(connection: sqlite3.Connection) -> None:
    """Raise AssertionError with what SQLite finds wrong."""
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "the database is damaged"
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == [], "a reference leads nowhere"
