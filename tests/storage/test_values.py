"""Values that no query would notice, in every column there is."""

import sqlite3
from contextlib import closing

import pytest
from peewee import Field

from habitos_tui.domain.model.agenda import BusyDayOff
from habitos_tui.domain.model.days import EARLIEST, LATEST
from habitos_tui.domain.model.rule import Frequency
from habitos_tui.services.health import check_data
from habitos_tui.storage.database import Database
from habitos_tui.storage.fields import DayField, MomentField
from habitos_tui.storage.refusals import A_DAY, A_MOMENT, AN_ID
from habitos_tui.storage.schema import HISTORY
from habitos_tui.storage.tables import Table
from habitos_tui.storage.values import (
    OddValues,
    RowTests,
    is_number,
    is_of_text,
    meaning_of,
    odd_columns,
    odd_values,
    value_checks,
)
from tests.support.storage import (
    MONDAY,
    Room,
    make_behavior,
    make_busy,
    make_completion,
    make_dated,
    make_id,
    make_pause,
    make_run,
    make_skip,
)


@pytest.fixture
def tests(database: Database) -> dict[str, RowTests]:
    with database.reading():
        return value_checks(database)


def test_every_column_of_every_table_is_looked_at(database: Database, tests: dict[str, RowTests]) -> None:
    with closing(sqlite3.connect(database.path)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        columns = {name: {row[1] for row in connection.execute(f"PRAGMA table_info({name})")} for name in names}
    assert {name: set(tests[name]) for name in names if name != HISTORY} == {
        name: found for name, found in columns.items() if name != HISTORY
    }


def test_no_column_takes_what_its_kind_cannot_be(tests: dict[str, RowTests]) -> None:
    rest = {"table_name": "slots", "name": "Ada", "after": None, "before": None}
    for table, columns in tests.items():
        for name, fits in columns.items():
            for bad in (b"\xff", ["list"], float("nan")):
                assert not fits({**rest, name: bad}), (table, name, bad)


BAD = {
    DayField: ("zzz", "2026-02-30", "20261123", "1969-12-31", "3000-01-01", "2026-11-23T00:00", 20261123),
    MomentField: ("abcd-ef-ghTi+00:00", "2026-11-23T07:00:00+00:00", "2026-11-23T07:00:00.000000", "", 0),
}


@pytest.mark.parametrize("kind", BAD)
def test_days_and_moments_are_such_that_there_are(tests: dict[str, RowTests], kind: type[Field]) -> None:
    found = [
        (model._meta.table_name, name)
        for model in _leaves(Table)
        for name, field in model._meta.fields.items()
        if isinstance(field, kind)
    ]
    assert len(found) > 5
    for table, name in found:
        assert not any(tests[table][name]({name: bad}) for bad in BAD[kind]), (table, name)
    good = {"made_at": "2026-11-23T07:00:00.123456+00:00", "day": "2026-11-23", "since": "0001-01-01"}
    assert not odd_columns({name: tests["changes"][name] for name in ("made_at",)}, good)
    assert tests["seen_days"]["day"](good)
    assert all(tests["seen_days"]["day"]({"day": day.isoformat()}) for day in (EARLIEST, LATEST))
    assert not tests["seen_days"]["day"]({"day": "0001-01-01"})
    assert tests["week_starts"]["since"](good)


def _leaves(parent: type[Table]) -> list[type[Table]]:
    children = parent.__subclasses__()
    return [leaf for child in children for leaf in _leaves(child)] if children else [parent]


@pytest.mark.parametrize(
    ("column", "bad"),
    [
        ("profiles.password_hash", "secret"),
        ("profiles.password_hash", "1:$2b$04$short"),
        ("profiles.name_key", "bob"),
        ("profiles.app", "[]"),
        ("behaviors.tags", "[1]"),
        ("behaviors.tags", '["a", 1]'),
        ("behaviors.archived", 2),
        ("behaviors.position", 0.5),
        ("completions.id", "g" * 32),
        ("completions.id", "A" * 32),
        ("promises.points", float("inf")),
        ("promises.behaviors", "{}"),
        ("calendar_sources.titles", '"a"'),
        ("row_changes.key", "{"),
        ("changed_rows.after", '["Ada"]'),
        ("changed_rows.after", "{"),
        ("login_sources.failures", "many"),
        ("login_buckets.level", "full"),
        ("slots.name", None),
    ],
)
def test_what_is_in_a_column_is_looked_at(tests: dict[str, RowTests], column: str, bad: object) -> None:
    table, name = column.split(".")
    assert not tests[table][name]({"name": "Ada", "table_name": "slots", name: bad})


def test_images_of_a_table_that_is_not_there_are_odd(tests: dict[str, RowTests]) -> None:
    assert not tests["changed_rows"]["before"]({"table_name": "spoons", "before": "[]"})


def test_in_a_sound_file_nothing_is_odd_and_what_is_is_told_with_its_column(room: Room) -> None:
    room.rules.add(Frequency(id="often", period="week", min_sessions=2))
    room.calendar.add_busy(make_busy())
    room.calendar.add_dated([make_dated()])
    room.calendar.add_days_off([BusyDayOff(busy=make_id("b1"), day=MONDAY)])
    room.plans.save_run(make_run())
    room.behaviors.add(make_behavior("old"))
    room.completions.add(make_completion())
    room.completions.add_skip(make_skip())
    room.pauses.add(make_pause())
    assert list(odd_values(room.database)) == []
    with closing(sqlite3.connect(room.database.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = 1")
        connection.execute("DROP TRIGGER watch_completions_update")
        connection.execute("UPDATE completions SET day = 'zzz', done_at = 'soon'")
        connection.execute("UPDATE row_changes SET key = 'x' || key WHERE table_name = 'slots'")
    assert set(odd_values(room.database)) == {
        OddValues("completions.day", 1),
        OddValues("completions.done_at", 1),
        OddValues("row_changes.key", 6),
    }
    found = {finding.subject: finding.sentence for finding in check_data(room.database)}
    assert "1 value of completions.day cannot be read" in found["Values"]


def test_it_is_known_what_a_column_is_for() -> None:
    assert [is_of_text(*place.split(".")) for place in ("completions.note", "completions.day", "spoons.size")] == [
        True
    ] * 3
    assert [is_of_text(*place.split(".")) for place in ("completions.minutes", "promises.points")] == [False] * 2
    places = ("completions.day", "completions.done_at", "completions.id", "completions.note", "spoons.size")
    assert [meaning_of(*place.split(".")) for place in places] == [A_DAY, A_MOMENT, AN_ID] + ["cannot be read"] * 2


@pytest.mark.parametrize(
    ("text", "number"),
    [("7", True), ("-1e3", True), (" 7 ", True), ("inf", False), ("nan", False), ("", False), ("x", False)],
)
def test_a_number_is_what_sqlite_makes_one_of(text: str, number: bool) -> None:
    assert is_number(text) is number
