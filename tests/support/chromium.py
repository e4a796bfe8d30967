"""An installed Chromium without a window, driven by its DevTools protocol over two pipes; it needs no library."""

import base64
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import pyte

PROGRAM: Final = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PATIENCE: Final = 60.0
"""Seconds to wait for what takes one on an idle machine."""
_PUT_PIPES: Final = """
import fcntl, os, sys
for place, pipe in enumerate([fcntl.fcntl(int(pipe), fcntl.F_DUPFD, 10) for pipe in sys.argv[1:3]], 3):
    os.dup2(pipe, place)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""The browser reads from the third file that is open, and writes to the fourth."""
_KEYS: Final = {"\r": ("Enter", 13), "\t": ("Tab", 9), "\x1b": ("Escape", 27)}
_CONTROL: Final = 2
_OPTIONS: Final = (
    "--headless=new",
    "--remote-debugging-pipe",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--force-device-scale-factor=1",
    "--hide-scrollbars",
    "--enable-unsafe-swiftshader",
)


class Chromium:
    """A page in which the app is shown; `requests` has the address of all that it asked for."""

    def __init__(self, folder: Path, *, size: tuple[int, int] = (800, 500), light: bool = False) -> None:
        """`size` is in pixels; `light` tells whether the person likes it light."""
        self.requests: list[str] = []
        self.closed = ""
        self._unread, self._number = b"", 0
        self._answers: dict[int, Any] = {}
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)
        to_browser, from_browser = os.pipe(), os.pipe()
        self._process = _started(folder, f"--window-size={size[0]},{size[1]}", to_browser[0], from_browser[1])
        self._out, self._in = to_browser[1], from_browser[0]
        self._session: dict[str, str] = {}
        page = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        self._session = {"sessionId": session}
        for domain in ("Network", "Page", "Runtime"):
            self.call(f"{domain}.enable")
        self.call(
            "Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": _name(light=light)}]
        )
        self.resize(*size)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._out)
        os.close(self._in)

    def resize(self, width: int, height: int) -> None:
        """Give the page another size, in pixels."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def open(self, url: str) -> None:
        """Go to a page."""
        self.call("Page.navigate", url=url)

    def wait_for(self, text: str) -> None:
        """Wait until the terminal in the page shows a text."""
        self._wait(lambda: text in self.screen(), text)

    def wait_until_closed(self) -> str:
        """Wait until the page says that the app has ended, and return what it says."""
        self._wait(lambda: self.evaluate("document.body.classList.contains('-closed')"), "the end")
        return str(self.evaluate("document.getElementById('why').textContent"))

    def size(self) -> tuple[int, int]:
        """Return columns and lines of the terminal in the page."""
        return self._screen.columns, self._screen.lines

    def grounds(self) -> set[str]:
        """Return the colours behind the letters."""
        lines = self._screen.buffer.values()
        return {str(cell.bg) for line in lines for cell in line.values()}

    def screen(self) -> str:
        """Return what the terminal in the page shows."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def type(self, text: str) -> None:
        """Press keys, one after the other."""
        for letter in text:
            name, code = _KEYS.get(letter, (letter, ord(letter.upper())))
            self._press(key=name, text=letter, windowsVirtualKeyCode=code)

    def press_control(self, letter: str) -> None:
        """Press a letter with the control key."""
        self._press(key=letter, modifiers=_CONTROL, windowsVirtualKeyCode=ord(letter.upper()))

    def rest(self, seconds: float = 1.0) -> None:
        """Wait until nothing was drawn for so long."""
        while self._read(seconds):
            pass

    def evaluate(self, expression: str) -> Any:
        """Return what JavaScript says in the page."""
        return self.call("Runtime.evaluate", expression=expression, awaitPromise=True)["result"].get("value")

    def picture(self) -> bytes:
        """Return the page as a PNG."""
        return base64.b64decode(self.call("Page.captureScreenshot")["data"])

    def call(self, method: str, **params: Any) -> Any:
        """Call a method of the protocol, and return its answer."""
        self._number += 1
        number = self._number
        order = {"id": number, "method": method, "params": params, **self._session}
        os.write(self._out, json.dumps(order).encode() + b"\0")
        end = time.monotonic() + PATIENCE
        while number not in self._answers:
            assert time.monotonic() < end, f"no answer to {method}"
            self._read(0.1)
        answer = self._answers.pop(number)
        assert "error" not in answer, answer
        return answer["result"]

    def _press(self, **key: Any) -> None:
        self.call("Input.dispatchKeyEvent", type="keyDown", **key)
        self.call("Input.dispatchKeyEvent", type="keyUp", **{name: key[name] for name in key.keys() - {"text"}})

    def _wait(self, done: Any, what: str) -> None:
        end = time.monotonic() + PATIENCE
        while not done():
            assert time.monotonic() < end, f"{what!r} did not appear on\n{self.screen()}"
            self._read(0.1)

    def _read(self, seconds: float) -> bool:
        """Read what the browser has to say, if it does so in time."""
        if not select.select([self._in], [], [], seconds)[0]:
            return False
        read = os.read(self._in, 1 << 20)
        assert read, "the browser has ended"
        *messages, self._unread = (self._unread + read).split(b"\0")
        for message in map(json.loads, messages):
            if "id" in message:
                self._answers[message["id"]] = message
            else:
                self._happened(message["method"], message["params"])
        return True

    def _happened(self, method: str, about: Any) -> None:
        match method:
            case "Network.requestWillBeSent":
                self.requests.append(about["request"]["url"])
            case "Network.webSocketCreated":
                self.requests.append(about["url"])
                size = dict(part.split("=") for part in about["url"].partition("?")[2].split("&"))
                self._screen.resize(int(size["height"]), int(size["width"]))
                self._screen.reset()
            case "Network.webSocketFrameSent" if about["response"]["payloadData"].startswith('["resize"'):
                size = json.loads(about["response"]["payloadData"])[1]
                self._screen.resize(size["height"], size["width"])
            case "Network.webSocketFrameReceived" if about["response"]["opcode"] == 2:
                self._stream.feed(base64.b64decode(about["response"]["payloadData"]))


def _started(folder: Path, size: str, reads: int, writes: int) -> subprocess.Popen[bytes]:
    assert PROGRAM is not None
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    program = [PROGRAM, *_OPTIONS, *as_root, size, f"--user-data-dir={folder}", "about:blank"]
    process = subprocess.Popen(
        [sys.executable, "-S", "-c", _PUT_PIPES, str(reads), str(writes), *program],
        pass_fds=(reads, writes),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    os.close(reads)
    os.close(writes)
    return process


def _name(*, light: bool) -> str:
    return "light" if light else "dark"
