"""Searches for plans: begun, followed, stopped."""

from datetime import date
from typing import Annotated

from anyio import create_task_group, to_thread
from anyio.abc import TaskGroup
from fastapi import APIRouter, Depends, WebSocket
from fastapi.responses import Response

from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.doors.api.access import Caller, Mine, Who, caller_of
from habitos_tui.doors.api.answers import body_of, json_bytes, told
from habitos_tui.doors.api.describing import describes
from habitos_tui.doors.api.examples import SOLVE
from habitos_tui.doors.api.requests import SolveRequest
from habitos_tui.doors.api.routes.parameters import UuidPath
from habitos_tui.doors.api.solving import Solve, SolveState, Task
from habitos_tui.doors.api.state import ApiState, State, state_of
from habitos_tui.errors import HabitosError
from habitos_tui.services.workspace import Workspace

router = APIRouter(tags=["solves"])
PROTOCOL = "bearer"
"""The subprotocol of a WebSocket behind which an access token stands, for clients that can send no header."""


@router.post("/solves", status_code=202, **describes("Solve", SOLVE, 202, takes=SolveRequest, problems=(409,)))
async def start_solve(
    state: State, mine: Mine, wanted: Annotated[SolveRequest, Depends(body_of(SolveRequest))]
) -> Response:
    """Begin to plan a week, in a process of its own.

    What comes of it is a proposal, kept in the history under `plan`; nothing is planned before that is accepted. Follow
    it here, or over the WebSocket at `/v1/solves/{solve}/progress`.
    """
    task = await to_thread.run_sync(lambda: _task(mine, wanted))
    solve = await state.solves.start(task, state.directory.clock.now())
    return told(solve.document(), 202, Location=f"/v1/solves/{solve.id}")


def _task(mine: Workspace, wanted: SolveRequest) -> Task:
    planning = mine.planning
    if wanted.refresh_calendars:
        mine.calendars.refresh_all()
    week: date = planning.week_to_plan() if wanted.week is None else planning.week_of(wanted.week)
    before = planning.sessions(week)
    problem = planning.problem_for(week, rest=wanted.rest)
    options = SolveOptions(engine=wanted.engine, gap=wanted.gap, time_limit=wanted.time_limit)
    return Task(mine.profile.id, planning, problem, before, options)


@router.get("/solves", **describes("Solves", {"items": [SOLVE]}))
async def list_solves(state: State, caller: Who) -> Response:
    """List the searches since the server was started, the newest first; plans of all times are in the history."""
    return told({"items": [solve.document() for solve in state.solves.of(caller.profile.id)]})


@router.get("/solves/{solve}", **describes("Solve", SOLVE, problems=(404,)))
async def read_solve(state: State, caller: Who, solve: UuidPath) -> Response:
    """Show how far a search is."""
    return told(state.solves.get(caller.profile.id, solve).document())


@router.post("/solves/{solve}/stop", status_code=202, **describes("Solve", SOLVE, 202, problems=(404,)))
async def stop_solve(state: State, caller: Who, solve: UuidPath) -> Response:
    """Let a search end with the best plan so far, if it has one."""
    found = state.solves.get(caller.profile.id, solve)
    await state.solves.stop(found)
    return told(found.document(), 202)


@router.websocket("/solves/{solve}/progress")
async def follow_solve(socket: WebSocket, solve: UuidPath) -> None:
    """Send how far a search is whenever that changes, and close once it is over.

    Whoever has no valid access token, or no such search, is refused before anything is accepted.
    """
    state = state_of(socket)
    token, protocol = _token_of(socket)
    try:
        caller = await caller_of(state, token)
        found = state.solves.get(caller.profile.id, solve)
    except HabitosError:
        await socket.close(1008)
        return
    await socket.accept(protocol)
    async with create_task_group() as group:
        group.start_soon(_leave_with, socket, group)
        await _send_all(state, socket, caller, found)
        group.cancel_scope.cancel()


def _token_of(socket: WebSocket) -> tuple[str, str | None]:
    """Return the access token of a WebSocket, and the subprotocol to answer with."""
    kind, _, token = socket.headers.get("authorization", "").partition(" ")
    if kind.casefold() == PROTOCOL:
        return token.strip(), None
    offered = socket.scope.get("subprotocols", [])
    return (offered[1], PROTOCOL) if len(offered) == 2 and offered[0] == PROTOCOL else ("", None)


async def _leave_with(socket: WebSocket, group: TaskGroup) -> None:
    """End when the other side leaves; nothing it says is listened to."""
    while (await socket.receive())["type"] != "websocket.disconnect":
        pass
    group.cancel_scope.cancel()


async def _send_all(state: ApiState, socket: WebSocket, caller: Caller, solve: Solve) -> None:
    sent = b""
    while True:
        async with solve.changed:
            body = json_bytes(solve.document())
            if body == sent:
                await solve.changed.wait()
                continue
        await socket.send_text(body.decode())
        sent = body
        if solve.state is not SolveState.RUNNING:
            await socket.close()
            return
        if not await _is_logged_in(state, caller):
            await socket.close(1008)
            return


async def _is_logged_in(state: ApiState, caller: Caller) -> bool:
    try:
        await to_thread.run_sync(lambda: state.logins.owner(caller.login))
    except HabitosError:
        return False
    return True
