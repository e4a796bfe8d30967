"""What another process changes comes up by itself; what nobody changed costs nothing."""

import pytest

from habitos_tui.bootstrap import DataDirectory, open_data_directory
from habitos_tui.services.workspace import Workspace
from habitos_tui.ui.today.screen import TodayScreen
from tests.support.household import CHEAP, add_alice
from tests.support.ui import make_app, press, settle, shown


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
        await press(pilot, "s")
        other = another_process(household)
        other.behaviors.update(other.behaviors.all()[0].model_copy(update={"name": "Lindy hop"}))
        app.external_changes.check()
        await settle(pilot)
        assert "Lindy hop" not in shown(app.screen)
        await press(pilot, "escape")
        app.external_changes.check()
        await settle(pilot)
        assert "Lindy hop" in shown(app.screen)
