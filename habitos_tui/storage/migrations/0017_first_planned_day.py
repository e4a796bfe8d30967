"""Behaviors find their planned sessions in the order of days, so that the first of each is the beginning of a stretch.

Without the day in the index every session that ever was planned had to be looked at for it.
"""

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

_STATEMENTS = (
    "DROP INDEX planned_sessions_by_behavior",
    "CREATE INDEX planned_sessions_by_behavior ON planned_sessions (profile_id, behavior, day)",
)


def up(_migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Put the index in the place of the one without the day."""
    for statement in _STATEMENTS:
        db.execute_sql(statement)
