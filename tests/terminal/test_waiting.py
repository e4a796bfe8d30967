"""Waiting for another program, as a person sees it on a real terminal."""

import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from habitos_tui.bootstrap import open_data_directory
from habitos_tui.clock import FixedClock
from habitos_tui.errors import ExitCode
from tests.support.household import add_alice
from tests.support.pty import Terminal
from tests.terminal.monday import MONDAY_MORNING

CTRL_L, CTRL_Q, ESCAPE, CTRL_C = b"\x0c", b"\x11", b"\x1b", b"\x03"
SIGN = "Waiting for the database: another program is writing …"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data directory in which Alice has a plan for the week of the Monday."""
    data = tmp_path / "data"
    add_alice(open_data_directory(data, create=True, cost=4, clock=FixedClock(MONDAY_MORNING)))
    return data


@contextmanager
def locked(data: Path, kind: str = "IMMEDIATE") -> Iterator[sqlite3.Connection]:
    """Let another program write."""
    with closing(sqlite3.connect(data / "habitos.db", isolation_level=None)) as other:
        other.execute(f"BEGIN {kind}")
        yield other


def test_a_wait_leaves_a_true_screen_behind(data: Path) -> None:
    """Once it is given up, and once it is over: each time all of the screen is what drawing it anew shows."""
    with Terminal("-m", "tests.terminal.monday", "--data-dir", str(data)) as terminal:
        terminal.wait_for("Hint")
        with locked(data):
            terminal.send(b" ")
            terminal.wait_for(f"{SIGN} 1 s  esc gives up")
            terminal.send(b"3" + ESCAPE)
            terminal.wait_for("nothing was changed")
        drawn_anew(terminal)
        with locked(data) as other:
            terminal.send(b" ")
            terminal.wait_for(SIGN)
            fills_window_of(terminal, 100, 30)
            fills_window_of(terminal, 80, 24)
            terminal.send(b"3")
            other.execute("ROLLBACK")
            terminal.wait_for("What you typed while waiting was dropped.")
            terminal.wait_for("rate 1-5")
        drawn_anew(terminal)
        assert "rate 1-5" in terminal.screen()
        with locked(data):
            terminal.send(b"u")
            terminal.wait_for(SIGN)
            terminal.process.send_signal(signal.SIGTERM)
            assert terminal.status() == 143
        assert terminal.is_clean()


@pytest.mark.parametrize(("key", "status"), [(ESCAPE, ExitCode.BUSY), (CTRL_Q, 0)], ids=["escape", "ctrl+q"])
def test_at_the_start_it_says_how_to_give_up_waiting(data: Path, key: bytes, status: int) -> None:
    with locked(data, "EXCLUSIVE"), Terminal("-m", "tests.terminal.monday", "--data-dir", str(data)) as terminal:
        terminal.wait_for(f"{SIGN} 1 s  esc gives up")
        terminal.send(key)
        assert terminal.status() == status
        assert terminal.is_clean()


def test_a_password_that_waits_leaves_a_true_screen_behind(data: Path) -> None:
    accounts = open_data_directory(data, create=True, cost=4, clock=FixedClock(MONDAY_MORNING)).accounts
    accounts.reset_password("alice", "secret")
    with Terminal("-m", "tests.terminal.monday", "--data-dir", str(data)) as terminal:
        terminal.wait_for("Password of")
        with locked(data):
            terminal.send(b"secret\r")
            terminal.wait_for(f"{SIGN} 1 s  esc gives up")
            terminal.send(b" " + ESCAPE)
            terminal.wait_for("nothing was changed")
        assert SIGN not in terminal.screen()
        drawn_anew(terminal)
        terminal.send(b"\r")
        terminal.wait_for("▌1 Today")


def test_once_it_is_left_the_app_waits_to_be_backed_up(data: Path) -> None:
    with Terminal("-m", "tests.terminal.monday", "--data-dir", str(data), controlling=True) as terminal:
        terminal.wait_for("Hint")
        with locked(data, "EXCLUSIVE") as other:
            terminal.send(CTRL_Q)
            terminal.wait_for(f"{SIGN} ctrl+c gives up.")
            other.execute("ROLLBACK")
            assert terminal.status() == 0
        assert "No backup" not in terminal.screen()
    assert list(data.glob("backups/habitos-auto-*.db"))


def fills_window_of(terminal: Terminal, width: int, height: int) -> None:
    """Assert that a screen whose app waits is laid out anew in a window of another size."""
    terminal.resize(width, height)
    terminal.wait_until(lambda: SIGN in terminal.screen().split("\n")[-1])
    lines = terminal.screen().split("\n")
    assert (len(lines), lines[-1][1 : len(SIGN) + 1], SIGN in "".join(lines[:-1])) == (height, SIGN, False)
    assert "Hint" in "".join(lines[-6:-1])


def drawn_anew(terminal: Terminal) -> None:
    """Assert that the screen stays the same when all of it is sent again, but for messages that go by themselves."""
    terminal.settle(0.3)
    before = lasting(terminal)
    assert SIGN not in terminal.screen()
    terminal.send(CTRL_L)
    terminal.settle(0.3)
    assert lasting(terminal) == before


def lasting(terminal: Terminal) -> list[str]:
    lines = terminal.screen().splitlines()
    return [*lines[:18], lines[-1]]


def test_ctrl_c_gives_up_a_command_that_waits(data: Path) -> None:
    words = ("-m", "habitos_tui", "--data-dir", str(data), "busy", "add", "mon", "12:00", "13:00", "Lunch")
    with locked(data), Terminal(*words, controlling=True) as terminal:
        terminal.wait_for(f"{SIGN} ctrl+c gives up.")
        terminal.send(CTRL_C)
        assert terminal.status() == 130
        assert "Interrupted while waiting; nothing was changed." in terminal.screen()
