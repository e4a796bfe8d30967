"""What becomes of keys while a thread does what was asked for and another program has the database locked."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from textual.events import Key
from textual.widgets import Input
from textual.worker import WorkerFailed

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.agenda import SessionState
from habitos_tui.errors import WAITING, GaveUpError
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.kit.fields import Field
from habitos_tui.ui.onboarding.login import LockScreen, LoginScreen
from habitos_tui.ui.onboarding.wizard import WizardScreen
from habitos_tui.ui.settings.dialogs import PasswordDialog
from habitos_tui.ui.settings.screen import SettingsScreen
from habitos_tui.ui.today.screen import TodayScreen
from tests.support.household import CHEAP, PASSWORD, WEDNESDAY, add_alice
from tests.support.ui import AppPilot, Script, make_app, press, said, settle, shown, toasts, until

SIZE = (80, 24)
DROPPED = "What you typed while waiting was dropped."
GIVEN_UP = "You gave up waiting; nothing was changed."


class OtherProgram:
    """Has the database from the moment it is told to."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def lock(self, kind: str = "IMMEDIATE") -> None:
        self._connection.execute(f"BEGIN {kind}")

    def let_go(self) -> None:
        self._connection.execute("ROLLBACK")


@pytest.fixture
def other(household: DataDirectory) -> Iterator[OtherProgram]:
    """Another program that can lock the database."""
    with closing(sqlite3.connect(household.database.path, isolation_level=None)) as connection:
        yield OtherProgram(connection)


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Callable[[HabitosApp], list[str]]:
    """Return a way to keep what an app writes to the terminal past its screens."""

    def kept(app: HabitosApp) -> list[str]:
        told: list[str] = []
        monkeypatch.setattr(app.database_wait, "write_line", told.append)
        return told

    return kept


Lines = Callable[[HabitosApp], list[str]]


def protected(household: DataDirectory) -> HabitosApp:
    """Return the app of somebody with a password and a run today."""
    household.accounts.change_password(add_alice(household), None, PASSWORD)
    return make_app(household)


def untouched(app: HabitosApp) -> bool:
    """Tell whether nothing was logged today."""
    assert app.workspace is not None
    return all(item.state is SessionState.PLANNED for item in app.workspace.tracking.day(WEDNESDAY).items)


def password_field(app: HabitosApp) -> str:
    return app.screen.query_one("#password", Input).value


async def wait_line(pilot: AppPilot, told: list[str]) -> None:
    """Wait until it is said that the app waits, and how to give up."""
    await until(pilot, lambda: bool(told))
    assert WAITING in told[0]
    assert "esc gives up" in told[0]


async def at_password(pilot: AppPilot) -> None:
    await settle(pilot)
    await pilot.press(*PASSWORD)


async def test_keys_typed_while_a_password_waits_do_not_act_on_the_next_screen(
    household: DataDirectory, other: OtherProgram, lines: Lines
) -> None:
    app = protected(household)
    told = lines(app)
    async with app.run_test(size=SIZE) as pilot:
        await at_password(pilot)
        other.lock()
        await pilot.press("enter")
        await wait_line(pilot, told)
        await pilot.press("space", "4")
        assert toasts(app) == [DROPPED]
        other.let_go()
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await settle(pilot)
        assert untouched(app)


async def test_keys_typed_behind_a_password_before_it_is_said_to_wait_keep_their_meaning(
    household: DataDirectory, other: OtherProgram, lines: Lines
) -> None:
    app = protected(household)
    told = lines(app)
    async with app.run_test(size=SIZE) as pilot:
        await at_password(pilot)
        other.lock()
        for key in ("enter", "4"):
            app.post_message(Key(key, None))
        await wait_line(pilot, told)
        other.let_go()
        await until(pilot, lambda: app.current_mode == "rules")
        await settle(pilot)
        assert DROPPED not in toasts(app)


async def test_escape_gives_up_a_login_and_keeps_the_password(
    household: DataDirectory, other: OtherProgram, lines: Lines
) -> None:
    app = protected(household)
    told = lines(app)
    async with app.run_test(size=SIZE) as pilot:
        await at_password(pilot)
        other.lock()
        for key in ("enter", "4"):
            app.post_message(Key(key, None))
        await wait_line(pilot, told)
        await pilot.press("escape")
        await until(pilot, lambda: GIVEN_UP in said(app.screen, "#said"))
        await settle(pilot)
        assert isinstance(app.screen, LoginScreen)
        assert password_field(app) == PASSWORD
        other.let_go()
        await press(pilot, "enter")
        assert isinstance(app.screen, TodayScreen)


