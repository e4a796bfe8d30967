"""What was wanted when: targets, rhythms, minutes, energy, impacts and activity of behaviors, weights, energy budgets.

Each row holds from its day until the day of the next one; the first holds since ever. What is there becomes the first
row, so that the past is judged as it was up to now. When a behavior was archived was never noted: it counts as in use
until the last day on which it was planned, done or skipped, and as put away since the day after; one without any such
day was never in use. `made_on` stays empty for what is there, because nobody noted that either.
"""

import json
from datetime import date, timedelta

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

_SINCE = "since TEXT NOT NULL CHECK (since IS date(since, '+0 days'))"
_EVER = "0001-01-01"
_BUDGETS = " AND ".join(f"coalesce(json_extract(energy_budget, '$[{day}]'), 0) BETWEEN 0 AND 10000" for day in range(7))

_STATEMENTS = (
    "ALTER TABLE behaviors ADD COLUMN made_on TEXT CHECK (made_on IS NULL OR made_on IS date(made_on, '+0 days'))",
    # No row ids: sums over the log look up the row of a day, and find all of it in the key.
    f"""
    CREATE TABLE behavior_wishes (
        profile_id TEXT NOT NULL,
        behavior TEXT NOT NULL,
        {_SINCE},
        active INTEGER NOT NULL CHECK (active IN (0, 1)),
        min_minutes INTEGER NOT NULL CHECK (min_minutes BETWEEN 1 AND 1440),
        typical_minutes INTEGER NOT NULL CHECK (typical_minutes BETWEEN 1 AND 1440),
        max_minutes INTEGER NOT NULL CHECK (max_minutes BETWEEN 1 AND 1440),
        energy_cost REAL NOT NULL CHECK (energy_cost BETWEEN -10 AND 10),
        weekdays INTEGER NOT NULL CHECK (weekdays BETWEEN 1 AND 127),
        target_per_week INTEGER NOT NULL CHECK (target_per_week BETWEEN 0 AND 1000),
        min_per_week INTEGER NOT NULL CHECK (min_per_week BETWEEN 0 AND 1000),
        max_per_week INTEGER CHECK (max_per_week BETWEEN 0 AND 1000),
        max_per_day INTEGER NOT NULL CHECK (max_per_day BETWEEN 1 AND 50),
        min_gap_days INTEGER NOT NULL CHECK (min_gap_days BETWEEN 0 AND 6),
        impacts TEXT NOT NULL CHECK (json_valid(impacts)),
        PRIMARY KEY (profile_id, behavior, since),
        FOREIGN KEY (profile_id, behavior) REFERENCES behaviors (profile_id, id)
            ON DELETE CASCADE ON UPDATE CASCADE
    ) WITHOUT ROWID
    """,
    f"""
    CREATE TABLE objective_wishes (
        profile_id TEXT NOT NULL,
        objective TEXT NOT NULL,
        {_SINCE},
        weight REAL NOT NULL CHECK (weight BETWEEN 0 AND 1000000),
        PRIMARY KEY (profile_id, objective, since),
        FOREIGN KEY (profile_id, objective) REFERENCES objectives (profile_id, name)
            ON DELETE CASCADE ON UPDATE CASCADE
    ) WITHOUT ROWID
    """,
    f"""
    CREATE TABLE budget_wishes (
        profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
        {_SINCE},
        energy_budget TEXT NOT NULL CHECK (json_array_length(energy_budget) = 7 AND {_BUDGETS}),
        PRIMARY KEY (profile_id, since)
    ) WITHOUT ROWID
    """,
    f"INSERT INTO objective_wishes SELECT profile_id, name, '{_EVER}', weight FROM objectives",  # noqa: S608 - a date
    f"INSERT INTO budget_wishes SELECT id, '{_EVER}', energy_budget FROM profiles",  # noqa: S608 - a date
)

_KEPT = """
    min_minutes, typical_minutes, max_minutes, energy_cost, weekdays, target_per_week, min_per_week, max_per_week,
    max_per_day, min_gap_days
"""
_INSERT = f"""
    INSERT INTO behavior_wishes (profile_id, behavior, since, active, impacts, {_KEPT})
    SELECT profile_id, id, ?, ?, ?, {_KEPT} FROM behaviors WHERE profile_id = ? AND id = ?
"""  # noqa: S608 - names of the schema


def up(_migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Create the tables and fill them with what is there."""
    for statement in _STATEMENTS:
        db.execute_sql(statement)
    for profile, behavior, archived in db.execute_sql("SELECT profile_id, id, archived FROM behaviors").fetchall():
        impacts = _impacts(db, profile, behavior)
        last = _last_day(db, profile, behavior) if archived else None
        in_use = not archived or last is not None
        db.execute_sql(_INSERT, (_EVER, in_use, impacts, profile, behavior))
        if last is not None:
            away_since = (date.fromisoformat(last) + timedelta(days=1)).isoformat()
            db.execute_sql(_INSERT, (away_since, False, impacts, profile, behavior))


def _impacts(db: SqliteDatabase, profile: str, behavior: str) -> str:
    """Return the impacts by objective, in their order; SQLite's own JSON would round them."""
    query = "SELECT objective, impact FROM behavior_impacts WHERE profile_id = ? AND behavior = ? ORDER BY position"
    return json.dumps(dict(db.execute_sql(query, (profile, behavior)).fetchall()), ensure_ascii=False)


def _last_day(db: SqliteDatabase, profile: str, behavior: str) -> str | None:
    """Return the last day on which a behavior was planned, done or skipped."""
    query = """
        SELECT max(day) FROM (
            SELECT max(day) AS day FROM completions WHERE profile_id = :profile AND behavior = :behavior
            UNION ALL SELECT max(day) FROM absences WHERE profile_id = :profile AND behavior = :behavior
            UNION ALL SELECT max(day) FROM planned_sessions WHERE profile_id = :profile AND behavior = :behavior
        )
    """
    (last,) = db.execute_sql(query, {"profile": profile, "behavior": behavior}).fetchone()
    return None if last is None else str(last)
