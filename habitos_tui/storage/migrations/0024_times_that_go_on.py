"""A change counts as later than all that it was made after, whatever the clocks of two copies of a profile say.

Where the clock of one is slow, a change made there after the other's was brought in had the earlier time. It was lost
without a word when the two were brought together again. Now it gets a time right after the latest that is known: of
the row itself, and of all that was brought in.
"""

from typing import Final

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

_NOW: Final = "strftime('%Y-%m-%dT%H:%M:%f000+00:00', 'now')"


def _after(table: str, key: str) -> str:
    """Return the expression for a microsecond after the time of a row, "" where it has none."""
    digits = "min(999999, CAST(substr(changed_at, 21, 6) AS INTEGER) + 1)"
    return f"""ifnull((
        SELECT substr(changed_at, 1, 20) || printf('%06d', {digits}) || '+00:00' FROM row_changes
        WHERE profile_id = NEW.profile_id AND table_name = {table} AND key = {key}
    ), '')"""  # noqa: S608 - names of ours


def _noted(key: str, gone: int, condition: str) -> str:
    time = f"max({_NOW}, {_after('NEW.table_name', key)}, {_after(_EVERYTHING, _NO_KEY)})"
    return f"""
        INSERT INTO row_changes (profile_id, table_name, key, changed_at, gone)
            SELECT NEW.profile_id, NEW.table_name, {key}, {time}, {gone}
            WHERE {condition}
            ON CONFLICT (profile_id, table_name, key)
                DO UPDATE SET changed_at = excluded.changed_at, gone = excluded.gone;
    """


_EVERYTHING: Final = "''"
_NO_KEY: Final = "'[]'"
"""In the place of a row: up to when all changes of the other copy are known here."""

_STATEMENTS: Final = (
    "DROP TRIGGER journal_time",
    f"""
    CREATE TRIGGER journal_time INSTEAD OF INSERT ON journal
    WHEN NEW.before IS NOT NEW.after AND EXISTS (SELECT 1 FROM profiles WHERE id = NEW.profile_id)
    BEGIN
        {_noted("NEW.old_key", 1, "NEW.old_key IS NOT NULL AND NEW.old_key IS NOT NEW.new_key")}
        {_noted("NEW.new_key", 0, "NEW.new_key IS NOT NULL")}
    END
    """,  # noqa: S608 - names of ours
)


def up(_migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Let changes be timed anew."""
    for statement in _STATEMENTS:
        db.execute_sql(statement)