async def test_a_login_that_waits_in_vain_keeps_the_password(
    household: DataDirectory, other: OtherProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = protected(household)
    monkeypatch.setattr(household.database.connections, "_seconds", 0.5)
    async with app.run_test(size=SIZE) as pilot:
        await at_password(pilot)
        other.lock()
        for key in ("enter", "4"):
            app.database_wait.hear(Key(key, None))
            app.post_message(Key(key, None))
        await until(pilot, lambda: "nothing was changed" in said(app.screen, "#said"))
        assert said(app.screen, "#said").endswith(DROPPED)
        await settle(pilot)
        assert password_field(app) == PASSWORD
        other.let_go()
        await press(pilot, "enter")
        assert isinstance(app.screen, TodayScreen)


async def test_the_lock_gives_up_and_tells_of_dropped_keys(
    household: DataDirectory, other: OtherProgram, lines: Lines
) -> None:
    app = protected(household)
    told = lines(app)
    async with app.run_test(size=SIZE) as pilot:
        await at_password(pilot)
        await press(pilot, "enter", "L")
        assert isinstance(app.screen, LockScreen)
        await pilot.press(*PASSWORD)
        other.lock()
        await pilot.press("enter")
        await wait_line(pilot, told)
        await pilot.press("escape")
        await until(pilot, lambda: GIVEN_UP in said(app.screen, "#said"))
        assert password_field(app) == PASSWORD
        told.clear()
        await pilot.press("enter")
        await wait_line(pilot, told)
        await pilot.press("space", "4")
        other.let_go()
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await settle(pilot)
        assert toasts(app) == [DROPPED]
        assert untouched(app)


async def test_escape_gives_up_another_password_and_keeps_the_dialog(
    household: DataDirectory, other: OtherProgram, lines: Lines
) -> None:
    alice = add_alice(household)
    app = make_app(household, alice)
    told = lines(app)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "comma")
        assert isinstance(app.screen, SettingsScreen)
        app.screen.settings_list.select("password")
        await press(pilot, "enter", *"secret", "tab", *"secret")
        dialog = app.screen
        other.lock()
        await pilot.press("ctrl+s")
        await wait_line(pilot, told)
        await pilot.press("x", "escape")
        await until(pilot, lambda: GIVEN_UP in shown(dialog))
        assert isinstance(app.screen, PasswordDialog)
        assert [field.value for field in dialog.query(Field)] == ["secret", "secret"]
        other.let_go()
        assert not household.accounts.authenticate(alice.name, None).protected
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, SettingsScreen)
        assert household.accounts.authenticate(alice.name, "secret").protected


async def test_escape_gives_up_a_first_run_and_keeps_its_pages(
    household: DataDirectory, other: OtherProgram, lines: Lines
) -> None:
    app = make_app(household, script=Script())
    told = lines(app)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, *"Ada", "ctrl+s", "ctrl+s", "ctrl+s")
        other.lock()
        await pilot.press("ctrl+s")
        await wait_line(pilot, told)
        await pilot.press("escape")
        await until(pilot, lambda: GIVEN_UP in said(app.screen, "#said"))
        assert isinstance(app.screen, WizardScreen)
        assert household.accounts.profiles() == ()
        other.let_go()
        await press(pilot, "ctrl+s")
        assert [profile.name for profile in household.accounts.profiles()] == ["Ada"]


async def test_escape_gives_up_the_start_with_the_app(
    household: DataDirectory, other: OtherProgram, lines: Lines
) -> None:
    add_alice(household)
    unopened = DataDirectory(household.paths, household.clock, CHEAP)
    app = make_app(unopened)
    other.lock("EXCLUSIVE")
    told = lines(app)

    async def give_up() -> None:
        async with app.run_test(size=SIZE) as pilot:
            await wait_line(pilot, told)
            await pilot.press("escape")
            await settle(pilot)

    with pytest.raises(WorkerFailed):
        await give_up()
    assert isinstance(app.crash, GaveUpError)


async def test_the_line_goes_once_the_database_is_there_and_escape_is_too_late_then(
    household: DataDirectory, other: OtherProgram, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = protected(household)
    told = lines(app)
    async with app.run_test(size=SIZE) as pilot:
        await at_password(pilot)
        other.lock()
        await pilot.press("enter")
        await wait_line(pilot, told)
        monkeypatch.setattr("habitos_tui.ui.app.thread_wait.QUIET_SECONDS", 60)
        app.database_wait._threads.hears = lambda seconds: True  # type: ignore[method-assign]  # it takes no more notice
        await pilot.press("escape")
        other.let_go()
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await settle(pilot)
        assert toasts(app) == [DROPPED]
