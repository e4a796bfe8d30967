"""What is typed while the app is not there yet: it is meant for the app, and nobody's business to show."""

import signal
from pathlib import Path

import pytest

from habitos_tui.bootstrap import open_data_directory
from habitos_tui.ui.runtime.early_keys import starts_app
from tests.support.pty import Terminal

PASSWORD = "pw12345678"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data directory of alice, who has a password."""
    place = tmp_path / "data"
    open_data_directory(place, create=True, cost=4).accounts.create("alice", PASSWORD)
    return place


def app(folder: Path, *options: str) -> tuple[str, ...]:
    return ("-m", "habitos_tui", "--data-dir", str(folder), *options)


def test_enter_typed_before_the_process_is_there_is_enter(folder: Path) -> None:
    with Terminal(*app(folder, "--profile", "alice"), typed=PASSWORD.encode() + b"\r3") as terminal:
        terminal.wait_for("No behaviors yet")
        terminal.send(b"\x11")
        assert terminal.status() == 0
        assert terminal.is_clean()


def test_a_password_typed_while_the_app_is_loaded_is_not_shown(folder: Path) -> None:
    with Terminal(*app(folder, "--profile", "alice")) as terminal:
        terminal.wait_for_silence()
        terminal.send(PASSWORD.encode() + b"\r3")
        terminal.wait_for("No behaviors yet")
        terminal.send(b"\x11")
        assert terminal.status() == 0
        assert terminal.is_clean()
        assert PASSWORD.encode() not in terminal.output


def test_an_app_that_does_not_come_leaves_nothing_to_the_shell(folder: Path) -> None:
    with Terminal(*app(folder, "--profile", "bob")) as terminal:
        terminal.wait_for_silence()
        terminal.send(PASSWORD.encode() + b"\r")
        assert terminal.status() == 10
        assert terminal.is_clean()
        assert PASSWORD.encode() not in terminal.output
        assert terminal.unread_keys() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_before_the_app_is_there_leaves_the_terminal_as_it_was(folder: Path, number: int) -> None:
    with Terminal(*app(folder)) as terminal:
        terminal.wait_for_silence()
        terminal.process.send_signal(number)
        assert terminal.status() in {-number, 128 + number}
        assert terminal.is_clean()


@pytest.mark.parametrize(
    ("words", "starts"),
    [
        ("", True),
        ("--profile alice", True),
        ("--data-dir=x --profile=demo", True),
        ("demo", True),
        ("--profile", True),
        ("today", False),
        ("--profile alice today", False),
        ("--help", False),
        ("demo -h", False),
        ("--version", False),
        ("--password-file -", False),
        ("--profile demo profile list", False),
    ],
)
def test_only_for_the_app_the_terminal_is_switched_over(words: str, starts: bool) -> None:
    assert starts_app(words.split()) is starts
