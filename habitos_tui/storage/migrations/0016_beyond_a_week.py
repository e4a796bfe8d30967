"""What is wanted of a behavior beyond one week: its rhythm, season, task, tags and amounts, and when it pauses.

What is there has none of it.
"""

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

_RHYTHM = "rhythm TEXT CHECK (rhythm IS NULL OR json_valid(rhythm))"
_SEASON = "season TEXT CHECK (season IS NULL OR json_valid(season))"

_STATEMENTS = (
    f"ALTER TABLE behaviors ADD COLUMN {_RHYTHM}",
    f"ALTER TABLE behaviors ADD COLUMN {_SEASON}",
    "ALTER TABLE behaviors ADD COLUMN task TEXT CHECK (task IS NULL OR json_valid(task))",
    "ALTER TABLE behaviors ADD COLUMN tags TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags))",
    "ALTER TABLE behaviors ADD COLUMN unit TEXT CHECK (unit IS NULL OR length(unit) BETWEEN 1 AND 30)",
    "ALTER TABLE behaviors ADD COLUMN amount REAL CHECK (amount IS NULL OR (amount > 0 AND amount <= 1000000))",
    f"ALTER TABLE behavior_wishes ADD COLUMN {_RHYTHM}",
    f"ALTER TABLE behavior_wishes ADD COLUMN {_SEASON}",
    "ALTER TABLE completions ADD COLUMN amount REAL CHECK (amount IS NULL OR (amount > 0 AND amount <= 1000000))",
    """
    ALTER TABLE completions ADD COLUMN unit TEXT
        CHECK ((unit IS NULL) = (amount IS NULL) AND (unit IS NULL OR length(unit) BETWEEN 1 AND 30))
    """,
    """
    CREATE INDEX completions_amounts ON completions (profile_id, day, behavior, unit, amount)
        WHERE amount IS NOT NULL
    """,
    """
    CREATE TABLE pauses (
        profile_id TEXT NOT NULL,
        id TEXT NOT NULL CHECK (length(id) = 32),
        behavior TEXT NOT NULL,
        first TEXT NOT NULL CHECK (first IS date(first, '+0 days')),
        last TEXT CHECK (last IS NULL OR (last IS date(last, '+0 days') AND first <= last)),
        note TEXT NOT NULL CHECK (length(note) <= 2000),
        PRIMARY KEY (profile_id, id),
        FOREIGN KEY (profile_id, behavior) REFERENCES behaviors (profile_id, id)
            ON DELETE CASCADE ON UPDATE CASCADE
    )
    """,
    "CREATE INDEX pauses_by_behavior ON pauses (profile_id, behavior, first, id, last)",
    "CREATE INDEX pauses_newest ON pauses (profile_id, coalesce(last, first), first, id)",
)


def up(_migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Add the columns and the table."""
    for statement in _STATEMENTS:
        db.execute_sql(statement)
