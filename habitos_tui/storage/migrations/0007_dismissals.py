"""Suggestions that a person does not want to see for a while."""

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator


def up(_migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Create the table."""
    db.execute_sql(
        """
        CREATE TABLE dismissals (
            profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
            suggestion TEXT NOT NULL CHECK (length(suggestion) BETWEEN 1 AND 200),
            until TEXT NOT NULL CHECK (until IS date(until, '+0 days')),
            PRIMARY KEY (profile_id, suggestion)
        )
        """
    )
