"""The driver of the terminal: what it reads, and that it sleeps while nothing is typed."""

import asyncio
import os
import queue
import select
import tty
from collections.abc import Callable, Iterator
from threading import Thread
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import pytest
from textual import constants
from textual._parser import ParseTimeout
from textual._xterm_parser import XTermParser
from textual.events import Key
from textual.message import Message

from habitos_tui.ui.runtime import driver
from habitos_tui.ui.runtime.crash import CrashSafeApp
from habitos_tui.ui.runtime.driver import TolerantDriver
from habitos_tui.ui.runtime.ground import GroundAnswer

PATIENCE = 10


async def new_driver() -> TolerantDriver:
    return TolerantDriver(CrashSafeApp())


class Reading:
    """A driver that reads a terminal in a thread; `keys` are those it has read."""

    def __init__(self) -> None:
        self.keyboard, terminal = os.openpty()
        os.set_blocking(self.keyboard, False)
        self.driver = asyncio.run(new_driver())
        self.driver.fileno = terminal
        self._found: queue.Queue[str] = queue.Queue()
        self._characters: queue.Queue[str | None] = queue.Queue()
        self.driver.process_message = self._take  # type: ignore[method-assign]  # in the place of an app
        self.thread = Thread(target=self.driver.run_input_thread, daemon=True)

    def _take(self, message: Message) -> None:
        if isinstance(message, Key):
            self._found.put(message.key)
            self._characters.put(message.character)

    def key(self) -> str:
        return self._found.get(timeout=PATIENCE)

    def character(self) -> str | None:
        return self._characters.get(timeout=PATIENCE)


@pytest.fixture
def reading() -> Iterator[Reading]:
    terminal = Reading()
    tty.setraw(terminal.driver.fileno)
    yield terminal
    terminal.driver.exit_event.set()
    terminal.thread.join(PATIENCE)
    assert not terminal.thread.is_alive()


def test_bad_bytes_are_left_out_and_nothing_with_them(reading: Reading) -> None:
    reading.thread.start()
    os.write(reading.keyboard, b"a\xff\x80b")
    assert (reading.key(), reading.key()) == ("a", "b")


@pytest.mark.parametrize(("first", "rest", "key"), [("é".encode()[:1], "é".encode()[1:], "é"), (b"\xff", b"a", "a")])
def test_a_read_with_nothing_whole_in_it_ends_nothing(
    reading: Reading, monkeypatch: pytest.MonkeyPatch, first: bytes, rest: bytes, key: str
) -> None:
    looks: queue.Queue[None] = queue.Queue()
    real: Callable[..., Any] = select.select

    def waiting(*arguments: Any) -> Any:
        looks.put(None)
        return real(*arguments)

    monkeypatch.setattr(driver, "select", SimpleNamespace(select=waiting))
    reading.thread.start()
    looks.get(timeout=PATIENCE)
    os.write(reading.keyboard, first)
    looks.get(timeout=PATIENCE)  # it has read that and looks for more
    os.write(reading.keyboard, rest)
    assert reading.character() == key


def test_an_escape_that_a_bracket_follows_at_once_ends_nothing(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    early = SimpleNamespace(take=str, answer=GroundAnswer())
    monkeypatch.setattr(driver, "early_keys", lambda: early)
    reading.thread.start()
    os.write(reading.keyboard, b"\x1b]")  # how an answer of the terminal begins
    os.write(reading.keyboard, b"a\x1b[27u")
    assert "escape" in iter(reading.key, "")


def test_an_escape_is_known_as_one_as_soon_as_the_environment_says(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(constants, "ESCAPE_DELAY", 0.02)
    looks: queue.Queue[float | None] = queue.Queue()
    real: Callable[..., Any] = select.select

    def waiting(read: list[int], write: list[int], errors: list[int], patience: float | None) -> Any:
        looks.put(patience)
        return real(read, write, errors, patience)

    monkeypatch.setattr(driver, "select", SimpleNamespace(select=waiting))
    reading.thread.start()
    assert looks.get(timeout=PATIENCE) is None
    os.write(reading.keyboard, b"\x1b")
    assert looks.get(timeout=PATIENCE) == 0.02
    assert reading.key() == "escape"


def test_an_escape_alone_is_known_as_one(reading: Reading) -> None:
    reading.thread.start()
    os.write(reading.keyboard, b"\x1b")
    assert reading.key() == "escape"


def test_it_waits_without_looking_until_something_is_typed_or_it_is_to_end(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: queue.Queue[float | None] = queue.Queue()
    real: Callable[..., Any] = select.select

    def waiting(read: list[int], write: list[int], errors: list[int], patience: float | None) -> Any:
        looks.put(patience)
        return real(read, write, errors, patience)

    monkeypatch.setattr(driver, "select", SimpleNamespace(select=waiting))
    monkeypatch.setattr(driver, "RESTLESS_SECONDS", 0.0)
    reading.thread.start()
    assert looks.get(timeout=PATIENCE) is None
    os.write(reading.keyboard, b"a")
    assert reading.key() == "a"
    assert looks.get(timeout=PATIENCE) is None


def test_it_can_read_again_after_it_ended_as_after_an_editor(reading: Reading) -> None:
    reading.thread.start()
    reading.driver.exit_event.set()
    reading.thread.join(PATIENCE)
    reading.driver.exit_event.clear()
    reading.thread = Thread(target=reading.driver.run_input_thread, daemon=True)
    reading.thread.start()
    os.write(reading.keyboard, b"a")
    assert reading.key() == "a"


def test_half_a_sequence_ends_the_parser_and_not_the_app() -> None:
    reader = Mock(spec=TolerantDriver, _debug=False)
    broken = Mock(spec=XTermParser)
    broken.tick.side_effect = ParseTimeout
    fresh = TolerantDriver._ticked(reader, broken)
    assert isinstance(fresh, XTermParser)
    assert fresh is not broken
    assert TolerantDriver._ticked(reader, fresh) is fresh
