import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import cast

import pytest

from habitos_tui.atomic_file import clear_unfinished
from habitos_tui.errors import BusyError, DamagedDatabaseError, InvalidInputError
from habitos_tui.storage import copies
from habitos_tui.storage.copies import copy_pages, free_name, write_copy
from habitos_tui.storage.database import Database
from habitos_tui.storage.raw import connected, is_sound, marks
from habitos_tui.storage.restoring import opened_copy
from tests.support.contention import count_up
from tests.support.killing import killed_at, points
from tests.support.storage import Room, rows_of

POINTS = 10
"""At which a copy is broken off; they are spread over all there are."""

ROOT = Path(__file__).parents[2]


def copy(room: Room, target: Path) -> None:
    with room.database.reading():
        write_copy(room.database.connections.connection(), target, room.database.place)


def test_a_copy_holds_the_same_and_is_private(room: Room, tmp_path: Path) -> None:
    copy(room, tmp_path / "copy.db")
    assert rows_of(tmp_path / "copy.db") == rows_of(room.database.path)
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.db", "habitos.db"]


def test_a_copy_is_on_the_disk_before_it_has_its_name(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy.db"
    steps: list[tuple[bool, bool]] = []
    monkeypatch.setattr(copies, "flush", lambda path: steps.append((path == tmp_path, target.exists())))
    copy(room, target)
    assert steps == [(False, False), (True, True)]


def test_a_copy_of_a_file_with_a_write_ahead_log_is_one_file(room: Room, tmp_path: Path) -> None:
    with closing(sqlite3.connect(room.database.path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        room.objectives.set_weight("health", 7)
        copy(room, tmp_path / "copy.db")
        assert rows_of(tmp_path / "copy.db") == rows_of(room.database.path)
    with connected(tmp_path / "copy.db") as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_copy_made_while_others_write_is_of_one_moment(room: Room, tmp_path: Path) -> None:
    arguments = [str(room.database.path), str(room.profile.id), "20"]
    with subprocess.Popen([sys.executable, "-m", "tests.support.contention", *arguments], cwd=ROOT) as writer:
        for number in range(2):
            copy(room, tmp_path / f"{number}.db")
            assert is_sound(tmp_path / f"{number}.db", room.database.version)
        assert writer.wait(120) == 0
    assert room.objectives.all()[0].weight == 21


def test_a_source_that_is_not_sound_leaves_the_older_copy(room: Room, tmp_path: Path) -> None:
    copy(room, tmp_path / "copy.db")
    before = (tmp_path / "copy.db").read_bytes()
    with closing(sqlite3.connect(room.database.path)) as connection:
        connection.execute("DELETE FROM profiles")
        connection.commit()
    with pytest.raises(DamagedDatabaseError, match="refer to what is not there"):
        copy(room, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.db", "habitos.db"]


def test_a_target_that_stays_locked_is_busy(room: Room, tmp_path: Path) -> None:
    waited: list[float] = []
    (tmp_path / "locked.db").touch()
    with connected(tmp_path / "locked.db") as other, connected(tmp_path / "locked.db") as target:
        other.execute("CREATE TABLE t (a)")
        other.execute("BEGIN EXCLUSIVE")
        with connected(room.database.path) as source, pytest.raises(BusyError):
            copy_pages(source, target, 0.2, waited.append)
    assert waited == pytest.approx([0.1, 0.2])


def test_what_killed_processes_left_is_cleared_and_what_others_write_is_not(room: Room, tmp_path: Path) -> None:
    with subprocess.Popen(["true"]) as gone:
        pass
    for name in (f".copy.db.{gone.pid}-0123abcd.partial", f".copy.db.{gone.pid}-0123abcd.partial-journal"):
        (tmp_path / name).touch()
    kept = [f".copy.db.{os.getpid()}-0123abcd.partial", f".other.db.{gone.pid}-0123abcd.partial", ".copy.db.partial"]
    for name in kept:
        (tmp_path / name).touch()
    clear_unfinished(tmp_path / "copy.db")
    assert {path.name for path in tmp_path.iterdir()} == {*kept, "habitos.db"}


def test_a_copy_killed_at_any_time_leaves_the_older_one_or_the_new_one(room: Room, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    copy(room, target)
    older = rows_of(target)
    count_up(room.database, room.profile.id, 1)
    newer = rows_of(room.database.path)
    for point in points(lambda: copy(room, tmp_path / "counted.db"), POINTS):
        killed_at(point, lambda: copy(room, target))
        assert rows_of(target) in (older, newer)
        assert rows_of(room.database.path) == newer
    copy(room, target)
    assert rows_of(target) == newer
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.db", "counted.db", "habitos.db"]


def test_a_copy_gets_the_first_name_that_nothing_has(tmp_path: Path) -> None:
    for expected in ("copy.db", "copy-2.db", "copy-3.db"):
        path = free_name(tmp_path, lambda number: f"copy{number}.db")
        assert path.name == expected
        path.symlink_to("nowhere")


@pytest.mark.parametrize("content", [b"", b"text", b"SQLite format 3\x00" + bytes(4080)])
def test_other_files_are_not_sound(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file.db").write_bytes(content)
    assert not is_sound(tmp_path / "file.db", 99)
    assert not is_sound(tmp_path / "nothing.db", 99)


def test_a_newer_file_is_not_sound_for_this_program(room: Room) -> None:
    version = room.database.version
    assert is_sound(room.database.path, version)
    assert not is_sound(room.database.path, version - 1)
    with connected(room.database.path, "ro") as connection:
        assert marks(connection).version == version


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (lambda place: None, "does not exist"),
        (lambda place: place.mkdir(), "is a folder"),
        (lambda place: place.symlink_to(place.with_name("gone")), "is no file"),
    ],
)
def test_what_is_no_file_is_no_copy(
    database: Database, tmp_path: Path, make: Callable[[Path], None], what: str
) -> None:
    make(tmp_path / "copy.db")
    with pytest.raises(InvalidInputError, match=what), opened_copy(tmp_path / "copy.db", database):
        raise AssertionError


def test_what_is_told_of_a_wait_is_what_is_waited() -> None:
    slept: list[float] = []
    told: list[float] = []

    class Locked:
        """An open file that is locked three times."""

        def backup(self, _target: object, *, progress: Callable[[int, int, int], None], sleep: float) -> None:
            for status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_DONE):
                progress(status, 0, 0)
                slept.append(sleep)

    copy_pages(cast("sqlite3.Connection", Locked()), cast("sqlite3.Connection", None), 10, told.append)
    assert told == pytest.approx([sum(slept[:number]) for number in (1, 2, 3)])
