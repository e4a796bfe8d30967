"""The web server: one page, what it needs, and a connection for the app of each tab. All of it comes from here."""

import asyncio
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from typing import Final

from aiohttp import WSCloseCode, web
from aiohttp.typedefs import Handler

from habitos_tui.domain.text.phrasing import count
from habitos_tui.doors.web.access import Access
from habitos_tui.doors.web.tab import Tab, environment
from habitos_tui.errors import HabitosError

PAGE: Final = Path(__file__).parent / "page"
APP: Final = (sys.executable, "-I", "-m", "habitos_tui.doors.web.app")
ENDING_SIGNALS: Final = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)
HEARTBEAT_SECONDS: Final = 15.0
CLOSING_SECONDS: Final = 3.0
"""For an answer of a page that is to be closed."""
MOST_BYTES: Final = 1024 * 1024
"""Of one message of a page, such as a text that is pasted."""
REFUSED: Final = "403: this page is for who has its address from where habitos-tui serve was started.\n"
HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), clipboard-read=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
    "Server": "habitos-tui",
}


class BrowserServer:
    """Shows an app in each tab, in so many at most."""

    def __init__(self, access: Access, most: int, command: Sequence[str]) -> None:
        """`command` starts an app."""
        self._access, self._most, self._command = access, most, command
        self._tabs: dict[web.WebSocketResponse, asyncio.Task[None]] = {}

    def application(self) -> web.Application:
        """Return all that can be asked for."""
        application = web.Application(middlewares=[self._admit])
        application.router.add_get("/", self._page)
        application.router.add_get("/ws/{ground}", self._connect)
        application.router.add_static("/page/", PAGE)
        application.router.add_static("/static/", terminal_files())
        application.on_response_prepare.append(_protect)
        application.on_shutdown.append(self._end)
        return application

    @web.middleware
    async def _admit(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer those alone that come by our name and, where there is one, with the token."""
        access, cookie = self._access, request.cookies.get(self._access.cookie_name, "")
        hosts = request.headers.getall("Host", [])
        if len(hosts) != 1 or not access.is_ours(hosts[0]) or not access.admits(request.query.get("token", ""), cookie):
            raise web.HTTPForbidden(text=REFUSED)
        return await handler(request)

    async def _page(self, request: web.Request) -> web.StreamResponse:
        """Return the page; an address with a token, or anything else behind it, leads to the bare one."""
        if not request.query_string:
            return web.FileResponse(PAGE / "index.html")
        response = web.Response(status=303, headers={"Location": "./"})
        secure = self._access.public.startswith("https:")
        if self._access.token:
            name, value = self._access.cookie_name, self._access.cookie
            response.set_cookie(name, value, httponly=True, secure=secure, samesite="Lax")
        return response

    async def _connect(self, request: web.Request) -> web.StreamResponse:
        """Show an app to a page of ours until it or the page is closed."""
        if not self._access.is_our_page(request.headers.get("Origin", ""), request.headers["Host"]):
            raise web.HTTPForbidden(text=REFUSED)
        connection = web.WebSocketResponse(
            timeout=CLOSING_SECONDS, heartbeat=HEARTBEAT_SECONDS, max_msg_size=MOST_BYTES
        )
        await connection.prepare(request)
        if len(self._tabs) >= self._most:
            told = f"Open in {count(self._most, 'tab')} already; close one first."
            await connection.close(code=WSCloseCode.TRY_AGAIN_LATER, message=told.encode())
            return connection
        light = request.match_info["ground"] == "light"
        size = {side: _number(request.query.get(side, "")) for side in ("width", "height")}
        env = environment(self._address(request), light=light, **size)
        shown = asyncio.create_task(Tab(connection).run(self._command, env))
        self._tabs[connection] = shown
        shown.add_done_callback(lambda _: self._tabs.pop(connection))
        await asyncio.shield(shown)  # whatever becomes of the request, the app is ended in peace
        return connection

    def _address(self, request: web.Request) -> str:
        """Return where a browser is; a proxy on this machine says it of those that come through it."""
        peer = request.remote or "unknown"
        through = request.headers.getall("X-Forwarded-For", []) if self._access.public else []
        told = through[-1].rpartition(",")[2].strip() if through and ip_address(peer).is_loopback else ""
        return told or peer

    async def _end(self, _application: web.Application) -> None:
        """Close every page, and wait for the apps."""
        shown = [*self._tabs.values()]
        closing = [
            page.close(code=WSCloseCode.GOING_AWAY, message=b"habitos-tui serve has ended.") for page in self._tabs
        ]
        await asyncio.gather(*closing, *shown)


def terminal_files() -> Path:
    """Return where the terminal of the page is, as textual-serve brings it: a script, its styles and a font."""
    package = find_spec("textual_serve")
    found = Path((package and package.origin) or "", "..", "static").resolve()
    if not (found / "js" / "textual.js").is_file():
        raise HabitosError("The terminal of the page is not there.", hint="pip install --force-reinstall textual-serve")
    return found


async def serve(server: BrowserServer, listening: socket.socket, told: Callable[[], object]) -> int:
    """Serve until a signal comes, and return it once no app is there any more; `told` is called at the beginning."""
    runner = web.AppRunner(server.application(), access_log=None)
    await runner.setup()
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[int] = loop.create_future()
    for number in ENDING_SIGNALS:
        loop.add_signal_handler(number, _note, ended, number)
    await web.SockSite(runner, listening).start()
    told()
    try:
        return await ended
    finally:
        await runner.cleanup()


def _note(ended: asyncio.Future[int], number: int) -> None:
    if not ended.done():
        ended.set_result(number)


async def _protect(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 0
