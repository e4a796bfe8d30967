"""Of which weeks a review was offered, so that it is offered once."""

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator


def up(_migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Create the table, empty: the last whole week is offered once after the upgrade as well."""
    db.execute_sql(
        """
        CREATE TABLE offered_reviews (
            profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
            week TEXT NOT NULL CHECK (week IS date(week, '+0 days')),
            PRIMARY KEY (profile_id, week)
        )
        """
    )
