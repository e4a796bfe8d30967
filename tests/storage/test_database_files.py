"""Which file a database is, and when all of its pages are looked at."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, NoReturn

import pytest

from habitos_tui.errors import DamagedDatabaseError, OutdatedError
from habitos_tui.storage.cursors import fetched
from habitos_tui.storage.database import Database
from habitos_tui.storage.file import create_private
from tests.support.storage import Room, make_behavior, make_database


def test_another_file_in_its_place_is_not_written_before_it_is_accepted(room: Room, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = make_database(tmp_path / "other")
    with room.database.unit():
        assert not room.database.is_replaced()
    other.path.replace(room.database.path)
    assert room.database.is_replaced()
    with pytest.raises(OutdatedError, match="was replaced in the meantime"), room.database.unit():
        raise AssertionError
    room.database.accept_file()
    with room.database.unit():
        assert not room.database.is_replaced()


def test_the_first_script_that_a_file_does_not_name_is_told(room: Room) -> None:
    with closing(sqlite3.connect(room.database.path, isolation_level=None)) as other:
        other.execute("DELETE FROM schema_migration WHERE name GLOB '000[47]*'")
    with pytest.raises(DamagedDatabaseError, match="does not name 0004_"):
        room.database.create_or_open()


def test_a_page_that_cannot_be_read_is_found_before_anything_is_written(room: Room) -> None:
    content = bytearray(room.database.path.read_bytes())
    content[-4096:-3000] = b"\xff" * 1096  # in the last page, of which no query below would read
    room.database.path.write_bytes(content)
    fresh = Database(room.database.path)
    with pytest.raises(DamagedDatabaseError, match="damaged"), fresh.unit():
        raise AssertionError


def test_commits_are_counted_one_by_one(room: Room) -> None:
    before = room.database.commits
    for _ in range(3):
        with room.database.unit(), room.database.unit():
            pass
    with room.database.reading():
        pass
    assert room.database.commits == before + 3


def test_pages_are_looked_at_once_before_this_process_writes(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def noted(connections: Any, sql: str, *more: Any) -> list[tuple[Any, ...]]:
        asked.append(sql)
        return fetched(connections, sql, *more)

    monkeypatch.setattr("habitos_tui.storage.database.fetched", noted)
    for name in ("swim", "row"):
        room.behaviors.add(make_behavior(name))
    assert sum("quick_check" in sql for sql in asked) == 1
    room.database.accept_file()
    room.behaviors.add(make_behavior("walk"))
    assert sum("quick_check" in sql for sql in asked) == 2


def test_a_file_that_is_made_is_left_closed(tmp_path: Path) -> None:
    before = len([*Path("/dev/fd").iterdir()])
    for name in ("a", "a", "b"):
        create_private(tmp_path / name)
    assert len([*Path("/dev/fd").iterdir()]) == before
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600
    (tmp_path / "a").chmod(0o640)
    create_private(tmp_path / "a")
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640


def test_whoever_asks_has_every_page_looked_at(room: Room) -> None:
    room.database.check_pages()
    content = bytearray(room.database.path.read_bytes())
    content[-4096:-3000] = b"\xff" * 1096
    room.database.path.write_bytes(content)
    with pytest.raises(DamagedDatabaseError, match="its parts do not fit together"):
        Database(room.database.path).check_pages()


@pytest.mark.parametrize(("code", "damaged"), [(sqlite3.SQLITE_ERROR, True), (sqlite3.SQLITE_BUSY, False)])
def test_a_schema_that_sqlite_refuses_to_read_is_damaged(
    database: Database, monkeypatch: pytest.MonkeyPatch, code: int, damaged: bool
) -> None:
    def refused(_connections: object) -> NoReturn:
        error = sqlite3.OperationalError("no such column")
        error.sqlite_errorcode = code
        raise error

    monkeypatch.setattr("habitos_tui.storage.database.found_schema", refused)
    assert (database.schema_damage() is not None) == damaged
