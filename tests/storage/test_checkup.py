"""What is found in a damaged file, and of whom it is said."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from unittest.mock import Mock

import pytest

from habitos_tui.domain.insight.promise import Promise
from habitos_tui.domain.model.agenda import BusyDayOff
from habitos_tui.domain.model.rule import Frequency
from habitos_tui.domain.model.week import DEFAULT_SLOTS
from habitos_tui.storage import checkup
from habitos_tui.storage.checkup import broken_pages, lost_references, missing_parts, orphans, unreadable, version_of
from habitos_tui.storage.database import Database
from tests.support.storage import (
    MONDAY,
    NOON,
    Room,
    make_away,
    make_behavior,
    make_busy,
    make_completion,
    make_dated,
    make_id,
    make_pause,
    make_run,
    make_session,
    make_skip,
)


def changed(database: Database, *statements: str) -> None:
    with closing(sqlite3.connect(database.path, isolation_level=None)) as connection:
        for statement in ("PRAGMA ignore_check_constraints = 1", *statements):
            connection.execute(statement)


@pytest.fixture
def full(room: Room) -> Room:
    """Two profiles, the first with one of everything."""
    Room(room.database, "Bob").behaviors.add(make_behavior())
    room.behaviors.add(make_behavior("old"))
    room.behaviors.archive("old")
    room.rules.add(Frequency(id="often", period="week", min_sessions=2))
    room.calendar.replace_slots(DEFAULT_SLOTS)
    room.calendar.add_busy(make_busy())
    room.calendar.add_dated([make_dated()])
    room.calendar.add_days_off([BusyDayOff(busy=make_id("b1"), day=MONDAY)])
    room.plans.save_run(make_run())
    room.plans.mark_accepted(make_id("r1"), NOON)
    room.plans.replace_sessions(MONDAY, MONDAY + timedelta(days=6), [make_session()], make_id("r1"))
    room.completions.add(make_completion())
    room.completions.add_skip(make_skip())
    room.away.add(make_away())
    room.pauses.add(make_pause())
    room.promises.put(Promise("slot:run", MONDAY, 4.5, ("run",)))
    return room


def test_in_a_sound_file_nothing_is_found_and_none_is_copied(full: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    database = full.database
    monkeypatch.setattr(checkup, "writable_copy", Mock(side_effect=AssertionError))
    assert version_of(database) == database.version
    assert broken_pages(database) == orphans(database) == missing_parts(database) == list(unreadable(database)) == []
    assert lost_references(database) is None


ADAS = f"WHERE profile_id = '{make_id('Ada').hex}'"


@pytest.mark.parametrize(
    ("what", "statement"),
    [
        ("The objectives", "UPDATE objectives SET weight = -1"),
        ("The behaviors", "UPDATE behaviors SET min_minutes = CASE archived WHEN 1 THEN -1 ELSE 20 END"),
        ("The behaviors", "UPDATE behaviors SET name = ''"),
        ("The rules", "UPDATE rules SET body = '{}'"),
        ("The slots", "UPDATE slots SET start = 9999"),
        ("The busy time", "UPDATE busy_blocks SET weekday = 9"),
        ("The busy time", "UPDATE dated_busy SET day = '2026-99-99'"),
        ("The busy time", "UPDATE busy_days_off SET day = '2026-99-99'"),
        ("The plan", "UPDATE planned_sessions SET start = -1"),
        ("The runs", "UPDATE optimization_runs SET problem = '{}'"),
        ("The log", "UPDATE completions SET minutes = -1"),
        ("The log", "UPDATE absences SET recorded_at = 'soon'"),
        ("The days away", "UPDATE away SET reason = 'x' || char(10)"),
        ("The pauses", "UPDATE pauses SET first = 'soon'"),
        ("The promises", "UPDATE promises SET day = 'soon'"),
        ("What was wanted when", "UPDATE behavior_wishes SET impacts = '[]'"),
    ],
)
def test_what_cannot_be_read_is_named_with_whose_it_is(full: Room, what: str, statement: str) -> None:
    changed(full.database, f"{statement} {ADAS}")
    found = list(unreadable(full.database))
    assert any(line.startswith(f"{what} of “Ada”: ") for line in found), found
    assert "Bob" not in "".join(found)
    assert any(line.startswith(f"{what} of “Ada”: ") for line in unreadable(full.database, only="ADA"))
    assert not any("Ada" in line for line in unreadable(full.database, only="Bob"))
    assert any(line.startswith(f"{what} of another profile: ") for line in unreadable(full.database, only="Bob"))


def test_rows_without_what_they_refer_to_are_told_by_table(full: Room) -> None:
    changed(full.database, "PRAGMA foreign_keys = 0", "DELETE FROM behaviors WHERE id = 'old'")
    assert orphans(full.database) == ["behavior_impacts", "behavior_wishes"]
    error = lost_references(full.database)
    assert error is not None
    assert "rows of behavior_impacts, behavior_wishes refer to what is not there" in error.message


def test_a_part_that_is_missing_and_pages_that_are_broken_are_told(full: Room) -> None:
    changed(full.database, "DROP INDEX rules_in_order")
    (sentence,) = missing_parts(full.database)
    assert sentence.endswith("the index rules_in_order is missing")
    changed(full.database, "UPDATE objectives SET weight = -1")
    assert broken_pages(full.database)[0].startswith("CHECK constraint failed in objectives")


def test_bounds_are_checked_in_a_file_that_cannot_be_written(full: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    changed(full.database, "UPDATE objectives SET weight = -1")
    monkeypatch.setattr(checkup, "may", lambda *_: False)
    assert broken_pages(full.database)[0].startswith("CHECK constraint failed in objectives")
