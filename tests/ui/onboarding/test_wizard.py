"""The first run, page by page."""

from datetime import timedelta

import pytest
from textual.widgets import Input

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.errors import BusyError
from habitos_tui.services.demo.catalogue import STARTER_IDS
from habitos_tui.services.objectives import Objectives
from habitos_tui.ui.kit.checks import CheckList
from habitos_tui.ui.kit.fields import Choice
from habitos_tui.ui.kit.messages import Stage
from habitos_tui.ui.onboarding.presenter import REST
from habitos_tui.ui.solve.screen import SolveScreen
from tests.support.household import MONDAY, NOW, set_clock
from tests.support.ui import AppPilot, Script, make_app, press, said, settle, shown

SIZE = (80, 24)


async def first_page(pilot: AppPilot, name: str = "Ada") -> None:
    await settle(pilot)
    await pilot.press(*name)


async def pages(pilot: AppPilot, count: int) -> None:
    for _ in range(count):
        await pilot.press("ctrl+s")
        await settle(pilot)


async def test_four_pages_lead_to_a_week_that_waits_to_be_accepted(household: DataDirectory) -> None:
    app = make_app(household, script=Script())
    async with app.run_test(size=SIZE) as pilot:
        await first_page(pilot)
        await pages(pilot, 4)
        await settle(pilot)
        assert isinstance(app.screen, SolveScreen)
        assert app.solver.state.stage is Stage.FINISHED
        assert app.solver.state.run is not None
        assert "y accepts this week" in shown(app.screen)
        workspace = app.screen.workspace
        assert [behavior.id for behavior in workspace.behaviors.all()] == list(STARTER_IDS) or {
            behavior.id for behavior in workspace.behaviors.all()
        } == set(STARTER_IDS)
        assert {o.name: o.weight for o in workspace.objectives.all()}["health"] == 5
        assert len(workspace.busy_time.busy()) == 7 * (1 + 3) + 5 * 2
        assert app.solver.state.run.problem.week_start == MONDAY


async def test_a_name_and_enter_lead_to_a_planned_week(household: DataDirectory) -> None:
    app = make_app(household, script=Script())
    async with app.run_test(size=SIZE) as pilot:
        await first_page(pilot)
        await press(pilot, "enter")
        assert app.focused is app.screen.query_one("#password")
        for title in ("Goals", "Activities", "Busy times"):
            await press(pilot, "enter")
            assert f"● {title}" in said(app.screen, "#steps")
        await press(pilot, "enter")
        assert isinstance(app.screen, SolveScreen)
        behaviors = app.screen.workspace.behaviors.all()
        assert {behavior.id for behavior in behaviors} == set(STARTER_IDS)  # enter picked nothing, and dropped nothing


async def test_enter_after_a_password_goes_to_where_it_is_repeated(household: DataDirectory) -> None:
    app = make_app(household)
    async with app.run_test(size=SIZE) as pilot:
        await first_page(pilot)
        await press(pilot, "enter")
        assert "Without a password, enter goes on." in shown(app.screen)
        await press(pilot, *"xyz", "enter")
        assert "Without a password" not in shown(app.screen)
        assert app.focused is app.screen.query_one("#again")
        await press(pilot, *"xyz", "enter")
        assert "● Goals" in said(app.screen, "#steps")


async def test_the_first_page_wants_a_name_and_keeps_to_it(household: DataDirectory) -> None:
    app = make_app(household)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pages(pilot, 1)
        assert "✗ Type your name." in shown(app.screen)
        assert "● You" in said(app.screen, "#steps")
        await first_page(pilot)
        await pages(pilot, 1)
        assert "● Goals" in said(app.screen, "#steps")


async def test_escape_goes_back_and_nothing_typed_is_lost(household: DataDirectory) -> None:
    app = make_app(household)
    async with app.run_test(size=SIZE) as pilot:
        await first_page(pilot)
        await pages(pilot, 2)
        await pilot.press("escape", "escape")
        await settle(pilot)
        assert app.screen.query_one("#name", Input).value == "Ada"
        assert "ctrl+q" in said(app.screen, "#said")
        assert "escape" not in app.screen.active_bindings  # there is nothing to go back to, and no key says so
        assert not app.screen.query_one("#back").visible


async def test_buttons_lead_through_the_pages_too(household: DataDirectory) -> None:
    app = make_app(household)
    async with app.run_test(size=SIZE) as pilot:
        await first_page(pilot)
        await pilot.click("#next")
        await settle(pilot)
        assert "● Goals" in said(app.screen, "#steps")
        await pilot.click("#back")
        await settle(pilot)
        assert "● You" in said(app.screen, "#steps")


async def test_enter_moves_through_the_fields_and_on(household: DataDirectory) -> None:
    app = make_app(household)
    async with app.run_test(size=SIZE) as pilot:
        await first_page(pilot)
        await pilot.press("enter", *"xyz", "enter", *"xyz", "enter")
        await settle(pilot)
        assert "● Goals" in said(app.screen, "#steps")


async def test_a_bad_weight_is_told_beside_its_share(household: DataDirectory) -> None:
    app = make_app(household)
    async with app.run_test(size=SIZE) as pilot:
        await first_page(pilot)
        await pages(pilot, 1)
        await pilot.press("end", "backspace", "x")
        await pages(pilot, 1)
        assert "✗ Type a number from 0 to 10." in shown(app.screen)
        await pilot.press("end", "backspace", "0")
        await pilot.pause()
        assert "  0 %" in shown(app.screen)


