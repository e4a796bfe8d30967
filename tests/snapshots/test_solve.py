"""Pictures of the solve panel, with a solver that follows a script."""

from collections.abc import Awaitable, Callable

import pytest

from habitos_tui.bootstrap import Household
from habitos_tui.domain.plan import Limit, Plan, PlanStatus, Progress, Repair
from habitos_tui.domain.problem import Problem
from habitos_tui.errors import SolverError
from habitos_tui.ui.app import HabitosApp
from tests.support.hostile import CLICK_BAIT
from tests.support.household import add_alice, add_hostile
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
    await until(pilot, lambda: app.solve.progress is not None)
    await pilot.pause(0.6)


def impossible(_: Problem) -> Plan:
    return Plan(
        status=PlanStatus.INFEASIBLE,
        seconds=0.2,
        engine="highs",
        conflict=(Limit(kind="rule", subject="x", sentence=f"{CLICK_BAIT} at least 9 times a week"),),
        repairs=(Repair(kind="rule", subject="x", sentence=f"Ask for 7 times of {CLICK_BAIT}"),),
    )


@pytest.mark.parametrize("size", SIZES)
def test_result(household: Household, snap_compare: Snap, size: tuple[int, int]) -> None:
    """A finished run: how good, which sessions, and the keys to accept or leave it."""
    app = make_app(household, add_alice(household), script=Script())
    assert snap_compare(app, terminal_size=size, run_before=walk("s"))


@pytest.mark.parametrize("size", SIZES)
def test_hostile_result(household: Household, snap_compare: Snap, size: tuple[int, int]) -> None:
    """The real names of the changes do no harm."""
    app = make_app(household, add_hostile(household), script=Script())
    assert snap_compare(app, terminal_size=size, run_before=walk("s", "right"))


@pytest.mark.parametrize("size", SIZES)
def test_under_way(household: Household, snap_compare: Snap, size: tuple[int, int]) -> None:
    """Figures in place, a bar that shrinks with the gap, and how to stop."""
    script = Script(progress=(Progress("prove", 9.1, 10.6, 3, 2.0),), wait=True)
    app = make_app(household, add_alice(household), script=script)
    assert snap_compare(app, terminal_size=size, run_before=under_way)


@pytest.mark.parametrize("size", SIZES)
def test_history(household: Household, snap_compare: Snap, size: tuple[int, int]) -> None:
    """Earlier runs, the accepted one marked."""
    app = make_app(household, add_alice(household), script=Script())
    assert snap_compare(app, terminal_size=size, run_before=walk("s", "n"))


def test_impossible(household: Household, snap_compare: Snap) -> None:
    """Which limits clash and what would make the week possible."""
    app = make_app(household, add_alice(household), script=Script(answer=impossible))
    assert snap_compare(app, run_before=walk("s"))


def test_failed(household: Household, snap_compare: Snap) -> None:
    """Why there is no answer, and what to do next."""

    def broken(_: Problem) -> Exception:
        return SolverError(f"The engine broke down at {CLICK_BAIT}.", hint="Try the other engine.")

    app = make_app(household, add_alice(household), script=Script(answer=broken))
    assert snap_compare(app, run_before=walk("s"))


def test_empty(household: Household, snap_compare: Snap) -> None:
    """Where to begin when there is nothing to plan."""
    app = make_app(household, household.accounts.create("ada", None), script=Script())
    assert snap_compare(app, run_before=walk())
