"""A journal of another database is told from one that belongs to the file beside it."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from habitos_tui.errors import DamagedDatabaseError
from habitos_tui.storage.database import Database
from habitos_tui.storage.leftover_journal import _first_page_before, _is_hot, foreign_journal
from tests.support.journals import unfinished_change
from tests.support.storage import Room, make_behavior, make_database


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """A database as a crash in the middle of a change leaves it, with its journal."""
    made = make_database(tmp_path).path
    with unfinished_change(made):
        (tmp_path / "left").mkdir()
        for name in ("", "-journal"):
            shutil.copy(f"{made}{name}", tmp_path / "left" / f"{made.name}{name}")
    return tmp_path / "left" / made.name


def tables(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM sqlite_master WHERE type = 'table'").fetchone()[0])


def test_its_own_journal_is_played_back(left: Path) -> None:
    assert foreign_journal(left) is None
    Database(left).create_or_open()
    assert not left.with_name("habitos.db-journal").exists()


def later_changes(left: Path) -> None:
    """Let the database be changed without its journal, as after it was put away and came back."""
    journal = left.with_name("habitos.db-journal")
    content = journal.read_bytes()
    journal.unlink()
    shutil.copy(left.parents[1] / left.name, left)
    with closing(sqlite3.connect(left, isolation_level=None)) as connection:
        for number in range(3):
            connection.execute(f"CREATE TABLE more{number} (x)")
    journal.write_bytes(content)


def another_program(left: Path) -> None:
    other = left.with_name("other.db")
    with unfinished_change(other):
        shutil.copy(f"{other}-journal", f"{left}-journal")


def another_log(left: Path) -> None:
    left.with_name("habitos.db-journal").unlink()
    shutil.copy(left.parents[1] / left.name, left)
    other = left.with_name("other.db")
    with unfinished_change(other, "wal"):
        shutil.copy(f"{other}-wal", f"{left}-wal")


@pytest.mark.parametrize("exchange", [later_changes, another_program, another_log])
def test_one_of_another_file_is_refused_and_changes_nothing(left: Path, exchange: Callable[[Path], None]) -> None:
    exchange(left)
    before = left.read_bytes()
    found = foreign_journal(left)
    assert found is not None
    with pytest.raises(DamagedDatabaseError, match=f"{found.name}” is not of the database beside it"):
        Database(left).create_or_open()
    assert left.read_bytes() == before
    found.unlink()
    assert tables(left) > 10


def broken_off(path: Path, to: Path) -> None:
    """Leave a copy of a database, and of its journal, in the middle of a large change: without the first page yet."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript("PRAGMA cache_size = 1; BEGIN IMMEDIATE")
        connection.execute("UPDATE row_changes SET changed_at = '2027-01-01T00:00:00.000000+00:00'")
        for name in ("", "-journal"):
            shutil.copy(f"{path}{name}", f"{to}{name}")
        connection.execute("ROLLBACK")


def of_many(folder: Path, number: int) -> Path:
    """Make a database with so many behaviors."""
    folder.mkdir()
    room = Room(make_database(folder))
    with room.database.unit():
        for each in range(number):
            room.behaviors.add(make_behavior(f"b{each}"))
    return room.database.path


def test_a_journal_without_the_first_page_is_tried_in_a_copy(tmp_path: Path) -> None:
    mine, other = of_many(tmp_path / "mine", 30), of_many(tmp_path / "other", 60)
    left = tmp_path / "habitos.db"
    broken_off(mine, left)
    journal = left.with_name("habitos.db-journal")
    assert _first_page_before(journal) is None
    assert foreign_journal(left) is None
    Database(left).create_or_open()
    assert not journal.exists()
    broken_off(other, left)
    shutil.copy(mine, left)
    assert foreign_journal(left) == journal
    with pytest.raises(DamagedDatabaseError, match="is not of the database beside it"):
        Database(left).create_or_open()
    assert left.read_bytes() == mine.read_bytes()


def test_a_journal_that_a_running_program_writes_is_not_tried(tmp_path: Path) -> None:
    path = of_many(tmp_path / "mine", 30)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript("PRAGMA cache_size = 1; BEGIN IMMEDIATE")
        connection.execute("UPDATE row_changes SET changed_at = '2027-01-01T00:00:00.000000+00:00'")
        assert _first_page_before(path.with_name("habitos.db-journal")) is None
        assert not _is_hot(path)
        assert foreign_journal(path) is None
        connection.execute("ROLLBACK")


@pytest.mark.parametrize("content", [b"noise", bytes(6000), bytes.fromhex("d9d505f920a163d7") + b"\xff" * 6000])
@pytest.mark.parametrize("name", ["-journal", "-wal"])
def test_what_is_no_journal_is_none_of_another(left: Path, name: str, content: bytes) -> None:
    Path(f"{left}{name}").write_bytes(content)
    assert foreign_journal(left) is None


def test_one_of_a_program_that_writes_is_none_of_another(tmp_path: Path) -> None:
    made = make_database(tmp_path).path
    for mode in ("delete", "wal"):
        with unfinished_change(made, mode):
            assert foreign_journal(made) is None
