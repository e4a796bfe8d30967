"""Pictures of Insights: bars and columns straight, nothing cut off."""

from collections.abc import Callable

import pytest

from habitos_tui.bootstrap import Household
from tests.support.household import add_alice, add_hostile
from tests.support.ui import AppPilot, go, make_app
from tests.support.weeks import add_office

Compare = Callable[..., bool]
SIZES = [pytest.param((80, 24), id="80x24"), pytest.param((120, 40), id="120x40")]


async def insights(pilot: AppPilot) -> None:
    await go(pilot, "7")


@pytest.mark.parametrize("size", SIZES)
def test_four_weeks(household: Household, snap_compare: Compare, size: tuple[int, int]) -> None:
    """Weeks over behaviors, each with a bar; the wide one tells of missed and skipped sessions too."""
    assert snap_compare(make_app(household, add_office(household)), terminal_size=size, run_before=insights)


def test_hostile_names(household: Household, snap_compare: Compare) -> None:
    """Names keep to their column."""
    assert snap_compare(make_app(household, add_hostile(household)), run_before=insights)


def test_nothing_logged(household: Household, snap_compare: Compare) -> None:
    """One sentence that says what to press; the bar on top fits in the smallest window."""
    app = make_app(household, add_alice(household, planned=False))
    assert snap_compare(app, terminal_size=(60, 18), run_before=insights)
