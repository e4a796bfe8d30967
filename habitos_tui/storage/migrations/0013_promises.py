"""What a suggestion that was followed has promised, to be held against what came of it."""

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator


def up(_migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Create the table; `behaviors` are those concerned, none standing for all."""
    db.execute_sql(
        """
        CREATE TABLE promises (
            profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
            suggestion TEXT NOT NULL CHECK (length(suggestion) BETWEEN 1 AND 200),
            day TEXT NOT NULL CHECK (day IS date(day, '+0 days')),
            points REAL NOT NULL CHECK (points BETWEEN 0 AND 1000000),
            behaviors TEXT NOT NULL CHECK (json_valid(behaviors)),
            PRIMARY KEY (profile_id, suggestion, day)
        )
        """
    )
