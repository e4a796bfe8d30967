"""Restricted mode in the app: one profile, and no way to another, to files of one's choice or to programs."""

from dataclasses import replace

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.errors import RestrictedError
from habitos_tui.settings import TerminalSettings
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.app.palette import known_settings
from habitos_tui.ui.kit.app_context import OUTWARD
from habitos_tui.ui.kit.commands import OpenEditor
from habitos_tui.ui.kit.external_editor import edited_outside
from habitos_tui.ui.kit.fields import Lines
from habitos_tui.ui.kit.path_field import PathField
from habitos_tui.ui.onboarding.login import LoginScreen
from habitos_tui.ui.rules.busy_pane import BusyPane
from tests.support.household import add_alice
from tests.support.ui import press, settle, shown

SIZE = (80, 24)


def restricted_app(household: DataDirectory, name: str | None = None) -> HabitosApp:
    return HabitosApp(
        household, name, restricted_by="--restricted", remote=True, few_colors=False, light=False, monotonic=lambda: 0.0
    )


async def test_without_a_name_the_only_profile_is_the_one(household: DataDirectory) -> None:
    household.accounts.create("ada", "lovelace")
    app = restricted_app(household)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, LoginScreen)
        app.screen.set_focus(None)
        await press(pilot, "n")
        assert isinstance(app.screen, LoginScreen)
        await press(pilot, "escape")
        assert app._exit


@pytest.mark.parametrize("names", [(), ("ada", "bob")], ids=["no profile", "two profiles"])
async def test_where_it_is_not_clear_whose_it_is_the_app_ends(household: DataDirectory, names: tuple[str, ...]) -> None:
    for name in names:
        household.accounts.create(name, None)
    app = restricted_app(household)
    with pytest.raises(RestrictedError, match="about one profile"):
        async with app.run_test(size=SIZE) as pilot:
            await settle(pilot)


async def test_nothing_leads_out_of_it(household: DataDirectory) -> None:
    app = restricted_app(household, add_alice(household).name)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        for leave in (
            app.action_suspend_process,
            app.save_screenshot,
            app.action_open_backups,
            app.deliver_screenshot,
            lambda: app.open_url("https://example.org"),
            lambda: app.suspend().__enter__(),
            lambda: edited_outside(app, "note"),
            lambda: app.preferences.change_settings(
                replace(app.preferences.current, terminal=TerminalSettings(mouse="on"))
            ),
        ):
            with pytest.raises(RestrictedError):
                leave()
        await app.mount(field := PathField("/home/alice/team.ics", id="path", placeholder="", ending=".ics"))
        assert (field.disabled, field.suggester) == (True, None)
        await press(pilot, "4")
        assert {app.screen.check_action(action, ()) for action in OUTWARD} == {False}
        assert app.screen.check_action("read_calendars", ())
        assert app.screen.query_one(BusyPane).check_action("add_calendar", ()) is False
        assert Lines(id="note").check_action(OpenEditor.action, ()) is False


async def test_settings_of_the_machine_are_not_offered(household: DataDirectory) -> None:
    app = restricted_app(household, add_alice(household).name)
    async with app.run_test(size=(80, 50)) as pilot:
        await settle(pilot)
        await press(pilot, "comma")
        assert "Week starts on" in shown(app.screen)
        assert "Password" in shown(app.screen)
        assert "Slow line" not in shown(app.screen)
        assert "Backups" not in shown(app.screen)
        own = known_settings(restricted=True)
        assert {"profile.day_end", "terminal.remote"} - {setting.path for setting in own} == {"terminal.remote"}
        assert len(known_settings(restricted=False)) > len(own)
