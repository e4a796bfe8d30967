"""The tables themselves: bounds, keys, indexes and the columns that queries speak of."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from peewee import QueryEvent

from habitos_tui.domain.insight.evidence import Span
from habitos_tui.domain.insight.promise import Promise
from habitos_tui.domain.model.agenda import BusyDayOff, LogFilter
from habitos_tui.domain.model.completion import Context
from habitos_tui.domain.model.rule import Stack
from habitos_tui.domain.model.week import Slot
from habitos_tui.errors import InvalidInputError
from habitos_tui.storage import tables
from habitos_tui.storage.api_logins import ApiLogin, ApiLoginRepository
from habitos_tui.storage.database import Database
from habitos_tui.storage.logins import Bucket, LoginNotice, LoginRepository, SourceTries
from habitos_tui.storage.profiles import ProfileRepository
from habitos_tui.storage.seen_days import Seen
from tests.support.storage import (
    MONDAY,
    NOON,
    Room,
    make_away,
    make_busy,
    make_completion,
    make_dated,
    make_id,
    make_pause,
    make_run,
    make_session,
    make_skip,
)

RANGES: dict[str, dict[str, tuple[float, float]]] = {
    "profiles": {
        "week_start": (0, 6),
        "day_end": (0, 360),
        "transition_minutes": (0, 240),
        "notice_minutes": (0, 1440),
        "routine": (0, 1000),
        "balance": (0, 1000),
        "stability": (0, 1000),
        "learning": (0, 1),
        "variety": (0, 0.7),
        "pause_beside_busy": (0, 1),
        "maximum_undecided": (0, 1),
        "hints": (0, 1),
    },
    "objectives": {"weight": (0, 1_000_000)},
    "behaviors": {
        "energy_cost": (-10, 10),
        "strict_slots": (0, 1),
        "archived": (0, 1),
        "learning": (0, 1),
        "weekdays": (1, 127),
        "target_per_week": (0, 1000),
        "max_per_week": (0, 1000),
        "max_per_day": (1, 50),
        "min_gap_days": (0, 6),
        "ideal_time": (0, 1800),
    },
    "behavior_impacts": {"impact": (-1, 1)},
    "behavior_wishes": {
        "active": (0, 1),
        "energy_cost": (-10, 10),
        "min_minutes": (1, 1440),
        "typical_minutes": (1, 1440),
        "max_minutes": (1, 1440),
        "weekdays": (1, 127),
        "target_per_week": (0, 1000),
        "min_per_week": (0, 1000),
        "max_per_week": (0, 1000),
        "max_per_day": (1, 50),
        "min_gap_days": (0, 6),
    },
    "objective_wishes": {"weight": (0, 1_000_000)},
    "week_starts": {"weekday": (0, 6)},
    "rules": {"active": (0, 1)},
    "promises": {"points": (0, 1_000_000)},
    "slots": {"start": (0, 1199), "end": (301, 1800)},
    "busy_blocks": {"weekday": (0, 6), "start": (0, 1019), "end": (541, 2880)},
    "dated_busy": {"start": (0, 899), "end": (841, 2880)},
    "planned_sessions": {"start": (0, 1800), "minutes": (1, 1440), "locked": (0, 1)},
    "completions": {
        "start": (0, 1800),
        "minutes": (1, 1440),
        "rating": (1, 5),
        "weekday": (0, 6),
        "planned_minutes": (1, 1440),
        "planned_start": (0, 1800),
        "energy_before": (1, 5),
    },
}
REFUSED: dict[str, dict[str, list[object]]] = {
    "profiles": {
        "id": ["", "x"],
        "name": ["", "  ", "x" * 201],
        "grid_minutes": [0, 6, 20],
        "slack": [-0.1, 1.0],
        "energy_budget": ["[]", "[1,2,3,4,5,6]", "[1,2,3,4,5,6,10001]", "[-1,2,3,4,5,6,7]"],
    },
    "objectives": {"name": ["", " a", "x" * 101], "weight": [None]},
    "behaviors": {
        "id": ["", "a ", "x" * 101],
        "name": ["", " ", "x" * 201],
        "category": ["", "x" * 101],
        "min_minutes": [0, 31],
        "typical_minutes": [19, 41],
        "max_minutes": [29, 1441],
        "min_per_week": [-1, 1001],
        "preferred_slots": ["morning"],
        "weekend_slots": ["morning"],
        "target_per_week": [None],
        "made_on": ["2026-02-30"],
    },
    "behavior_wishes": {"since": ["2026-02-30"], "impacts": ["{"], "target_per_week": [None]},
    "objective_wishes": {"since": ["ever"], "weight": [None]},
    "week_starts": {"since": ["ever", "2026-02-30"]},
    "budget_wishes": {"since": ["2026-13-01"], "energy_budget": ["[]", "[-1,2,3,4,5,6,7]"]},
    "rules": {"id": ["", "x" * 101], "type": ["wish"], "body": ["first: coffee"]},
    "slots": {"name": ["", "x" * 101], "start": [1200], "end": [300]},
    "busy_blocks": {"start": [1020], "end": [540], "title": ["x" * 201]},
    "dated_busy": {"id": ["x"], "day": ["Monday"], "start": [900], "end": [840], "title": ["x" * 201]},
    "busy_days_off": {"day": ["2026-02-30"]},
    "optimization_runs": {
        "week_start": ["2026-13-01", "Monday", "2026-11-23T00:00"],
        "started_at": ["2026-11-23", "2026-11-23T12:00:00.000000+01:00"],
        "accepted_at": ["yesterday"],
        "status": ["maybe"],
        "seconds": [-0.1],
        "problem": ["{"],
        "plan": ["{"],
    },
    "planned_sessions": {"day": ["2026-02-30"], "slot": ["", "x" * 101]},
    "completions": {"day": ["2026-02-30"], "done_at": ["07:00"], "note": ["x" * 2001], "slot": [""]},
    "absences": {"day": ["2026-02-30"], "recorded_at": ["now"], "reason": ["x" * 2001]},
    "away": {
        "first": ["2026-02-30", "2026-11-24", "2025-11-22"],
        "last": ["today", "2026-11-22", "2027-11-24"],
        "reason": ["", "strike"],
        "note": ["x" * 2001],
    },
    "pauses": {"first": ["2026-02-30", "2026-11-25"], "last": ["today", "2026-11-22"], "note": ["x" * 2001]},
    "completion_tags": {"tag": ["", " rain", "x" * 51]},
    "promises": {
        "suggestion": ["", "x" * 201],
        "day": ["2026-02-30"],
        "behaviors": ["run"],
    },
    "seen_days": {"day": ["2026-02-30", "Monday"], "how": ["", "guessed"]},
    "offered_reviews": {"week": ["2026-02-30", "Monday"]},
    "login_sources": {"failures": [-1], "untold": [-1], "last_failed_at": ["now"], "last_login_at": ["now"]},
    "login_buckets": {"level": [-1, 1001], "updated_at": ["now"]},
    "login_notices": {"kind": ["", "seen"], "at": ["now"]},
    "api_logins": {
        "id": ["", "x" * 32],
        "password_mark": ["", "x" * 64],
        "exchanges": [-1],
        "used_at": ["now"],
        "expires_at": ["2026-11-23"],
    },
}


@pytest.fixture
def full(room: Room) -> Room:
    """A row in every table."""
    room.rules.add(Stack(id="stack", first="run", then="walk"))
    room.calendar.replace_slots([Slot(name="day", start=300, end=1200)])
    room.calendar.add_busy(make_busy())
    room.calendar.add_dated([make_dated()])
    room.calendar.add_days_off([BusyDayOff(busy=make_id("b1"), day=MONDAY)])
    room.plans.save_run(make_run())
    room.plans.replace_sessions(MONDAY, MONDAY, [make_session()], make_id("r1"))
    room.completions.add(make_completion(session=make_id("s1"), context=Context(weekday=0, tags=("rain",))))
    room.away.add(make_away())
    room.pauses.add(make_pause(days=2))
    room.completions.add_skip(make_skip(session=make_id("s1")))
    room.seen_days.add([MONDAY], Seen.USED)
    room.offered_reviews.add(MONDAY)
    room.promises.put(Promise("slot:run", MONDAY, 4.5, ("run",)))
    logins = LoginRepository(room.database)
    logins.put_tries("Ada", "10.0.0.7", SourceTries(1, NOON, NOON))
    logins.put_bucket("Ada", "network", Bucket(1, NOON))
    logins.notice("Ada", LoginNotice.RESET, NOON)
    ApiLoginRepository(room.database).put(make_api_login(room))
    return room


def make_api_login(room: Room) -> ApiLogin:
    stored = ProfileRepository(room.database).all()[0]
    return ApiLogin(make_id("l1"), stored.profile.id, 64 * "0", 0, NOON, NOON)


def put(room: Room, table: str, column: str, value: object) -> None:
    """Write a value past the repositories into one row."""
    with room.database.unit():
        # What was wanted when has no row ids, and one row for each thing.
        where = "true" if table.endswith(("_wishes", "week_starts")) else f"rowid = (SELECT min(rowid) FROM {table})"
        room.database.connections.execute_sql(f"UPDATE {table} SET {column} = ? WHERE {where}", (value,))


@pytest.mark.parametrize(
    ("table", "column", "bounds"),
    [(table, column, bounds) for table, columns in RANGES.items() for column, bounds in columns.items()],
)
def test_numbers_stay_in_their_bounds(full: Room, table: str, column: str, bounds: tuple[float, float]) -> None:
    for value in bounds:
        put(full, table, column, value)
    for value in (bounds[0] - 1, bounds[1] + 1):
        with pytest.raises(InvalidInputError, match="CHECK"):
            put(full, table, column, value)


@pytest.mark.parametrize(
    ("table", "column", "values"),
    [(table, column, values) for table, columns in REFUSED.items() for column, values in columns.items()],
    ids=[f"{table}.{column}" for table, columns in REFUSED.items() for column in columns],
)
def test_other_bounds_hold_too(full: Room, table: str, column: str, values: list[object]) -> None:
    for value in values:
        with pytest.raises(InvalidInputError, match=r"CHECK|NOT NULL"):
            put(full, table, column, value)


def test_queries_speak_of_the_columns_there_are(database: Database) -> None:
    spoken_of = {
        model._meta.table_name: {field.column_name for field in model._meta.sorted_fields}
        for model in vars(tables).values()
        if isinstance(model, type) and issubclass(model, tables.Table) and model not in ABSTRACT
    }
    with database.reading():
        there = {
            table: {column.name for column in database.connections.get_columns(table)}
            for table in database.connections.get_tables()
            if table != "schema_migration"
        }
    assert spoken_of == there


ABSTRACT = {tables.Table, tables.Owned, tables.Ordered}


LOGINS = {"login_sources", "login_buckets", "login_notices", "api_logins"}
"""By name, which may be one that nobody has; or of an owner, whose changes they are none of."""


def test_every_row_but_a_try_to_log_in_has_an_owner(database: Database) -> None:
    with database.reading():
        connections = database.connections
        owned = {
            table
            for table in connections.get_tables()
            if any(key.column == "profile_id" for key in connections.get_foreign_keys(table))
        }
    assert owned == set(database_tables(database)) - LOGINS - {"profiles", "schema_migration"}


def database_tables(database: Database) -> list[str]:
    with database.reading():
        return database.connections.get_tables()


@contextmanager
def recorded(database: Database) -> Iterator[list[tuple[str, object]]]:
    """Collect the statements that are run inside."""
    statements: list[tuple[str, object]] = []

    def note(event: QueryEvent) -> None:
        statements.append((event.sql, event.params))

    database.connections.query_hooks.append(note)
    try:
        yield statements
    finally:
        database.connections.query_hooks.remove(note)


FULL_FILTER = LogFilter(first=MONDAY, last=MONDAY, behavior="run", text="x")
QUERIES: dict[str, Callable[[Room], object]] = {
    "profiles by name": lambda room: ProfileRepository(room.database).by_name("Ada"),
    "profiles": lambda room: ProfileRepository(room.database).all(),
    "tries": lambda room: LoginRepository(room.database).tries("Ada", "10.0.0.7"),
    "login report": lambda room: LoginRepository(room.database).report("Ada"),
    "api login": lambda room: ApiLoginRepository(room.database).get(make_id("l1")),
    "end an api login": lambda room: ApiLoginRepository(room.database).delete(make_id("l1")),
    "end all api logins": lambda room: ApiLoginRepository(room.database).delete_all(make_id("p1")),
    "tidy api logins": lambda room: ApiLoginRepository(room.database).tidy(make_id("p1"), NOON, 3),
    "objectives": lambda room: room.objectives.all(),
    "behaviors": lambda room: room.behaviors.all(),
    "behavior": lambda room: room.behaviors.get("run"),
    "history": lambda room: room.behaviors.has_history("walk"),
    "delete a behavior": lambda room: room.behaviors.delete("run"),
    "delete an objective": lambda room: room.objectives.delete("health"),
    "rules": lambda room: room.rules.all(),
    "slots": lambda room: room.calendar.slots(),
    "busy": lambda room: room.calendar.busy(),
    "dated busy": lambda room: room.calendar.dated(MONDAY, MONDAY),
    "days off": lambda room: room.calendar.days_off(MONDAY, MONDAY),
    "delete busy": lambda room: room.calendar.delete_busy(make_id("b1")),
    "runs": lambda room: room.plans.runs(),
    "runs of a week": lambda room: room.plans.runs(week=MONDAY),
    "run": lambda room: room.plans.run(make_id("r1")),
    "sessions": lambda room: room.plans.sessions(MONDAY, MONDAY),
    "session": lambda room: room.plans.session(make_id("s1")),
    "replace sessions": lambda room: room.plans.replace_sessions(MONDAY, MONDAY, [], None),
    "completion": lambda room: room.completions.get(make_id("c1")),
    "completions": lambda room: room.completions.between(MONDAY, MONDAY),
    "skips": lambda room: room.completions.skips_between(MONDAY, MONDAY),
    "log": lambda room: room.completions.page(LogFilter(), 50, 0),
    "log of days": lambda room: room.completions.page(LogFilter(first=MONDAY, last=MONDAY), 50, 0),
    "log of a behavior": lambda room: room.completions.page(LogFilter(behavior="run"), 50, 0),
    "log of a rating": lambda room: room.completions.page(LogFilter(rating=5), 50, 0),
    "log of a tag": lambda room: room.completions.page(LogFilter(tag="rain"), 50, 0),
    "promises": lambda room: room.promises.all(),
    "promise": lambda room: room.promises.put(Promise("slot:run", MONDAY, 4.5, ())),
    "asked days": lambda room: room.seen_days.asked(Span(MONDAY, MONDAY)),
    "offered review": lambda room: room.offered_reviews.has(MONDAY),
    "days used": lambda room: room.seen_days.add([MONDAY], Seen.USED),
    "absences": lambda room: room.away.between(MONDAY, MONDAY),
    "absence": lambda room: room.away.get(make_id("a1")),
    "pauses": lambda room: room.pauses.all(),
    "pauses of days": lambda room: room.pauses.between(MONDAY, MONDAY),
    "pauses of a behavior": lambda room: room.pauses.of("run"),
    "log with text": lambda room: room.completions.page(LogFilter(text="x"), 50, 0),
    "log of everything": lambda room: room.completions.page(FULL_FILTER, 50, 0),
    "count": lambda room: room.completions.count(LogFilter()),
}


@pytest.mark.parametrize("name", QUERIES)
def test_no_query_of_a_screen_reads_or_sorts_a_whole_table(full: Room, name: str) -> None:
    with recorded(full.database) as statements:
        QUERIES[name](full)
    asked = [(sql, values) for sql, values in statements if sql.startswith(("SELECT", "UPDATE", "DELETE"))]
    assert asked
    with full.database.reading():
        plans = [
            step[-1]
            for sql, values in asked
            for step in full.database.connections.execute_sql(f"EXPLAIN QUERY PLAN {sql}", values)
        ]
    slow = [step for step in plans if "TEMP B-TREE" in step or (step.startswith("SCAN") and "USING" not in step)]
    assert slow == []
