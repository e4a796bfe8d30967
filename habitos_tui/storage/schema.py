"""What an undamaged file consists of: every table, index and trigger, with the statement that created it.

Reading them takes a fraction of a millisecond, so every start does. How they should be is what the migrations make of
a new file; that takes longer, and is needed only for a file that is not as usual.
"""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final

from peewee import SqliteDatabase

from habitos_tui.storage.cursors import fetched

Schema = Mapping[tuple[str, str], str]
"""The statement of each part by its kind (table, index, trigger) and its name."""

HISTORY: Final = "schema_migration"
"""The table in which peewee notes the scripts that ran; its statement and its index are made by peewee."""

_MISSING_WHOLE: Final = ("is missing, with its indexes and triggers", "are missing, with their indexes and triggers")

MAX_PARTS: Final = 3
"""That are named one by one."""

USUAL: Final[Mapping[int, str]] = {
    26: "724dcd084c613029917e77a47e96f578e88540b752ad67a4cc9e819cdbd39cff",
}
"""The digest of the schema of this version; a start without it is slower, and as strict."""


def found_schema(connections: SqliteDatabase) -> Schema:
    """Return the parts of the open file; SQLite's own, which nothing creates, are left out."""
    query = """
        SELECT type, name, sql FROM sqlite_master
        WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND NOT (type = 'index' AND tbl_name = ?)
    """
    return {
        (str(kind), str(name)): "" if name == HISTORY else " ".join(str(sql).split())
        for kind, name, sql in fetched(connections, query, (HISTORY,))
    }


def unnamed_scripts(connections: SqliteDatabase, schema: Schema, migrations: Path, version: int) -> list[str]:
    """Return the scripts up to `version` that the open file does not name; none for one without the table.

    Whoever goes by that table would run these once more.
    """
    if ("table", HISTORY) not in schema:
        return []
    named = {str(name) for (name,) in fetched(connections, "SELECT name FROM schema_migration")}
    scripts = sorted(script.stem for script in migrations.glob("[0-9]*.py"))
    return [script for script in scripts if int(script[:4]) <= version and script not in named]


def digest(schema: Schema) -> str:
    """Return the same text for the same schema, in whatever order its parts were made."""
    return sha256(repr(sorted(schema.items())).encode()).hexdigest()


def is_usual(schema: Schema, version: int) -> bool:
    """Tell whether a schema is known to be that of a version; one with an index that was added by hand is not."""
    return USUAL.get(version) == digest(schema)


def is_trigger(part: tuple[str, str]) -> bool:
    """Tell whether a part is a trigger, which an upgrade makes anew."""
    return part[0] == "trigger"


def lacking(found: Schema, wanted: Schema) -> str:
    """Return what of `wanted` is missing or another one, as a clause; "" when nothing is."""
    gone = sorted(part for part in wanted if part not in found)
    tables = {name for kind, name in gone if kind == "table"}
    missing = [part for part in gone if part[0] == "table" or _table_of(wanted[part]) not in tables]
    changed = sorted(part for part, text in wanted.items() if found.get(part, text) != text)
    clauses = [
        _clause(missing, _MISSING_WHOLE if len(missing) < len(gone) else ("is missing", "are missing")),
        _clause(changed, ("is not as it was made", "are not as they were made")),
    ]
    return "; ".join(clause for clause in clauses if clause)


def _table_of(statement: str) -> str:
    """Return the table that an index or a trigger belongs to."""
    return statement.partition(" ON ")[2].split(" ")[0].strip('"`[]')


def _clause(parts: list[tuple[str, str]], fault: tuple[str, str]) -> str:
    """Return the fault of one part or of several."""
    if not parts:
        return ""
    named = [f"the {kind} {name}" for kind, name in parts[:MAX_PARTS]]
    more = len(parts) - len(named)
    return f"{', '.join(named)}{f' and {more} more' if more else ''} {fault[0] if len(parts) == 1 else fault[1]}"
