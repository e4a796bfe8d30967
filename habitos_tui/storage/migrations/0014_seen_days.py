"""On which days a profile was looked at, so that a day nobody was there is not taken for one that was missed."""

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator


def up(_migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Create the table; what is before its first day is not known."""
    db.execute_sql(
        """
        CREATE TABLE seen_days (
            profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
            day TEXT NOT NULL CHECK (day IS date(day, '+0 days')),
            how TEXT NOT NULL CHECK (how IN ('used', 'missed', 'asked')),
            PRIMARY KEY (profile_id, day)
        )
        """
    )
