import os
import resource
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread
from typing import Any

import peewee
import pytest

from habitos_tui.domain.model.objective import Objective
from habitos_tui.errors import (
    BusyError,
    DamagedDatabaseError,
    HabitosError,
    InvalidInputError,
    NewerDatabaseError,
)
from habitos_tui.storage import upgrade
from habitos_tui.storage.database import Database
from habitos_tui.storage.file import MIGRATIONS, DatabaseFile, fold, journal_mode, safe_with_wal
from habitos_tui.storage.profiles import ProfileRepository
from habitos_tui.storage.schema import USUAL, digest, found_schema
from tests.support.storage import Room, make_behavior, make_database, open_database


@pytest.fixture(params=[0o000, 0o022, 0o277, 0o777])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def modes(directory: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in directory.iterdir() if path.is_file()}


@pytest.mark.parametrize(
    ("mode", "journals"),
    [("delete", {"habitos.db-journal"}), ("wal", {"habitos.db-wal", "habitos.db-shm"})],
)
def test_files_are_private_whatever_the_umask(
    tmp_path: Path, umask: int, mode: str, journals: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upgrade, "journal_mode", lambda: mode)
    room = Room(open_database(tmp_path))
    with room.database.unit():
        room.behaviors.add(make_behavior())
        present = modes(tmp_path)
    assert present.keys() == {"habitos.db", "habitos.db.lock"} | journals
    assert set(present.values()) == {0o600}


def test_the_file_is_private_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[int, str]] = []

    def look(database: Database, *_: object) -> None:
        info = database.path.stat()
        seen.append((stat.S_IMODE(info.st_mode), database.path.name))
        raise KeyError

    monkeypatch.setattr(upgrade, "_migrate", look)
    with pytest.raises(KeyError):
        open_database(tmp_path)
    assert seen == [(0o600, "habitos.db.new")]
    assert not (tmp_path / "habitos.db").exists()  # it has its name only when it is whole
    monkeypatch.undo()
    assert ProfileRepository(open_database(tmp_path)).all() == ()


def test_exists_only_once_created(tmp_path: Path) -> None:
    database = Database(tmp_path / "habitos.db")
    assert not database.exists()
    database.create_or_open()
    assert database.exists()


def test_where_backups_are_no_new_file_is_made(tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "habitos-v1.db").write_text("a copy")
    with pytest.raises(DamagedDatabaseError, match="there are backups of it"):
        Database(tmp_path / "habitos.db").create_or_open()
    assert not (tmp_path / "habitos.db").exists()


def test_opening_again_keeps_everything(tmp_path: Path) -> None:
    Room(open_database(tmp_path), "Ada")
    assert [found.profile.name for found in ProfileRepository(open_database(tmp_path)).all()] == ["Ada"]


def test_connections_are_set_up_as_promised(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    with database.reading():
        names = ("foreign_keys", "synchronous", "cell_size_check", "temp_store", "busy_timeout")
        pragmas = {name: database.connections.pragma(name) for name in names}
    # EXTRA: no power cut takes back what was committed. SQLite waits for a step, then this program tries again.
    assert pragmas == {
        "foreign_keys": 1,
        "synchronous": 3,
        "cell_size_check": 1,
        "temp_store": 2,  # in memory: nothing of a profile lies in a folder for files that are needed for a moment
        "busy_timeout": 100,
    }
    assert database.timeout == 10
    hasty = Database(database.path, timeout=0)
    with hasty.reading():
        assert hasty.connections.pragma("busy_timeout") == 0
    with pytest.raises(peewee.InterfaceError):  # none opens by itself, which nobody would close
        database.connections.execute_sql("SELECT 1")


def test_a_database_is_opened_as_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "scripts").symlink_to(MIGRATIONS)
    database = Database(
        tmp_path / "here.db", backups=tmp_path / "mine", timeout=0.5, waits=print, migrations=tmp_path / "scripts"
    )
    assert (database.path, database.backups, database.migrations) == tuple(
        tmp_path / name for name in ("here.db", "mine", "scripts")
    )
    assert (database.timeout, database.waits) == (0.5, print)
    assert (database.place.path, database.place.backups) == (database.path, database.backups)
    assert DatabaseFile(tmp_path / "here.db").backups == tmp_path / "backups"


def test_whoever_begins_a_transaction_means_to_write(database: Database) -> None:
    with closing(sqlite3.connect(database.path, timeout=0, isolation_level=None)) as other:
        connections = database.connections
        with connections.connection_context(), connections.atomic(), pytest.raises(sqlite3.OperationalError):
            other.execute("BEGIN IMMEDIATE")
        other.execute("BEGIN IMMEDIATE")


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 7, 0), False),
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 0), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), True),
        ((4, 0, 0), True),
    ],
)
def test_wal_only_where_sqlite_does_not_corrupt_it(version: tuple[int, int, int], safe: bool) -> None:
    assert safe_with_wal(version) is safe
    assert journal_mode(version) == ("wal" if safe else "delete")