async def test_space_picks_behaviors_and_says_how_much_time_they_want(household: DataDirectory) -> None:
    app = make_app(household)
    async with app.run_test(size=SIZE) as pilot:
        await first_page(pilot)
        await pages(pilot, 2)
        before = said(app.screen, "#picked")
        picks = app.screen.query_one(CheckList)
        assert set(picks.ticked) == set(STARTER_IDS)
        await pilot.press("j", "space")
        await pilot.pause()
        assert said(app.screen, "#picked") != before
        assert len(picks.ticked) == len(STARTER_IDS) + 1
        await pilot.press("space")
        await pilot.pause()
        assert set(picks.ticked) == set(STARTER_IDS)


async def test_work_and_sleep_are_painted_and_kept_when_going_back(household: DataDirectory) -> None:
    app = make_app(household, script=Script())
    async with app.run_test(size=SIZE) as pilot:
        await first_page(pilot)
        await pages(pilot, 3)
        assert "That leaves 64 h a week, of which at most 27 h are planned." in shown(app.screen)
        await press(pilot, *("down",) * 5, *("shift+right",) * 3, "J", "w")
        assert "Sat\N{EN DASH}Sun 09:00\N{EN DASH}11:00  Work" in shown(app.screen)
        assert "That leaves 60 h a week" in shown(app.screen)
        await press(pilot, "escape", "ctrl+s")
        assert "That leaves 60 h a week" in shown(app.screen)
        app.screen.query_one("#free_day_hours", Input).value = "many"
        await pages(pilot, 1)
        assert "✗ Free days: Type hours up to 24, or nothing." in shown(app.screen)
        app.screen.query_one("#free_day_hours", Input).value = ""
        await pages(pilot, 1)
        assert isinstance(app.screen, SolveScreen)
        busy = app.screen.workspace.busy_time.busy()
        assert {(b.start, b.end) for b in busy if b.title == "Work" and b.weekday > 4} == {(540, 660)}


async def test_a_name_that_is_refused_leads_back_to_its_field(household: DataDirectory) -> None:
    app = make_app(household)
    async with app.run_test(size=SIZE) as pilot:
        await first_page(pilot)
        app.screen.query_one("#name", Input).value = "W" * 64 + "\u200d"
        await pages(pilot, 4)
        assert "● You" in said(app.screen, "#steps")
        assert "✗ Must not contain" in shown(app.screen)
        assert household.accounts.profiles() == ()


async def test_what_could_steer_the_terminal_cannot_be_typed(household: DataDirectory) -> None:
    app = make_app(household)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        name, password = app.screen.query_one("#name", Input), app.screen.query_one("#password", Input)
        name.value = "A\u202ed\x1b[2Ja\n \u0645\u06cc\u200c\u062e"
        password.value = "A\u202e"
        assert name.value == "Ad[2Ja \u0645\u06cc\u200c\u062e"
        assert password.value == "A\u202e"


async def test_a_first_run_that_fails_leaves_no_half_made_profile(
    household: DataDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise BusyError("Somebody else is writing.")

    monkeypatch.setattr(Objectives, "replace", busy)
    app = make_app(household)
    async with app.run_test(size=SIZE) as pilot:
        await first_page(pilot)
        await pages(pilot, 4)
        assert "Somebody else is writing." in said(app.screen, "#said")
        assert household.accounts.profiles() == ()
        monkeypatch.undo()
        await pages(pilot, 1)
        assert [profile.name for profile in household.accounts.profiles()] == ["Ada"]


async def test_the_password_opens_the_profile_later(household: DataDirectory) -> None:
    app = make_app(household, script=Script())
    async with app.run_test(size=SIZE) as pilot:
        await first_page(pilot)
        await pilot.press("enter", *"xyz", "enter", *"xyz")
        await pages(pilot, 4)
        assert household.accounts.authenticate("ada", "xyz").protected


SUNDAY_EVENING = NOW.replace(day=29, hour=22, minute=40)


async def test_late_in_the_week_the_next_one_is_planned_first(household: DataDirectory) -> None:
    set_clock(household, SUNDAY_EVENING)
    app = make_app(household, script=Script())
    async with app.run_test(size=SIZE) as pilot:
        await first_page(pilot)
        await pages(pilot, 3)
        assert "Mon 30 Nov to Sun 6 Dec" in shown(app.screen)
        assert "Plan next week" in shown(app.screen)
        await pages(pilot, 1)
        await settle(pilot)
        assert app.solver.state.run is not None
        assert app.solver.state.run.problem.week_start == MONDAY + timedelta(days=7)


async def test_late_in_the_week_its_rest_can_be_planned_as_well(household: DataDirectory) -> None:
    set_clock(household, SUNDAY_EVENING.replace(day=27))
    app = make_app(household, script=Script())
    async with app.run_test(size=SIZE) as pilot:
        await first_page(pilot)
        await pages(pilot, 3)
        app.screen.query_one("#first-week", Choice).value = REST
        await settle(pilot)
        assert "Fri 27 Nov to Sun 29 Nov" in shown(app.screen)
        assert "Plan the rest of this week" in shown(app.screen)
        await pages(pilot, 1)
        await settle(pilot)
        assert app.solver.state.run is not None
        assert app.solver.state.run.problem.week_start == MONDAY


async def test_early_in_the_week_there_is_no_choice(household: DataDirectory) -> None:
    app = make_app(household)
    async with app.run_test(size=SIZE) as pilot:
        await first_page(pilot)
        await pages(pilot, 3)
        assert "Plan my first week" in shown(app.screen)
        assert not app.screen.query_one("#first-week-row").display
