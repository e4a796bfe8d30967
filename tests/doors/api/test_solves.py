"""Searches in a process of their own: followed, stopped, kept, accepted, and gone with the server."""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from starlette.websockets import WebSocketDisconnect

from habitos_tui.domain.model.plan import Plan, PlanStatus
from habitos_tui.domain.model.week import DEFAULT_SLOTS
from habitos_tui.errors import HabitosError
from habitos_tui.services.planning import Planning
from tests.doors.api.conftest import Serve, Served
from tests.support.household import NOW, PLAN, placed

PROGRESS = {"phase": "search", "incumbent": 1.0, "bound": 2.0, "gap": 1.0, "plans_found": 1, "elapsed": 0.5}
SESSIONS = [s.model_dump(mode="json") for s in placed(DEFAULT_SLOTS, PLAN) if s.day > 2]


def worker(*lines: dict[str, Any], waits: bool = False, note: Path | None = None) -> list[str]:
    """Return the command of a process that answers like the worker, and with `waits` not before it is stopped."""
    written = json.dumps([json.dumps(line) for line in lines])
    noted = "" if note is None else f"open({str(note)!r}, 'w').write(str(os.getpid()))\n"
    script = (
        "import json, os, sys\n"
        f"{noted}lines = {written}\nsys.stdin.readline()\n"
        "print(lines[0], flush=True)\n"
        + ("assert sys.stdin.readline().strip() == 'stop'\n" if waits else "")
        + "for line in lines[1:]:\n    print(line, flush=True)\n"
    )
    return [sys.executable, "-I", "-c", script]


def found(status: PlanStatus = PlanStatus.OPTIMAL, sessions: list[Any] | None = None) -> dict[str, Any]:
    plan = Plan(status=status, objective=1.0, bound=1.0, gap=0.0, engine="highs").model_dump(mode="json")
    return {"plan": plan | {"sessions": SESSIONS if sessions is None else sessions}}


def begun(serve: Serve, *lines: dict[str, Any], **options: Any) -> Served:
    planned = options.pop("planned", False)
    served = serve(command=worker(*lines, **options), planned=planned)
    served.use(served.state.tokens.pair(served.state.logins.begin(served.workspace.profile), NOW)["access_token"])
    return served


def followed(served: Served, solve: str, **headers: Any) -> list[dict[str, Any]]:
    """Return all that is told of a search over its WebSocket."""
    told: list[dict[str, Any]] = []
    with served.client.websocket_connect(f"ws://localhost/v1/solves/{solve}/progress", **headers) as socket:
        while not told or told[-1]["state"] == "running":
            told.append(socket.receive_json())
        with pytest.raises(WebSocketDisconnect, check=lambda end: end.code == 1000):
            socket.receive_json()
    return told


def test_a_search_is_followed_and_its_plan_accepted(serve: Serve) -> None:
    served = begun(serve, {"progress": PROGRESS}, found())
    solve = served("POST", "/solves", {"week": "2026-11-25"}, 202)
    assert (solve["state"], solve["week_start"]) == ("running", "2026-11-23")
    told = followed(served, solve["id"])
    assert told[-1]["state"] == "proposed"
    assert told[-1]["progress"] == PROGRESS
    assert served("GET", f"/solves/{solve['id']}") == told[-1] == served("GET", "/solves")["items"][0]
    plan = told[-1]["plan"]
    assert served("GET", f"/plans/{plan}")["plan"]["sessions"] == SESSIONS
    assert not served("GET", "/weeks/this")["planned"]
    accepted = served("POST", f"/plans/{plan}/accept")["items"]
    assert len(accepted) == len(SESSIONS)
    assert served("GET", "/plans?week=2026-11-23&limit=1")["items"][0]["accepted_at"] is not None
    assert served("POST", "/undo")["change"] == "Accepted the plan of the week of Mon 23 Nov"


def test_a_plan_is_not_accepted_over_what_was_changed_meanwhile(serve: Serve) -> None:
    served = begun(serve, {"progress": PROGRESS}, found(), planned=True)
    solve = served("POST", "/solves", {}, 202)
    plan = followed(served, solve["id"])[-1]["plan"]
    before = served("GET", "/weeks/this")
    other = served.workspace.planning.runs()[-1].id
    served.workspace.planning.accept(other, compared_with=served.workspace.planning.sessions(NOW.date()))
    moved = served.workspace.planning.sessions(NOW.date())[-1]
    editing = served.workspace.plan_editing
    editing.drop(editing.pick_up(moved.id))
    served("POST", f"/plans/{plan}/accept", {}, 409)
    served("POST", f"/plans/{other}/accept", {"replace": False}, 409)
    served("POST", f"/plans/{plan}/accept", {"replace": True})
    assert served("GET", "/weeks/this") != before


