"""Escape goes one step back: out of what was opened on a screen, then to the screen that led there, and no further."""

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.ui.kit.line_of_parts import Footer
from tests.support.household import add_alice
from tests.support.ui import AppPilot, make_app, press, settle


def offered(pilot: AppPilot) -> bool:
    """Tell whether the key bar offers a step back."""
    return ("esc", "Back") in [(hint.shown, hint.label) for hint, _ in pilot.app.screen.query_one(Footer).parts()]


@pytest.mark.parametrize(
    ("way", "inside"),
    [
        ("3 A", "Archived"),
        ("3 o", "Tasks"),
        ("3 A o", "Tasks that are done"),
    ],
)
async def test_views_of_behaviors_are_left_one_by_one(household: DataDirectory, way: str, inside: str) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *way.split())
        assert str(app.screen.query_one("#list").border_title) == inside
        for _ in way.split()[1:]:
            assert offered(pilot)
            await press(pilot, "escape")
        assert str(app.screen.query_one("#list").border_title) == "Behaviors"
        assert not offered(pilot)
        await press(pilot, "escape")
        assert app.current_mode == "behaviors"


@pytest.mark.parametrize("screen", ["3", "4"])
async def test_a_filter_is_left_before_the_screen(household: DataDirectory, screen: str) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, screen, "slash", "r")
        assert offered(pilot)
        await press(pilot, "enter")
        assert offered(pilot)
        await press(pilot, "escape")
        assert not offered(pilot)


async def test_the_numbers_of_a_chart_turn_into_the_chart_again(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "7", "Y", "enter")
        assert offered(pilot)
        await press(pilot, "escape")
        assert not offered(pilot)


async def test_a_screen_that_was_led_to_leads_back(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "2", "s")
        assert app.current_mode == "solve"
        await press(pilot, "escape", "escape")
        assert app.current_mode == "week"
        await press(pilot, "escape")
        assert app.current_mode == "week"


async def test_a_screen_that_was_chosen_by_its_number_leads_nowhere(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "2", "s", "3", "escape")
        assert app.current_mode == "behaviors"


async def test_options_are_left_for_the_list_of_runs(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "5", "o")
        assert offered(pilot)
        await press(pilot, "escape")
        assert app.focused is app.screen.query_one("#history")
