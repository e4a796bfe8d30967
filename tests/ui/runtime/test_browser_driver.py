"""The driver of the app in a browser: what it makes of the packets of the server, and when it ends."""

import asyncio
import json
import os
import queue
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from textual.drivers import web_driver
from textual.events import Key, Resize
from textual.messages import ExitApp

from habitos_tui.ui.runtime import browser_driver
from habitos_tui.ui.runtime.browser_driver import BEGINNING, BrowserDriver
from habitos_tui.ui.runtime.crash import CrashSafeApp

PATIENCE = 10


class Connected:
    """A driver between two ends of a server; `keys` are those that came through."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        reads, self._server = os.pipe()
        monkeypatch.setattr(browser_driver, "STANDARD_INPUT", reads)
        monkeypatch.setattr(web_driver, "InputReader", lambda: SimpleNamespace(close=lambda: None))
        self.written: list[bytes] = []
        self.heard: queue.Queue[Any] = queue.Queue()
        self.driver = asyncio.run(self._made())
        setattr(self.driver, "_write", self.written.append)  # noqa: B010 - of a descriptor that pytest has taken
        setattr(self.driver, "process_message", self._take)  # noqa: B010 - in the place of an app
        setattr(self.driver._app, "post_message", self.heard.put)  # noqa: B010 - likewise

    async def _made(self) -> BrowserDriver:
        return BrowserDriver(CrashSafeApp(), size=(100, 40))

    def _take(self, message: object) -> None:
        if isinstance(message, Key):
            self.heard.put(message.key)

    def send(self, kind: bytes, content: bytes) -> None:
        os.write(self._server, kind + len(content).to_bytes(4, "big") + content)

    def next(self) -> Any:
        return self.heard.get(timeout=PATIENCE)

    def end(self) -> None:
        os.close(self._server)


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> Iterator[Connected]:
    connection = Connected(monkeypatch)
    connection.driver.start_application_mode()
    assert connection.next().size == (100, 40)
    yield connection
    connection.driver.stop_application_mode()
    connection.driver._key_thread.join(PATIENCE)
    assert not connection.driver._key_thread.is_alive()


def test_it_begins_with_the_line_that_the_server_waits_for_and_ends_with_a_packet(connected: Connected) -> None:
    assert connected.written[0] == BEGINNING
    assert all(packet[:1] == b"D" for packet in connected.written[1:])
    assert any(b"\x1b[?1003h" in packet for packet in connected.written)
    connected.driver.stop_application_mode()
    assert json.loads(connected.written[-1][5:]) == {"type": "exit"}


def test_without_a_mouse_none_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    connection = Connected(monkeypatch)
    connection.driver._mouse = False
    connection.driver.start_application_mode()
    assert not any(b"\x1b[?1003h" in packet for packet in connection.written)
    connection.driver.stop_application_mode()


def test_keys_arrive_however_their_packets_are_cut(connected: Connected) -> None:
    connected.send(b"D", "aé".encode()[:2])
    connected.send(b"D", "é".encode()[1:] + b"\xffb")
    assert [connected.next() for _ in range(3)] == ["a", "é", "b"]


def test_what_else_happens_in_the_page_goes_to_the_app(connected: Connected) -> None:
    connected.send(b"M", b'{"type": "resize", "width": 80, "height": 24}')
    resized = connected.next()
    assert isinstance(resized, Resize)
    assert resized.size == (80, 24)
    connected.send(b"M", b'{"type": "quit"}')
    assert isinstance(connected.next(), ExitApp)


def test_when_the_server_is_gone_nothing_more_is_read(connected: Connected) -> None:
    connected.end()
    connected.driver._key_thread.join(PATIENCE)
    assert not connected.driver._key_thread.is_alive()
