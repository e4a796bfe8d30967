"""Asking about a result: why, what more room is worth, and for three plans to compare."""

from collections.abc import Callable
from dataclasses import replace
from threading import Event
from typing import Any

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.plan import Limit, Plan, Unplaced
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.alternatives import NamedPlan
from habitos_tui.domain.planning.limit_price import LimitPrice, LimitPrices
from habitos_tui.domain.planning.why import Explanation, Reason
from habitos_tui.errors import SolverError
from habitos_tui.ui.kit.messages import Stage
from habitos_tui.ui.solve.plan_choices import PlanCards
from habitos_tui.ui.solve.run_history import RunHistory
from habitos_tui.ui.solve.screen import SolveScreen
from tests.support.household import MONDAY, add_alice
from tests.support.ui import AppPilot, Script, canned_plan, go, make_app, press, settle, shown, toasts, until

SIZE = (80, 24)
EXPLANATION = Explanation("run", 0, "morning", Reason.COSTS, "“Run”: there is room; total 2.0 points lower.")


async def solved(pilot: AppPilot) -> SolveScreen:
    await go(pilot, "5")
    await press(pilot, "s")
    screen = pilot.app.screen
    assert isinstance(screen, SolveScreen)
    return screen


async def test_a_line_is_explained_in_full_unless_that_is_stopped_or_fails(household: DataDirectory) -> None:
    released, cancelled = Event(), Event()

    def why(*_: Any, cancel: Event, bound: float | None, on_answer: object) -> Explanation:
        assert bound is not None
        while not released.is_set():
            if cancel.wait(0.01):
                cancelled.set()
                break
        return EXPLANATION

    script = Script(why=why)
    app = make_app(household, add_alice(household), script=script)
    async with app.run_test(size=SIZE) as pilot:
        screen = await solved(pilot)
        await press(pilot, "right")
        await pilot.press("enter")
        await until(pilot, lambda: "Working it out" in shown(screen))
        assert screen.check_action("cancel_solve", ())
        assert not screen.check_action("start_solve", ())
        await pilot.press("c")
        await settle(pilot)
        assert cancelled.is_set()
        assert "Stopped." in shown(screen)
        assert "costs 2.0" not in shown(screen)
        released.set()
        await press(pilot, "enter")
        assert "“Run”: there is room; total 2.0 points lower." in shown(screen)
        await press(pilot, "down", "up")
        assert "“Run”: there is room; total 2.0 points lower." in shown(screen)
        script.why = lambda *_, **__: (_ for _ in ()).throw(SolverError("It broke.", hint="Try again."))
        await press(pilot, "enter")
        assert "It broke." in shown(screen)
        script.why = lambda *_, **__: (_ for _ in ()).throw(ZeroDivisionError("secret"))
        await press(pilot, "enter")
        assert "ZeroDivisionError" in shown(screen)
        assert "secret" not in shown(screen)


async def test_a_price_that_is_being_narrowed_is_kept_when_that_is_stopped(household: DataDirectory) -> None:
    def why(*_: Any, cancel: Event, bound: float | None, on_answer: Callable[[Explanation], object]) -> Explanation:
        on_answer(replace(EXPLANATION, sentence="It costs 1 to 5 points (working it out).", narrowing=True))
        cancel.wait(5)
        return EXPLANATION

    app = make_app(household, add_alice(household), script=Script(why=why))
    async with app.run_test(size=SIZE) as pilot:
        screen = await solved(pilot)
        await press(pilot, "right")
        await pilot.press("enter")
        await until(pilot, lambda: "working it out)" in shown(screen))
        assert screen.check_action("cancel_solve", ())
        await pilot.press("c")
        await until(pilot, lambda: "there is room; total 2.0 points lower." in shown(screen))
        assert not screen.check_action("cancel_solve", ())


async def test_more_room_is_priced_taken_with_one_key_and_taken_back(household: DataDirectory) -> None:
    change: dict[str, Any] = {"what": "energy_budget", "day": 3, "limit": 14}
    limit = Limit(kind="energy", subject="3", sentence="At most 12 energy on Thursday")
    price = LimitPrice(limit, 0.02, change, "Thursday energy 12: 2 more are worth 2.0 points")
    missing = Unplaced(behavior="run", placed=2, target=3, reason="energy", sentence="“Run”: no energy is left.")

    def one_too_few(problem: Problem) -> Plan:
        return canned_plan(problem).model_copy(update={"unplaced": (missing,)})

    script = Script(answer=one_too_few, prices=lambda _: LimitPrices((price,)))
    app = make_app(household, add_alice(household), script=script)
    async with app.run_test(size=SIZE) as pilot:
        await solved(pilot)
        assert "Less often than you asked" in shown(app.screen)
        await press(pilot, "end", "enter")
        assert "+2.0" in shown(app.screen)
        await press(pilot, "enter")
        assert len(script.problems) == 2
        assert [problem.energy_limit(3) for problem in script.problems] == [12, 14]
        assert any("Gave more room to “At most 12 energy on Thursday”" in toast for toast in toasts(app))
        assert app.solver.state.stage is Stage.FINISHED
        await press(pilot, "u", "s")
        assert script.problems[-1].energy_limit(3) == 12


def three(problem: Problem) -> tuple[NamedPlan, ...]:
    plan = canned_plan(problem)
    fewer = plan.model_copy(update={"sessions": plan.sessions[:2], "objective": 0.5})
    return NamedPlan("as weighted", plan, 4), NamedPlan("more balanced", fewer, 1), NamedPlan("less change", plan, 4)


async def test_three_plans_are_worked_out_compared_seen_in_full_and_accepted(household: DataDirectory) -> None:
    profile = add_alice(household)
    plans = three(household.open_workspace(profile).planning.problem_for(MONDAY, rest=True))

    def work_out(cancel: Event) -> tuple[NamedPlan, ...]:
        cancel.wait()
        return plans

    script = Script(plans=work_out)
    app = make_app(household, profile, script=script)
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "5")
        await pilot.press("P")
        await until(pilot, lambda: "Working out the week" in shown(app.screen))
        assert not app.screen.check_action("accept_plan", ())
        await pilot.press("c")
        await settle(pilot)
        assert "3 plans for Week 48" in shown(app.screen)
        await press(pilot, "right", "enter")
        assert "✓ 2 sessions, " in shown(app.screen)
        script.plans = lambda _: plans
        await press(pilot, "P", "n")
        assert "✓ 2 sessions, " in shown(app.screen)
        await press(pilot, "P", "right")
        assert app.screen.query_one(PlanCards).chosen == 1
        await press(pilot, "y")
        assert app.current_mode == "week"
        assert app.workspace is not None
        assert len(app.workspace.planning.ahead(MONDAY)) == 2
        await go(pilot, "5")
        script.plans = lambda _: ()
        await press(pilot, "P")
        assert "No plan was found: s solves the week and says why." in shown(app.screen)
        await press(pilot, "escape")
        assert app.screen.query_one(RunHistory).has_focus


async def test_quitting_while_something_is_asked_ends_the_question(household: DataDirectory) -> None:
    ended = Event()

    def work_out(cancel: Event) -> tuple[NamedPlan, ...]:
        cancel.wait()
        ended.set()
        return ()

    app = make_app(household, add_alice(household), script=Script(plans=work_out))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "5")
        await pilot.press("P")
        await until(pilot, lambda: "Working out the week" in shown(app.screen))
        await pilot.press("ctrl+q")
    assert ended.wait(1)