def test_the_journal_mode_stays_with_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upgrade, "journal_mode", lambda: "wal")
    open_database(tmp_path)
    monkeypatch.undo()
    again = open_database(tmp_path)
    with again.reading():
        assert again.connections.journal_mode == "wal"


def test_a_unit_commits_as_one(room: Room) -> None:
    def change_and_fail() -> None:
        with room.database.unit():
            room.objectives.set_weight("health", 7)
            room.behaviors.delete("run")
            raise KeyError

    with pytest.raises(KeyError):
        change_and_fail()
    assert room.objectives.all()[0].weight == 1
    assert room.behaviors.get("run") is not None


def test_a_unit_inside_a_unit_can_fail_alone(room: Room) -> None:
    with room.database.unit():
        room.objectives.set_weight("health", 7)
        with pytest.raises(InvalidInputError):
            room.objectives.add(Objective(name="health", weight=1))
        room.objectives.set_weight("social", 3)
    assert [room.objectives.all()[place].weight for place in (0, -1)] == [7, 3]


def test_no_connection_outlives_its_unit(room: Room) -> None:
    room.behaviors.all()
    assert room.database.connections.is_closed()
    with room.database.unit(), room.database.unit():
        pass
    assert room.database.connections.is_closed()


def test_reading_sees_one_state(room: Room) -> None:
    def write() -> None:
        with pytest.raises(BusyError):
            hasty.objectives.set_weight("health", 7)

    hasty = Room(Database(room.database.path, timeout=0), "Bob")
    with room.database.reading():
        assert room.objectives.all()[0].weight == 1
        thread = Thread(target=write)
        thread.start()
        thread.join()
        assert room.objectives.all()[0].weight == 1


def test_within_a_snapshot_the_same_is_read_once(room: Room) -> None:
    read = list[int]()

    def count() -> int:
        read.append(len(read))
        return read[-1]

    with room.database.reading():
        assert [room.database.once("here", count) for _ in range(2)] == [0, 0]
        assert room.database.once("there", count) == 1
    assert room.database.once("here", count) == 2
    with room.database.reading():
        assert room.database.once("here", count) == 3
    with room.database.unit(), room.database.reading():
        assert [room.database.once("here", count) for _ in range(2)] == [4, 5]


def test_a_snapshot_is_not_written_to(room: Room) -> None:
    with room.database.reading(), pytest.raises(RuntimeError, match="snapshot"):
        room.objectives.set_weight("health", 7)
    room.objectives.set_weight("health", 7)


