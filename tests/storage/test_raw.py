"""What is said of a file that only SQLite has looked at."""

import os
import sqlite3
from pathlib import Path

import pytest

from habitos_tui.storage.contents import contents
from habitos_tui.storage.database import Database
from habitos_tui.storage.raw import (
    APPLICATION_ID,
    Marks,
    connected,
    fault,
    is_sound,
    marks,
    row_counts,
    statements,
    value_of,
    writable_copy,
)
from tests.support.storage import MONDAY, NOON, Room, make_completion, make_id, make_run


def changed(path: Path, sql: str) -> None:
    with connected(path) as connection:
        connection.execute("PRAGMA ignore_check_constraints = 1")
        connection.execute(sql)


def test_the_first_value_of_the_first_row_is_the_value(database: Database) -> None:
    with connected(database.path, "ro") as connection:
        assert value_of(connection, "SELECT 1, 2 UNION SELECT 3, 4 ORDER BY 1") == 1
        assert value_of(connection, "SELECT 1 WHERE 0") is None


def test_no_transaction_begins_by_itself_and_nothing_is_written_into_what_is_read(database: Database) -> None:
    with connected(database.path) as connection:
        connection.execute("CREATE TABLE t (x)")
        connection.execute("INSERT INTO t VALUES (1)")
        assert not connection.in_transaction
    with connected(database.path, "ro") as connection:
        assert row_counts(connection)["t"] == 1
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("DELETE FROM t")


def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in ("pipe", "missing", ".", "x" * 300):
        with pytest.raises(sqlite3.OperationalError, match="is no file"), connected(tmp_path / name):
            raise AssertionError
    assert not (tmp_path / "missing").exists()


@pytest.mark.parametrize(
    ("application", "version", "ours"),
    [(APPLICATION_ID, 1, True), (APPLICATION_ID, 0, False), (APPLICATION_ID, -1, False), (7, 1, False)],
)
def test_a_file_is_ours_with_its_mark_and_a_version(
    database: Database, application: int, version: int, ours: bool
) -> None:
    changed(database.path, f"PRAGMA application_id = {application}")
    changed(database.path, f"PRAGMA user_version = {version}")
    with connected(database.path, "ro") as connection:
        assert marks(connection) == Marks(application, version)
        assert marks(connection).ours is ours
    assert is_sound(database.path, 1) is ours
    assert (contents(database.path) is not None) is ours


def test_what_is_wrong_with_a_file_is_a_clause(room: Room) -> None:
    path = room.database.path
    with connected(path, "ro") as connection:
        assert fault(connection) == ""
    changed(path, "DELETE FROM behaviors")
    with connected(path, "ro") as connection:
        assert fault(connection).startswith("rows of behavior_")
        assert fault(connection).endswith(" refer to what is not there")
    assert not is_sound(path, 99)


def test_a_value_out_of_bounds_is_found_in_a_file_that_is_only_read(room: Room) -> None:
    """Of a connection that cannot write SQLite passes over them."""
    path = room.database.path
    assert is_sound(path, 99)
    changed(path, "UPDATE objectives SET weight = -1")
    with connected(path, "ro") as connection:
        assert fault(connection) == ""
        for within in (False, True):
            if within:
                connection.execute("BEGIN")
            with writable_copy(connection) as copy:
                assert fault(copy) == "a value in it cannot be read"
                copy.execute("DELETE FROM objectives")
                assert not copy.in_transaction
            assert connection.in_transaction is within
    assert not is_sound(path, 99)


def test_a_copy_that_another_process_has_locked_is_not_waited_for(room: Room) -> None:
    with connected(room.database.path) as other, connected(room.database.path, "ro", seconds=0) as connection:
        assert connection.execute("PRAGMA busy_timeout").fetchone() == (0,)
        other.execute("BEGIN EXCLUSIVE")
        assert not is_sound(room.database.path, 99)
        with pytest.raises(sqlite3.OperationalError, match="locked"), writable_copy(connection):
            raise AssertionError


def test_rows_are_counted_by_table_and_parts_are_listed(room: Room) -> None:
    with connected(room.database.path, "ro") as connection:
        counts, parts = row_counts(connection), statements(connection)
    assert (counts["profiles"], counts["behaviors"], counts["rules"]) == (1, 1, 0)
    assert [part[:3] for part in parts if part[1] == "rules"] == [("table", "rules", "rules")]
    assert parts == sorted(parts, key=lambda part: (str(part[0]), str(part[1])))


def test_what_is_in_a_file_is_counted_by_profile(room: Room) -> None:
    Room(room.database, "Bob")
    for name, day in (("c1", MONDAY), ("c2", MONDAY.replace(day=25))):
        room.completions.add(make_completion(name, day))
    for name in ("r1", "r2"):
        room.plans.save_run(make_run(name))
    room.plans.mark_accepted(make_id("r2"), NOON)
    found = contents(room.database.path)
    assert found is not None
    assert found.version == room.database.version
    ada, bob = found.profiles
    assert (ada.name, ada.behaviors, ada.completions, ada.plans) == ("Ada", 1, 2, 1)
    assert ada.days == (MONDAY, MONDAY.replace(day=25))
    assert (bob.name, bob.behaviors, bob.completions, bob.plans, bob.days) == ("Bob", 0, 0, 0, None)
    changed(room.database.path, "UPDATE completions SET day = 'soon'")
    assert contents(room.database.path) is None
