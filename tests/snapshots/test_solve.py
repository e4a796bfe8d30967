"""Pictures of the solve panel, with a solver that follows a script."""

from collections.abc import Awaitable, Callable

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.plan import Limit, Plan, PlanStatus, Progress, Repair, Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.alternatives import NamedPlan, PlanName
from habitos_tui.domain.planning.limit_price import LimitPrice, LimitPrices
from habitos_tui.errors import SolverError
from habitos_tui.planner.verification.verify import verify
from habitos_tui.ui.app.app import HabitosApp
from tests.support.front import canned_front
from tests.support.hostile import CLICK_BAIT
from tests.support.household import MONDAY, add_alice, add_hostile
from tests.support.ui import AppPilot, Script, go, make_app, settle, until

Snap = Callable[..., bool]
Walk = Callable[[AppPilot], Awaitable[None]]
SIZES = [pytest.param((80, 24), id="80x24"), pytest.param((120, 40), id="120x40")]


def walk(*keys: str) -> Walk:
    """Return a walk to the screen that presses `keys` there and waits for what they do."""

    async def steps(pilot: AppPilot) -> None:
        await go(pilot, "5")
        for key in keys:
            await pilot.press(key)
            await settle(pilot)

    return steps


async def under_way(pilot: AppPilot) -> None:
    await go(pilot, "5")
    await pilot.press("s")
    app = pilot.app
    assert isinstance(app, HabitosApp)
    await until(pilot, lambda: app.solver.state.progress is not None)
    await pilot.pause(0.6)


def impossible(_: Problem) -> Plan:
    return Plan(
        status=PlanStatus.INFEASIBLE,
        seconds=0.2,
        engine="highs",
        conflict=(
            Limit(kind="rule", subject="x", sentence=f"{CLICK_BAIT} at least 9 times a week"),
            Limit(kind="energy", subject="2", sentence="At most 12 energy on Wednesday"),
        ),
        repairs=(
            Repair(kind="rule", subject="x", sentence=f"Ask for 7 times of {CLICK_BAIT}"),
            Repair(kind="combination", subject="x", sentence="At most 12 → 14 energy on Wednesday; Run on Monday too"),
        ),
    )


PRICES = (
    LimitPrice(
        Limit(kind="rule", subject="workdays", sentence="At most 4 h of sessions a day on weekdays"),
        0.034,
        {"what": "rule", "id": "workdays", "set": {"max_minutes": 255}},
        "At most 4 h of sessions a day on weekdays: 15 more minutes are worth 3.4 points",
    ),
    LimitPrice(
        Limit(kind="energy", subject="3", sentence="At most 12 energy on Thursday"),
        0.008,
        {"what": "energy_budget", "day": 3, "limit": 13},
        "At most 12 energy on Thursday: 1 more is worth 0.8 points",
    ),
)


def three_plans(problem: Problem) -> tuple[NamedPlan, ...]:
    """Return three plans that differ in how much they hold."""
    ids = [behavior.id for behavior in problem.behaviors]
    names: tuple[PlanName, ...] = ("as weighted", "more balanced", "less change")
    slot = problem.slots[1]
    plans = []
    for number, name in enumerate(names):
        sessions = tuple(
            Session(behavior=ids[3 * day + number], day=day, slot=slot.name, start=slot.start, minutes=45 + 15 * number)
            for day in range(3, 7)
        )
        verdict = verify(problem, sessions)
        plan = Plan(
            status=PlanStatus.FEASIBLE,
            objective=3.0 - number / 8,
            engine="highs",
            sessions=sessions,
            objectives=verdict.objectives,
        )
        plans.append(NamedPlan(name, plan, 2 * number))
    return tuple(plans)


@pytest.mark.parametrize("size", SIZES)
def test_result(household: DataDirectory, snap_compare: Snap, size: tuple[int, int]) -> None:
    """A finished run: how good, which sessions, and the keys to accept or leave it."""
    app = make_app(household, add_alice(household), script=Script())
    assert snap_compare(app, terminal_size=size, run_before=walk("s"))