def test_databases_do_not_mix(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    one, two = Room(make_database(tmp_path / "one")), Room(make_database(tmp_path / "two"))
    with one.database.unit(), two.database.unit():
        one.objectives.set_weight("health", 1000)
        two.objectives.set_weight("health", 2)
    assert (one.objectives.all()[0].weight, two.objectives.all()[0].weight) == (1000, 2)


@pytest.mark.parametrize(
    "content",
    [b"\x7fELF" * 1000, b"SQLite format 3\x00" + b"\xff" * 4000, b"name,minutes\n" * 99],
    ids=["program", "only a header", "text"],
)
def test_something_else_is_not_opened(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "habitos.db").write_bytes(content)
    with pytest.raises(DamagedDatabaseError, match="damaged"):
        open_database(tmp_path)
    assert (tmp_path / "habitos.db").read_bytes() == content


@pytest.mark.parametrize("version", [-1, 0, 1])
def test_the_database_of_another_program_is_left_alone(tmp_path: Path, version: int) -> None:
    other = sqlite3.connect(tmp_path / "habitos.db")
    other.executescript(f"CREATE TABLE bookmarks (url TEXT); PRAGMA user_version = {version}")
    other.close()
    with pytest.raises(DamagedDatabaseError, match="not a habitos-tui database"):
        open_database(tmp_path)


@pytest.mark.parametrize("version", [-1, 0])
def test_one_of_ours_has_a_version(database: Database, version: int) -> None:
    with database.unit():
        database.connections.user_version = version
    with pytest.raises(DamagedDatabaseError, match="its version is not one that it can have"):
        Database(database.path).create_or_open()


def test_a_torn_file_is_damaged(room: Room) -> None:
    path = room.database.path
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xee" * (size - 4096))
    with pytest.raises(DamagedDatabaseError) as caught:
        room.behaviors.all()
    assert "There is no good copy" in caught.value.hint


def test_a_newer_file_is_refused(database: Database) -> None:
    with database.unit():
        database.connections.user_version = 99
    with pytest.raises(NewerDatabaseError, match="99"):
        Database(database.path).create_or_open()
    with pytest.raises(NewerDatabaseError):
        ProfileRepository(database).all()


def test_a_file_that_went_away_is_not_made_anew(room: Room) -> None:
    room.database.path.unlink()
    with pytest.raises(HabitosError, match="cannot be opened"):
        room.behaviors.all()
    assert not room.database.exists()


def test_a_file_emptied_behind_our_back_is_damaged_and_stays_empty(room: Room) -> None:
    room.database.path.write_bytes(b"")
    for work in (room.behaviors.all, room.database.create_or_open):
        with pytest.raises(DamagedDatabaseError, match="is empty"):
            work()
    assert room.database.path.read_bytes() == b""


def test_a_table_that_went_away_while_the_program_runs_is_named(room: Room) -> None:
    with closing(sqlite3.connect(room.database.path)) as other:
        other.executescript("PRAGMA foreign_keys = 0; DROP TABLE behaviors")
    with pytest.raises(DamagedDatabaseError, match=r"the table behaviors is missing, with its indexes and triggers"):
        room.behaviors.all()
    with pytest.raises(DamagedDatabaseError, match="the table behaviors"), room.database.unit():
        room.behaviors.all()


def test_a_foreign_index_is_no_damage(room: Room) -> None:
    with closing(sqlite3.connect(room.database.path)) as other:
        other.executescript("CREATE INDEX mine ON behaviors (name)")
    room.database.create_or_open()
    assert room.database.schema_damage() is None


def test_a_foreign_trigger_is_damage(room: Room) -> None:
    with closing(sqlite3.connect(room.database.path)) as other:
        other.executescript("CREATE TRIGGER theirs AFTER INSERT ON rules BEGIN DELETE FROM behaviors; END")
    with pytest.raises(DamagedDatabaseError, match="the trigger theirs is none of this program"):
        room.database.create_or_open()


def test_a_view_of_somebody_else_is_no_damage(room: Room) -> None:
    with closing(sqlite3.connect(room.database.path)) as other:
        other.executescript("CREATE VIEW mine AS SELECT name FROM behaviors")
    room.database.create_or_open()
    assert room.database.schema_damage() is None


def test_the_usual_schema_is_what_the_migrations_make(database: Database) -> None:
    with database.reading():
        found = found_schema(database.connections)
    assert USUAL[database.version] == digest(found)
    assert upgrade.missing_parts(found, database.migrations, database.version) == ""


def test_a_directory_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(HabitosError, match=r"data/habitos\.db") as caught:
        Database(tmp_path / "data" / "habitos.db").create_or_open()
    assert "--data-dir" in caught.value.hint


def test_a_full_disk_changes_nothing(room: Room) -> None:
    def fill() -> None:
        with room.database.unit():
            pages = room.database.connections.pragma("page_count")
            room.database.connections.pragma("max_page_count", pages)
            for number in range(1000):
                room.behaviors.add(make_behavior(f"b{number}", category="x" * 100))

    with pytest.raises(HabitosError, match="no space left"):
        fill()
    assert len(room.behaviors.all()) == 1


def test_a_file_that_cannot_be_written_is_named(room: Room) -> None:
    with room.database.unit():
        room.database.connections.pragma("query_only", 1)
        with pytest.raises(HabitosError, match="cannot be written"):
            room.behaviors.delete("run")
        room.database.connections.pragma("query_only", 0)


@pytest.mark.parametrize(
    ("code", "title"),
    [
        (sqlite3.SQLITE_IOERR_FSYNC, "The disk failed"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "The database is busy"),
        (sqlite3.SQLITE_CORRUPT_INDEX, "The database is damaged"),
        (sqlite3.SQLITE_CONSTRAINT_CHECK, "Not possible"),
    ],
)
def test_errors_of_sqlite_are_explained(database: Database, code: int, title: str) -> None:
    def fail() -> None:
        with database.unit():
            error = sqlite3.OperationalError("as SQLite puts it")
            error.sqlite_errorcode = code
            raise error

    with pytest.raises(HabitosError) as caught:
        fail()
    assert caught.value.title == title


def test_mistakes_of_the_program_stay_what_they_are(database: Database) -> None:
    def ask(sql: str, *values: Any) -> None:
        with database.unit():
            database.connections.execute_sql(sql, values)

    with pytest.raises(peewee.OperationalError, match="no such table"):
        ask("SELECT * FROM nowhere")
    with pytest.raises(peewee.ProgrammingError, match="binding"):
        ask("SELECT ?")


@pytest.mark.parametrize(
    ("one", "other"), [("Run", "rUN"), ("Caf\u00e9", "CAFE\u0301"), ("Stra\u00dfe", "STRASSE"), ("\u1e9e", "ss")]
)
def test_folding_ignores_case_and_encoding(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_a_directory_in_place_of_the_file_is_no_database(database: Database) -> None:
    database.path.unlink()
    database.path.mkdir()
    assert database.exists()
    with pytest.raises(DamagedDatabaseError):
        database.create_or_open()


def test_a_disk_that_fails_at_the_commit_is_named(room: Room) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room.database.path.stat().st_size, before[1]))
    try:
        with pytest.raises(HabitosError) as caught:
            room.behaviors.add(make_behavior("big", preferred_slots=tuple(f"slot {n}" * 10 for n in range(2000))))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert caught.value.title == "The disk failed"
    assert len(room.behaviors.all()) == 1
