"""What happens while another process has the file locked: somebody is told, and nothing is lost or half done."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NoReturn

import pytest
from filelock import FileLock

from habitos_tui.errors import BusyError, GaveUpError
from habitos_tui.storage.database import Database
from habitos_tui.storage.journal import JournalRepository
from habitos_tui.storage.objectives import ObjectiveRepository
from tests.support.storage import Room, make_database

Doing = Callable[[ObjectiveRepository], object]


@pytest.fixture(params=["delete", "wal"])
def room(request: pytest.FixtureRequest, tmp_path: Path) -> Room:
    return Room(with_journal(make_database(tmp_path), request.param))


def with_journal(database: Database, mode: str) -> Database:
    """Give a database the journal of a mode, which stays with its file."""
    with database.connections.connection_context():
        database.connections.pragma("journal_mode", mode)
    return database


@pytest.fixture
def other(room: Room) -> Iterator[sqlite3.Connection]:
    """Another program's connection."""
    with closing(sqlite3.connect(room.database.path, isolation_level=None)) as connection:
        yield connection


def seven(objectives: ObjectiveRepository) -> None:
    objectives.set_weight("health", 7)


@pytest.mark.parametrize("lock", ["IMMEDIATE", "EXCLUSIVE"])
def test_a_writer_says_that_it_waits_and_then_writes(room: Room, other: sqlite3.Connection, lock: str) -> None:
    heard: list[float] = []

    def hear(seconds: float) -> None:
        heard.append(seconds)
        if len(heard) == 3:
            other.execute("ROLLBACK")

    database = Database(room.database.path, waits=hear)
    other.execute(f"BEGIN {lock}")
    seven(ObjectiveRepository(database, room.profile.id))
    assert len(heard) == 3
    assert heard == sorted(heard)
    assert room.objectives.all()[0].weight == 7


def test_a_reader_waits_where_a_writer_keeps_readers_out(room: Room, other: sqlite3.Connection) -> None:
    heard: list[float] = []

    def hear(seconds: float) -> None:
        heard.append(seconds)
        other.execute("ROLLBACK")

    database = Database(room.database.path, waits=hear)
    other.execute("BEGIN EXCLUSIVE")
    assert ObjectiveRepository(database, room.profile.id).all()
    keeps_out = other.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert bool(heard) is keeps_out


def test_a_commit_waits_for_readers_and_is_done_once(room: Room, other: sqlite3.Connection) -> None:
    heard: list[float] = []

    def hear(seconds: float) -> None:
        heard.append(seconds)
        other.execute("COMMIT")

    database = Database(room.database.path, waits=hear)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM objectives").fetchone()
    seven(ObjectiveRepository(database, room.profile.id))
    if not heard:  # with a log a reader is in nobody's way
        other.execute("COMMIT")
    assert room.objectives.all()[0].weight == 7
    journal = JournalRepository(room.database, room.profile.id)
    last = journal.last()
    assert last is not None
    assert journal.undo() == last
    assert room.objectives.all()[0].weight == 1


def test_a_wait_without_end_is_refused_and_nothing_is_changed(room: Room, other: sqlite3.Connection) -> None:
    database = Database(room.database.path, timeout=0.2)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(BusyError, match="nothing was changed"):
        seven(ObjectiveRepository(database, room.profile.id))
    other.execute("ROLLBACK")
    assert room.objectives.all()[0].weight == 1


def test_a_failed_read_says_nothing_of_unchanged_data(room: Room, other: sqlite3.Connection) -> None:
    other.execute("PRAGMA journal_mode = DELETE")
    database = Database(room.database.path, timeout=0.1)
    other.execute("BEGIN EXCLUSIVE")
    for read in (ObjectiveRepository(database, room.profile.id).all, database.is_replaced):
        with pytest.raises(BusyError, match=r"did not finish in time\.$"):
            read()


def test_whoever_waits_for_an_upgrade_is_told(tmp_path: Path) -> None:
    other = FileLock(tmp_path / "habitos.db.lock")
    heard: list[float] = []

    def hear(seconds: float) -> None:
        heard.append(seconds)
        if len(heard) == 2:
            other.release()

    other.acquire()
    database = Database(tmp_path / "habitos.db", waits=hear)
    database.create_or_open()
    assert len(heard) == 2
    assert heard[0] < database.timeout / 2


def test_whoever_hears_of_the_wait_may_end_it(room: Room, other: sqlite3.Connection) -> None:
    def enough(seconds: float) -> None:
        raise BusyError("Enough.")

    database = Database(room.database.path, waits=enough)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(BusyError, match="Enough"):
        seven(ObjectiveRepository(database, room.profile.id))
    assert database.connections.is_closed()


@pytest.mark.parametrize("lock", ["BEGIN IMMEDIATE", "BEGIN; SELECT count(*) FROM objectives"], ids=["begin", "commit"])
def test_a_change_given_up_is_not_made(room: Room, other: sqlite3.Connection, lock: str) -> None:
    """Neither before it began nor when all of it was done but the commit."""
    other.execute("PRAGMA journal_mode = DELETE")
    for statement in lock.split(";"):
        other.execute(statement).fetchall()
    database = Database(room.database.path, waits=give_up)
    with pytest.raises(GaveUpError, match="nothing was changed"):
        seven(ObjectiveRepository(database, room.profile.id))
    assert database.connections.is_closed()
    other.execute("ROLLBACK")
    assert room.objectives.all()[0].weight == 1


def test_a_reading_given_up_says_nothing_of_changes(room: Room, other: sqlite3.Connection) -> None:
    other.execute("PRAGMA journal_mode = DELETE")
    other.execute("BEGIN EXCLUSIVE")
    database = Database(room.database.path, waits=give_up)
    with pytest.raises(GaveUpError, match="up to date"):
        ObjectiveRepository(database, room.profile.id).all()


def give_up(seconds: float) -> NoReturn:
    raise GaveUpError("You gave up waiting; nothing was changed.")


def test_two_commits_in_a_row_leave_different_figures(room: Room) -> None:
    states = [room.database.signature()]
    for weight in (2, 3, 4):
        room.objectives.set_weight("health", weight)
        states.append(room.database.signature())
    assert len(set(states)) == 4


def test_what_another_program_adds_to_the_log_leaves_other_figures(tmp_path: Path) -> None:
    room = Room(with_journal(make_database(tmp_path), "wal"))
    with closing(sqlite3.connect(room.database.path, isolation_level=None)) as other:
        figures = {room.database.signature()}
        for weight in (5, 6):
            other.execute(f"UPDATE objectives SET weight = {weight}")
            figures.add(room.database.signature())
    assert len(figures) == 3
