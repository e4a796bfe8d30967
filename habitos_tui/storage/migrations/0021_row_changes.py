"""When each row was changed last, or went, so that two copies of a profile can be brought together.

The journal forgets what is long ago, and does not tell what undo did when; this has one row for each that was ever
touched. What is there already has no time: it counts as older than whatever changes from now on.
"""

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

_STATEMENTS = (
    """
    CREATE TABLE row_changes (
        profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
        table_name TEXT NOT NULL,
        key TEXT NOT NULL CHECK (json_valid(key)),
        changed_at TEXT NOT NULL CHECK (changed_at GLOB '????-??-??T*+00:00'),
        gone INTEGER NOT NULL CHECK (gone IN (0, 1)),
        PRIMARY KEY (profile_id, table_name, key)
    ) WITHOUT ROWID
    """,
    "DROP VIEW journal",
    """
    CREATE VIEW journal AS
        SELECT profile_id, table_name, before, after, NULL AS old_key, NULL AS new_key FROM changed_rows
    """,
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
    """
    CREATE TRIGGER journal_time INSTEAD OF INSERT ON journal
    WHEN NEW.before IS NOT NEW.after AND EXISTS (SELECT 1 FROM profiles WHERE id = NEW.profile_id)
    BEGIN
        INSERT INTO row_changes (profile_id, table_name, key, changed_at, gone)
            SELECT NEW.profile_id, NEW.table_name, NEW.old_key, strftime('%Y-%m-%dT%H:%M:%f000+00:00', 'now'), 1
            WHERE NEW.old_key IS NOT NULL AND NEW.old_key IS NOT NEW.new_key
            ON CONFLICT (profile_id, table_name, key)
                DO UPDATE SET changed_at = excluded.changed_at, gone = excluded.gone;
        INSERT INTO row_changes (profile_id, table_name, key, changed_at, gone)
            SELECT NEW.profile_id, NEW.table_name, NEW.new_key, strftime('%Y-%m-%dT%H:%M:%f000+00:00', 'now'), 0
            WHERE NEW.new_key IS NOT NULL
            ON CONFLICT (profile_id, table_name, key)
                DO UPDATE SET changed_at = excluded.changed_at, gone = excluded.gone;
    END
    """,
)


def up(_migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Create the table, and let what is journalled be timed as well."""
    for statement in _STATEMENTS:
        db.execute_sql(statement)
