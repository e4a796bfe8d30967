"""The life of a solve on the screen, with a solver that follows a script; one test runs the real one."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from textual.message import Message

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.agenda import Run
from habitos_tui.domain.model.plan import Limit, Plan, PlanStatus, Progress, Repair
from habitos_tui.domain.model.problem import Problem
from habitos_tui.errors import BusyError, DiskError, SolverError
from habitos_tui.services.planning import Planning
from habitos_tui.ui.app import solver
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.kit.dialogs.base import ErrorDialog
from habitos_tui.ui.kit.fields import Choice, Field
from habitos_tui.ui.kit.messages import (
    SOLVING_ALREADY,
    SolveCancelled,
    SolveFailed,
    SolveFinished,
    SolveProgressed,
    SolveRequested,
    Stage,
)
from habitos_tui.ui.replan.progress_pane import SolveProgressPane
from habitos_tui.ui.solve.run_history import RunHistory
from habitos_tui.ui.solve.screen import SolveScreen
from tests.support.household import MONDAY, NOW, SUNDAY, add_alice, set_clock
from tests.support.ui import AppPilot, Script, canned_plan, go, make_app, press, said, settle, shown, toasts, until

SIZE = (80, 24)
FIRST = Progress("prove", 9.0, 12.0, 1, 0.3)
LATER = Progress("prove", 10.0, 10.6, 4, 1.2)
NOTHING = Plan(status=PlanStatus.INFEASIBLE, seconds=0.2, engine="highs")
LIFE = (SolveRequested, SolveProgressed, SolveFinished, SolveFailed, SolveCancelled)


def impossible(_: Problem) -> Plan:
    return NOTHING


def given_up(_: Problem) -> Plan:
    return Plan(status=PlanStatus.CANCELLED, seconds=0.2, engine="highs")


async def solving(pilot: AppPilot) -> None:
    """Go to the screen, start, and wait until the solver is at work."""
    await go(pilot, "5")
    await pilot.press("s")
    app = pilot.app
    assert isinstance(app, HabitosApp)
    await until(pilot, lambda: app.solver.state.running)


async def solved(pilot: AppPilot) -> None:
    await go(pilot, "5")
    await pilot.press("s")
    await settle(pilot)


def accepted_sessions(app: HabitosApp) -> int:
    assert app.workspace is not None
    return len(app.workspace.planning.sessions(MONDAY))


async def test_the_life_of_a_solve_reads_off_its_messages(household: DataDirectory) -> None:
    seen: list[Message] = []
    script = Script(progress=(FIRST, LATER))
    app = make_app(household, add_alice(household), script=script)

    def note(message: Message) -> None:
        if isinstance(message, LIFE) and message not in seen:
            seen.append(message)

    async with app.run_test(size=SIZE, message_hook=note) as pilot:
        await solved(pilot)
        kinds = [type(message) for message in seen]
        assert kinds[0] is SolveRequested
        assert kinds[-1] is SolveFinished
        assert kinds.count(SolveFinished) == 1
        assert SolveProgressed in kinds
        assert app.solver.state.stage is Stage.FINISHED
        assert all(message.run_id == app.solver.state.run_id for message in seen if isinstance(message, LIFE[1:]))
        seen.clear()
        script.answer = impossible
        await pilot.press("s")
        await settle(pilot)
        script.answer = given_up
        await pilot.press("s")
        await settle(pilot)
        script.answer = lambda _: SolverError("no")
        await pilot.press("s")
        await settle(pilot)
        closing = [type(message) for message in seen if isinstance(message, LIFE[2:])]
        assert closing == [SolveFinished, SolveCancelled, SolveFailed]


async def test_the_figures_of_a_run_are_on_show_and_stopping_keeps_its_plan(household: DataDirectory) -> None:
    script = Script(progress=(FIRST, LATER), wait=True)
    app = make_app(household, add_alice(household), script=script)
    async with app.run_test(size=SIZE) as pilot:
        await solving(pilot)
        await until(pilot, lambda: "1000.0" in shown(app.screen))
        text = shown(app.screen)
        assert "┄━━" in text.split("1000.0")[1]
        assert text.split("┄━")[1].split()[1:3] == ["1060.0", "points"]
        assert "5.67 %" in text  # 60 of 1060, rounded up
        assert "4          plans found" in text
        # Whatever stands left of a figure would be sent again whenever that changes.
        pane = app.screen.query_one(SolveProgressPane)
        assert pane.content_region.x == pane.region.x
        assert all(not pane.render_line(y).text.startswith(" ") for y in (0, 3, 5, 6, 7))
        assert not app.screen.check_action("start_solve", ())
        await pilot.press("c")
        await settle(pilot)
        assert script.cancels[0].is_set()
        assert app.solver.state.stage is Stage.FINISHED
        assert "y accepts this week" in shown(app.screen)


async def test_every_end_without_a_plan_is_told_with_what_to_do_next(household: DataDirectory) -> None:
    script = Script()
    app = make_app(household, add_alice(household), script=script)
    broken = SolverError("The engine [b]broke down.", hint="Try the other engine.")
    ends: list[tuple[Callable[[Problem], Plan | Exception], Stage, str]] = [
        (given_up, Stage.CANCELLED, "Give it more seconds"),
        (lambda _: Plan(status=PlanStatus.TIMED_OUT, engine="highs"), Stage.CANCELLED, "The time was up before a plan"),
        (lambda _: broken, Stage.FAILED, "The engine [b]broke down.\n\nTry the other engine."),
        (lambda _: Plan(status=PlanStatus.FAILED, engine="highs"), Stage.FAILED, "The solver gave no answer."),
        (lambda _: ZeroDivisionError("secret"), Stage.FAILED, "ZeroDivisionError"),
    ]
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "5")
        for answer, stage, words in ends:
            script.answer = answer
            await pilot.press("s")
            await settle(pilot)
            assert app.solver.state.stage is stage
            assert words in said(app.screen, "#note")
            assert "secret" not in said(app.screen, "#note")
        script.answer, script.wait = given_up, True
        await pilot.press("s")
        await until(pilot, lambda: app.solver.state.running)
        await pilot.press("c")
        await settle(pilot)
        assert "Stopped before a plan was found" in said(app.screen, "#note")
        await pilot.press("n")
        await settle(pilot)
        assert app.screen.query_one(RunHistory).has_focus


async def test_an_impossible_week_cannot_be_accepted_but_is_kept_in_the_history(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household), script=Script(answer=impossible))
    async with app.run_test(size=SIZE) as pilot:
        await solved(pilot)
        before = accepted_sessions(app)
        assert "No week keeps all your limits" in shown(app.screen)
        assert not app.screen.check_action("accept_plan", ())
        await pilot.press("y", "n")
        await settle(pilot)
        assert accepted_sessions(app) == before
        assert "impossible" in shown(app.screen)


async def test_a_plan_that_cannot_be_saved_is_told(household: DataDirectory, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise DiskError("The disk is full.")

    app = make_app(household, add_alice(household), script=Script())
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "5")
        monkeypatch.setattr(Planning, "save", full)
        await pilot.press("s")
        await settle(pilot)
        assert isinstance(app.screen, ErrorDialog)
        await press(pilot, "enter")
        assert (app.solver.state.stage, "The disk is full." in shown(app.screen)) == (Stage.FAILED, True)


async def test_a_plan_that_was_found_waits_until_another_program_has_written(
    household: DataDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(solver, "SAVE_AGAIN_SECONDS", 0.01)
    save, tries = Planning.save, count()

    def busy(*asked: Any) -> Run:
        if next(tries) < 2:
            raise BusyError("Another program is writing.")
        return save(*asked)

    app = make_app(household, add_alice(household), script=Script())
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "5")
        monkeypatch.setattr(Planning, "save", busy)
        await pilot.press("s")
        await until(pilot, lambda: app.solver.state.stage is Stage.FINISHED)
        assert app.solver.state.run is not None
        assert (next(tries), toasts(app).count(solver.SAVING_LATER)) == (3, 1)


async def test_news_of_an_old_run_is_dropped(household: DataDirectory) -> None:
    script = Script(wait=True)
    app = make_app(household, add_alice(household), script=script)
    async with app.run_test(size=SIZE) as pilot:
        await solving(pilot)
        run_id = app.solver.state.run_id
        app.post_message(SolveRequested(MONDAY))
        await pilot.pause()
        assert toasts(app) == [SOLVING_ALREADY]
        app.post_message(SolveProgressed(run_id - 1, LATER))
        app.post_message(SolveFailed(run_id - 1, SolverError("old")))
        app.post_message(SolveCancelled(run_id - 1))
        app.post_message(SolveFinished(run_id - 1, NOTHING))
        await pilot.pause()
        assert app.solver.state.running
        assert app.solver.state.progress is None
        script.released.set()
        await settle(pilot)
        app.post_message(SolveFailed(run_id, SolverError("late")))
        await pilot.pause()
        assert app.solver.state.stage is Stage.FINISHED
        assert (app.solver.state.run_id, len(script.asked)) == (run_id, 1)


async def test_news_replaces_only_older_news_of_the_same_run() -> None:
    assert SolveProgressed(2, LATER).can_replace(SolveProgressed(2, FIRST))
    assert not SolveProgressed(2, LATER).can_replace(SolveProgressed(1, FIRST))
    assert not SolveProgressed(2, LATER).can_replace(SolveCancelled(2))


async def test_accepting_makes_it_the_plan_and_shows_the_week(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household, planned=False), script=Script())
    async with app.run_test(size=SIZE) as pilot:
        await solved(pilot)
        assert accepted_sessions(app) == 0
        await pilot.press("y")
        await settle(pilot)
        assert accepted_sessions(app) > 0
        assert app.current_mode == "week"
        assert app.solver.state.stage is Stage.IDLE


@pytest.mark.parametrize(("week", "told"), [("this", True), ("next", False)])
async def test_only_an_accepted_plan_of_this_week_points_to_today(
    household: DataDirectory, week: str, told: bool
) -> None:
    app = make_app(household, add_alice(household, planned=False), script=Script())
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert app.workspace is not None
        this_week = app.workspace.planning.this_week()
        app.post_message(SolveRequested(this_week + timedelta(days=7 if week == "next" else 0), rest=True))
        await go(pilot, "5")
        await settle(pilot)
        await press(pilot, "y")
        (toast,) = toasts(app)
        assert ("1 shows today" in toast) is told


async def test_a_run_is_discarded_opened_again_and_accepted_again(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household, planned=False), script=Script())
    async with app.run_test(size=SIZE) as pilot:
        await solved(pilot)
        await pilot.press("n")
        await settle(pilot)
        assert accepted_sessions(app) == 0
        assert len(app.screen.query_one(RunHistory).pages.runs) == 1
        assert app.screen.query_one(RunHistory).has_focus
        await pilot.press("enter")
        await settle(pilot)
        assert "sessions, " in shown(app.screen)
        await pilot.press("escape", "enter", "y")
        await settle(pilot)
        assert accepted_sessions(app) > 0
        await go(pilot, "5")
        await pilot.press("u")
        await settle(pilot)
        assert accepted_sessions(app) == 0


async def test_an_old_run_is_not_accepted_over_a_week_that_looks_different_by_now(household: DataDirectory) -> None:
    profile = add_alice(household)
    app = make_app(household, profile, script=Script())
    async with app.run_test(size=SIZE) as pilot:
        await solved(pilot)
        await press(pilot, "n", "enter")
        assert "sessions, " in shown(app.screen)
        another = household.open_workspace(profile)
        session = next(s for s in another.planning.sessions(MONDAY) if s.behavior == "friends")
        another.plan_editing.drop(another.plan_editing.pick_up(session.id))
        left = accepted_sessions(app)
        await press(pilot, "y")
        assert isinstance(app.screen, ErrorDialog)
        assert "has changed since" in shown(app.screen)
        assert accepted_sessions(app) == left
        await press(pilot, "escape", "y")  # with the changes on show that there would be by now
        assert app.current_mode == "week"


async def test_options_reach_the_solver(household: DataDirectory) -> None:
    script = Script()
    app = make_app(household, add_alice(household), script=script)
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "5")
        app.screen.query_one("#time-limit", Field).value = "7,5"
        app.screen.query_one("#gap", Field).value = "2"
        app.screen.query_one("#engine", Choice).value = "cbc"
        app.screen.query_one("#balance", Field).value = "0.7"
        app.screen.query_one("#stability", Field).value = "0"
        app.screen.query_one("#week", Choice).value = "next"
        await pilot.press("s")
        await settle(pilot)
        options = script.asked[0]
        assert (options.engine, options.gap, options.time_limit) == ("cbc", 0.02, 7.5)
        settings = script.problems[0].settings
        assert (settings.routine, settings.balance, settings.stability) == (0.1, 0.7, 0)
        assert app.solver.state.run is not None
        assert app.solver.state.run.summary.week_start > SUNDAY


async def test_options_that_make_no_sense_are_told_and_nothing_starts(household: DataDirectory) -> None:
    script = Script()
    app = make_app(household, add_alice(household), script=script)
    bad = [("time-limit", "soon"), ("time-limit", "0"), ("gap", "101"), ("gap", "nan"), ("balance", "-1")]
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "5")
        for field, typed in bad:
            before = app.screen.query_one(f"#{field}", Field).value
            app.screen.query_one(f"#{field}", Field).value = typed
            await pilot.press("s")
            await settle(pilot)
            assert "✗ Must" in shown(app.screen)
            assert script.asked == []
            app.screen.query_one(f"#{field}", Field).value = before
            await settle(pilot)
            assert "✗" not in shown(app.screen)
        app.screen.query_one("#time-limit", Field).value = ""
        await pilot.press("o")
        assert app.screen.query_one("#week").has_focus
        await pilot.press("escape", "s")
        await settle(pilot)
        assert script.asked[0].time_limit is None


async def test_the_weeks_offered_follow_the_clock(household: DataDirectory) -> None:
    script = Script()
    app = make_app(household, add_alice(household), script=script)
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "5")
        assert "This: 23" in shown(app.screen)
        set_clock(household, NOW + timedelta(days=7))
        await go(pilot, "3")
        await go(pilot, "5")
        assert "This: 30" in shown(app.screen)
        await pilot.press("s")
        await settle(pilot)
        assert app.solver.state.run is not None
        assert app.solver.state.run.summary.week_start == MONDAY + timedelta(days=7)


async def test_without_behaviors_the_screen_says_where_to_begin(household: DataDirectory) -> None:
    app = make_app(household, household.accounts.create("ada", None))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "5")
        assert "3 describes what you want to do" in shown(app.screen)
        await press(pilot, "s")
        assert any("nothing to plan yet" in words for words in toasts(app))
        assert not app.solver.state.running


async def test_the_result_waits_while_another_screen_is_on_show(household: DataDirectory) -> None:
    script = Script(wait=True)
    app = make_app(household, add_alice(household), script=script)
    async with app.run_test(size=SIZE) as pilot:
        await solving(pilot)
        await pilot.press("3")
        await pilot.pause()
        script.released.set()
        await settle(pilot)
        await go(pilot, "5")
        assert "y accepts this week" in shown(app.screen)


async def test_quitting_stops_the_solver_within_a_second(household: DataDirectory) -> None:
    script = Script(wait=True)
    app = make_app(household, add_alice(household), script=script)
    async with asyncio.timeout(30), app.run_test(size=SIZE) as pilot:
        await solving(pilot)
        await until(pilot, lambda: bool(script.cancels))
        started = asyncio.get_running_loop().time()
        await pilot.press("ctrl+q")
        await until(pilot, script.cancels[0].is_set)
        assert asyncio.get_running_loop().time() - started < 1


async def test_the_real_solver_plans_the_rest_of_the_week(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await solved(pilot)
        assert isinstance(app.screen, SolveScreen)
        run = app.solver.state.run
        assert run is not None
        assert run.plan.status is PlanStatus.OPTIMAL
        assert app.screen.workspace.planning.run(run.summary.id).summary == run.summary
        now = NOW.hour * 60 + NOW.minute
        assert all((session.day, session.start) >= (2, now) for session in run.plan.sessions)


async def test_a_repair_is_made_with_one_key_and_refused_when_it_is_too_late(household: DataDirectory) -> None:
    def least_of_run(problem: Problem) -> Plan:
        least = problem.behavior_by_id["run"].min_per_week
        if not least:
            return canned_plan(problem)
        change: dict[str, Any] = {"what": "behavior", "id": "run", "set": {"min_per_week": 0}}
        return Plan(
            status=PlanStatus.INFEASIBLE,
            conflict=(Limit(kind="min_per_week", subject="run", sentence="Run at least 4 times a week"),),
            repairs=(
                Repair(kind="min_per_week", subject="run", sentence="Run at least 4 → 0 times a week", change=change),
            ),
        )

    app = make_app(household, add_alice(household), script=Script(answer=least_of_run))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert app.workspace is not None
        behaviors = app.workspace.behaviors
        behaviors.update(behaviors.get("run").model_copy(update={"min_per_week": 4}))
        await solved(pilot)
        assert "Each" not in shown(app.screen)
        await press(pilot, "A")
        assert behaviors.get("run").min_per_week == 0
        assert "sessions, " in shown(app.screen)
        assert any("Changed “Run at least 4 → 0 times a week”" in toast for toast in toasts(app))
        await press(pilot, "u")
        assert behaviors.get("run").min_per_week == 4
        await press(pilot, "s")
        behaviors.update(behaviors.get("run").model_copy(update={"min_per_week": 3}))
        await press(pilot, "enter")
        assert isinstance(app.screen, ErrorDialog)
        assert "changed meanwhile" in shown(app.screen)
        assert behaviors.get("run").min_per_week == 3
