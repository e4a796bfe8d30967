"""Planning by an assistant: a proposal, accepting it, what makes it outdated, and reasons."""

from collections.abc import Callable
from dataclasses import replace
from threading import Event

import anyio
import pytest
from mcp import Client

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.plan import Plan, PlanStatus, Progress
from habitos_tui.domain.model.week import DEFAULT_SLOTS
from habitos_tui.doors.mcp.assistant import Assistant
from habitos_tui.doors.mcp.proposals import MOST, Proposal, Proposals
from habitos_tui.doors.mcp.server import make_server
from habitos_tui.errors import NotFoundError
from habitos_tui.services.planning import Planning
from habitos_tui.services.workspace import Workspace
from tests.doors.mcp.conftest import answer_of, client_of, failure_of
from tests.support.household import FRIDAY, placed

NEXT = "2026-11-30"


async def test_a_plan_is_proposed_and_accepted_in_two_steps(household: DataDirectory, alice: Workspace) -> None:
    async with client_of(household, alice) as client:
        commits = household.database.commits
        found = await answer_of(client, "plan", week="next")
        assert household.database.commits == commits
        assert (found["week_start"], found["status"], found["gap"] <= 0.005) == (NEXT, "optimal", True)
        assert (await answer_of(client, "week", week="next"))["planned"] is False
        assert "has no plan yet" in await failure_of(client, "why", behavior="run", week="next")

        run = next(place for place in found["sessions"] if place["behavior"] == "run")
        assert (run["name"], run["slot"]) == ("Morning run", "early_morning")
        asked = {"behavior": "run", "day": run["day"], "proposal": found["proposal"]}
        why = await answer_of(client, "why", **asked)
        assert (why["reason"], why["place"]["start"]) == ("placed", run["start"])
        why_not = await answer_of(client, "why_not", **(asked | {"behavior": "read"}), slot="morning")
        assert (why_not["reason"], why_not["day"]) == ("not_allowed", run["day"])

        accepted = await answer_of(client, "accept_plan", proposal=found["proposal"])
        assert (accepted["sessions"], accepted["week_start"]) == (len(found["sessions"]), NEXT)
        assert "was accepted already" in await failure_of(client, "accept_plan", proposal=found["proposal"])
        last = alice.history.last()
        assert last is not None
        assert last.description == "Accepted the plan of the week of Mon 30 Nov (by an assistant)"
        assert (await answer_of(client, "undo"))["change"] == last.label


async def test_a_week_of_which_nothing_is_wanted_is_not_proposed(household: DataDirectory, alice: Workspace) -> None:
    for behavior in alice.behaviors.all():
        alice.behaviors.archive(behavior.id)
    async with client_of(household, alice) as client:
        told = await failure_of(client, "plan", week="2026-12-14")
        assert told.startswith("Not possible: Nothing is wanted in the week of Mon 14 Dec")
        assert "add_behavior" in told


@pytest.fixture
def assistant(household: DataDirectory, alice: Workspace) -> Assistant:
    return Assistant(household, alice.profile)


@pytest.fixture
def proposal(assistant: Assistant, alice: Workspace) -> str:
    """A proposal for the rest of this week that was made by hand: friends on Friday, an hour later."""
    planning = alice.planning
    problem = planning.problem_for(FRIDAY, rest=True)
    sessions = placed(DEFAULT_SLOTS, (("friends", 4, "19:30", 120),))
    plan = Plan(problem=problem.name, status=PlanStatus.FEASIBLE, seconds=0.1, engine="highs", sessions=sessions)
    return assistant.proposals.keep(Proposal(problem, plan, planning.sessions(FRIDAY)))


def add_busy(alice: Workspace) -> None:
    alice.busy_time.add_dated(FRIDAY, 19 * 60, 20 * 60, "Dinner")


def edit(alice: Workspace) -> None:
    alice.behaviors.update(alice.behaviors.get("friends").model_copy(update={"max_minutes": 180}))


def archive(alice: Workspace) -> None:
    alice.behaviors.archive("friends")


def drop_rule(alice: Workspace) -> None:
    alice.rules.delete("one-effort")


def drop(alice: Workspace) -> None:
    coming = alice.planning.movable(FRIDAY)
    alice.plan_editing.drop(alice.plan_editing.pick_up(coming[-1].id))


@pytest.mark.parametrize("change", [add_busy, edit, archive, drop_rule, drop])
async def test_a_proposal_is_refused_when_what_it_answers_has_changed(
    assistant: Assistant, alice: Workspace, proposal: str, change: Callable[[Workspace], None]
) -> None:
    change(alice)
    before, last = alice.planning.sessions(FRIDAY), alice.history.last()
    async with Client(make_server(assistant)) as client:
        assert (await failure_of(client, "accept_plan", proposal=proposal)).startswith("Changed meanwhile: ")
    assert (alice.planning.sessions(FRIDAY), alice.history.last()) == (before, last)


async def test_a_proposal_outlasts_what_is_done_meanwhile(
    assistant: Assistant, alice: Workspace, proposal: str
) -> None:
    alice.tracking.done("meditate", minutes=10)
    async with Client(make_server(assistant)) as client:
        await answer_of(client, "accept_plan", proposal=proposal)
    assert [s.start for s in alice.planning.sessions(FRIDAY) if s.behavior == "friends"] == [19 * 60 + 30]


def test_the_oldest_proposal_gives_way(assistant: Assistant, proposal: str) -> None:
    kept, proposals = assistant.proposals.get(proposal), Proposals()
    ids = [proposals.keep(replace(kept)) for _ in range(MOST + 1)]
    assert proposals.get(ids[1]) == kept
    with pytest.raises(NotFoundError):
        proposals.get(ids[0])


async def test_a_search_reports_how_far_it_is_and_can_be_given_up(
    household: DataDirectory, alice: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped, reported = Event(), list[tuple[float, float | None, str | None]]()

    def solve(_: object, _problem: object, _options: object, heard: Callable[[Progress], None], cancel: Event) -> Plan:
        heard(Progress("improve", 1.0, 1.1, 1, 0.5))
        assert cancel.wait(20)
        stopped.set()
        return Plan(problem="", status=PlanStatus.CANCELLED, seconds=1, engine="highs", sessions=())

    monkeypatch.setattr(Planning, "solve", solve)
    monkeypatch.setattr("habitos_tui.doors.mcp.server.SECONDS_BETWEEN_REPORTS", 0.01)
    async with client_of(household, alice) as client:
        giving_up = anyio.CancelScope()

        async def heard(progress: float, total: float | None, message: str | None) -> None:
            reported.append((progress, total, message))
            assert (await answer_of(client, "today"))["day"] == "2026-11-25"  # other answers do not wait
            giving_up.cancel()

        with giving_up:
            await client.call_tool("plan", {"seconds": 30}, progress_callback=heard)
        given_up = await anyio.to_thread.run_sync(stopped.wait, 20)
    assert (given_up, len(alice.planning.runs())) == (True, 1)
    assert reported[0] == (0.5, 30, "Making the week better, 9.10 % better at most")
