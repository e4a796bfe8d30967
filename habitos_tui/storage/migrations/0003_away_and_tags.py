"""Days of absence, and the tags of what was done."""

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

_STATEMENTS = (
    """
    CREATE TABLE away (
        profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
        id TEXT NOT NULL CHECK (length(id) = 32),
        first TEXT NOT NULL CHECK (first IS date(first, '+0 days')),
        last TEXT NOT NULL CHECK (last IS date(last, '+0 days')),
        reason TEXT NOT NULL CHECK (reason IN ('vacation', 'illness', 'other')),
        note TEXT NOT NULL CHECK (length(note) <= 2000),
        PRIMARY KEY (profile_id, id),
        CHECK (first <= last AND last < date(first, '+366 days'))
    )
    """,
    "CREATE INDEX away_by_day ON away (profile_id, last, first, id)",
    """
    CREATE TABLE completion_tags (
        profile_id TEXT NOT NULL,
        completion TEXT NOT NULL,
        tag TEXT NOT NULL CHECK (trim(tag) = tag AND tag <> '' AND length(tag) <= 50),
        PRIMARY KEY (profile_id, completion, tag),
        FOREIGN KEY (profile_id, completion) REFERENCES completions (profile_id, id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX completion_tags_by_tag ON completion_tags (profile_id, tag, completion)",
)


def up(_migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Create the tables and their indexes."""
    for statement in _STATEMENTS:
        db.execute_sql(statement)
