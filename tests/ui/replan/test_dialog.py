"""R plans the rest of the week anew and shows what that changes, from Today and from Week."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from textual.screen import Screen

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.plan import Limit, Plan, PlanStatus, Progress, Repair
from habitos_tui.domain.model.problem import Problem
from habitos_tui.errors import InvalidInputError, SolverError
from habitos_tui.services.planning import Planning
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.kit.dialogs.base import ErrorDialog
from habitos_tui.ui.kit.messages import SOLVING_ALREADY
from habitos_tui.ui.replan.action import NOTHING_DESCRIBED, OVER
from habitos_tui.ui.replan.dialog import ReplanDialog
from habitos_tui.ui.solve.screen import SolveScreen
from habitos_tui.ui.today.screen import TodayScreen
from habitos_tui.ui.week.screen import WeekScreen
from tests.support.household import MONDAY, add_alice, placed
from tests.support.ui import Script, canned_plan, go, make_app, press, settle, shown, toasts, until

SIZE = (80, 24)
FOUND = Progress("improve", 9.0, 10.0, 2, 1.0)


def later(problem: Problem) -> Plan:
    """Friends a day later, one reading less, and the run that was missed."""
    entries = (
        ("meditate", 3, "06:00", 15),
        ("run", 3, "05:00", 35),
        ("friends", 5, "18:30", 120),
        ("run", 5, "09:00", 45),
    )
    return canned_plan(problem).model_copy(update={"sessions": placed(problem.slots, entries)})


def impossible(problem: Problem) -> Plan:
    limit = Limit(kind="rule", subject="workdays", sentence="At most 4 h on [b]weekdays")
    repair = Repair(kind="rule", subject="workdays", sentence="At most 4 h -> 5 h")
    return Plan(status=PlanStatus.INFEASIBLE, conflict=(limit,), repairs=(repair,))


def broken(_: Problem) -> SolverError:
    return SolverError("It broke.", hint="Try again.")


def planned(app: HabitosApp) -> list[tuple[str, int]]:
    assert app.workspace is not None
    sessions = app.workspace.planning.sessions(MONDAY)
    return [(s.behavior, (s.day - MONDAY).days) for s in sessions if s.day > MONDAY + timedelta(days=2)]


def at(app: HabitosApp, screen: type[Screen[Any]]) -> bool:
    return isinstance(app.screen, screen)


async def test_the_changes_are_shown_and_accepted_without_leaving_the_screen(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household), script=Script(answer=later))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        before = planned(app)
        await press(pilot, "R")
        assert at(app, ReplanDialog)
        text = shown(app.screen)
        for part in ("1 moved", "3 dropped", "points", "missed Wed 25", "Fri 27 18:30 → Sat 28 18:30", "y"):
            assert part in text, part
        await press(pilot, "n")
        assert at(app, TodayScreen)
        assert planned(app) == before
        await press(pilot, "2", "R", "j", "y")
        assert at(app, WeekScreen)
        assert planned(app) == [("run", 3), ("meditate", 3), ("run", 5), ("friends", 5)]
        assert "3 dropped, 1 moved, 1 added and 2 kept, u takes it back." in toasts(app)[-1]
        assert app.solver.state.run is None
        await press(pilot, "R", "y", "escape")  # nothing changes any more, so there is nothing to accept
        assert at(app, WeekScreen)


async def test_a_run_under_way_is_stopped_or_left(household: DataDirectory) -> None:
    script = Script(progress=(FOUND,), wait=True)
    app = make_app(household, add_alice(household), script=script)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("R")
        await until(pilot, lambda: "900.0" in shown(app.screen))
        await pilot.press("c")
        await settle(pilot)
        assert script.cancels[0].is_set()
        assert "kept" in shown(app.screen)
        await press(pilot, "escape")
        await pilot.press("R")
        await until(pilot, lambda: app.solver.state.running)
        await pilot.press("escape")
        await settle(pilot)
        assert script.cancels[1].is_set()
        assert at(app, TodayScreen)
        await pilot.press("5", "s")
        await until(pilot, lambda: app.solver.state.running)
        await pilot.press("1", "R")
        await until(pilot, lambda: toasts(app) == [SOLVING_ALREADY])
        await pilot.press("5", "c")
        await settle(pilot)


async def test_what_cannot_be_planned_says_why(household: DataDirectory) -> None:
    answers: list[Callable[[Problem], Plan | Exception]] = [later, broken, impossible]

    def answer(problem: Problem) -> Plan | Exception:
        return answers.pop()(problem)

    script = Script(answer=answer)
    app = make_app(household, add_alice(household), script=script)
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "2")
        await press(pilot, "R")
        assert "At most 4 h on [b]weekdays" in shown(app.screen)
        assert "4 h -> 5 h" in shown(app.screen)
        await press(pilot, "w")
        assert at(app, SolveScreen)
        await press(pilot, "escape", "2", "R")
        assert "It broke." in shown(app.screen)
        await press(pilot, "s")
        assert "3 dropped" in shown(app.screen)
        await press(pilot, "escape", "left_square_bracket", "R")
        assert toasts(app) == [OVER]


async def test_without_behaviors_there_is_nothing_to_plan(household: DataDirectory) -> None:
    app = make_app(household, household.accounts.create("new", None))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "2")
        await press(pilot, "R")
        assert toasts(app) == [NOTHING_DESCRIBED]


async def test_an_error_before_the_run_is_read_and_leads_back(
    household: DataDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> Problem:
        raise InvalidInputError("This week cannot be planned as it is.")

    app = make_app(household, add_alice(household), script=Script())
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        monkeypatch.setattr(Planning, "problem_for", refuse)
        await press(pilot, "R")
        assert at(app, ErrorDialog)
        await press(pilot, "escape")
        assert at(app, TodayScreen)
