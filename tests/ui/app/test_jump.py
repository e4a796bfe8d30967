"""Any pane with two keys, any command and behavior by its name."""

from collections.abc import Sequence
from typing import Any

from textual.screen import Screen

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.app.jump import JumpScreen, pane_title
from habitos_tui.ui.behaviors.behavior_list import BehaviorList
from habitos_tui.ui.help.screen import GuideScreen
from habitos_tui.ui.kit.dialogs.quick import QuickDialog
from habitos_tui.ui.onboarding.login import LoginScreen
from tests.support.hostile import CLICK_BAIT
from tests.support.household import add_alice, make_behavior
from tests.support.ui import AppPilot, Script, go, make_app, settle


def is_on(app: HabitosApp, kind: type[Screen[Any]]) -> bool:
    return isinstance(app.screen, kind)


async def test_a_letter_leads_to_a_pane(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household), script=Script())
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "5")
        before, panes = app.focused, len(app.screen.focus_chain)
        await pilot.press("ctrl+o")
        await settle(pilot)
        assert is_on(app, JumpScreen)
        assert len(app.screen.query(".letter")) == panes
        await pilot.press("escape")
        await settle(pilot)
        assert app.focused is before
        await pilot.press("ctrl+o", "s")
        await settle(pilot)
        assert app.current_mode == "solve"
        assert app.focused is app.screen.focus_chain[1]


async def choose(pilot: AppPilot, words: Sequence[str]) -> None:
    await pilot.press("ctrl+p")
    await settle(pilot)
    await pilot.press(*words)
    await settle(pilot)
    await pilot.press("enter")
    await settle(pilot)


async def test_the_palette_finds_behaviors_and_commands_of_other_screens(household: DataDirectory) -> None:
    alice = add_alice(household)
    household.open_workspace(alice).behaviors.add(make_behavior("bait", name=CLICK_BAIT))
    app = make_app(household, alice)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await choose(pilot, "screenshot(")
        assert app.current_mode == "behaviors"
        assert app.screen.query_one(BehaviorList).cursor == "bait"
        await go(pilot, "1")
        await choose(pilot, ["B", *"ehaviors: new"])
        assert app.current_mode == "behaviors"
        assert is_on(app, QuickDialog)


async def test_nothing_opens_over_the_login_but_the_guide(household: DataDirectory) -> None:
    household.accounts.create("ada", "x")
    household.accounts.create("bob", "x")
    app = make_app(household)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("comma", "L")
        await settle(pilot)
        assert is_on(app, LoginScreen)
        await pilot.press("f1")
        await settle(pilot)
        assert is_on(app, GuideScreen)
        await pilot.press("q")
        await settle(pilot)
        assert is_on(app, LoginScreen)


async def test_the_name_of_a_pane_is_as_it_is_written_over_it(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household), script=Script())
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "4")
        assert pane_title(app.focused) == "U Rules 3"
