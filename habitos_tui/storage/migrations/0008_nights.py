"""Busy time that lasts beyond six of the next morning: both tables are built again with wider bounds.

SQLite changes no constraint of a table that is there. Whoever runs this switches foreign keys off meanwhile: dropping
the old table would take the days off along that point to it.
"""

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

_WEEKLY = """
    CREATE TABLE busy_blocks_new (
        profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
        id TEXT NOT NULL CHECK (length(id) = 32),
        weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
        start INTEGER NOT NULL CHECK (start BETWEEN 0 AND 2880),
        end INTEGER NOT NULL CHECK (end BETWEEN 0 AND 2880),
        title TEXT NOT NULL CHECK (length(title) <= 200),
        PRIMARY KEY (profile_id, id),
        CHECK (start < end)
    )
"""

_DATED = """
    CREATE TABLE dated_busy_new (
        profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
        id TEXT NOT NULL CHECK (length(id) = 32),
        day TEXT NOT NULL CHECK (day IS date(day, '+0 days')),
        start INTEGER NOT NULL CHECK (start BETWEEN 0 AND 2880),
        end INTEGER NOT NULL CHECK (end BETWEEN 0 AND 2880),
        title TEXT NOT NULL CHECK (length(title) <= 200),
        PRIMARY KEY (profile_id, id),
        CHECK (start < end)
    )
"""

_STATEMENTS = (
    _WEEKLY,
    """
    INSERT INTO busy_blocks_new (profile_id, id, weekday, start, end, title)
        SELECT profile_id, id, weekday, start, end, title FROM busy_blocks
    """,
    "DROP TABLE busy_blocks",
    "ALTER TABLE busy_blocks_new RENAME TO busy_blocks",
    "CREATE INDEX busy_blocks_in_order ON busy_blocks (profile_id, weekday, start, id)",
    _DATED,
    """
    INSERT INTO dated_busy_new (profile_id, id, day, start, end, title)
        SELECT profile_id, id, day, start, end, title FROM dated_busy
    """,
    "DROP TABLE dated_busy",
    "ALTER TABLE dated_busy_new RENAME TO dated_busy",
    "CREATE INDEX dated_busy_in_order ON dated_busy (profile_id, day, start, id)",
)


def up(_migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Build the tables again."""
    for statement in _STATEMENTS:
        db.execute_sql(statement)
