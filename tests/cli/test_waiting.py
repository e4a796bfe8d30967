"""A command that finds the database locked by another program."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from habitos_tui.cli import invocation
from habitos_tui.errors import WAITING
from habitos_tui.storage import database
from tests.cli.conftest import Habitos
from tests.support.cli import Answer


@pytest.fixture
def other(alice: Habitos, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Another program's connection."""
    with closing(sqlite3.connect(next(tmp_path.rglob("*.db")), isolation_level=None)) as connection:
        yield connection


def test_it_says_so_once_and_goes_on_when_it_can(
    alice: Habitos, other: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def tell(message: str) -> None:
        told.append(message)
        other.execute("ROLLBACK")

    monkeypatch.setattr(invocation, "tell", tell)
    other.execute("BEGIN EXCLUSIVE")
    assert alice("busy", "add", "mon", "12:00", "13:00", "Lunch").code == 0
    assert told == [WAITING]


def test_a_failed_wait_ends_with_11(alice: Habitos, other: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "Database", partial(database.Database, timeout=0.5))
    other.execute("BEGIN IMMEDIATE")
    answer = alice("busy", "add", "mon", "12:00", "13:00", "Lunch")
    assert answer.code == 11
    assert answer.err.splitlines()[0] == WAITING
    assert "nothing was changed" in answer.err
    assert answer.err.count("Waiting") == 1
    other.execute("ROLLBACK")
    assert "Lunch" not in alice("busy", "list").out


def test_ctrl_c_gives_up_with_nothing_changed(
    alice: Habitos, other: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(message: str) -> None:
        raise KeyboardInterrupt

    other.execute("BEGIN IMMEDIATE")
    with monkeypatch.context() as patched:
        patched.setattr(invocation, "tell", interrupted)
        answer = alice("busy", "add", "mon", "12:00", "13:00", "Lunch")
    assert answer == Answer(130, "", "Interrupted while waiting; nothing was changed.\n")
    other.execute("ROLLBACK")
    assert "Lunch" not in alice("busy", "list").out


def test_what_is_quick_says_nothing(alice: Habitos) -> None:
    assert alice("busy", "add", "mon", "12:00", "13:00", "Lunch").err.count("Waiting") == 0
