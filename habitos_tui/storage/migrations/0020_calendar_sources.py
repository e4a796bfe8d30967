"""Calendars that are read again and again, and which busy time of single dates comes from them.

What is there comes from none.
"""

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

_STATEMENTS = (
    """
    CREATE TABLE calendar_sources (
        profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
        id TEXT NOT NULL CHECK (length(id) = 32),
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
        location TEXT NOT NULL CHECK (length(location) BETWEEN 1 AND 4096),
        whole_days INTEGER NOT NULL CHECK (whole_days IN (0, 1)),
        calendars TEXT NOT NULL CHECK (json_valid(calendars)),
        titles TEXT NOT NULL CHECK (json_valid(titles)),
        without TEXT NOT NULL CHECK (json_valid(without)),
        read_at TEXT,
        PRIMARY KEY (profile_id, id)
    )
    """,
    "ALTER TABLE dated_busy ADD COLUMN source TEXT CHECK (source IS NULL OR length(source) = 32)",
    "ALTER TABLE dated_busy ADD COLUMN event TEXT NOT NULL DEFAULT '' CHECK (length(event) <= 80)",
    "ALTER TABLE dated_busy ADD COLUMN freed INTEGER NOT NULL DEFAULT 0 CHECK (freed IN (0, 1))",
    "CREATE INDEX dated_busy_of_source ON dated_busy (profile_id, source, day) WHERE source IS NOT NULL",
)


def up(_migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Create the table and add the columns."""
    for statement in _STATEMENTS:
        db.execute_sql(statement)
