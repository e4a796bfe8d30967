"""What all repositories of a profile share: every query they make begins with the profile."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from peewee import Delete, Expression, Select, Update, chunked, fn

from habitos_tui.errors import NotFoundError
from habitos_tui.storage.database import Database
from habitos_tui.storage.tables import Ordered, Owned

Row = dict[str, Any]

ROWS_AT_ONCE = 50
"""Rows in one INSERT: with 15 columns well below the 999 variables of older SQLite libraries."""

T = TypeVar("T")


class Repository:
    """Reads and writes the rows of one profile; a write that finds nothing to change is a NotFoundError."""

    def __init__(self, database: Database, profile_id: UUID) -> None:
        self._database = database
        self._profile_id = profile_id

    def _mine(self, table: type[Owned], **equal: object) -> Expression:
        """Return the condition that picks this profile's rows, those with `equal` values in their columns."""
        condition = table.profile_id == self._profile_id
        for column, value in equal.items():
            condition &= getattr(table, column) == value
        return condition

    def _select(self, table: type[Owned], columns: Iterable[str], **equal: object) -> Select:
        return table.select(*(getattr(table, column) for column in columns)).where(self._mine(table, **equal))

    def _exists(self, table: type[Owned], **equal: object) -> bool:
        return bool(self._database.rows(self._select(table, ["profile_id"], **equal).limit(1)))

    def _insert(self, table: type[Owned], rows: Iterable[Mapping[str, Any]]) -> None:
        owned = [{"profile_id": self._profile_id, **row} for row in rows]
        with self._database.unit():
            for some in chunked(owned, ROWS_AT_ONCE):
                self._database.run(table.insert_many(some))

    def _change(self, query: Update | Delete, what: str) -> None:
        """Run a query that must change a row of this profile; `what` names it when there is none."""
        if self._database.run(query) == 0:
            raise NotFoundError(f"There is no {what}.")

    def _update(self, table: type[Owned], what: str, values: Mapping[str, Any], **equal: object) -> None:
        self._change(table.update(dict(values)).where(self._mine(table, **equal)), what)

    def _delete(self, table: type[Owned], what: str, **equal: object) -> None:
        self._change(table.delete().where(self._mine(table, **equal)), what)

    def _next_position(self, table: type[Ordered]) -> int:
        position = fn.coalesce(fn.max(table.position) + 1, 0)
        return int(self._database.rows(table.select(position.alias("next")).where(self._mine(table)))[0]["next"])


def shifted(items: Sequence[T], item: T, steps: int) -> list[T]:
    """Return the items with one of them moved by `steps` places, no further than the ends of the list."""
    rest = [each for each in items if each != item]
    place = min(max(items.index(item) + steps, 0), len(rest))
    return [*rest[:place], item, *rest[place:]]
