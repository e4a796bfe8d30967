"""Settings and keys by key press: a change holds at once, is saved at once, and is there after a restart."""

from dataclasses import replace
from datetime import timedelta
from threading import Event
from typing import Any
from unittest.mock import Mock

import pytest
from textual.dom import DOMNode
from textual.events import ScreenResume
from textual.screen import Screen
from textual.widgets import Input

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.clock import FixedClock
from habitos_tui.domain.model.app_settings import AppSettings
from habitos_tui.domain.model.profile import Profile
from habitos_tui.errors import RestrictedError, TooManyTriesError
from habitos_tui.settings import LookSettings, SettingsFile
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.kit.at_rest import AtRest
from habitos_tui.ui.kit.dialogs.base import ErrorDialog
from habitos_tui.ui.kit.dialogs.form import FormDialog
from habitos_tui.ui.kit.fields import Field
from habitos_tui.ui.kit.themes import DARK, LIGHT, SIXTEEN, SIXTEEN_LIGHT, theme_for
from habitos_tui.ui.onboarding.login import LockScreen
from habitos_tui.ui.settings.dialogs import MealsDialog, PasswordDialog
from habitos_tui.ui.settings.keys_screen import KeysScreen, PressKeyDialog
from habitos_tui.ui.settings.screen import SettingsScreen
from habitos_tui.ui.today.screen import TodayScreen
from tests.support.household import add_alice
from tests.support.ui import AppPilot, make_app, press, settle, shown, toasts, until

SIZE = (80, 24)


def is_on(app: HabitosApp, kind: type[Screen[Any]]) -> bool:
    return isinstance(app.screen, kind)


async def on_line(pilot: AppPilot, path: str, *keys: str) -> None:
    """Put the cursor on a setting or command and press keys."""
    screen = pilot.app.screen
    assert isinstance(screen, SettingsScreen | KeysScreen)
    (screen.settings_list if isinstance(screen, SettingsScreen) else screen.keys).select(path)
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


async def test_settings_change_at_once_and_are_kept(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("comma")
        await settle(pilot)
        assert is_on(app, SettingsScreen)
        assert "Week starts on" in shown(app.screen)
        await on_line(pilot, "solver.engine", "right")
        await on_line(pilot, "lock.idle_minutes", "enter", *"20", "enter")
        await on_line(pilot, "solver.gap", "enter", *("9" * 5), "enter")
        assert is_on(app, FormDialog)
        assert "0 to 100" in " ".join(shown(app.screen).split())
        await pilot.press("escape", "escape")
        await settle(pilot)
        await on_line(pilot, "profile.week_start", "left")
        told = " ".join(shown(app.screen).replace("│", " ").split())
        assert "weeks begin on Sunday from Sun 6 Dec on." in told
        await on_line(pilot, "profile.day_end", "enter", *"03:00", "enter")
        await on_line(pilot, "look.theme", "enter", "down")
        assert app.theme == DARK
        await pilot.press("down")
        await settle(pilot)
        assert app.theme == LIGHT  # shown before it is taken
        await pilot.press("escape")
        await settle(pilot)
        assert app.theme == DARK
        await on_line(pilot, "look.theme", "enter", "down", "down", "enter")
        assert app.theme == LIGHT
        await on_line(pilot, "solver.engine", "backspace")
        await pilot.press("escape")
        await settle(pilot)
        assert is_on(app, TodayScreen)
        assert app.workspace is not None
        preferences = app.workspace.profile.preferences
        assert (preferences.week_start, preferences.day_end) == (6, 180)
        assert household.accounts.profiles()[0].preferences == preferences
        assert app.preferences.solver_defaults().engine == "highs"
        await press(pilot, "u", "u")
        assert app.theme == DARK
        await press(pilot, "u", "ctrl+r", "ctrl+r")
        assert app.theme == LIGHT
        assert app.workspace.profile.preferences == household.accounts.profiles()[0].preferences
    assert household.accounts.profiles()[0].preferences.app == AppSettings(theme=LIGHT, engine="cbc", idle_minutes=20)
    assert not household.paths.settings.exists()


async def test_what_one_person_chooses_is_nobody_elses(household: DataDirectory) -> None:
    household.paths.settings.write_text('[look]\ntheme = "nord"\n[solver]\ngap = 2.0\n')
    app, other = make_app(household, add_alice(household)), make_app(household, household.accounts.create("bob", None))
    async with other.run_test(size=SIZE) as bob:
        await settle(bob)
        async with app.run_test(size=SIZE) as pilot:
            await settle(pilot)
            assert app.theme == other.theme == "nord"
            await press(pilot, "comma")
            await on_line(pilot, "look.theme", "enter", "home", "down", "enter")
            await on_line(pilot, "look.narrow_week", "right")
            assert app.theme == DARK
            other.external_changes.check()
            await settle(bob)
            assert (other.theme, other.preferences.current.look.narrow_week) == ("nord", "seven")
            await on_line(pilot, "terminal.mouse", "right")
            await on_line(pilot, "look.theme", "backspace")
            assert app.theme == "nord"
            assert app.preferences.solver_defaults().gap == 0.02
    assert household.accounts.profiles()[0].preferences.app == AppSettings(narrow_week="three")
    kept = household.open_settings().current
    assert (kept.look, kept.terminal.mouse) == (LookSettings(theme="nord"), "on")


async def test_restricted_what_is_ones_own_can_be_chosen_and_the_machines_not(household: DataDirectory) -> None:
    app = HabitosApp(household, auto_login=add_alice(household), restricted_by="--restricted", remote=True)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "comma")
        await on_line(pilot, "solver.engine", "right")
        assert app.preferences.solver_defaults().engine == "cbc"
        before = app.preferences.current
        mouse = replace(before.terminal, mouse="on")
        with pytest.raises(RestrictedError):
            app.preferences.change_settings(replace(before, terminal=mouse))
        assert app.preferences.current == before
    assert not household.paths.settings.exists()


