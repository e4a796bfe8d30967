"""What is typed while the app is not there yet: it is meant for the app, and nobody's business to show."""

import signal
from pathlib import Path

import pyte
import pytest

from habitos_tui.bootstrap import open_data_directory
from habitos_tui.ui.runtime.early_keys import starts_app, wiping
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


def shown_before_the_app(terminal: Terminal) -> str:
    """Return what stood on the terminal when the app took it over, and stands there again when it has gone."""
    screen = pyte.Screen(80, 24)
    pyte.ByteStream(screen).feed(terminal.output.partition(b"\x1b[?1049h")[0])
    return "\n".join(screen.display)


def test_enter_typed_before_the_process_is_there_is_enter(folder: Path) -> None:
    with Terminal(*app(folder, "--profile", "alice"), typed=PASSWORD.encode() + b"\r3") as terminal:
        terminal.wait_for("No behaviors yet")
        assert PASSWORD.encode() in terminal.output  # nobody was there to keep the system from showing it
        assert shown_before_the_app(terminal).strip() == ""
        terminal.send(b"\x11")
        assert terminal.status() == 0
        assert terminal.is_clean()


@pytest.mark.parametrize(
    "typed", [b"a", b"secret\n", b"one\ntwo\nthree", b"x" * 20, b"x" * 21 + b"\n" + b"y" * 45, b"\x1b[A\n", b"\n\n"]
)
def test_what_the_system_showed_is_wiped_off_and_nothing_else(typed: bytes) -> None:
    screen = pyte.Screen(20, 12)
    stream = pyte.ByteStream(screen)
    stream.feed(b"$ habitos-tui\r\n")
    echo = typed.replace(b"\x1b", b"^[").replace(b"\n", b"\r\n")
    stream.feed(echo + wiping(typed, 20))
    assert [line.rstrip() for line in screen.display] == ["$ habitos-tui"] + [""] * 11
    assert (screen.cursor.x, screen.cursor.y) == (0, 1)


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
        ("--profile alice --restricted", True),
        ("--restricted today", False),
    ],
)
def test_only_for_the_app_the_terminal_is_switched_over(words: str, starts: bool) -> None:
    assert starts_app(words.split()) is starts
