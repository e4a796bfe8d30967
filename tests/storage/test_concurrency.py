import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from habitos_tui.errors import BusyError, InvalidInputError
from habitos_tui.storage import upgrade
from habitos_tui.storage.database import Database
from habitos_tui.storage.journal import JournalRepository
from habitos_tui.storage.objectives import ObjectiveRepository
from tests.support.contention import count_up
from tests.support.storage import MONDAY, Room, make_behavior, make_completion, make_id, make_session, open_database

HERE = Path(__file__).parents[2]


@pytest.fixture(params=["delete", "wal"])
def room(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    monkeypatch.setattr(upgrade, "journal_mode", lambda: request.param)
    return Room(open_database(tmp_path))


def in_thread(work: Callable[[], None]) -> None:
    thread = Thread(target=work)
    thread.start()
    thread.join()


def test_processes_lose_nothing(room: Room) -> None:
    arguments = [str(room.database.path), str(room.profile.id), "50"]
    command = [sys.executable, "-m", "tests.support.contention", *arguments]
    processes = [subprocess.Popen(command, cwd=HERE) for _ in range(4)]
    assert [process.wait(120) for process in processes] == [0] * 4
    assert room.objectives.all()[0].weight == 1 + 4 * 50


def test_threads_lose_nothing(room: Room) -> None:
    threads = [Thread(target=count_up, args=(room.database, room.profile.id, 25)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert room.objectives.all()[0].weight == 1 + 4 * 25


def test_each_change_is_taken_back_once_however_many_undo(room: Room) -> None:
    journal = JournalRepository(room.database, room.profile.id)
    journal.forget()
    taken_back: list[int] = []

    def undo_all() -> None:
        while (change := journal.undo()) is not None:
            taken_back.append(change.id)

    for work in (lambda: count_up(room.database, room.profile.id, 10), undo_all):
        threads = [Thread(target=work) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(taken_back) == list(range(1, 31))
    assert room.objectives.all()[0].weight == 1


def test_threads_see_what_others_committed(room: Room) -> None:
    in_thread(lambda: room.behaviors.add(make_behavior()))
    assert [behavior.id for behavior in room.behaviors.all()] == ["run"]


def test_threads_do_not_see_what_is_not_committed(room: Room) -> None:
    seen: list[float] = []
    with room.database.unit():
        room.objectives.set_weight("health", 7)
        in_thread(lambda: seen.append(room.objectives.all()[0].weight))
    assert seen == [1]


def test_a_writer_that_waits_too_long_is_told(room: Room) -> None:
    hasty = Database(room.database.path, timeout=0.01)
    told: list[BusyError] = []

    def write() -> None:
        try:
            ObjectiveRepository(hasty, room.profile.id).set_weight("health", 7)
        except BusyError as error:
            told.append(error)
        assert hasty.connections.is_closed()

    with room.database.unit():
        in_thread(write)
    assert len(told) == 1
    assert room.objectives.all()[0].weight == 1
    ObjectiveRepository(hasty, room.profile.id).set_weight("health", 7)


def test_a_session_is_done_once_however_many_try(room: Room) -> None:
    room.behaviors.add(make_behavior())
    room.plans.replace_sessions(MONDAY, MONDAY, [make_session()], None)
    refused: list[str] = []

    def done(name: str) -> None:
        try:
            room.completions.add(make_completion(name, session=make_id("s1")))
        except InvalidInputError as error:
            refused.append(error.message)

    threads = [Thread(target=done, args=(f"c{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == ["This session is already marked as done."] * 3
    assert len(room.completions.between(MONDAY, MONDAY)) == 1
