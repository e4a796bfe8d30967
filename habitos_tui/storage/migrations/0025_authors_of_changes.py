"""Whether a change was made by the person or by an assistant that works for them.

No row has to be read for it: every upgrade begins an empty journal.
"""

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator


def up(_migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Add the column; a change is the person's own unless it is said otherwise when it is named."""
    db.execute_sql(
        "ALTER TABLE changes ADD COLUMN author TEXT NOT NULL DEFAULT 'person' CHECK (author IN ('person', 'assistant'))"
    )
