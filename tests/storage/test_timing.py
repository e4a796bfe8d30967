"""How long something locked is tried again, by a clock that stands still but for the sleep."""

import sqlite3
from collections.abc import Callable

import pytest
from peewee import SqliteDatabase

from habitos_tui.storage import waiting
from habitos_tui.storage.waiting import retried


class Clock:
    """Time that passes while somebody sleeps, or in an attempt."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        self.slept: list[float] = []
        monkeypatch.setattr(waiting, "monotonic", lambda: self.now)
        monkeypatch.setattr(waiting, "sleep", self.sleep)

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 6))
        self.now += seconds


def refused(clock: Clock, takes: float, times: int) -> Callable[[], str]:
    """Return an attempt that takes so long, and is refused so many times."""
    left = [None] * times

    def attempt() -> str:
        clock.now += takes
        if left:
            left.pop()
            raise KeyError
        return "done"

    return attempt


def is_locked(error: Exception) -> bool:
    return isinstance(error, KeyError)


def test_what_is_refused_at_once_is_tried_at_every_step(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, heard = Clock(monkeypatch), list[float]()
    assert retried(refused(clock, 0.0, 3), is_locked, 10, lambda s: heard.append(round(s, 6))) == "done"
    assert clock.slept == [0.1, 0.1, 0.1]
    assert heard == [0.0, 0.1, 0.2]


def test_what_waited_for_itself_is_tried_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, heard = Clock(monkeypatch), list[float]()
    retried(refused(clock, 0.06, 1), is_locked, 10, lambda s: heard.append(round(s, 6)))
    retried(refused(clock, 0.25, 2), is_locked, 10, lambda s: heard.append(round(s, 6)))
    assert clock.slept == [0.04, 0, 0]
    assert heard == [0.06, 0.25, 0.5]


def test_it_ends_with_the_time_that_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, heard = Clock(monkeypatch), list[float]()
    with pytest.raises(KeyError):
        retried(refused(clock, 0.5, 9), is_locked, 1, heard.append)
    assert heard == [0.5]


def test_any_other_error_ends_it_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, heard = Clock(monkeypatch), list[float]()
    with pytest.raises(KeyError):
        retried(refused(clock, 0.0, 1), lambda error: False, 1, heard.append)
    assert heard == []


@pytest.mark.parametrize(
    ("code", "tried_again"),
    [
        (sqlite3.SQLITE_BUSY, True),
        (sqlite3.SQLITE_BUSY_RECOVERY, True),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, False),
        (sqlite3.SQLITE_LOCKED, False),
        (sqlite3.SQLITE_FULL, False),
        (None, False),
    ],
)
def test_only_what_another_process_has_locked_is_tried_again(
    monkeypatch: pytest.MonkeyPatch, code: int | None, tried_again: bool
) -> None:
    Clock(monkeypatch)
    error = sqlite3.OperationalError("as SQLite puts it")
    if code is not None:
        error.sqlite_errorcode = code
    heard: list[float] = []

    def connect(_connections: object, _reuse: bool = False) -> bool:
        if heard:
            return True
        raise error

    monkeypatch.setattr(SqliteDatabase, "connect", connect)
    connections = waiting.WaitingConnections(":memory:", seconds=10, waits=heard.append)
    if tried_again:
        assert connections.connect()
    else:
        with pytest.raises(sqlite3.OperationalError):
            connections.connect()
    assert bool(heard) is tried_again
