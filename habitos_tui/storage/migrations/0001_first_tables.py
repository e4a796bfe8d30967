"""The tables of the first version.

Every key begins with the profile, and so does every foreign key: no row can point into another profile, and two
profiles may use the same ids. The bounds are those of the domain models; times of day are minutes after midnight,
days are ISO dates, moments are ISO timestamps in UTC with microseconds, so that text order is time order.
"""

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

_ENERGY_BUDGETS = " AND ".join(
    f"coalesce(json_extract(energy_budget, '$[{day}]'), 0) BETWEEN 0 AND 10000" for day in range(7)
)

_PROFILES = (
    f"""
    CREATE TABLE profiles (
        id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
        name TEXT NOT NULL CHECK (trim(name) <> '' AND length(name) <= 200),
        name_key TEXT NOT NULL UNIQUE,
        password_hash TEXT,
        week_start INTEGER NOT NULL CHECK (week_start BETWEEN 0 AND 6),
        day_end INTEGER NOT NULL CHECK (day_end BETWEEN 0 AND 360),
        grid_minutes INTEGER NOT NULL CHECK (grid_minutes IN (5, 10, 15)),
        transition_minutes INTEGER NOT NULL CHECK (transition_minutes BETWEEN 0 AND 240),
        energy_budget TEXT NOT NULL CHECK (json_array_length(energy_budget) = 7 AND {_ENERGY_BUDGETS}),
        routine REAL NOT NULL CHECK (routine BETWEEN 0 AND 1000),
        balance REAL NOT NULL CHECK (balance BETWEEN 0 AND 1000),
        stability REAL NOT NULL CHECK (stability BETWEEN 0 AND 1000)
    )
    """,
    # By name and not by profile: whoever tries names that do not exist must meet the same delays.
    """
    CREATE TABLE login_attempts (
        name_key TEXT NOT NULL PRIMARY KEY,
        failures INTEGER NOT NULL CHECK (failures >= 1),
        last_at TEXT NOT NULL CHECK (last_at GLOB '????-??-??T*+00:00')
    )
    """,
)

_WHAT_A_PERSON_WANTS = (
    """
    CREATE TABLE objectives (
        profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
        name TEXT NOT NULL CHECK (trim(name) = name AND name <> '' AND length(name) <= 100),
        position INTEGER NOT NULL,
        weight REAL NOT NULL CHECK (weight BETWEEN 0 AND 1000000),
        PRIMARY KEY (profile_id, name)
    )
    """,
    "CREATE INDEX objectives_in_order ON objectives (profile_id, position)",
    """
    CREATE TABLE behaviors (
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
        strict_slots INTEGER NOT NULL CHECK (strict_slots IN (0, 1)),
        weekdays INTEGER NOT NULL CHECK (weekdays BETWEEN 1 AND 127),
        target_per_week INTEGER NOT NULL CHECK (target_per_week BETWEEN 0 AND 1000),
        min_per_week INTEGER NOT NULL CHECK (min_per_week BETWEEN 0 AND 1000),
        max_per_week INTEGER CHECK (max_per_week BETWEEN 0 AND 1000),
        max_per_day INTEGER NOT NULL CHECK (max_per_day BETWEEN 1 AND 50),
        min_gap_days INTEGER NOT NULL CHECK (min_gap_days BETWEEN 0 AND 6),
        PRIMARY KEY (profile_id, id),
        CHECK (min_minutes <= typical_minutes AND typical_minutes <= max_minutes),
        CHECK (min_per_week <= coalesce(max_per_week, 7 * max_per_day))
    )
    """,
    "CREATE INDEX behaviors_in_order ON behaviors (profile_id, archived, position)",
    """
    CREATE TABLE behavior_impacts (
        profile_id TEXT NOT NULL,
        behavior TEXT NOT NULL,
        objective TEXT NOT NULL,
        position INTEGER NOT NULL,
        impact REAL NOT NULL CHECK (impact BETWEEN -1 AND 1),
        PRIMARY KEY (profile_id, behavior, objective),
        FOREIGN KEY (profile_id, behavior) REFERENCES behaviors (profile_id, id)
            ON DELETE CASCADE ON UPDATE CASCADE,
        FOREIGN KEY (profile_id, objective) REFERENCES objectives (profile_id, name)
            ON DELETE CASCADE ON UPDATE CASCADE
    )
    """,
    "CREATE INDEX impacts_by_objective ON behavior_impacts (profile_id, objective)",
    "CREATE INDEX impacts_in_order ON behavior_impacts (profile_id, behavior, position)",
    """
    CREATE TABLE rules (
        profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
        id TEXT NOT NULL CHECK (trim(id) = id AND id <> '' AND length(id) <= 100),
        position INTEGER NOT NULL,
        type TEXT NOT NULL CHECK (
            type IN ('time_budget', 'frequency', 'duration_bounds', 'precedence', 'mutual_exclusion', 'stack')
        ),
        active INTEGER NOT NULL CHECK (active IN (0, 1)),
        body TEXT NOT NULL CHECK (json_valid(body)),
        PRIMARY KEY (profile_id, id)
    )
    """,
    "CREATE INDEX rules_in_order ON rules (profile_id, position)",
)

