"""Whether a profile wants its plans to learn from the log, and of which behaviors; and what learning reads.

The index holds all that is asked of completions that fulfil no session, so that no row has to be read for it.
"""

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

_STATEMENTS = (
    "ALTER TABLE profiles ADD COLUMN learning INTEGER NOT NULL DEFAULT 1 CHECK (learning IN (0, 1))",
    "ALTER TABLE behaviors ADD COLUMN learning INTEGER NOT NULL DEFAULT 1 CHECK (learning IN (0, 1))",
    """
    CREATE INDEX completions_unplanned
        ON completions (profile_id, day, behavior, slot, session) WHERE session IS NULL
    """,
)


def up(_migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Add the columns and the index."""
    for statement in _STATEMENTS:
        db.execute_sql(statement)
