"""Coming in: who is asked what, and what never leaks.

The lock: nothing to be seen, no way past, and no byte sent while it waits.
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from textual.screen import Screen
from textual.widgets import Input, OptionList
from textual.worker import Worker

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.errors import HabitosError, NoProfileError, WrongPasswordError
from habitos_tui.services.accounts import Accounts
from habitos_tui.services.login_source import LoginSource
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.onboarding.login import LockScreen, LoginScreen
from habitos_tui.ui.onboarding.login_report import LoginReportDialog
from habitos_tui.ui.onboarding.wizard import WizardScreen
from habitos_tui.ui.today.screen import TodayScreen
from tests.support.hostile import CLICK_BAIT
from tests.support.household import CHEAP, NOW, PASSWORD, add_alice, set_clock
from tests.support.ui import AppPilot, make_app, press, said, settle, shown

SIZE = (80, 24)


def who(app: HabitosApp) -> str | None:
    return None if app.workspace is None else app.workspace.profile.name


async def typed_password(pilot: AppPilot, password: str) -> None:
    await settle(pilot)
    await pilot.press(*password, "enter")
    await settle(pilot)


async def test_without_profiles_the_first_run_begins(household: DataDirectory) -> None:
    async with make_app(household).run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert isinstance(pilot.app.screen, WizardScreen)


async def test_the_only_profile_goes_straight_to_its_password(household: DataDirectory) -> None:
    household.accounts.create("ada", "lovelace")
    app = make_app(household)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert "Password of ada" in said(app.screen, "#greeting")
        assert isinstance(app.focused, Input)
        assert app.focused.display
        await typed_password(pilot, "lovelace")
        assert who(app) == "ada"


async def test_the_only_profile_without_a_password_is_in_at_once(household: DataDirectory) -> None:
    household.accounts.create("ada", None)
    app = make_app(household)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert who(app) == "ada"


async def test_a_wrong_password_is_told_and_can_be_typed_again(household: DataDirectory) -> None:
    household.accounts.create("ada", "lovelace")
    app = make_app(household)
    async with app.run_test(size=SIZE) as pilot:
        await typed_password(pilot, "byron")
        assert "wrong" in said(app.screen, "#said")
        assert who(app) is None
        await typed_password(pilot, "lovelace")
        assert who(app) == "ada"


async def test_the_wait_after_wrong_passwords_counts_down_and_keeps_what_is_typed(household: DataDirectory) -> None:
    household.accounts.create("ada", "lovelace")
    app = make_app(household)
    async with app.run_test(size=SIZE) as pilot:
        for _ in range(3):
            await typed_password(pilot, "byron")
        await typed_password(pilot, "byron")
        assert "try again in 1 s" in said(app.screen, "#said")
        screen = app.screen
        assert isinstance(screen, LoginScreen)
        screen.wait.begin(90)
        await typed_password(pilot, "lovelace")
        assert "try again in 2 min" in said(screen, "#said")
        for seconds, sentence in (
            (29, "2 min"),
            (30, "60 s"),
            (31, "59 s"),
            (-900, "2 min"),
            (90, "You can try again now"),
        ):
            set_clock(household, NOW + timedelta(seconds=seconds))
            screen.wait.count()
            assert sentence in said(screen, "#said")
        assert who(app) is None
        await press(pilot, "enter")
        assert who(app) == "ada"


async def test_the_wait_of_one_profile_is_given_up_for_another(household: DataDirectory) -> None:
    household.accounts.create("ada", "lovelace")
    household.accounts.create("bob", "x")
    app = make_app(household)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, LoginScreen)
        screen.wait.begin(90)
        await press(pilot, "escape", "down", "enter", "x", "enter")
        await settle(pilot)
        assert who(app) == "bob"


async def test_a_password_is_nowhere_to_be_seen(household: DataDirectory) -> None:
    household.accounts.create("ada", PASSWORD)
    app = make_app(household)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, LoginScreen)
        workers: list[str] = []
        run_worker = screen.run_worker

        def spy(*args: object, **kwargs: object) -> object:
            worker: Worker[None] = run_worker(*args, **kwargs)  # type: ignore[arg-type]  # handed on as it came
            workers.append(f"{worker!r} {worker.description} {worker.name}")
            return worker

        screen.run_worker = spy  # type: ignore[assignment, method-assign]  # stands in for one test
        await pilot.press(*"correct", "space")
        assert "correct" not in shown(screen)
        await typed_password(pilot, "horse")
        assert workers
        assert not any("horse" in text for text in workers)
        assert who(app) == "ada"


async def test_several_profiles_are_offered_and_one_is_picked(household: DataDirectory) -> None:
    household.accounts.create("ada", "lovelace")
    household.accounts.create("bob", None)
    app = make_app(household)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert app.screen.query_one(OptionList).option_count == 2
        await pilot.press("down", "enter")
        await settle(pilot)
        assert who(app) == "bob"


async def test_escape_goes_back_from_a_password_to_the_list(household: DataDirectory) -> None:
    household.accounts.create("ada", "lovelace")
    household.accounts.create("bob", "x")
    app = make_app(household)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen.query_one("#password").display
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.focused, OptionList)
        assert "Who are you?" in said(app.screen, "#greeting")


async def test_a_profile_asked_for_by_name_skips_the_list(household: DataDirectory) -> None:
    household.accounts.create("ada", "lovelace")
    household.accounts.create("bob", "x")
    app = make_app(household, name="BOB")
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert "Password of bob" in said(app.screen, "#greeting")


async def test_an_unknown_name_ends_the_app_and_names_no_other_profile(household: DataDirectory) -> None:
    household.accounts.create("ada", "lovelace")
    household.accounts.create("bob", "x")
    with pytest.raises(NoProfileError, match="no profile “\\[b\\]eve”") as caught:
        async with make_app(household, name="[b]eve").run_test(size=SIZE) as pilot:
            await settle(pilot)
    assert "bob" not in caught.value.message + caught.value.hint


async def test_an_app_for_a_profile_that_is_not_there_makes_none(household: DataDirectory) -> None:
    with pytest.raises(NoProfileError, match="no profile “ada”"):
        async with make_app(household, name="ada").run_test(size=SIZE) as pilot:
            await settle(pilot)


async def test_a_name_that_comes_near_tells_no_other(household: DataDirectory) -> None:
    household.accounts.create("alice", None)
    with pytest.raises(NoProfileError) as caught:
        async with make_app(household, name="alicia").run_test(size=SIZE) as pilot:
            await settle(pilot)
    assert "“alice”" not in caught.value.message + caught.value.hint


async def test_an_app_for_one_profile_shows_and_opens_no_other(household: DataDirectory) -> None:
    household.accounts.create("ada", "lovelace")
    household.accounts.create("bob", None)
    app = make_app(household, name="ADA")
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert "Password of ada" in said(app.screen, "#greeting")
        assert "bob" not in shown(app.screen)
        assert "Quit" in shown(app.screen)
        app.screen.set_focus(None)
        await pilot.press("n")  # which makes a new profile elsewhere
        await settle(pilot)
        assert isinstance(app.screen, LoginScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert app._exit
    assert who(app) is None


async def test_the_lock_of_an_app_for_one_profile_is_left_with_escape(household: DataDirectory) -> None:
    ada = household.accounts.create("ada", "lovelace")
    app = make_app(household, ada, name="ada")
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("L")
        await settle(pilot)
        assert "esc or ctrl+q leaves" in shown(app.screen)
        await pilot.press("escape")
        await pilot.pause()
        assert app._exit


async def test_a_name_is_never_markup(household: DataDirectory) -> None:
    household.accounts.create("[b]never closed", "x")
    household.accounts.create(CLICK_BAIT, "x")
    app = make_app(household)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert "[b]never closed" in shown(app.screen)
        assert "[@click=app.screenshot" in shown(app.screen)


def at_login(app: HabitosApp) -> bool:
    return isinstance(app.screen, LoginScreen)


async def test_n_sets_up_another_profile_and_escape_comes_back(household: DataDirectory) -> None:
    household.accounts.create("ada", "lovelace")
    household.accounts.create("bob", "x")
    app = make_app(household)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("n")
        await settle(pilot)
        assert isinstance(app.screen, WizardScreen)
        assert app.screen.query_one("#back").visible
        await press(pilot, *"Cy", "escape")
        assert at_login(app)
        await press(pilot, "n")
        assert app.screen.query_one("#name", Input).value == "Cy"
        await press(pilot, "ctrl+s", "escape", "escape")
        assert at_login(app)


def is_on(app: HabitosApp, kind: type[Screen[Any]]) -> bool:
    return isinstance(app.screen, kind)


async def test_wrong_passwords_of_others_are_told_after_the_login(household: DataDirectory) -> None:
    alice = household.accounts.create("alice", PASSWORD)
    guesser = partial(LoginSource, "203.0.113.9", "network")
    for guess in ("1234", "qwerty"):
        with pytest.raises(WrongPasswordError):
            Accounts(household.database, household.clock, CHEAP, source=guesser).authenticate("alice", guess)
    app = make_app(household, alice)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        app.login_notice.look()
        await settle(pilot)
        assert is_on(app, LoginReportDialog)
        assert "2 wrong passwords from 203.0.113.9 since" in shown(app.screen)
        await press(pilot, "escape")
        assert is_on(app, TodayScreen)
        app.login_notice.look()
        await settle(pilot)
        assert is_on(app, TodayScreen)
        assert not household.accounts.login_report(alice)


async def test_a_password_that_was_removed_is_told(household: DataDirectory) -> None:
    household.accounts.create("alice", PASSWORD)
    app = make_app(household, household.accounts.reset_password("alice", None))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        app.login_notice.look()
        await settle(pilot)
        assert "The owner of the data removed your password on" in shown(app.screen)


def misfit() -> None:
    raise HabitosError("Morning run is in the way.")


def is_locked(app: HabitosApp) -> bool:
    return app.idle_lock.locked


@dataclass
class Seconds:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


async def test_l_locks_and_only_the_password_opens(household: DataDirectory) -> None:
    alice = household.accounts.change_password(add_alice(household), None, "secret")
    app = HabitosApp(household, auto_login=alice, remote=True, few_colors=False, monotonic=Seconds())
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        assert "Morning run" in shown(app.screen)
        await pilot.press("n", "L")  # in a form it is a letter
        await settle(pilot)
        assert not is_locked(app)
        await pilot.press("escape", "escape", "L")
        await settle(pilot)
        assert is_on(app, LockScreen)
        assert "everything is saved" in shown(app.screen)
        app.notify("Morning run is saved.")
        await pilot.press("escape", "comma", "ctrl+p", "question_mark", "L")
        await settle(pilot)
        assert is_on(app, LockScreen)
        assert "run" not in shown(app.screen)
        assert alice.name in shown(app.screen)
        await pilot.press(*["backspace"] * 9, *"wrong", "enter")
        await settle(pilot)
        assert "wrong" in shown(app.screen)
        assert [one.count for one in household.accounts.login_report(alice).wrong] == [1]
        with app.reporting():
            misfit()
        await settle(pilot)
        assert "run" not in shown(app.screen)
        await pilot.press(*"secret", "enter")
        await settle(pilot)
        assert "Morning run is in the way." in shown(app.screen)
        await pilot.press("enter")
        await settle(pilot)
        assert is_on(app, TodayScreen)
        assert not is_locked(app)


async def test_the_lock_over_a_form_does_not_say_that_everything_is_saved(household: DataDirectory) -> None:
    app = HabitosApp(household, auto_login=add_alice(household), remote=True, few_colors=False, monotonic=Seconds())
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("n")
        await settle(pilot)
        app.idle_lock.lock()
        await settle(pilot)
        assert "leaves; what is open is lost." in shown(app.screen)


async def test_inactivity_locks_and_later_exits(household: DataDirectory) -> None:
    household.paths.settings.write_text("[lock]\nidle_minutes = 5\nexit_minutes = 10\n")
    seconds = Seconds()
    app = HabitosApp(household, auto_login=add_alice(household), remote=True, few_colors=False, monotonic=seconds)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        app.app_suspend_signal.publish(app)  # for an editor
        assert app.must_end_at() is None
        app.app_resume_signal.publish(app)
        assert app.must_end_at() is not None
        seconds.now += 299
        app.idle_lock.check_idle()
        assert not is_locked(app)
        await pilot.press("down")
        seconds.now += 299
        app.idle_lock.check_idle()
        assert not is_locked(app)
        seconds.now += 1
        app.idle_lock.check_idle()
        await settle(pilot)
        assert is_on(app, LockScreen)
        assert "Press any key" in shown(app.screen)
        await pilot.press("x")
        await settle(pilot)
        assert is_on(app, TodayScreen)
        seconds.now += 599
        app.idle_lock.check_idle()
        assert is_locked(app)
        seconds.now += 1
        app.idle_lock.check_idle()
        assert app._exit


async def test_without_minutes_it_stays_open(household: DataDirectory) -> None:
    seconds = Seconds()
    app = HabitosApp(household, auto_login=add_alice(household), remote=True, few_colors=False, monotonic=seconds)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        seconds.now += 10**6
        app.idle_lock.check_idle()
        assert not is_locked(app)
        assert not app._exit