_CALENDAR = (
    """
    CREATE TABLE slots (
        profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
        name TEXT NOT NULL CHECK (trim(name) = name AND name <> '' AND length(name) <= 100),
        position INTEGER NOT NULL,
        start INTEGER NOT NULL CHECK (start BETWEEN 0 AND 1800),
        end INTEGER NOT NULL CHECK (end BETWEEN 0 AND 1800),
        PRIMARY KEY (profile_id, name),
        CHECK (start < end)
    )
    """,
    "CREATE INDEX slots_in_order ON slots (profile_id, position)",
    """
    CREATE TABLE busy_blocks (
        profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
        id TEXT NOT NULL CHECK (length(id) = 32),
        weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
        start INTEGER NOT NULL CHECK (start BETWEEN 0 AND 1800),
        end INTEGER NOT NULL CHECK (end BETWEEN 0 AND 1800),
        title TEXT NOT NULL CHECK (length(title) <= 200),
        PRIMARY KEY (profile_id, id),
        CHECK (start < end)
    )
    """,
    "CREATE INDEX busy_blocks_in_order ON busy_blocks (profile_id, weekday, start, id)",
)

_PLANS = (
    # The two documents come last: a list of runs never reads the pages they fill.
    """
    CREATE TABLE optimization_runs (
        profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
        id TEXT NOT NULL CHECK (length(id) = 32),
        week_start TEXT NOT NULL CHECK (week_start IS date(week_start, '+0 days')),
        started_at TEXT NOT NULL CHECK (started_at GLOB '????-??-??T*+00:00'),
        engine TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('optimal', 'feasible', 'infeasible', 'cancelled', 'failed')),
        objective REAL,
        bound REAL,
        gap REAL,
        seconds REAL NOT NULL CHECK (seconds >= 0),
        accepted_at TEXT CHECK (accepted_at GLOB '????-??-??T*+00:00'),
        problem TEXT NOT NULL CHECK (json_valid(problem)),
        plan TEXT NOT NULL CHECK (json_valid(plan)),
        PRIMARY KEY (profile_id, id)
    )
    """,
    "CREATE INDEX optimization_runs_newest ON optimization_runs (profile_id, started_at, id)",
    "CREATE INDEX optimization_runs_by_week ON optimization_runs (profile_id, week_start, started_at, id)",
    """
    CREATE TABLE planned_sessions (
        profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
        id TEXT NOT NULL CHECK (length(id) = 32),
        behavior TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day IS date(day, '+0 days')),
        slot TEXT CHECK (slot <> '' AND length(slot) <= 100),
        start INTEGER NOT NULL CHECK (start BETWEEN 0 AND 1800),
        minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
        locked INTEGER NOT NULL CHECK (locked IN (0, 1)),
        run TEXT,
        PRIMARY KEY (profile_id, id),
        FOREIGN KEY (profile_id, behavior) REFERENCES behaviors (profile_id, id)
            ON DELETE CASCADE ON UPDATE CASCADE,
        FOREIGN KEY (profile_id, run) REFERENCES optimization_runs (profile_id, id) ON DELETE NO ACTION
    )
    """,
    "CREATE INDEX planned_sessions_by_day ON planned_sessions (profile_id, day, start, id)",
    "CREATE INDEX planned_sessions_by_behavior ON planned_sessions (profile_id, behavior)",
    "CREATE INDEX planned_sessions_by_run ON planned_sessions (profile_id, run)",
)

