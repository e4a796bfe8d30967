"""The ways to screens and over them, with an app that notes where it is led."""

from collections.abc import Awaitable, Callable
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.command import CommandPalette
from textual.screen import Screen

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.app.jump import JumpScreen
from habitos_tui.ui.kit.app_context import ContextApp
from habitos_tui.ui.kit.messages import BehaviorWanted
from habitos_tui.ui.kit.navigation import Navigation
from habitos_tui.ui.kit.screen import LowTrafficScreen
from habitos_tui.ui.week.screen import WeekScreen
from tests.support.household import add_alice
from tests.support.ui import make_app, press, settle


class FakeApp:
    """Notes what it is asked for."""

    def __init__(self, screen: Any = None) -> None:
        self.context = SimpleNamespace(preferences=SimpleNamespace(keys_for=lambda command: ("x", "y")))
        self.done: list[Any] = []
        self.current_mode = "today"
        self.screen = screen or SimpleNamespace(post_message=self.done.append)
        self.later: list[Callable[[], Any]] = []

    async def switch_mode(self, mode: str) -> None:
        self.done.append(mode)

    def push_screen(self, screen: Screen[Any]) -> None:
        self.done.append(type(screen).__name__)

    def call_later(self, call: Callable[..., Awaitable[None]], *args: object) -> None:
        self.later.append(lambda: call(*args))

    def call_after_refresh(self, call: Callable[..., object], *args: object) -> None:
        call(*args)

    def simulate_key(self, key: str) -> None:
        self.done.append(key)


async def test_a_screen_is_shown_before_it_hears_what_it_is_for() -> None:
    app = FakeApp()
    Navigation(cast("ContextApp", app)).show_behavior("run")
    await app.later[0]()
    assert app.done == ["behaviors", BehaviorWanted("run")]


async def test_the_screen_of_the_week_keeps_what_it_was_asked_for_and_tells_it(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert app.navigation.week_on_show is None  # it was not opened yet
        await press(pilot, "2")
        assert app.navigation.week_on_show is None
        await press(pilot, "1")
        app.navigation.show_week(date(2026, 11, 30))
        await settle(pilot)
        assert isinstance(app.screen, WeekScreen)
        assert app.screen.view.start == app.navigation.week_on_show == date(2026, 11, 30)
        await press(pilot, "1", "2")
        assert app.screen.view.start == date(2026, 11, 30)
        await press(pilot, "t")
        assert app.navigation.week_on_show is None


async def test_a_command_of_another_screen_is_pressed_with_the_first_of_its_keys() -> None:
    app = FakeApp()
    await Navigation(cast("ContextApp", app)).press_on("week", "week.lock")
    assert app.done == ["week", "x"]


@pytest.mark.parametrize(
    ("screen", "opened"), [(LowTrafficScreen, ["LowTrafficPalette"]), (JumpScreen, []), (CommandPalette, [])]
)
def test_the_palette_opens_where_it_leads_past_nothing(screen: type[Screen[Any]], opened: list[str]) -> None:
    app = FakeApp(screen.__new__(screen))
    HabitosApp.action_command_palette(cast("HabitosApp", app))
    assert app.done == opened
