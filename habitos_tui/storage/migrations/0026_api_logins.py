"""Programs stay logged in to the HTTP API by a token that is exchanged for a new one each time it is used.

The table has no `profile_id`: what is logged in on this machine is no part of a profile that travels in a file, and no
change that undo takes back.
"""

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

_STATEMENTS = (
    """
    CREATE TABLE api_logins (
        id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
        owner_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
        password_mark TEXT NOT NULL CHECK (length(password_mark) = 64 AND password_mark NOT GLOB '*[^0-9a-f]*'),
        exchanges INTEGER NOT NULL CHECK (exchanges >= 0),
        used_at TEXT NOT NULL CHECK (used_at GLOB '????-??-??T*+00:00'),
        expires_at TEXT NOT NULL CHECK (expires_at GLOB '????-??-??T*+00:00')
    )
    """,
    "CREATE INDEX api_logins_of_owner ON api_logins (owner_id, used_at)",
    "CREATE INDEX api_logins_by_end ON api_logins (expires_at)",
)


def up(_migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Create the table."""
    for statement in _STATEMENTS:
        db.execute_sql(statement)
