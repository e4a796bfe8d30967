"""Going along the front between two objectives."""

from collections.abc import Callable
from threading import Event

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.planning.alternatives import Front
from habitos_tui.errors import SolverError
from habitos_tui.ui.kit.fields import Choice
from habitos_tui.ui.solve.dialogs import FrontDialog
from habitos_tui.ui.solve.front import ALL
from habitos_tui.ui.solve.plan_choices import FrontCurve
from habitos_tui.ui.solve.screen import SolveScreen
from tests.support.front import canned_front, canned_whole_front
from tests.support.household import MONDAY, add_alice
from tests.support.ui import AppPilot, Script, go, make_app, press, settle, shown, toasts, until

SIZE = (80, 24)


async def asked(pilot: AppPilot, *keys: str) -> SolveScreen:
    await go(pilot, "5")
    screen = pilot.app.screen
    assert isinstance(screen, SolveScreen)
    await press(pilot, "F")
    assert isinstance(pilot.app.screen, FrontDialog)
    await press(pilot, *keys)
    return screen


async def test_a_front_is_drawn_as_it_is_found_and_each_point_opens_its_week(household: DataDirectory) -> None:
    profile, heard, released = add_alice(household), Event(), Event()
    problem = household.open_workspace(profile).planning.problem_for(MONDAY, rest=True)
    whole = canned_front(problem)

    def question(on_point: Callable[[Front], object], _: Event) -> Front:
        on_point(Front(whole.first, whole.second, whole.points[::2], whole.now))
        heard.set()
        released.wait(5)
        return whole

    app = make_app(household, profile, script=Script(front=question))
    async with app.run_test(size=SIZE) as pilot:
        screen = await asked(pilot)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: heard.is_set() and "●" in shown(screen))
        assert "Working out the best weeks between" in shown(screen)
        curve = screen.query_one(FrontCurve)
        assert curve.amount == 2
        await pilot.press("end")  # not waited for: the front is still being worked out
        await until(pilot, lambda: curve.chosen == 1)
        released.set()
        await settle(pilot)
        assert "3 plans for Week" in shown(screen)
        assert (curve.amount, curve.chosen) == (3, 2)  # the one that was chosen, though another came before it
        assert pilot.app.focused is curve
        await press(pilot, "left")
        assert curve.chosen == 1
        await press(pilot, "enter")
        assert "sessions, " in shown(screen)
        assert "It is not proved to be the best." in shown(screen)
        runs = screen.workspace.planning.runs(5)
        assert len(runs) == 2  # the week had been planned before


async def test_a_plan_of_the_front_is_accepted(household: DataDirectory) -> None:
    profile = add_alice(household)
    problem = household.open_workspace(profile).planning.problem_for(MONDAY, rest=True)
    app = make_app(household, profile, script=Script(front=lambda *_: canned_front(problem)))
    async with app.run_test(size=SIZE) as pilot:
        screen = await asked(pilot, "ctrl+s")
        chosen = canned_front(problem).points[screen.query_one(FrontCurve).chosen].plan
        await press(pilot, "y")
        planned = {(s.behavior, (s.day - MONDAY).days) for s in screen.workspace.planning.sessions(MONDAY)}
        assert {(s.behavior, s.day) for s in chosen.sessions} <= planned


async def test_the_search_for_a_front_can_be_left_and_can_fail(household: DataDirectory) -> None:
    def broken(*_: object) -> Front:
        raise SolverError("It broke.", hint="Try again.")

    app = make_app(household, add_alice(household), script=Script(front=broken))
    async with app.run_test(size=SIZE) as pilot:
        screen = await asked(pilot, "ctrl+s")
        assert "It broke. Try again." in shown(screen)
        await press(pilot, "n")
        assert "It broke." not in shown(screen)


async def test_two_different_objectives_are_needed(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household), script=Script())
    async with app.run_test(size=SIZE) as pilot:
        await asked(pilot)
        first, second = (pilot.app.screen.query_one(f"#{name}", Choice) for name in ("first", "second"))
        second.value = first.chosen
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, FrontDialog)
        assert "Must be another objective" in shown(pilot.app.screen)
        await press(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, SolveScreen)


async def test_without_two_objectives_there_is_no_front(household: DataDirectory) -> None:
    app = make_app(household, household.accounts.create("ada", None), script=Script())
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "5")
        await press(pilot, "F")
        assert isinstance(pilot.app.screen, SolveScreen)
        assert any("there must be two" in words for words in toasts(app))


async def test_the_front_over_all_objectives_is_asked_for_drawn_opened_and_accepted(household: DataDirectory) -> None:
    profile = add_alice(household)
    problem = household.open_workspace(profile).planning.problem_for(MONDAY, rest=True)
    whole = canned_whole_front(problem)
    app = make_app(household, profile, script=Script(whole_front=lambda: whole))
    async with app.run_test(size=SIZE) as pilot:
        screen = await asked(pilot)
        pilot.app.screen.query_one("#second", Choice).value = ALL
        await press(pilot, "ctrl+s")
        assert "3 plans for Week" in shown(screen)
        assert ": not proved" in shown(screen)
        assert "◆ the chosen week  ○ your plan now" in shown(screen)
        assert "not proved, at most 3.0 % below any week" in shown(screen)
        curve = screen.query_one(FrontCurve)
        assert (curve.amount, curve.chosen) == (3, 1)  # the one worth most
        await press(pilot, "right", "enter")
        assert "Found by evolve, at most" in shown(screen)
        await press(pilot, "y")
        planned = {(s.behavior, (s.day - MONDAY).days) for s in screen.workspace.planning.sessions(MONDAY)}
        assert {(s.behavior, s.day) for s in whole.points[2].plan.sessions} <= planned
        assert screen.workspace.planning.runs(1)[0].engine == "evolve"


async def test_with_evolve_chosen_all_objectives_at_once_are_offered_first(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household), script=Script())
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "5")
        pilot.app.screen.query_one("#engine", Choice).value = "evolve"
        await press(pilot, "F")
        assert pilot.app.screen.query_one("#second", Choice).chosen == ALL
