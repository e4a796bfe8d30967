"""The terminal before the app, on a pseudo terminal of the test's own."""

import os
import pty
import signal
import termios
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from habitos_tui.ui.runtime import early_keys
from habitos_tui.ui.runtime.early_keys import EarlyKeys, kept_for_the_app
from habitos_tui.ui.runtime.ground import QUESTION

LFLAG = 3
WIPED_OFF = b"\x1b[1A\r\x1b[J"


class Terminal(NamedTuple):
    keyboard: int
    fd: int

    def type(self, keys: bytes) -> None:
        os.write(self.keyboard, keys)

    def read(self, count: int) -> bytes:
        """Return so many bytes that came to the terminal, however many writes they took."""
        found = b""
        while len(found) < count:
            found += os.read(self.keyboard, count - len(found))
        return found

    def echoes(self) -> bool:
        return bool(termios.tcgetattr(self.fd)[LFLAG] & termios.ECHO)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    keyboard, fd = pty.openpty()
    termios.tcsetwinsize(fd, (24, 80))
    monkeypatch.setattr(early_keys, "_DRAWN_ON", fd)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(os, "isatty", lambda stream: stream in {fd, 1, 2})
    yield Terminal(keyboard, fd)
    os.close(keyboard)
    os.close(fd)


def test_keys_for_the_app_are_kept_and_not_shown(terminal: Terminal) -> None:
    terminal.type(b"secret\n")
    assert b"secret" in os.read(terminal.keyboard, 100)  # shown by the system, as nobody has said otherwise
    with kept_for_the_app([], terminal.fd):
        assert not terminal.echoes()
        assert terminal.read(len(WIPED_OFF + QUESTION)) == WIPED_OFF + QUESTION
        keys = early_keys.early_keys()
        assert keys is not None
        assert keys.take() == "secret\r"
        assert keys.take() == ""
    assert terminal.echoes()
    assert early_keys.early_keys() is None


def test_a_terminal_without_keys_is_only_switched_over(terminal: Terminal) -> None:
    with kept_for_the_app(["--profile", "alice"], terminal.fd):
        keys = early_keys.early_keys()
        assert keys is not None
        assert keys.take() == ""
    assert terminal.echoes()


def test_other_commands_leave_the_terminal_alone(terminal: Terminal) -> None:
    with kept_for_the_app(["today"], terminal.fd):
        assert terminal.echoes()
        assert early_keys.early_keys() is None


def test_what_is_no_terminal_is_left_alone() -> None:
    reader, writer = os.pipe()
    try:
        with kept_for_the_app([], reader):
            assert early_keys.early_keys() is None
    finally:
        os.close(reader)
        os.close(writer)


def test_an_error_on_the_way_puts_the_terminal_back(terminal: Terminal) -> None:
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(KeyboardInterrupt), kept_for_the_app([], terminal.fd):
        raise KeyboardInterrupt
    assert terminal.echoes()
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_signal_puts_the_terminal_back_before_it_ends_the_process(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed: list[tuple[int, bool]] = []
    monkeypatch.setattr(os, "kill", lambda _pid, number: killed.append((number, terminal.echoes())))
    with kept_for_the_app([], terminal.fd):
        signal.raise_signal(signal.SIGHUP)
    assert killed == [(signal.SIGHUP, True)]


def test_a_terminal_that_was_lost_takes_nothing_back(terminal: Terminal) -> None:
    lost = os.dup(terminal.fd)
    keys = EarlyKeys(lost, termios.tcgetattr(lost))
    keys.switch_over()
    os.close(lost)
    keys.switch_back()
    assert not terminal.echoes()
