"""What the app looks like and does for a person: theme, keys, solver, idle times.

It held for a machine, whoever used it there. Nobody has chosen anything yet: the settings of the machine go on to hold.
"""

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

_COLUMN = """
    ALTER TABLE profiles ADD COLUMN app TEXT NOT NULL DEFAULT '{}'
    CHECK (json_valid(app) AND json_type(app) = 'object' AND length(app) <= 200000)
"""


def up(_migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Add the column."""
    db.execute_sql(_COLUMN)
