"""What every request has to pass: the name the server was called by, the size of its body; and what answers carry."""

from collections.abc import Collection
from http import HTTPStatus
from ipaddress import ip_address
from typing import Final

from fastapi import HTTPException
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from habitos_tui.doors.api.problems import problem, response

MAX_BODY: Final = 256 * 1024
"""Bytes; the largest that is asked for, a behavior with all its impacts, has some thousands."""
LOCAL_NAMES: Final = frozenset({"localhost", "127.0.0.1", "::1"})

_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class HostCheck:
    """Answers those alone who called the server by a name it has.

    A page of a stranger can let its own name lead to this machine, and would then be of the same origin for a browser.
    It cannot do so with an address, which therefore is enough where the server is open to other machines.
    """

    def __init__(self, app: ASGIApp, names: Collection[str], *, addresses: bool) -> None:
        """`addresses` lets any address pass beside the `names`."""
        self._app = app
        self._names = frozenset(name.casefold() for name in names)
        self._addresses = addresses

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may pass."""
        if scope["type"] == "lifespan" or self._knows(_host_of(scope)):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            told = problem(HTTPStatus.MISDIRECTED_REQUEST, "", "This server has another name.")
            await response(told)(scope, receive, send)

    def _knows(self, host: str) -> bool:
        return host in self._names or (self._addresses and _is_address(host))


def _host_of(scope: Scope) -> str:
    """Return the name that a request is for, without its port and brackets; "" where it is said twice or not at all."""
    said = Headers(scope=scope).getlist("host")
    if len(said) != 1:
        return ""
    host = said[0].casefold()
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.rpartition(":")[0] or host


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


class BodyLimit:
    """Reads no more of a request than it may have, whatever it says of its length."""

    def __init__(self, app: ASGIApp, most: int = MAX_BODY) -> None:
        self._app, self._most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on the request, as far as it may go."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._most:
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"The body has more than {self._most} bytes.")
            return message

        await self._app(scope, counted, send)


class HeadOfGet:
    """Answers a request for the head of an answer as one for all of it, without what is in it: monitors ask so."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on the request, and keep back the body of the answer."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        await self._app({**scope, "method": "GET"}, receive, sent)


class AnswerHeaders:
    """Lets no answer be kept, framed or taken for anything but data."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on the request, and add to the answer."""

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        await self._app(scope, receive, sent)
