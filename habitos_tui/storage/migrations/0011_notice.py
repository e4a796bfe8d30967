"""How soon from now a plan begins something new at the earliest."""

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator


def up(_migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Add the column with the usual notice."""
    db.execute_sql(
        "ALTER TABLE profiles ADD COLUMN notice_minutes INTEGER NOT NULL DEFAULT 15 "
        "CHECK (notice_minutes BETWEEN 0 AND 1440)"
    )
