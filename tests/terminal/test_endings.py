"""However the app ends, the status says so, the terminal is clean and the process is gone."""

import signal
import stat
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.support.pty import Terminal

APP = ("-m", "tests.terminal.small_app")
SECRET = "tr0ub4dor"


@contextmanager
def running(folder: Path, **options: Any) -> Iterator[Terminal]:
    with Terminal(*APP, str(folder), **options) as terminal:
        terminal.wait_for("ready")
        yield terminal


@pytest.mark.parametrize(("keys", "status"), [(b"\x11", 0), (b"q", 3)], ids=["ctrl+q", "own status"])
def test_quitting_leaves_a_clean_terminal(tmp_path: Path, keys: bytes, status: int) -> None:
    with running(tmp_path) as terminal:
        assert not terminal.is_clean()
        terminal.send(keys)
        assert terminal.status() == status
        assert terminal.is_clean()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_the_app_properly(tmp_path: Path, number: int) -> None:
    with running(tmp_path) as terminal:
        terminal.process.send_signal(number)
        assert terminal.status() == 128 + number
        assert terminal.is_clean()
        assert (tmp_path / "unmounted").exists()


def test_a_stuck_app_is_ended_and_its_terminal_restored(tmp_path: Path) -> None:
    with running(tmp_path) as terminal:
        terminal.send(b"b")
        terminal.wait_for("stuck")
        terminal.process.terminate()
        assert terminal.status() == 128 + signal.SIGTERM
        assert terminal.is_clean()


def test_a_stalled_line_does_not_keep_the_app_alive(tmp_path: Path) -> None:
    with running(tmp_path) as terminal:
        terminal.send(b"f")
        terminal.stall()
        terminal.process.terminate()
        assert terminal.status_unread() == 128 + signal.SIGTERM


def test_a_stalled_line_does_not_keep_an_app_from_leaving_when_nobody_is_there(tmp_path: Path) -> None:
    with running(tmp_path) as terminal:
        terminal.send_at_once(b"i")
        terminal.stall()
        assert terminal.status_unread() == 0


def test_what_an_app_says_that_has_left_stands_on_the_terminal(tmp_path: Path) -> None:
    with running(tmp_path) as terminal:
        terminal.send(b"l")
        assert terminal.status() == 0
        assert terminal.is_clean()
        assert "Good bye" in terminal.screen()


@pytest.mark.parametrize("controlling", [True, False], ids=["with SIGHUP", "without SIGHUP"])
def test_a_terminal_that_went_away_ends_the_app(tmp_path: Path, controlling: bool) -> None:
    with running(tmp_path, controlling=controlling) as terminal:
        terminal.hang_up()
        assert terminal.status_unread() == 128 + signal.SIGHUP
        assert not (tmp_path / "crashes").exists()


@pytest.mark.parametrize("key", [b"c", b"w"], ids=["in a handler", "in a worker"])
def test_a_crash_tells_nothing_that_was_typed(tmp_path: Path, key: bytes) -> None:
    with running(tmp_path) as terminal:
        terminal.send(key)
        assert terminal.status() == 1
        assert terminal.is_clean()
        (report,) = (tmp_path / "crashes").iterdir()
        assert str(report) in terminal.screen().replace("\n", "")
        assert "Traceback" not in terminal.screen()
        assert SECRET.encode() not in terminal.output
        assert SECRET not in report.read_text()
        assert "tests/terminal/small_app.py" in report.read_text()
        assert stat.S_IMODE(report.stat().st_mode) == 0o600


def test_an_error_meant_for_people_is_told_as_such(tmp_path: Path) -> None:
    with running(tmp_path) as terminal:
        terminal.send(b"m")
        assert terminal.status() == 1
        assert terminal.is_clean()
        assert "The database is locked." in terminal.screen()
        assert not (tmp_path / "crashes").exists()


def test_bytes_that_are_no_text_do_not_end_the_app(tmp_path: Path) -> None:
    with running(tmp_path) as terminal:
        terminal.send(b"\xff\xfe\x80a\xc3")
        terminal.wait_for("alive")


def test_a_pipe_is_refused(tmp_path: Path) -> None:
    with Terminal(*APP, str(tmp_path), stdout=subprocess.PIPE) as terminal:
        assert terminal.status() == 64
        assert "needs a terminal" in terminal.screen()
        assert b"\x1b" not in terminal.output


@pytest.mark.parametrize("env", [{"TERM": "dumb"}, {"TERM": ""}, {"LC_ALL": "de_DE.ISO-8859-1"}])
def test_a_terminal_that_cannot_draw_the_app_is_refused(tmp_path: Path, env: dict[str, str]) -> None:
    with Terminal(*APP, str(tmp_path), env=env) as terminal:
        assert terminal.status() == 64
        assert b"\x1b" not in terminal.output


def test_a_slow_link_takes_no_mouse(tmp_path: Path) -> None:
    with running(tmp_path, env={"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"}) as terminal:
        assert b"\x1b[?1003h" not in terminal.output
    with running(tmp_path, env={"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22", "HABITOS_REMOTE": "off"}) as terminal:
        assert b"\x1b[?1003h" in terminal.output
