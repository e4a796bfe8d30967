"""Whether a person is told, in the first days, what there is; those who are there already may be as well."""

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

_COLUMN = "ALTER TABLE profiles ADD COLUMN hints INTEGER NOT NULL DEFAULT 1 CHECK (hints IN (0, 1))"


def up(_migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Add the column."""
    db.execute_sql(_COLUMN)
