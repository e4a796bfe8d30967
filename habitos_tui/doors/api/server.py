"""Listening: a socket, a server, and an end that leaves nothing behind."""

import asyncio
import os
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType
from typing import Final

import uvicorn
from fastapi import FastAPI

from habitos_tui.errors import HabitosError

_GRACE_SECONDS: Final = 3
"""For requests that are being answered when the server ends."""
_ENDING: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_QUEUE: Final = 128


@dataclass(frozen=True, slots=True)
class Place:
    """Where a server listens."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """The beginning of its addresses."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"


def listen(host: str, port: int) -> tuple[socket.socket, Place]:
    """Return a socket that listens, and where; HabitosError where that cannot be."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listening = socket.create_server(address[:2], family=family, backlog=_QUEUE)
    except OSError as error:
        raise HabitosError(
            f"{host}, port {port}, cannot be listened on: {os.strerror(error.errno or 0)}.",
            title="No place to listen",
            hint="Choose another one with --port; 0 takes any that is free.",
        ) from error
    # asyncio sends the last bytes of an answer at once only where a socket says that it is TCP, which this one leaves
    # open; on any other they wait for up to 40 ms until the client has acknowledged the first ones.
    known = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP, fileno=listening.detach())
    return known, Place(host, known.getsockname()[1])


def serve(app: FastAPI, listening: socket.socket, when_ready: Callable[[], None], *, behind_proxy: bool) -> None:
    """Answer requests until a signal ends that."""
    config = uvicorn.Config(
        app,
        log_level="critical",
        access_log=False,
        log_config=None,
        server_header=False,
        lifespan="on",
        ws="websockets-sansio",
        ws_max_size=4096,
        proxy_headers=behind_proxy,
        forwarded_allow_ips="127.0.0.1,::1",
        timeout_graceful_shutdown=_GRACE_SECONDS,
        loop="asyncio",
        http="h11",
    )
    asyncio.run(_Server(config, when_ready).serve(sockets=[listening]))


class _Server(uvicorn.Server):
    """Takes the signals that end services as a request to end well, and not as a failure to be told with the status."""

    def __init__(self, config: uvicorn.Config, when_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._when_ready = when_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Say that it is ready once it is."""
        for each in _ENDING:
            signal.signal(each, self._end)
        await super().startup(sockets)
        self._when_ready()

    def _end(self, _signal: int, _frame: FrameType | None) -> None:
        self.force_exit = self.should_exit
        self.should_exit = True
