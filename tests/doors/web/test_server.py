"""The web server with a stand-in for the app: what is admitted, what is passed on, and that nothing stays behind."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientWebSocketResponse, WSMsgType, WSServerHandshakeError
from aiohttp.test_utils import TestClient, TestServer

from habitos_tui.doors.web import tab as tabs
from habitos_tui.doors.web.access import Access
from habitos_tui.doors.web.server import BrowserServer, terminal_files
from habitos_tui.doors.web.tab import LONGEST_REASON, environment

STAND_IN = """
import os, sys
out = os.write
out(1, b"__GANGLION__\\n")
def packet(kind, text): out(1, kind + len(text).to_bytes(4, "big") + text)
packet(b"D", os.environ["HABITOS_BROWSER"].encode() + b" " + os.environ["COLORFGBG"].encode())
while True:
    kind = os.read(0, 1)
    if not kind: break
    text = os.read(0, int.from_bytes(os.read(0, 4), "big"))
    if text == b"say":
        packet(b"M", b'{"type": "open_url", "url": "http://evil.example", "new_tab": true}')
        packet(b"P", b"anything")
    packet(b"D", kind + text)
    if text == b"who": packet(b"D", str(os.getpid()).encode())
    if text == b'{"type": "quit"}' and not sys.argv[1:]: break
    if text == b"leave":
        out(2, "It \\x1b[31mends, ".encode() + "\\u00e4".encode() * 100)
        break
