"""A value that SQLite takes and the program cannot read costs a row that value alone, where it can do without."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest

from habitos_tui.domain.model.rhythm import RHYTHM_ADAPTER, usual_target
from habitos_tui.errors import DamagedDatabaseError
from habitos_tui.storage.checkup import first_unreadable
from habitos_tui.storage.database import Database
from habitos_tui.storage.file import DatabaseFile
from habitos_tui.storage.salvage import Loss, Salvage, salvaged
from tests.support.storage import (
    MONDAY,
    Room,
    make_behavior,
    make_completion,
    make_dated,
    make_id,
    make_room,
    make_run,
    make_session,
    make_skip,
)

EVERY_OTHER_DAY: Final = RHYTHM_ADAPTER.validate_python({"every_days": 2, "since": MONDAY})


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A database in which Ada has something of most kinds."""
    room = make_room(Database(tmp_path / "habitos.db"))
    with room.database.unit():
        room.plans.save_run(make_run())
        room.plans.replace_sessions(MONDAY, MONDAY, [make_session(), make_session("s2", start=600)], make_id("r1"))
        context = {"tags": ("home",), "slot": "morning", "weekday": 0}
        room.completions.add(make_completion(session=make_id("s1"), context=context))
        room.completions.add_skip(make_skip(session=make_id("s2")))
        room.calendar.add_dated([make_dated()])
    return room.database.path


def changed(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.create_function("fold", 1, str.casefold)
        connection.execute(statement)


def values(salvage: Salvage, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(salvage.draft.path)) as connection:
        return connection.execute(query).fetchall()


RESET: Final = (
    ("behaviors", "rhythm = '{\"x\": 1}'"),
    ("behaviors", "season = '{}'"),
    ("behaviors", "task = '{}'"),
    ("behaviors", "rhythm = '{}', season = '{}', task = '{}'"),
    ("behaviors", 'preferred_slots = \'["a", "a"]\''),
    ("behaviors", "tags = '[\"  \"]'"),
    ("behaviors", "amount = 3"),
    ("behaviors", "name = char(8203)"),
    ("behavior_wishes", "rhythm = '{\"x\": 1}'"),
    ("behavior_wishes", 'impacts = \'{"health": "x"}\''),
    ("profiles", "app = '{\"x\": 1}'"),
    ("planned_sessions", "slot = ' '"),
    ("completions", "slot = ' '"),
)


@pytest.mark.parametrize(("table", "change"), RESET)
def test_a_row_loses_a_value_that_it_can_do_without(home: Path, table: str, change: str) -> None:
    changed(home, f"UPDATE {table} SET {change}")
    assert first_unreadable(Database(home))
    with salvaged(DatabaseFile(home)) as salvage:
        (loss,) = salvage.losses
        assert loss == Loss(table, 0, unread=False, reset=2 if table == "planned_sessions" else 1)
        assert first_unreadable(salvage.draft) == ""
        assert values(salvage, "SELECT slot IS NULL FROM completions") == [(table == "completions",)]


def test_what_was_wanted_last_comes_into_the_place_of_what_is_wanted(home: Path) -> None:
    behaviors = Room(Database(home), known=True).behaviors
    behaviors.add(make_behavior("read", rhythm=EVERY_OTHER_DAY, target_per_week=usual_target(EVERY_OTHER_DAY)))
    changed(home, "UPDATE behaviors SET rhythm = '{}' WHERE id = 'read'")
    with salvaged(DatabaseFile(home)) as salvage:
        kept = Room(salvage.draft, known=True).behaviors.get("read")
        assert (kept is not None and kept.rhythm, salvage.losses) == (
            EVERY_OTHER_DAY,
            (Loss("behaviors", 0, False, 1),),
        )


@pytest.mark.parametrize(
    ("statement", "lost"),
    [
        ("INSERT INTO rules SELECT id, 'r', 0, 'frequency', 1, '{}' FROM profiles", {"rules": 1}),
        ("UPDATE optimization_runs SET plan = '{}'", {"optimization_runs": 1}),
        ("UPDATE completion_tags SET tag = 'a, b'", {"completion_tags": 1}),
        ("UPDATE slots SET start = 0, end = 1800", {"slots": 6}),
    ],
)
def test_a_row_that_is_nothing_without_is_left_out_and_what_came_of_it_stays(
    home: Path, statement: str, lost: dict[str, int]
) -> None:
    changed(home, statement)
    assert first_unreadable(Database(home))
    with salvaged(DatabaseFile(home)) as salvage:
        assert {loss.table: loss.rows for loss in salvage.losses} == lost
        assert first_unreadable(salvage.draft) == ""
        counts = "SELECT (SELECT count(*) FROM planned_sessions), count(*) FROM completions WHERE session IS NOT NULL"
        assert values(salvage, counts) == [(2, 1)]
        assert salvage.filled == (("slots",) if "slots" in lost else ())


def test_a_profile_that_makes_no_sense_is_told_without_the_hint_to_mend(home: Path) -> None:
    changed(home, "UPDATE profiles SET name = char(8203), name_key = char(8203)")
    with pytest.raises(DamagedDatabaseError, match="cannot be mended") as caught, salvaged(DatabaseFile(home)):
        raise AssertionError
    assert "--mend" not in caught.value.hint
    assert "habitos-tui restore FILE" in caught.value.hint
