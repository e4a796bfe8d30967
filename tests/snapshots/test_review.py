"""Pictures of the look back on a week: one page, what went well at its top."""

from collections.abc import Awaitable, Callable

import pytest

from habitos_tui.bootstrap import DataDirectory
from tests.snapshots.conftest import Snap
from tests.support.household import add_alice
from tests.support.ui import AppPilot, make_app, press, settle
from tests.support.year import add_hostile_year

pytestmark = pytest.mark.usefixtures("quick_trials")

SIZES = [pytest.param((80, 24), id="80x24"), pytest.param((120, 40), id="120x40")]


def after(*keys: str) -> Callable[[AppPilot], Awaitable[None]]:
    async def run(pilot: AppPilot) -> None:
        await settle(pilot)
        await press(pilot, *keys)

    return run


@pytest.mark.parametrize("size", SIZES)
def test_a_week_with_hostile_names(household: DataDirectory, snap_compare: Snap, size: tuple[int, int]) -> None:
    """Sentences wrapped between words; names in their column, targets, minutes and rows beside them."""
    app = make_app(household, add_hostile_year(household))
    assert snap_compare(app, terminal_size=size, run_before=after("W"))


def test_its_end(household: DataDirectory, snap_compare: Snap) -> None:
    """One question, with what keys do about it."""
    app = make_app(household, add_hostile_year(household))
    assert snap_compare(app, terminal_size=(80, 24), run_before=after("W", "G"))


def test_nothing_to_look_back_on(household: DataDirectory, snap_compare: Snap) -> None:
    """A sentence, and what to do next: nothing is asked about targets that were not."""
    app = make_app(household, add_alice(household))
    assert snap_compare(app, terminal_size=(80, 24), run_before=after("W"))