# A session that was done or skipped cannot vanish on its own (NO ACTION), only together with its behavior; and it is
# done once and skipped once, however many processes try.
_WHAT_HAPPENED = (
    """
    CREATE TABLE completions (
        profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
        id TEXT NOT NULL CHECK (length(id) = 32),
        behavior TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day IS date(day, '+0 days')),
        done_at TEXT NOT NULL CHECK (done_at GLOB '????-??-??T*+00:00'),
        start INTEGER NOT NULL CHECK (start BETWEEN 0 AND 1800),
        minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
        rating INTEGER CHECK (rating BETWEEN 1 AND 5),
        note TEXT NOT NULL CHECK (length(note) <= 2000),
        session TEXT,
        slot TEXT CHECK (slot <> '' AND length(slot) <= 100),
        weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
        planned_minutes INTEGER CHECK (planned_minutes BETWEEN 1 AND 1440),
        planned_start INTEGER CHECK (planned_start BETWEEN 0 AND 1800),
        energy_before INTEGER CHECK (energy_before BETWEEN 1 AND 5),
        PRIMARY KEY (profile_id, id),
        FOREIGN KEY (profile_id, behavior) REFERENCES behaviors (profile_id, id)
            ON DELETE CASCADE ON UPDATE CASCADE,
        FOREIGN KEY (profile_id, session) REFERENCES planned_sessions (profile_id, id) ON DELETE NO ACTION
    )
    """,
    "CREATE INDEX completions_newest ON completions (profile_id, day, done_at, id)",
    "CREATE INDEX completions_by_behavior ON completions (profile_id, behavior, day, done_at, id)",
    "CREATE INDEX completions_by_rating ON completions (profile_id, rating, day, done_at, id)",
    "CREATE UNIQUE INDEX completions_by_session ON completions (profile_id, session) WHERE session IS NOT NULL",
    """
    CREATE TABLE absences (
        profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
        id TEXT NOT NULL CHECK (length(id) = 32),
        behavior TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day IS date(day, '+0 days')),
        recorded_at TEXT NOT NULL CHECK (recorded_at GLOB '????-??-??T*+00:00'),
        reason TEXT NOT NULL CHECK (length(reason) <= 2000),
        session TEXT,
        PRIMARY KEY (profile_id, id),
        FOREIGN KEY (profile_id, behavior) REFERENCES behaviors (profile_id, id)
            ON DELETE CASCADE ON UPDATE CASCADE,
        FOREIGN KEY (profile_id, session) REFERENCES planned_sessions (profile_id, id) ON DELETE NO ACTION
    )
    """,
    "CREATE INDEX absences_newest ON absences (profile_id, day, recorded_at, id)",
    "CREATE INDEX absences_by_behavior ON absences (profile_id, behavior, day, recorded_at, id)",
    "CREATE UNIQUE INDEX absences_by_session ON absences (profile_id, session) WHERE session IS NOT NULL",
)


def up(_migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Create the tables and their indexes."""
    for statement in _PROFILES + _WHAT_A_PERSON_WANTS + _CALENDAR + _PLANS + _WHAT_HAPPENED:
        db.execute_sql(statement)
