"""The triggers that write the undo journal, generated from the schema: no table and no column can be forgotten.

Every table with a `profile_id` is watched but for notes about use, and the preferences in `profiles`. The image of a
row is the JSON list of its columns in the order of the schema; an upgrade generates the triggers anew and begins an
empty journal, because an image of before would not fit.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from peewee import SqliteDatabase

JOURNAL: Final = frozenset({"changes", "changed_rows", "row_changes"})
"""The tables that triggers write: what was changed, for undo, and when each row was changed last."""

NOTES: Final = frozenset({"seen_days", "offered_reviews"})
"""What the program notes about its use: no change of the person's, and none that undo could stumble over."""

HELD_BACK: Final[Mapping[str, frozenset[str]]] = {
    "profiles": frozenset({"name", "name_key", "password_hash"}),
    "optimization_runs": frozenset({"problem", "plan"}),
}
"""Columns that undo leaves alone. Without them a row could not be restored, so only changes of the others are recorded:
creating and deleting profiles and runs cannot be undone."""

_EVENTS: Final = ("INSERT", "UPDATE", "DELETE")
_PREFIX: Final = "watch_"


@dataclass(frozen=True, slots=True)
class Watched:
    """A table whose changes are in the journal."""

    table: str
    owner: str
    """The column with the profile."""
    columns: tuple[str, ...]
    """Those of an image, in its order."""
    key: tuple[str, ...]
    reals: frozenset[str]
    events: tuple[str, ...]

    def image(self, text: str | None) -> dict[str, Any] | None:
        """Return the values of a stored image by column; None for a row that is not there."""
        if text is None:
            return None
        row = dict(zip(self.columns, json.loads(text), strict=True))
        return row | {name: float(row[name]) for name in self.reals if row[name] is not None}

    def triggers(self) -> Iterator[tuple[str, str]]:
        """Yield name and statement of each trigger that watches the table."""
        for event in self.events:
            before = "NULL" if event == "INSERT" else self._packed("OLD")
            after = "NULL" if event == "DELETE" else self._packed("NEW")
            row = "OLD" if event == "DELETE" else "NEW"
            old_key = "NULL" if event == "INSERT" else self._key("OLD")
            new_key = "NULL" if event == "DELETE" else self._key("NEW")
            values = f"{row}.{self.owner}, '{self.table}', {before}, {after}, {old_key}, {new_key}"
            entry = f"INSERT INTO journal VALUES ({values})"  # noqa: S608 - names of the schema, nothing a person typed
            name = f"{_PREFIX}{self.table}_{event.lower()}"
            yield name, f"CREATE TRIGGER {name} AFTER {event} ON {self.table} BEGIN {entry}; END"

    def _packed(self, row: str) -> str:
        return f"json_array({', '.join(self._value(row, name) for name in self.columns)})"

    def _key(self, row: str) -> str:
        """Return the expression for what tells a row from the others of its profile."""
        names = (f'{row}."{name}"' for name in self.key if name != self.owner)
        return f"json_array({', '.join(names)})"

    def _value(self, row: str, name: str) -> str:
        """Return the expression for a column; SQLite's JSON would round a float to 15 digits."""
        value = f'{row}."{name}"'
        return f"CASE WHEN {value} IS NOT NULL THEN printf('%!.20e', {value}) END" if name in self.reals else value


def watched_tables(connections: SqliteDatabase) -> dict[str, Watched]:
    """Return what there is to watch in the open database, by table."""
    found = {}
    for table in connections.get_tables():
        columns = connections.get_columns(table)
        names = [column.name for column in columns]
        owner = "id" if table == "profiles" else "profile_id"
        if table in JOURNAL | NOTES or owner not in names:
            continue
        held_back = HELD_BACK.get(table, frozenset())
        found[table] = Watched(
            table,
            owner,
            tuple(name for name in names if name not in held_back),
            tuple(column.name for column in columns if column.primary_key),
            frozenset(column.name for column in columns if column.data_type == "REAL") - held_back,
            ("UPDATE",) if held_back else _EVENTS,
        )
    return found


def expected_triggers(connections: SqliteDatabase) -> dict[str, str]:
    """Return the statements that watch the open database, by the name of the trigger."""
    return dict(trigger for table in watched_tables(connections).values() for trigger in table.triggers())


def stop_watching(connections: SqliteDatabase) -> None:
    """Drop the triggers and empty the journal: what a migration changes cannot be undone."""
    named = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name GLOB ?"
    for (name,) in connections.execute_sql(named, (f"{_PREFIX}*",)).fetchall():
        connections.execute_sql(f"DROP TRIGGER {name}")
    if "changes" in connections.get_tables():
        connections.execute_sql("DELETE FROM changes")


def watch(connections: SqliteDatabase) -> None:
    """Watch every table there is to watch, and none that was watched under an older schema."""
    with connections.atomic():
        stop_watching(connections)
        for statement in expected_triggers(connections).values():
            connections.execute_sql(statement)
