"""Pausing a behavior, from Today, Week, Behaviors and the log."""

from datetime import date

from textual.widgets import Button, Input

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.agenda import SessionState
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.behaviors.behavior_list import BehaviorList
from habitos_tui.ui.kit.fields import Lines, Tick
from habitos_tui.ui.log.entry_list import LogList
from habitos_tui.ui.session.pause_dialog import PauseDialog
from habitos_tui.ui.week.grid import WeekGrid
from tests.support.household import FRIDAY, MONDAY, TUESDAY, WEDNESDAY, add_alice
from tests.support.ui import make_app, press, shown, toasts

SIZE = (80, 24)


def pauses(app: HabitosApp) -> list[tuple[str, date, date | None, str]]:
    assert app.workspace is not None
    return [(p.behavior, p.first, p.last, p.note) for p in app.workspace.pauses.all()]


def form(app: HabitosApp, **values: str) -> PauseDialog:
    assert isinstance(app.screen, PauseDialog)
    for name, value in values.items():
        app.screen.query_one(f"#{name}", Input).value = value
    return app.screen


async def test_a_behavior_is_paused_on_today_and_taken_up_again(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        space = app.workspace
        assert space is not None
        await press(pilot, "home", "z")
        behavior = form(app)._behavior
        form(app, last="yesterday")
        await press(pilot, "ctrl+s")
        assert "Must not be before the first day" in shown(app.screen)
        form(app, last="2026-11-27").query_one("#clear", Tick).value = False
        form(app).query_one("#note", Lines).text = "Knee [b]"
        await pilot.pause()
        assert "3 days: nothing is missed, no streak breaks." in shown(app.screen)
        await press(pilot, "ctrl+s")
        assert pauses(app) == [(behavior.id, WEDNESDAY, FRIDAY, "Knee [b]")]
        assert "paused " in shown(app.screen)
        await press(pilot, "z")
        form(app).query_one("#resume", Button).press()
        await pilot.pause()
        assert pauses(app) == []
        await press(pilot, "u")
        assert len(pauses(app)) == 1


async def test_what_is_planned_goes_out_of_the_plan_with_it(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        space = app.workspace
        assert space is not None
        await press(pilot, "2", "J", "z")
        behavior = form(app)._behavior.id
        assert space.pauses.planned(behavior, WEDNESDAY, None)
        await press(pilot, "ctrl+s")
        assert [(p.behavior, p.last) for p in space.pauses.all()] == [(behavior, None)]
        assert space.pauses.planned(behavior, WEDNESDAY, None) == ()


async def test_the_list_of_behaviors_tells_of_it(household: DataDirectory) -> None:
    profile = add_alice(household)
    space = household.open_workspace(profile)
    space.pauses.add("run", MONDAY, date(2026, 12, 12), "Knee")
    app = make_app(household, profile)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "3")
        assert "paused until 12 Dec" in shown(app.screen)
        app.screen.query_one(BehaviorList).select("run")
        await pilot.pause()
        assert "Morning run · paused until Sat 12 Dec" in shown(app.screen)
        await press(pilot, "z")
        form(app, last="")
        await press(pilot, "ctrl+s")
        assert pauses(app) == [("run", MONDAY, None, "Knee")]
        assert "Morning run · paused since Mon 23 Nov" in shown(app.screen)


async def test_the_log_opens_and_deletes_it(household: DataDirectory) -> None:
    profile = add_alice(household)
    space = household.open_workspace(profile)
    space.pauses.add("run", MONDAY, date(2026, 12, 12), "Knee")
    app = make_app(household, profile)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "6")
        assert "Paused Mon 23 Nov to Sat 12 Dec, 20 days · nothing asked, nothing missed" in shown(app.screen)
        await press(pilot, "enter")
        form(app, last="2026-11-24")
        await press(pilot, "ctrl+s")
        assert pauses(app) == [("run", MONDAY, TUESDAY, "Knee")]
        app.screen.query_one(LogList).select(str(space.pauses.all()[0].id))
        await press(pilot, "d")
        assert "Deleted the pause of “Morning run”" in " ".join(toasts(app))
        assert pauses(app) == []


async def test_a_behavior_that_rests_all_week_leaves_the_week_usable(household: DataDirectory) -> None:
    profile = add_alice(household)
    space = household.open_workspace(profile)
    space.pauses.add("friends", MONDAY, None)
    app = make_app(household, profile)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "2")
        grid = app.screen.query_one(WeekGrid)
        resting = next(block for block in grid.view.blocks if block.state is SessionState.PAUSED)
        grid.select(resting.key)
        await press(pilot, "m")
        assert "“Meet friends” is paused: only what is still open can be moved." in toasts(app)
        await press(pilot, "enter")
        assert "paused" in shown(app.screen)
        await press(pilot, "escape", "n", *"Meet", "enter")
        assert "“Meet friends” rests in the week of Mon 23 Nov" in shown(app.screen)
        await press(pilot, "enter", "1", "right_square_bracket", "right_square_bracket")
        assert "paused 2 h" in shown(app.screen)