"""
COMMAND = (sys.executable, "-S", "-c", STAND_IN)
TOKEN = "a token of some length"


class Browser:
    """A client of a server that listens at a port of its own."""

    def __init__(self, client: TestClient[Any, Any], server: BrowserServer) -> None:
        self.client, self.server = client, server
        self.origin = f"http://127.0.0.1:{client.port}"

    async def connect(self, path: str = "/ws/dark", **headers: str) -> ClientWebSocketResponse:
        return await self.client.ws_connect(path, headers={"Origin": self.origin, **headers})

    async def status(self, path: str = "/", **headers: str) -> int:
        async with self.client.get(path, headers=headers, allow_redirects=False) as answer:
            return answer.status


@asynccontextmanager
async def opened(
    token: str = "", public: str = "", most: int = 8, command: tuple[str, ...] = COMMAND
) -> AsyncIterator[Browser]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        server = BrowserServer(Access(port, "127.0.0.1", public, token), most, command)
        async with TestClient(TestServer(server.application(), socket_factory=lambda *_: listening)) as client:
            yield Browser(client, server)


async def drawn(connection: ClientWebSocketResponse) -> str:
    message = await asyncio.wait_for(connection.receive(), 20)
    assert message.type is WSMsgType.BINARY, message
    return bytes(message.data).decode()


async def process_of(connection: ClientWebSocketResponse) -> int:
    await drawn(connection)
    await connection.send_json(["stdin", "who"])
    await drawn(connection)
    return int(await drawn(connection))


def is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


async def test_the_page_and_all_that_it_loads_come_from_here() -> None:
    async with opened() as browser, browser.client.get("/") as answer:
        page = await answer.text()
        assert "//" not in page
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Server"] == "habitos-tui"
        for path in ("/page/page.js", "/page/page.css", "/static/js/textual.js", "/static/css/xterm.css"):
            assert await browser.status(path) == 200, path
        assert await browser.status("/static/") == 403
        assert await browser.status("/page/../server.py") == 404
        assert await browser.status("/download/x") == 404


async def test_nothing_stays_in_the_address_behind_the_page() -> None:
    async with opened() as browser, browser.client.get("/?ping=http://evil.example", allow_redirects=False) as answer:
        assert (answer.status, answer.headers["Location"]) == (303, "./")


async def test_whoever_comes_by_another_name_gets_nothing() -> None:
    async with opened() as browser:
        for host in ("evil.example", f"evil.example:{browser.client.port}", ""):
            assert await browser.status(Host=host) == 403, host
            with pytest.raises(WSServerHandshakeError, match="403"):
                await browser.connect(Host=host)
        assert await browser.status(Host=f"localhost:{browser.client.port}") == 200


async def test_a_page_of_somebody_else_opens_no_connection() -> None:
    async with opened() as browser:
        for origin in ("http://evil.example", "null", "", f"https://127.0.0.1:{browser.client.port}"):
            with pytest.raises(WSServerHandshakeError, match="403"):
                await browser.connect(Origin=origin)
        assert browser.server._tabs == {}


async def test_without_the_token_there_is_nothing_and_with_it_a_cookie_stays() -> None:
    async with opened(TOKEN) as browser:
        for path in ("/", "/?token=wrong", "/?token=", "/page/page.js", "/static/js/textual.js"):
            assert await browser.status(path) == 403, path
        with pytest.raises(WSServerHandshakeError, match="403"):
            await browser.connect()
        async with browser.client.get("/", params={"token": TOKEN}, allow_redirects=False) as answer:
            cookie = answer.headers["Set-Cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert TOKEN not in cookie
        assert await browser.status() == 200
        connection = await browser.connect()
        assert await drawn(connection) == "127.0.0.1 15;0"


async def test_what_is_typed_and_what_happens_in_the_page_goes_to_the_app_and_nothing_else() -> None:
    async with opened() as browser:
        connection = await browser.connect("/ws/light?width=100&height=x")
        assert await drawn(connection) == "127.0.0.1 0;15"
        for nonsense in ("[", "[" * 100_000, '["stdin", 7]', '["resize", {"width": "a"}]', "{}", '["quit"]', "[]"):
            await connection.send_str(nonsense)
        await connection.send_bytes(b"anything")
        await connection.send_json(["stdin", "é\ud800"])
        assert await drawn(connection) == "Dé?"
        await connection.send_json(["resize", {"width": 10**9, "height": -5}])
        assert await drawn(connection) == 'M{"type": "resize", "width": 500, "height": 8}'
        await connection.send_json(["blur"])
        assert await drawn(connection) == 'M{"type": "blur"}'
        await connection.send_json(["ping", "7"])
        assert await connection.receive_json() == ["pong", "7"]


async def test_an_app_has_the_browser_open_neither_addresses_nor_files() -> None:
    async with opened() as browser:
        connection = await browser.connect()
        await drawn(connection)
        await connection.send_json(["stdin", "say"])
        assert await drawn(connection) == "Dsay"


async def test_an_app_that_ends_closes_its_page_with_its_last_words() -> None:
    async with opened() as browser:
        connection = await browser.connect()
        await drawn(connection)
        await connection.send_json(["stdin", "leave"])
        assert await drawn(connection) == "Dleave"
        end = await asyncio.wait_for(connection.receive(), 20)
        assert (end.type, connection.close_code) == (WSMsgType.CLOSE, 1000)
        said = str(end.extra)
        assert said.startswith("It ends, ä")
        assert len(said.encode()) <= LONGEST_REASON


async def test_the_app_ends_with_its_tab() -> None:
    async with opened() as browser:
        connection = await browser.connect()
        process = await process_of(connection)
        await connection.close()
        while is_there(process):
            await asyncio.sleep(0.01)


async def test_an_app_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tabs, "PATIENCE", ((0.01, signal.SIGTERM), (0.01, signal.SIGKILL)))
    deaf = (*COMMAND[:-1], f"import signal; signal.signal(15, signal.SIG_IGN); {STAND_IN.strip()}")
    async with opened(command=(*COMMAND[:2], "-c", deaf[-1], "stays")) as browser:
        connection = await browser.connect()
        process = await process_of(connection)
        await connection.close()
        while is_there(process):
            await asyncio.sleep(0.01)


async def test_with_the_server_every_app_ends() -> None:
    async with opened() as browser:
        connections = [await browser.connect(), await browser.connect()]
        processes = [await process_of(connection) for connection in connections]
    assert not any(map(is_there, processes))


async def test_only_so_many_tabs_are_open_at_a_time() -> None:
    async with opened(most=1) as browser:
        first = await browser.connect()
        await drawn(first)
        second = await browser.connect()
        end = await asyncio.wait_for(second.receive(), 20)
        assert (second.close_code, end.extra) == (1013, "Open in 1 tab already; close one first.")
        await first.close()
        while browser.server._tabs:
            await asyncio.sleep(0.01)
        await drawn(await browser.connect())


async def test_a_proxy_says_where_a_browser_is_and_nobody_else_does() -> None:
    async with opened() as browser:
        connection = await browser.connect(**{"X-Forwarded-For": "10.0.0.7"})
        assert await drawn(connection) == "127.0.0.1 15;0"
    async with opened(TOKEN, "https://plan.example.org") as browser:
        come_by = {"Origin": "https://plan.example.org", "Host": "plan.example.org"}
        connection = await browser.connect(
            f"/ws/dark?token={TOKEN}", **come_by, **{"X-Forwarded-For": "6.6.6.6, 10.0.0.7"}
        )
        assert await drawn(connection) == "10.0.0.7 15;0"
        connection = await browser.connect(f"/ws/dark?token={TOKEN}", **come_by, **{"X-Forwarded-For": "10.0.0.7, "})
        assert await drawn(connection) == "127.0.0.1 15;0"


def test_an_app_gets_the_terminal_of_the_page_and_not_that_of_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SSH_CONNECTION", "TMUX", "TEXTUAL_DRIVER", "HABITOS_BROWSER", "TERM_PROGRAM", "KITTY_WINDOW_ID"):
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("HABITOS_DATA_DIR", "kept")
    env = environment("10.0.0.7", light=False, width=0, height=1000)
    assert env["HABITOS_BROWSER"] == "10.0.0.7"
    assert env["HABITOS_DATA_DIR"] == "kept"
    assert (env["COLUMNS"], env["ROWS"], env["TERM"]) == ("20", "200", "xterm-256color")
    assert not env.keys() & {"SSH_CONNECTION", "TMUX", "TEXTUAL_DRIVER", "TERM_PROGRAM", "KITTY_WINDOW_ID"}


def test_the_terminal_of_the_page_asks_nobody_else_for_anything() -> None:
    script = (terminal_files() / "js" / "textual.js").read_text(encoding="utf-8")
    assert "sendBeacon" not in script
    assert "XMLHttpRequest" not in script
    assert script.count("fetch(") == 1  # of an address in the query, which never gets there
