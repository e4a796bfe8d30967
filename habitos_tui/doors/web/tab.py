"""One tab of a browser and the app that it shows: a process, which ends with the tab.

They speak in packets: a letter, the number of bytes, and these; see Textual's `web_driver.py`.
"""

import asyncio
import json
import os
import signal
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, Final

from aiohttp import WSCloseCode, WSMsgType, web

from habitos_tui.services.login_source import BROWSER_VARIABLE
from habitos_tui.text import clean

PATIENCE: Final = ((10.0, signal.SIGTERM), (5.0, signal.SIGKILL))
"""Seconds that an app has to end, when it is asked to and after a signal, and what signal follows."""
LEAST, MOST = (20, 8), (500, 200)
"""Columns and lines of a terminal."""
LONGEST_REASON: Final = 120
"""In bytes, as the protocol has it."""
_NOT_PASSED_ON: Final = ("SSH_", "TEXTUAL", "TMUX", "STY", "TERM", "COLOR", "ITERM", "KITTY", "WEZTERM", "VTE", "LINES")
BEGINNING: Final = b"__GANGLION__\n"


def environment(address: str, *, light: bool, width: int, height: int) -> dict[str, str]:
    """Return that of an app: ours, with the terminal of the page in the place of ours."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_NOT_PASSED_ON)}
    columns, rows = _bounded(width, height)
    look = {"COLORFGBG": "0;15" if light else "15;0", "TEXTUAL_COLOR_SYSTEM": "truecolor", "COLORTERM": "truecolor"}
    size = {"COLUMNS": str(columns), "ROWS": str(rows)}
    return {**kept, **look, **size, "TERM": "xterm-256color", BROWSER_VARIABLE: address}


class Tab:
    """Passes on what is typed and what is drawn until one of both ends."""

    def __init__(self, socket: web.WebSocketResponse) -> None:
        self._socket = socket
        self._stdin: asyncio.StreamWriter | None = None

    async def run(self, command: Sequence[str], env: Mapping[str, str]) -> None:
        """Start an app, and return when neither it nor the connection is there any more."""
        process = await asyncio.create_subprocess_exec(
            *command, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=env, start_new_session=True
        )
        self._stdin = process.stdin
        drawing = asyncio.create_task(self._draw(process.stdout, process.stderr))
        try:
            async for message in self._socket:
                if message.type is WSMsgType.TEXT:
                    await self._heard(message.data)
        finally:
            await self._end(process)
            await drawing

    async def _end(self, process: Process) -> None:
        """End the app, by force where it does not end by itself."""
        self._write(b"M", b'{"type": "quit"}')
        for seconds, number in PATIENCE:
            with suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), seconds)
                return
            with suppress(ProcessLookupError):
                os.killpg(process.pid, number)  # and whatever it has started
        await process.wait()

    async def _draw(self, drawn: asyncio.StreamReader | None, said: asyncio.StreamReader | None) -> None:
        """Pass on what the app draws, and close the connection with its last words."""
        if drawn is None or said is None:
            return
        words = asyncio.create_task(said.read())
        with suppress(asyncio.IncompleteReadError):
            while await drawn.readline() not in {BEGINNING, b""}:
                pass
            while True:
                kind, size = await drawn.readexactly(1), await drawn.readexactly(4)
                packet = await drawn.readexactly(int.from_bytes(size, "big"))
                if kind == b"D":  # the others ask the browser to open addresses and files
                    with suppress(ConnectionResetError):  # the tab is closed; the app is to end by itself
                        await self._socket.send_bytes(packet)
        lines = (await words).decode(errors="replace").split("\n")
        reason = clean(" ".join(filter(None, lines))).encode()[:LONGEST_REASON].decode(errors="ignore")
        await self._socket.close(code=WSCloseCode.OK, message=reason.encode())

    async def _heard(self, text: str) -> None:
        """Pass on what happens in the page; anything that it does not send is nothing."""
        with suppress(ValueError, RecursionError):
            match json.loads(text):
                case ["stdin", str() as typed]:
                    await self._send(b"D", typed.encode(errors="replace"))
                case ["resize", {"width": int() as width, "height": int() as height}]:
                    columns, rows = _bounded(width, height)
                    await self._tell({"type": "resize", "width": columns, "height": rows})
                case [("focus" | "blur") as kind]:
                    await self._tell({"type": kind})
                case ["ping", int() | float() | str() as sign]:
                    await self._socket.send_json(["pong", sign])

    async def _tell(self, about: Mapping[str, Any]) -> None:
        await self._send(b"M", json.dumps(about).encode())

    async def _send(self, kind: bytes, content: bytes) -> None:
        self._write(kind, content)
        if self._stdin is not None:
            with suppress(ConnectionError):  # it has ended
                await self._stdin.drain()

    def _write(self, kind: bytes, content: bytes) -> None:
        if self._stdin is not None:
            self._stdin.write(kind + len(content).to_bytes(4, "big") + content)


def _bounded(*size: int) -> tuple[int, int]:
    width, height = (min(max(each, least), most) for each, least, most in zip(size, LEAST, MOST, strict=True))
    return width, height
