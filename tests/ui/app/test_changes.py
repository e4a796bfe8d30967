"""Undo and redo on every screen; and what other programs change."""

from pathlib import Path

import pytest
from textual.widgets import Input

from habitos_tui.bootstrap import DataDirectory, open_data_directory
from habitos_tui.domain.model.profile import Preferences
from habitos_tui.errors import NoProfileError
from habitos_tui.services.backups import Backups
from habitos_tui.services.workspace import Workspace
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.app.changes import REPLACED
from habitos_tui.ui.behaviors.screen import BehaviorsScreen
from habitos_tui.ui.kit.app_context import workspace_of
from habitos_tui.ui.kit.dialogs.base import ErrorDialog
from habitos_tui.ui.onboarding.login import LoginScreen
from habitos_tui.ui.today.screen import TodayScreen
from tests.support.household import CHEAP, add_alice, add_hostile
from tests.support.ui import go, make_app, press, settle, shown

SIZE = (100, 30)


def toast(app: HabitosApp) -> str:
    return [toast.message for toast in app._notifications][-1]


async def test_changes_are_taken_back_and_done_again_one_by_one(household: DataDirectory) -> None:
    profile = add_alice(household)
    household.open_workspace(profile).history.forget()
    household.open_for_assistant(profile).behaviors.archive("read")  # by another program, before
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
        assert toast(app) == "Done again: Archived “Reading” (by an assistant). u takes it back."
        await pilot.press("ctrl+r", "ctrl+r")
        await settle(pilot)
        assert toast(app) == "There is nothing to do again."
        await pilot.press("ctrl+p", *"undo the", "enter")
        await settle(pilot)
        assert toast(app).startswith("Undone: Logged")
        await pilot.press("ctrl+r", "ctrl+r", "slash", "u", "ctrl+r")
        assert app.screen.query_one("#filter", Input).value == "u"
        assert toast(app) == "There is nothing to do again."


async def test_what_is_saved_as_it_was_is_not_told_as_the_change_before(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("space")
        await pilot.press("down")  # no longer waiting for a rating
        await go(pilot, "3")
        await pilot.press("e", "ctrl+s")
        await settle(pilot)
        assert toast(app) == "Nothing has changed."
        await pilot.press("c", *"Jog", "ctrl+s")
        await settle(pilot)
        assert toast(app) == "Added “Jog”. u takes it back."


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


def another_process(household: DataDirectory) -> Workspace:
    """Return Alice's services over the same file, as another process would have them."""
    other = open_data_directory(household.paths.root, create=False, clock=household.clock, cost=CHEAP, env={})
    return other.open_workspace(other.accounts.profiles()[0])


async def test_what_was_done_in_another_terminal_is_shown(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert "Lindy hop" not in shown(app.screen)
        other = another_process(household)
        behavior = other.behaviors.all()[0]
        other.behaviors.update(behavior.model_copy(update={"name": "Lindy hop"}))
        app.external_changes.check()
        await settle(pilot)
        assert "Lindy hop" in shown(app.screen)


def restore(household: DataDirectory, copy: Path) -> None:
    """Put a copy back, as another process would."""
    with Backups(household.paths, household.clock).restoring(copy) as restoration:
        restoration.put_back()


async def test_a_backup_restored_in_another_terminal_is_shown_and_not_written_over(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    copy = Backups(household.paths, household.clock).make(household.database)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        workspace = workspace_of(app)
        workspace.behaviors.update(workspace.behaviors.all()[0].model_copy(update={"name": "Lindy hop"}))
        app.show_changes()
        await settle(pilot)
        assert "Lindy hop" in shown(app.screen)
        restore(household, copy)
        await pilot.press("space")  # before the app has looked
        await settle(pilot)
        assert "Changed meanwhile" in shown(app.screen)
        await pilot.press("escape")
        app.external_changes.check()
        await settle(pilot)
        assert "Lindy hop" not in shown(app.screen)
        assert [toast.message for toast in app._notifications] == [REPLACED]
        await pilot.press("space")
        await settle(pilot)
        assert workspace_of(app).history.last() is not None


async def test_the_app_ends_when_its_profile_is_not_in_what_was_restored(household: DataDirectory) -> None:
    household.accounts.create("Bob", None)
    copy = Backups(household.paths, household.clock).make(household.database)
    app = make_app(household, add_alice(household))
    ends = app.run_test(size=(120, 40))
    pilot = await ends.__aenter__()
    await settle(pilot)
    restore(household, copy)
    app.external_changes.check()
    await settle(pilot)
    with pytest.raises(NoProfileError):
        await ends.__aexit__(None, None, None)


async def test_other_preferences_are_taken_over(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        other = another_process(household)
        changed = other.profile.preferences.model_copy(update={"day_end": 120})
        household.accounts.save_preferences(other.profile, changed)
        app.external_changes.check()
        await settle(pilot)
        assert app.workspace is not None
        assert app.workspace.profile.preferences.day_end == 120


async def test_nothing_is_read_again_unless_something_was_changed(
    household: DataDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[TodayScreen] = []
    refresh_view = TodayScreen.refresh_view

    def noted(screen: TodayScreen) -> None:
        read.append(screen)
        refresh_view(screen)

    monkeypatch.setattr(TodayScreen, "refresh_view", noted)
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert len(read) == 1
        app.external_changes.check()
        await settle(pilot)
        assert len(read) == 1
        await press(pilot, "2", "1", "space")
        assert len(read) == 3
        app.external_changes.check()
        await settle(pilot)
        assert len(read) == 3


async def test_nothing_is_refreshed_once_the_app_ends(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
    assert app.screen_stack == []
    another_process(household).behaviors.update(
        another_process(household).behaviors.all()[0].model_copy(update={"name": "Lindy hop"})
    )
    app.external_changes.check()


async def test_the_screen_is_not_refreshed_while_a_dialog_is_open(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "x")
        other = another_process(household)
        other.behaviors.update(other.behaviors.all()[0].model_copy(update={"name": "Lindy hop"}))
        app.external_changes.check()
        await settle(pilot)
        assert "Lindy hop" not in shown(app.screen)
        await press(pilot, "escape")
        app.external_changes.check()
        await settle(pilot)
        assert "Lindy hop" in shown(app.screen)


async def test_an_error_that_lasts_is_told_once_on_each_screen_and_can_be_left(household: DataDirectory) -> None:
    """The database has gone: each closing of the dialog read the screen again, which opened the dialog again."""
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        household.paths.database.unlink()
        await press(pilot, "space")
        seen = [type(app.screen)]
        for key in ("escape", "3", "escape"):
            await press(pilot, key)
            seen.append(type(app.screen))
        assert seen == [ErrorDialog, TodayScreen, ErrorDialog, BehaviorsScreen]
        await press(pilot, "q")
        assert app._exit
    assert app.crash is None
