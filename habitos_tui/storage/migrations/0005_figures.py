"""Indexes that hold all that sums over the log need, so that no row has to be read for them.

They begin with profile and day: whatever is summed up is summed up over a stretch of days.
"""

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

_STATEMENTS = (
    """
    CREATE INDEX completions_figures
        ON completions (profile_id, day, behavior, minutes, rating, slot, planned_minutes)
    """,
    "CREATE INDEX planned_sessions_figures ON planned_sessions (profile_id, day, behavior, slot, id)",
)


def up(_migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Create the indexes."""
    for statement in _STATEMENTS:
        db.execute_sql(statement)