@pytest.mark.parametrize("size", SIZES)
def test_hostile_result(household: DataDirectory, snap_compare: Snap, size: tuple[int, int]) -> None:
    """The real names of the changes do no harm, and neither do the objectives'."""
    app = make_app(household, add_hostile(household), script=Script())
    assert snap_compare(app, terminal_size=size, run_before=walk("s", *([] if size[0] > 100 else ["right", "right"])))


@pytest.mark.parametrize("size", SIZES)
def test_under_way(household: DataDirectory, snap_compare: Snap, size: tuple[int, int]) -> None:
    """Figures in place, a bar that shrinks with the gap, and how to stop."""
    script = Script(progress=(Progress("prove", 9.1, 10.6, 3, 2.0),), wait=True)
    app = make_app(household, add_alice(household), script=script)
    assert snap_compare(app, terminal_size=size, run_before=under_way)


@pytest.mark.parametrize("size", SIZES)
def test_history(household: DataDirectory, snap_compare: Snap, size: tuple[int, int]) -> None:
    """Earlier runs, the accepted one marked."""
    app = make_app(household, add_alice(household), script=Script())
    assert snap_compare(app, terminal_size=size, run_before=walk("s", "n"))


@pytest.mark.parametrize("size", SIZES)
def test_impossible(household: DataDirectory, snap_compare: Snap, size: tuple[int, int]) -> None:
    """Which limits clash, the first repair under the cursor and told in full."""
    app = make_app(household, add_alice(household), script=Script(answer=impossible))
    assert snap_compare(app, terminal_size=size, run_before=walk("s"))


@pytest.mark.parametrize("size", SIZES)
def test_three_plans(household: DataDirectory, snap_compare: Snap, size: tuple[int, int]) -> None:
    """Three plans side by side, or in a pile where there is no room; the second one chosen."""
    profile = add_hostile(household)
    problem = household.open_workspace(profile).planning.problem_for(MONDAY, rest=True)
    script = Script(plans=lambda _: three_plans(problem))
    app = make_app(household, profile, script=script)
    assert snap_compare(app, terminal_size=size, run_before=walk("P", "right"))


@pytest.mark.parametrize("size", SIZES)
def test_front(household: DataDirectory, snap_compare: Snap, size: tuple[int, int]) -> None:
    """The best plans between two objectives: a curve, the plan of now on it, and the card of the chosen one."""
    profile = add_hostile(household)
    problem = household.open_workspace(profile).planning.problem_for(MONDAY, rest=True)
    app = make_app(household, profile, script=Script(front=lambda *_: canned_front(problem)))
    assert snap_compare(app, terminal_size=size, run_before=walk("F", "ctrl+s"))


def test_front_dialog(household: DataDirectory, snap_compare: Snap) -> None:
    """Between which two objectives; what people called them does no harm."""
    app = make_app(household, add_hostile(household), script=Script())
    assert snap_compare(app, run_before=walk("F"))


def test_what_if(household: DataDirectory, snap_compare: Snap) -> None:
    """What more room in the limits is worth, where there is room for list and detail side by side."""
    script = Script(prices=lambda _: LimitPrices(PRICES))
    app = make_app(household, add_alice(household), script=script)
    assert snap_compare(app, terminal_size=(200, 50), run_before=walk("s", "left", "enter"))


def test_failed(household: DataDirectory, snap_compare: Snap) -> None:
    """Why there is no answer, and what to do next."""

    def broken(_: Problem) -> Exception:
        return SolverError(f"The engine broke down at {CLICK_BAIT}.", hint="Try the other engine.")

    app = make_app(household, add_alice(household), script=Script(answer=broken))
    assert snap_compare(app, run_before=walk("s"))


def test_empty(household: DataDirectory, snap_compare: Snap) -> None:
    """Where to begin when there is nothing to plan."""
    app = make_app(household, household.accounts.create("ada", None), script=Script())
    assert snap_compare(app, run_before=walk())
