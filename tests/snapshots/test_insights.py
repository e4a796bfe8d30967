"""Pictures of Insights: charts that are understood at a glance, nothing cut off."""

from collections.abc import Awaitable, Callable

import pytest

from habitos_tui.bootstrap import DataDirectory
from tests.support.household import add_alice
from tests.support.ui import AppPilot, go, make_app, press
from tests.support.year import add_hostile_year, add_year

pytestmark = pytest.mark.usefixtures("quick_trials")

Compare = Callable[..., bool]
SMALL, LARGE = (80, 24), (120, 40)


def insights(*keys: str) -> Callable[[AppPilot], Awaitable[None]]:
    async def run(pilot: AppPilot) -> None:
        await go(pilot, "7")
        await press(pilot, *keys)

    return run


@pytest.mark.parametrize("letter", "SYDHRMETOAPC")
def test_a_year_of_life(household: DataDirectory, snap_compare: Compare, letter: str) -> None:
    """Each chart alone in a small window: all of it in sight, with what it rests on in the lower border."""
    assert snap_compare(make_app(household, add_year(household)), terminal_size=SMALL, run_before=insights(letter))


@pytest.mark.parametrize("letter", "SP")
def test_side_by_side(household: DataDirectory, snap_compare: Compare, letter: str) -> None:
    """Suggestions over the year over both columns; the chart that a letter leads to in sight, with its frame."""
    assert snap_compare(make_app(household, add_year(household)), terminal_size=LARGE, run_before=insights(letter))


def test_a_large_window(household: DataDirectory, snap_compare: Compare) -> None:
    """Three columns, charts as wide as they like."""
    assert snap_compare(make_app(household, add_year(household)), terminal_size=(200, 50), run_before=insights())


@pytest.mark.parametrize("keys", [("E",), ("O",), ("D", "enter")], ids=["energy", "objectives", "numbers"])
def test_four_weeks(household: DataDirectory, snap_compare: Compare, keys: tuple[str, ...]) -> None:
    """Wide columns with their dates; numbers under their titles."""
    app = make_app(household, add_year(household))
    assert snap_compare(
        app, terminal_size=SMALL, run_before=insights("left_square_bracket", "left_square_bracket", *keys)
    )


@pytest.mark.parametrize("letter", "SDHMPC")
def test_hostile_names(household: DataDirectory, snap_compare: Compare, letter: str) -> None:
    """Names keep to their columns, and say nothing to the terminal."""
    app = make_app(household, add_hostile_year(household))
    assert snap_compare(app, terminal_size=SMALL, run_before=insights(letter))


def test_nothing_logged(household: DataDirectory, snap_compare: Compare) -> None:
    """Each chart says what to do, here in the smallest window."""
    app = make_app(household, add_alice(household, planned=False))
    assert snap_compare(app, terminal_size=(60, 18), run_before=insights())


def test_nothing_logged_with_room(household: DataDirectory, snap_compare: Compare) -> None:
    """Frames of one height, a sentence in each."""
    app = make_app(household, add_alice(household, planned=False))
    assert snap_compare(app, terminal_size=LARGE, run_before=insights())
