"""On which weekday weeks began when, so that another one cuts no week anew that is over.

Each row holds from its day on, which is the first of a week; the first holds since ever. What is there becomes that
one: past weeks stay as they were cut up to now.
"""

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

_STATEMENTS = (
    """
    CREATE TABLE week_starts (
        profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
        since TEXT NOT NULL CHECK (since IS date(since, '+0 days')),
        weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
        PRIMARY KEY (profile_id, since)
    ) WITHOUT ROWID
    """,
    "INSERT INTO week_starts SELECT id, '0001-01-01', week_start FROM profiles",
)


def up(_migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Create the table and fill it with the weekday of now."""
    for statement in _STATEMENTS:
        db.execute_sql(statement)