async def test_keys_are_remapped_reported_and_reset(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("comma")
        await settle(pilot)
        await on_line(pilot, "keys", "enter")
        assert is_on(app, KeysScreen)
        await on_line(pilot, "app.settings", "enter")
        assert is_on(app, PressKeyDialog)
        await pilot.press("f2")
        await settle(pilot)
        await on_line(pilot, "today.skip", "n", "t")
        assert app.preferences.current.keys == {"app.settings": "f2", "today.skip": "x,t"}
        assert "today.skip shares a key with today.now" in " ".join(shown(app.screen).split())
        await on_line(pilot, "today.skip", "backspace")
        assert "shares" not in shown(app.screen)
        await on_line(pilot, "mode.log", "enter", "8")
        await on_line(pilot, "app.palette", "enter", "x")
        assert "app.palette" not in app.preferences.current.keys
        await pilot.press("escape", "escape")
        await settle(pilot)
        await pilot.press("comma")
        await settle(pilot)
        assert is_on(app, TodayScreen)
        assert "8 Log" in shown(app.screen)
        await pilot.press("8")
        await settle(pilot)
        assert app.current_mode == "log"
        await pilot.press("f2")
        await settle(pilot)
        assert is_on(app, SettingsScreen)
        await on_line(pilot, "keys", "enter", "X", "tab", "enter")
        assert app.preferences.current.keys == {}
        await pilot.press("slash", *"unplanned", "enter")
        await settle(pilot)
        assert isinstance(app.screen, KeysScreen)
        assert [command.id for command in app.screen.keys.view.commands] == ["today.unplanned"]


async def test_a_password_is_set_and_removed(household: DataDirectory) -> None:
    alice = add_alice(household)
    app = make_app(household, alice)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("comma")
        await settle(pilot)
        await on_line(pilot, "password", "enter", *"secret", "enter", *"other", "enter")
        assert is_on(app, PasswordDialog)
        assert "not the same" in shown(app.screen)
        await pilot.press(*"secret", "enter")
        await settle(pilot)
        assert household.accounts.authenticate(alice.name, "secret").protected
        await on_line(pilot, "password", "enter", *"wrong", "enter", "enter", "enter")
        assert "wrong" in shown(app.screen)
        await pilot.press(*"secret", "enter", "enter", "enter")
        await settle(pilot)
        assert not household.accounts.authenticate(alice.name, None).protected
        assert is_on(app, SettingsScreen)


async def test_a_password_dialog_stays_open_until_it_is_known_what_came_of_it(
    household: DataDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice, change, let = add_alice(household), household.accounts.change_password, Event()

    def slowly(*asked: Any) -> Profile:
        assert let.wait(10)
        return change(*asked)

    monkeypatch.setattr(household.accounts, "change_password", slowly)
    app = make_app(household, alice)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "comma")
        await on_line(pilot, "password", "enter", *"secret", "enter", *"secret")
        await pilot.press("enter", "escape", "escape")
        assert is_on(app, PasswordDialog)
        assert "stays open until" in shown(app.screen)
        let.set()
        await settle(pilot)
        assert is_on(app, SettingsScreen)
        assert toasts(app) == ["The password is changed."]
        assert app.workspace is not None
        assert app.workspace.profile.protected


async def test_a_password_that_is_changed_under_the_lock_does_not_open_it(
    household: DataDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice, change, let = add_alice(household), household.accounts.change_password, Event()

    def slowly(*asked: Any) -> Profile:
        assert let.wait(10)
        return change(*asked)

    monkeypatch.setattr(household.accounts, "change_password", slowly)
    app = make_app(household, alice)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "comma")
        await on_line(pilot, "password", "enter", *"secret", "enter", *"secret")
        await pilot.press("enter")
        app.idle_lock.lock()
        await until(pilot, lambda: is_on(app, LockScreen))
        let.set()
        dialog = next(screen for screen in app.screen_stack if isinstance(screen, PasswordDialog))
        await until(pilot, lambda: dialog._on_top.waits)
        assert is_on(app, LockScreen)
        await pilot.press("x")
        await until(pilot, lambda: is_on(app, SettingsScreen))
        assert app.workspace is not None
        assert app.workspace.profile.protected


async def test_a_password_dialog_counts_down_the_wait_after_wrong_ones(
    household: DataDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice, clock = add_alice(household, "secret"), household.clock
    assert isinstance(clock, FixedClock)
    app = make_app(household, alice)
    tries = Mock(side_effect=TooManyTriesError("Wait.", 8))
    monkeypatch.setattr(household.accounts, "change_password", tries)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("comma")
        await settle(pilot)
        await on_line(pilot, "password", "enter", *"wrong", "enter", "enter", "enter")
        assert isinstance(app.screen, PasswordDialog)
        assert "again in 8 s" in shown(app.screen)
        await pilot.press("enter")
        await settle(pilot)
        assert tries.call_count == 1
        clock.moment += timedelta(seconds=3)
        app.screen.wait.count()
        await settle(pilot)
        assert "again in 5 s" in shown(app.screen)
        clock.moment += timedelta(seconds=5)
        app.screen.wait.count()
        await settle(pilot)
        assert "You can try again now." in shown(app.screen)
        await pilot.press("enter")
        await settle(pilot)
        assert tries.call_count == 2


async def test_a_bad_file_is_told_and_a_change_that_cannot_be_saved_holds(household: DataDirectory) -> None:
    path = household.paths.settings
    path.write_text('[lock]\nidle_minutes = "soon"\n[look]\ntheme = "[b]mine"\n[keys]\n"nope.none" = "x"\n')
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        assert "settings" in shown(app.screen)
        await pilot.press("comma")
        await settle(pilot)
        text = " ".join(shown(app.screen).split())
        assert "lock.idle_minutes must be auto, or a whole number of minutes" in text
        assert "There is no theme “[b]mine”" in text
        assert "there is no command “nope.none”" in text
        path.write_text("not = = toml")
        await on_line(pilot, "terminal.mouse", "right")
        assert is_on(app, ErrorDialog)
        assert app.preferences.settings.current.terminal.mouse == "on"
        await pilot.press("enter")
        await settle(pilot)
    assert path.read_text() == "not = = toml"


def test_ours_have_a_form_for_sixteen_colours() -> None:
    assert theme_for("", few_colors=False, light=False) == DARK
    assert theme_for("", few_colors=False, light=True) == LIGHT
    assert theme_for("", few_colors=True, light=False) == SIXTEEN
    assert theme_for("", few_colors=True, light=True) == SIXTEEN_LIGHT
    assert theme_for(LIGHT, few_colors=True, light=False) == SIXTEEN_LIGHT
    assert theme_for(DARK, few_colors=False, light=True) == DARK
    assert theme_for("nord", few_colors=True, light=True) == "nord"


@pytest.mark.parametrize(("remote", "level"), [("on", "none"), ("off", "full")])
def test_the_slow_line_setting_decides_about_animations(
    household: DataDirectory, monkeypatch: pytest.MonkeyPatch, remote: str, level: str
) -> None:
    monkeypatch.delenv("HABITOS_REMOTE", raising=False)
    household.paths.settings.write_text(f'[terminal]\nremote = "{remote}"\n')
    assert HabitosApp(household).animation_level == level
    assert SettingsFile.read(household.paths.settings).problems == ()


@pytest.mark.parametrize(
    ("remote", "mouse", "taken"),
    [("on", "auto", False), ("off", "auto", True), ("on", "on", True), ("off", "off", False)],
)
def test_the_mouse_is_left_alone_over_a_slow_line_unless_it_is_wanted(
    household: DataDirectory, monkeypatch: pytest.MonkeyPatch, remote: str, mouse: str, taken: bool
) -> None:
    monkeypatch.delenv("HABITOS_REMOTE", raising=False)
    household.paths.settings.write_text(f'[terminal]\nremote = "{remote}"\nmouse = "{mouse}"\n')
    assert HabitosApp(household).preferences.mouse is taken


async def test_meals_are_kept_free_from_a_line(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("comma")
        await settle(pilot)
        await on_line(pilot, "meals", "enter")
        assert is_on(app, MealsDialog)
        app.screen.query_one("#Lunch", Field).value = "noonish"
        await press(pilot, "ctrl+s")
        assert "Must be such as 12:30-13:15" in shown(app.screen)
        app.screen.query_one("#Lunch", Field).value = "12:30-13:15"
        await press(pilot, "ctrl+s")
        assert is_on(app, SettingsScreen)
        assert "Lunch 12:30-13:15 daily" in shown(app.screen)
        assert toasts(app) == ["Changed the time for meals. u takes it back."]


FOUND = {
    "meals": "meals",
    "lunch": "meals",
    "breaks": "profile.transition_minutes",
    "commute": "plan.pause_beside_busy",
    "notice": "profile.notice_minutes",
    "free time": "plan.slack",
}
"""What people call a setting, and the setting."""


async def test_the_palette_finds_a_setting_by_what_people_call_it(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        for typed, path in FOUND.items():
            await press(pilot, "ctrl+p")
            app.screen.query_one(Input).value = typed
            await settle(pilot)
            await press(pilot, "enter")
            assert isinstance(app.screen, SettingsScreen), typed
            assert app.screen.settings_list.cursor == path
            await press(pilot, "escape")
        await press(pilot, "ctrl+p")
        app.screen.query_one(Input).value = "buffer"
        await settle(pilot)
        found = shown(app.screen)
        assert [name for name in ("Break", "Beside busy time", "Keep free") if f"Setting: {name}" not in found] == []


async def test_settings_that_are_being_left_show_nothing_more(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "comma")
        await app.screen.query("SettingsList").remove()
        app.screen.post_message(ScreenResume())
        await settle(pilot)
        assert app.is_running


async def test_settings_are_looked_for_by_typing(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(200, 50)) as pilot:
        await press(pilot, "comma", "slash", *"lunch")
        text = shown(app.screen)
        assert "Theme" not in text
        assert "Rules, Busy time" in text  # where else the one that is left matters
        await press(pilot, "enter", "slash", *"zz")
        assert "No setting has “zz”" in shown(app.screen)
        await press(pilot, "escape", "escape")
        assert not is_on(app, SettingsScreen) or "Theme" in shown(app.screen)
        await press(pilot, *(["escape"] * is_on(app, SettingsScreen)))
        assert not is_on(app, SettingsScreen)


@pytest.mark.parametrize("way", ["comma slash", "comma down enter slash", "3 slash"])
async def test_a_letter_in_a_filter_asks_no_action_whether_it_is_possible(
    household: DataDirectory, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    app = make_app(household, add_alice(household))
    asked: list[str] = []
    check = app._check_action_state

    def noted(action: str, node: DOMNode) -> bool | None:
        asked.append(action)
        return check(action, node)

    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *way.split())
        monkeypatch.setattr(AtRest, "seconds", 60.0)
        monkeypatch.setattr(app, "_check_action_state", noted)
        await app._press_keys("e")  # nothing rests meanwhile
        await pilot.pause()
        assert app.screen.query_one(Field).value == "e"
        assert asked == []
