"""Busy time of one day only, and single days on which weekly busy time is free."""

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

_STATEMENTS = (
    """
    CREATE TABLE dated_busy (
        profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
        id TEXT NOT NULL CHECK (length(id) = 32),
        day TEXT NOT NULL CHECK (day IS date(day, '+0 days')),
        start INTEGER NOT NULL CHECK (start BETWEEN 0 AND 1800),
        end INTEGER NOT NULL CHECK (end BETWEEN 0 AND 1800),
        title TEXT NOT NULL CHECK (length(title) <= 200),
        PRIMARY KEY (profile_id, id),
        CHECK (start < end)
    )
    """,
    "CREATE INDEX dated_busy_in_order ON dated_busy (profile_id, day, start, id)",
    """
    CREATE TABLE busy_days_off (
        profile_id TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day IS date(day, '+0 days')),
        busy TEXT NOT NULL,
        PRIMARY KEY (profile_id, day, busy),
        FOREIGN KEY (profile_id, busy) REFERENCES busy_blocks (profile_id, id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX busy_days_off_by_block ON busy_days_off (profile_id, busy)",
)


def up(_migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Create the tables and their indexes."""
    for statement in _STATEMENTS:
        db.execute_sql(statement)
