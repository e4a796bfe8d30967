"""The lock: nothing to be seen, no way past, and no byte sent while it waits."""

from dataclasses import dataclass
from typing import Any

from textual.screen import Screen

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.errors import HabitosError
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.onboarding.lock import LockScreen
from habitos_tui.ui.today.screen import TodayScreen
from tests.support.household import add_alice
from tests.support.ui import settle, shown

SIZE = (80, 24)


def is_on(app: HabitosApp, kind: type[Screen[Any]]) -> bool:
    return isinstance(app.screen, kind)


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
        app.notify("Morning run is saved.")
        await pilot.press("escape", "comma", "ctrl+p", "question_mark", "L")
        await settle(pilot)
        assert is_on(app, LockScreen)
        assert "run" not in shown(app.screen)
        assert alice.name in shown(app.screen)
        await pilot.press(*["backspace"] * 9, *"wrong", "enter")
        await settle(pilot)
        assert "wrong" in shown(app.screen)
        assert household.accounts._profiles.failures(alice.name)[0] == 1
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
        assert household.accounts._profiles.failures(alice.name)[0] == 0


async def test_inactivity_locks_and_later_exits(household: DataDirectory) -> None:
    household.paths.settings.write_text("[lock]\nidle_minutes = 5\nexit_minutes = 10\n")
    seconds = Seconds()
    app = HabitosApp(household, auto_login=add_alice(household), remote=True, few_colors=False, monotonic=seconds)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
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
