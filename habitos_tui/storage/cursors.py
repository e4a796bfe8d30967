"""Reads all that a statement yields, and leaves nothing of it open.

A statement that stays half read, as when a value cannot be decoded, would keep its connection and its lock on the file
for as long as anything refers to the error.
"""

from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import Any

from peewee import SelectBase, SqliteDatabase


def fetched(
    connections: SqliteDatabase, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()
) -> list[tuple[Any, ...]]:
    """Return the rows that a statement yields, as SQLite has them."""
    with closing(connections.execute_sql(sql, parameters)) as cursor:
        return list(cursor.fetchall())


def converted(connections: SqliteDatabase, query: SelectBase) -> list[dict[str, Any]]:
    """Return the rows that a query selects, by column, as their fields read them."""
    found = query.dicts().execute(connections)
    with closing(found.cursor):
        return list(found)
