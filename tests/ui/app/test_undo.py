"""Undo and redo on every screen."""

from textual.widgets import Input

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.profile import Preferences
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.onboarding.login import LoginScreen
from tests.support.household import add_alice, add_hostile
from tests.support.ui import go, make_app, settle, shown

SIZE = (100, 30)


def toast(app: HabitosApp) -> str:
    return [toast.message for toast in app._notifications][-1]


async def test_changes_are_taken_back_and_done_again_one_by_one(household: DataDirectory) -> None:
    profile = add_alice(household)
    household.open_workspace(profile).history.forget()
    household.open_workspace(profile).behaviors.archive("read")  # by an earlier run of the program
    app = make_app(household, profile)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("space")
        assert app.workspace is not None
        assert "1-5 rates it, u takes it back." in toast(app)
        await pilot.press("down")  # no longer waiting for a rating
        await go(pilot, "3")
        await pilot.press("u")
        await settle(pilot)
        assert toast(app) == "Undone: Logged “Morning run”, 35 min. ctrl+r does it again."
        await pilot.press("u")
        await settle(pilot)
        assert "Reading" in shown(app.screen)
        await pilot.press("u")
        assert toast(app) == "There is nothing to undo."
        await pilot.press("ctrl+r")
        await settle(pilot)
        assert "Reading" not in shown(app.screen)
        assert toast(app) == "Done again: Archived “Reading”. u takes it back."
        await pilot.press("ctrl+r", "ctrl+r")
        await settle(pilot)
        assert toast(app) == "There is nothing to do again."
        await pilot.press("ctrl+p", *"undo the", "enter")
        await settle(pilot)
        assert toast(app).startswith("Undone: Logged")
        await pilot.press("ctrl+r", "ctrl+r", "slash", "u", "ctrl+r")
        assert app.screen.query_one("#filter", Input).value == "u"
        assert toast(app) == "There is nothing to do again."


async def test_preferences_come_back_too(household: DataDirectory) -> None:
    profile = add_alice(household)
    saved = household.accounts.save_preferences(profile, Preferences(week_start=6))
    app = make_app(household, saved)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("u")
        await settle(pilot)
        assert app.workspace is not None
        assert app.workspace.profile == profile
        await pilot.press("ctrl+r")
        await settle(pilot)
        assert app.workspace.profile == saved


async def test_hostile_labels_stay_text(household: DataDirectory) -> None:
    app = make_app(household, add_hostile(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert app.workspace is not None
        worst = next(behavior for behavior in app.workspace.behaviors.all() if "[b]never closed" in behavior.name)
        app.workspace.behaviors.archive(worst.id)
        await pilot.press("u")
        await settle(pilot)
        assert toast(app).startswith("Undone: Archived “[b]never closed")


async def test_undo_is_unavailable_before_the_password(household: DataDirectory) -> None:
    add_alice(household, "correct horse")
    app = make_app(household)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, LoginScreen)
        app.screen.set_focus(None)
        await pilot.press("u", "ctrl+r")
        assert not app._notifications
