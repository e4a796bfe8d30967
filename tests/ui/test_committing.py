"""After a change the screen on show is read once, whatever it was that changed it."""

from collections.abc import Callable

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.storage.database import Database
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.behaviors.screen import BehaviorsScreen
from habitos_tui.ui.insights.screen import InsightsScreen
from habitos_tui.ui.kit.screen import HabitosScreen
from habitos_tui.ui.log.screen import LogScreen
from habitos_tui.ui.rules.screen import RulesScreen
from habitos_tui.ui.today.screen import TodayScreen
from habitos_tui.ui.week.screen import WeekScreen
from tests.support.household import add_alice
from tests.support.ui import AppPilot, make_app, press, settle

SIZE = (120, 40)


def queries(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Keep the name of every query from here on."""
    asked: list[str] = []
    for name in ("rows", "select"):
        ask: Callable[..., object] = getattr(Database, name)

        def noted(*args: object, ask: Callable[..., object] = ask, name: str = name) -> object:
            asked.append(name)
            return ask(*args)

        monkeypatch.setattr(Database, name, noted)
    return asked


def reads(monkeypatch: pytest.MonkeyPatch, screen: type[HabitosScreen]) -> list[HabitosScreen]:
    """Keep every reading of a screen from here on."""
    read: list[HabitosScreen] = []
    refresh_view = screen.refresh_view

    def noted(self: HabitosScreen) -> None:
        read.append(self)
        refresh_view(self)

    monkeypatch.setattr(screen, "refresh_view", noted)
    return read


def cost(asked: list[str], work: Callable[[], object]) -> int:
    """Return how many queries `work` makes."""
    before = len(asked)
    work()
    return len(asked) - before


def own_cost(app: HabitosApp, asked: list[str]) -> int:
    """Return how many queries it takes to read the screen on show."""
    assert isinstance(app.screen, HabitosScreen)
    return cost(asked, app.screen.refresh_view)


async def at(pilot: AppPilot, keys: tuple[str, ...]) -> None:
    """Go where the test begins."""
    await settle(pilot)
    await press(pilot, *keys)


@pytest.mark.parametrize("way", [(), ("2",)], ids=["today", "week"])
async def test_space_reads_the_view_once(
    household: DataDirectory, monkeypatch: pytest.MonkeyPatch, way: tuple[str, ...]
) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await at(pilot, way)
        asked = queries(monkeypatch)
        assert app.workspace is not None
        view = own_cost(app, asked)
        before = len(asked)
        await press(pilot, "space" if not way else "p")
        spent = len(asked) - before
        assert app.workspace.history.last() is not None
        assert view < spent < 2 * view


KEYS: dict[str, tuple[type[HabitosScreen], tuple[str, ...], tuple[str, ...]]] = {
    "done": (TodayScreen, (), ("space",)),
    "rated": (TodayScreen, ("space",), ("4",)),
    "undone": (TodayScreen, ("space",), ("u",)),
    "done again": (TodayScreen, ("space", "u"), ("ctrl+r",)),
    "locked": (WeekScreen, ("2",), ("p",)),
    "dropped": (WeekScreen, ("2",), ("x",)),
    "archived": (BehaviorsScreen, ("3",), ("a",)),
    "switched": (RulesScreen, ("4",), ("space",)),
    "moved": (RulesScreen, ("4",), ("J",)),
    "share": (RulesScreen, ("4", "O"), ("right",)),
    "budget": (RulesScreen, ("4", "E"), ("right",)),
    "deleted": (LogScreen, ("6",), ("d",)),
}


@pytest.mark.parametrize("name", KEYS)
async def test_a_change_is_read_once(household: DataDirectory, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    screen, way, keys = KEYS[name]
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await at(pilot, way)
        state = household.database.signature()
        read = reads(monkeypatch, screen)
        await press(pilot, *keys)
        assert household.database.signature() != state
        assert len(read) == 1


async def test_a_form_reads_the_screen_below_once(household: DataDirectory, monkeypatch: pytest.MonkeyPatch) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await at(pilot, ("enter",))
        read = reads(monkeypatch, TodayScreen)
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, TodayScreen)
        assert len(read) == 1


async def test_a_screen_behind_reads_when_it_is_shown(
    household: DataDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await at(pilot, ("7", "1"))
        read = reads(monkeypatch, InsightsScreen)
        await press(pilot, "space")
        assert not read
        await press(pilot, "escape", "7")
        assert len(read) == 1
