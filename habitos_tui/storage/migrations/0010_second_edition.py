"""What the second edition of the planning model knows of behaviors and of a week; and the question it leaves.

A behavior without a maximum was planned as often as it paid, and is planned as often as it is wanted from now on. Who
has such behaviors is asked once which of the two it is to be. The table of behaviors is built again, because one of its
checks speaks of the old meaning; whoever runs this switches foreign keys off meanwhile.
"""

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

_BEHAVIORS = """
    CREATE TABLE behaviors_new (
        profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
        id TEXT NOT NULL CHECK (trim(id) = id AND id <> '' AND length(id) <= 100),
        position INTEGER NOT NULL,
        archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
        name TEXT NOT NULL CHECK (trim(name) <> '' AND length(name) <= 200),
        category TEXT NOT NULL CHECK (trim(category) = category AND category <> '' AND length(category) <= 100),
        min_minutes INTEGER NOT NULL CHECK (min_minutes BETWEEN 1 AND 1440),
        typical_minutes INTEGER NOT NULL CHECK (typical_minutes BETWEEN 1 AND 1440),
        max_minutes INTEGER NOT NULL CHECK (max_minutes BETWEEN 1 AND 1440),
        energy_cost REAL NOT NULL CHECK (energy_cost BETWEEN -10 AND 10),
        preferred_slots TEXT NOT NULL CHECK (json_valid(preferred_slots)),
        weekend_slots TEXT CHECK (weekend_slots IS NULL OR json_valid(weekend_slots)),
        strict_slots INTEGER NOT NULL CHECK (strict_slots IN (0, 1)),
        ideal_time INTEGER CHECK (ideal_time BETWEEN 0 AND 1800),
        weekdays INTEGER NOT NULL CHECK (weekdays BETWEEN 1 AND 127),
        target_per_week INTEGER NOT NULL CHECK (target_per_week BETWEEN 0 AND 1000),
        min_per_week INTEGER NOT NULL CHECK (min_per_week BETWEEN 0 AND 1000),
        max_per_week INTEGER CHECK (max_per_week BETWEEN 0 AND 1000),
        max_per_day INTEGER NOT NULL CHECK (max_per_day BETWEEN 1 AND 50),
        min_gap_days INTEGER NOT NULL CHECK (min_gap_days BETWEEN 0 AND 6),
        learning INTEGER NOT NULL DEFAULT 1 CHECK (learning IN (0, 1)),
        PRIMARY KEY (profile_id, id),
        CHECK (min_minutes <= typical_minutes AND typical_minutes <= max_minutes),
        CHECK (max_per_week IS NULL OR min_per_week <= max_per_week)
    )
"""

_KEPT = """
    profile_id, id, position, archived, name, category, min_minutes, typical_minutes, max_minutes, energy_cost,
    preferred_slots, strict_slots, weekdays, target_per_week, min_per_week, max_per_week, max_per_day, min_gap_days,
    learning
"""

_STATEMENTS = (
    "ALTER TABLE profiles ADD COLUMN variety REAL NOT NULL DEFAULT 0.5 CHECK (variety BETWEEN 0 AND 0.7)",
    "ALTER TABLE profiles ADD COLUMN slack REAL NOT NULL DEFAULT 0.5 CHECK (slack >= 0 AND slack < 1)",
    "ALTER TABLE profiles ADD COLUMN pause_beside_busy INTEGER NOT NULL DEFAULT 1 CHECK (pause_beside_busy IN (0, 1))",
    "ALTER TABLE profiles ADD COLUMN maximum_undecided INTEGER NOT NULL DEFAULT 0 CHECK (maximum_undecided IN (0, 1))",
    _BEHAVIORS,
    f"INSERT INTO behaviors_new ({_KEPT}) SELECT {_KEPT} FROM behaviors",  # noqa: S608 - names of the schema
    "DROP TABLE behaviors",
    "ALTER TABLE behaviors_new RENAME TO behaviors",
    "CREATE INDEX behaviors_in_order ON behaviors (profile_id, archived, position)",
    """
    UPDATE profiles SET maximum_undecided = 1 WHERE EXISTS (
        SELECT 1 FROM behaviors
        WHERE profile_id = profiles.id AND archived = 0 AND max_per_week IS NULL
            AND 7 * max_per_day > max(target_per_week, min_per_week)
    )
    """,
)


def up(_migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Add the columns, build the table again and note who is to be asked."""
    for statement in _STATEMENTS:
        db.execute_sql(statement)
