"""Wrong passwords are counted by where they were tried, so that a guesser makes nobody wait but themselves.

How many were tried up to now is kept, to be told at the next login; from where is not known.
"""

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

_STATEMENTS = (
    # By name and not by profile: whoever tries names that do not exist must meet the same delays.
    """
    CREATE TABLE login_sources (
        name_key TEXT NOT NULL,
        source TEXT NOT NULL,
        failures INTEGER NOT NULL CHECK (failures >= 0),
        last_failed_at TEXT CHECK (last_failed_at GLOB '????-??-??T*+00:00'),
        last_login_at TEXT CHECK (last_login_at GLOB '????-??-??T*+00:00'),
        untold INTEGER NOT NULL CHECK (untold >= 0),
        PRIMARY KEY (name_key, source)
    )
    """,
    """
    CREATE TABLE login_buckets (
        name_key TEXT NOT NULL,
        bucket TEXT NOT NULL,
        level REAL NOT NULL CHECK (level BETWEEN 0 AND 1000),
        updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T*+00:00'),
        PRIMARY KEY (name_key, bucket)
    )
    """,
    """
    CREATE TABLE login_notices (
        name_key TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('unlocked', 'reset')),
        at TEXT NOT NULL CHECK (at GLOB '????-??-??T*+00:00'),
        PRIMARY KEY (name_key, kind)
    )
    """,
    """
    INSERT INTO login_sources (name_key, source, failures, last_failed_at, last_login_at, untold)
        SELECT name_key, '', 0, last_at, NULL, failures FROM login_attempts
        WHERE name_key IN (SELECT name_key FROM profiles)
    """,
    "DROP TABLE login_attempts",
)


def up(_migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Create the tables, and move the counts into them."""
    for statement in _STATEMENTS:
        db.execute_sql(statement)