def test_a_search_that_is_stopped_keeps_what_it_has(serve: Serve) -> None:
    served = begun(serve, {"progress": PROGRESS}, found(PlanStatus.FEASIBLE), waits=True)
    solve = served("POST", "/solves", {}, 202)
    problem = served("POST", "/solves", {}, 409)
    assert problem["title"] == "One at a time"
    served("POST", f"/solves/{solve['id']}/stop", status=202)
    assert followed(served, solve["id"])[-1]["state"] == "proposed"
    assert served("POST", f"/solves/{solve['id']}/stop", status=202)["state"] == "proposed"


@pytest.mark.parametrize(
    ("lines", "state", "kept"),
    [
        ((found(PlanStatus.INFEASIBLE, []),), "impossible", 1),
        ((found(PlanStatus.TIMED_OUT, []),), "nothing", 0),
        (({"failed": {"title": "The solver failed", "message": "It broke."}},), "failed", 0),
        (({"progress": PROGRESS},), "failed", 0),
        (({"plan": {}},), "failed", 0),
    ],
)
def test_what_comes_of_a_search_is_told(serve: Serve, lines: tuple[Any, ...], state: str, kept: int) -> None:
    served = begun(serve, *lines)
    solve = served("POST", "/solves", {}, 202)
    told = followed(served, solve["id"])[-1]
    assert (told["state"], bool(told["message"])) == (state, state == "failed")
    assert len(served("GET", "/plans")["items"]) == kept


def test_the_host_is_told_why_a_plan_could_not_be_kept(serve: Serve, capsys: pytest.CaptureFixture[str]) -> None:
    served = begun(serve, {"progress": PROGRESS}, found())
    with mock.patch.object(Planning, "save", side_effect=HabitosError("There is no space left.")):
        told = followed(served, served("POST", "/solves", {}, 202)["id"])[-1]
    assert (told["state"], told["message"]) == ("failed", "What was found could not be kept.")
    assert capsys.readouterr().err == "A search failed: There is no space left.\n"


def test_nobody_follows_the_search_of_another(serve: Serve) -> None:
    served = begun(serve, {"progress": PROGRESS}, found())
    bob = served.household.accounts.create("bob", "battery staple")
    solve = served("POST", "/solves", {}, 202)["id"]
    mine = served.client.headers["Authorization"].removeprefix("Bearer ")
    theirs = served.state.tokens.pair(served.state.logins.begin(bob), NOW)["access_token"]
    served.client.headers.clear()
    path = f"ws://localhost/v1/solves/{solve}/progress"
    for offered in ([], ["bearer"], ["bearer", "x"], ["bearer", theirs], ["other", mine]):
        with pytest.raises(WebSocketDisconnect), served.client.websocket_connect(path, subprotocols=offered):
            pass
    with (
        pytest.raises(WebSocketDisconnect),
        served.client.websocket_connect(path, subprotocols=["bearer", mine], headers={"Host": "evil.example"}),
    ):
        pass
    assert followed(served, solve, subprotocols=["bearer", mine])[-1]["state"] == "proposed"
    served.use(theirs)
    served("GET", f"/solves/{solve}", status=404)
    served("POST", f"/solves/{solve}/stop", status=404)
    assert served("GET", "/solves")["items"] == []


@pytest.mark.parametrize("said", [{"text": "hello"}, {"bytes": b"hello"}])
def test_what_a_follower_says_is_not_listened_to(serve: Serve, said: dict[str, Any]) -> None:
    served = begun(serve, {"progress": PROGRESS}, found(), waits=True)
    solve = served("POST", "/solves", {}, 202)["id"]
    with served.client.websocket_connect(f"ws://localhost/v1/solves/{solve}/progress") as socket:
        while socket.receive_json()["progress"] is None:
            pass
        socket.send({"type": "websocket.receive", **said})
        served("POST", f"/solves/{solve}/stop", status=202)
        assert socket.receive_json()["state"] == "proposed"


def test_a_search_is_gone_with_its_server(serve: Serve, tmp_path: Path) -> None:
    note = tmp_path / "process"
    served = begun(serve, {"progress": PROGRESS}, waits=True, note=note)
    solve = served("POST", "/solves", {}, 202)["id"]
    with served.client.websocket_connect(f"ws://localhost/v1/solves/{solve}/progress") as socket:
        while socket.receive_json()["progress"] is None:
            pass
    served.client.__exit__(None, None, None)
    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text()), 0)


def test_a_search_in_a_real_process_plans_a_week(serve: Serve) -> None:
    served = serve()
    served.use(served.state.tokens.pair(served.state.logins.begin(served.workspace.profile), NOW)["access_token"])
    for behavior in ("meditate", "deepwork", "read", "friends"):
        served.workspace.behaviors.archive(behavior)
    began = time.monotonic()
    solve = served("POST", "/solves", {"time_limit": 20}, 202)["id"]
    told = followed(served, solve)
    assert told[-1]["state"] == "proposed", time.monotonic() - began
    assert served("POST", f"/plans/{told[-1]['plan']}/accept")["items"]
