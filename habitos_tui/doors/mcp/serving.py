"""Runs the server until its client leaves or a signal ends it."""

from __future__ import annotations

import asyncio
import logging
import math
import os
from contextlib import suppress
from threading import Timer
from typing import TYPE_CHECKING, Final

import anyio
from mcp.shared.message import SessionMessage

from habitos_tui.doors.mcp.messages import understood
from habitos_tui.doors.mcp.server import make_server
from habitos_tui.doors.mcp.wire import Wire, claimed_streams
from habitos_tui.errors import ExitCode
from habitos_tui.ui.runtime.signal_guard import ENDING_SIGNALS

if TYPE_CHECKING:
    from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream
    from mcp.server.lowlevel import Server
    from mcp_types import JSONRPCMessage

    from habitos_tui.doors.mcp.assistant import Assistant

Incoming = SessionMessage | Exception

SECONDS_TO_STOP: Final = 5.0
"""Solvers stop within a fraction of a second; one that takes longer is abandoned."""


def run(assistant: Assistant, *, read_only: bool) -> int:
    """Serve until standard input ends; return the exit status, 128 and its number after a signal."""
    # What the library notes of a client's mistakes is told to the client; on standard error it would be tracebacks.
    logging.getLogger("mcp").addHandler(logging.NullHandler())
    logging.getLogger("mcp").propagate = False
    with claimed_streams() as wire:
        ended_by = asyncio.run(_serve(make_server(assistant, read_only=read_only), wire))
        wire.close()
    return ExitCode.OK if ended_by is None else 128 + ended_by


async def _serve(server: Server, wire: Wire) -> int | None:
    """Return the number of the signal that ended it, None where the client has left."""
    ended_by: list[int] = []
    incoming, read = anyio.create_memory_object_stream[Incoming](math.inf)
    write, outgoing = anyio.create_memory_object_stream[SessionMessage](0)
    async with anyio.create_task_group() as group:

        def end(number: int) -> None:
            if not ended_by:
                watchdog = Timer(SECONDS_TO_STOP, os._exit, (128 + number,))
                watchdog.daemon = True
                watchdog.start()
            ended_by.append(number)
            incoming.close()  # as if the client had left: what is under way is stopped, and told so

        loop = asyncio.get_running_loop()
        for number in ENDING_SIGNALS:
            loop.add_signal_handler(number, end, number)
        _listen(wire, incoming, loop)
        group.start_soon(_pass_on, outgoing, wire)
        await server.run(read, write, server.create_initialization_options())
    for number in ENDING_SIGNALS:
        loop.remove_signal_handler(number)
    return ended_by[0] if ended_by else None


def _listen(wire: Wire, incoming: MemoryObjectSendStream[Incoming], loop: asyncio.AbstractEventLoop) -> None:
    """Let what comes over the wire arrive as messages, and its end as the end of them."""

    def arrive(line: bytes | None) -> None:
        with suppress(anyio.ClosedResourceError, anyio.BrokenResourceError):  # the server has stopped reading
            if line is None:
                incoming.close()
            elif line.strip():
                message = understood(line)
                if isinstance(message, SessionMessage):
                    incoming.send_nowait(message)
                else:
                    wire.send(_bytes(message))

    def heard(line: bytes | None) -> None:
        with suppress(RuntimeError):  # the loop has ended
            loop.call_soon_threadsafe(arrive, line)

    wire.open(heard)


async def _pass_on(outgoing: MemoryObjectReceiveStream[SessionMessage], wire: Wire) -> None:
    async with outgoing:
        async for sent in outgoing:
            wire.send(_bytes(sent.message))


def _bytes(message: JSONRPCMessage) -> bytes:
    return message.model_dump_json(by_alias=True, exclude_unset=True).encode()
