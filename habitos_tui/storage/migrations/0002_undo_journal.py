"""The journal of what a person changed, for undo and redo.

`changes` has one row for a unit of work, `changed_rows` one for every row that it touched, in order, as images before
and after it. The tables of other scripts are watched by triggers that `storage/triggers.py` generates after the last
script has run; they insert into the view `journal`, whose own trigger here does the bookkeeping once for all of them.

A change is open while its transaction goes on, and replaying while it is undone or done again: what happens meanwhile
is no new change. The first row of a new change drops those that were undone. When a profile is deleted its rows go
without a trace.
"""

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

_STATEMENTS = (
    """
    CREATE TABLE changes (
        profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
        id INTEGER NOT NULL CHECK (id >= 1),
        state TEXT NOT NULL CHECK (state IN ('open', 'done', 'undone', 'replaying')),
        made_at TEXT NOT NULL CHECK (made_at GLOB '????-??-??T*+00:00'),
        label TEXT NOT NULL,
        PRIMARY KEY (profile_id, id)
    )
    """,
    "CREATE INDEX changes_by_state ON changes (profile_id, state, id)",
    "CREATE UNIQUE INDEX changes_open ON changes (profile_id) WHERE state = 'open'",
    """
    CREATE TABLE changed_rows (
        profile_id TEXT NOT NULL,
        change INTEGER NOT NULL,
        place INTEGER NOT NULL,
        table_name TEXT NOT NULL,
        before TEXT,
        after TEXT,
        PRIMARY KEY (profile_id, change, place),
        FOREIGN KEY (profile_id, change) REFERENCES changes (profile_id, id) ON DELETE CASCADE,
        CHECK (before IS NOT NULL OR after IS NOT NULL)
    )
    """,
    "CREATE VIEW journal AS SELECT profile_id, table_name, before, after FROM changed_rows",
    """
    CREATE TRIGGER journal_entry INSTEAD OF INSERT ON journal
    WHEN NEW.before IS NOT NEW.after
        AND EXISTS (SELECT 1 FROM profiles WHERE id = NEW.profile_id)
        AND NOT EXISTS (SELECT 1 FROM changes WHERE profile_id = NEW.profile_id AND state = 'replaying')
    BEGIN
        DELETE FROM changes WHERE profile_id = NEW.profile_id AND state = 'undone';
        INSERT INTO changes (profile_id, id, state, made_at, label)
            SELECT
                NEW.profile_id,
                coalesce((SELECT max(id) FROM changes WHERE profile_id = NEW.profile_id), 0) + 1,
                'open',
                strftime('%Y-%m-%dT%H:%M:%f000+00:00', 'now'),
                ''
            WHERE NOT EXISTS (SELECT 1 FROM changes WHERE profile_id = NEW.profile_id AND state = 'open');
        INSERT INTO changed_rows (profile_id, change, place, table_name, before, after)
            SELECT
                NEW.profile_id,
                id,
                coalesce(
                    (SELECT max(place) FROM changed_rows WHERE profile_id = NEW.profile_id AND change = changes.id), 0
                ) + 1,
                NEW.table_name,
                NEW.before,
                NEW.after
            FROM changes WHERE profile_id = NEW.profile_id AND state = 'open';
    END
    """,
)


def up(_migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Create the journal."""
    for statement in _STATEMENTS:
        db.execute_sql(statement)
