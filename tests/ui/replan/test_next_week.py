"""Planning the week to come: with a key, and as what a first plan late in the week begins with."""

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.ui.kit.fields import Choice
from tests.support.household import NOW, SUNDAY, add_alice, set_clock
from tests.support.ui import Script, go, make_app, press, toasts


async def test_one_key_plans_next_week(household: DataDirectory) -> None:
    script = Script()
    app = make_app(household, add_alice(household), script=script)
    async with app.run_test(size=(80, 24)) as pilot:
        for planned, screen in enumerate("125", start=1):
            await go(pilot, screen)
            await press(pilot, "N")
            assert app.current_mode == "solve"
            assert [problem.week_start > SUNDAY for problem in script.problems] == [True] * planned
            await press(pilot, "n")


async def test_without_behaviors_there_is_nothing_to_plan_next_week(household: DataDirectory) -> None:
    app = make_app(household, household.accounts.create("ada", None), script=Script())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "N")
        assert app.current_mode == "today"
        assert any("nothing to plan yet" in words for words in toasts(app))


@pytest.mark.parametrize(("day", "week"), [(26, "this"), (27, "next")])
async def test_a_first_plan_from_friday_on_begins_with_next_week(household: DataDirectory, day: int, week: str) -> None:
    profile = add_alice(household, planned=False)
    set_clock(household, NOW.replace(day=day))
    app = make_app(household, profile, script=Script())
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "5")
        assert app.screen.query_one("#week", Choice).chosen == week
        if week == "next":
            await press(pilot, "s", "y")
            await go(pilot, "5")
            assert app.screen.query_one("#week", Choice).chosen == "this"
