"""Whether a change took something away, which only its label told before.

No row has to be read for it: every upgrade begins an empty journal.
"""

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator


def up(_migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Add the column; a change is an ordinary one until it is named."""
    db.execute_sql(
        "ALTER TABLE changes ADD COLUMN kind TEXT NOT NULL DEFAULT 'change' CHECK (kind IN ('change', 'deletion'))"
    )
