"""Pictures of the door and of the first run."""

from collections.abc import Callable

import pytest

from habitos_tui.bootstrap import DataDirectory
from tests.support.hostile import CLICK_BAIT
from tests.support.ui import AppPilot, make_app, settle

Snap = Callable[..., bool]
SIZES = [pytest.param((80, 24), id="80x24"), pytest.param((120, 40), id="120x40")]


async def wrong_password(pilot: AppPilot) -> None:
    await settle(pilot)
    await pilot.press("enter")
    await settle(pilot)
    await pilot.press(*"no", "enter")
    await settle(pilot)


def page(number: int, *keys: str) -> Callable[[AppPilot], object]:
    async def walk(pilot: AppPilot) -> None:
        await settle(pilot)
        await pilot.press(*"Ada")
        for _ in range(number):
            await pilot.press("ctrl+s")
            await settle(pilot)
        await pilot.press(*keys)
        await settle(pilot)

    return walk


@pytest.mark.parametrize("size", SIZES)
def test_picker(household: DataDirectory, snap_compare: Snap, size: tuple[int, int]) -> None:
    """Three names, two of them hostile, one without a password; nothing is markup."""
    for name, password in (("[b]never closed", "x"), (CLICK_BAIT, "x"), ("Ada", None)):
        household.accounts.create(name, password)
    assert snap_compare(make_app(household), terminal_size=size, run_before=settle)


def test_wrong_password(household: DataDirectory, snap_compare: Snap) -> None:
    """The refusal under an empty password field."""
    for name in ("[b]never closed", CLICK_BAIT):
        household.accounts.create(name, "x")
    assert snap_compare(make_app(household), run_before=wrong_password)


@pytest.mark.parametrize("number", range(4))
def test_first_run(household: DataDirectory, snap_compare: Snap, number: int) -> None:
    """The four pages at 80x24, all of each in sight."""
    assert snap_compare(make_app(household), run_before=page(number))


def test_first_run_with_room(household: DataDirectory, snap_compare: Snap) -> None:
    """The list of ready-made behaviors in a larger window."""
    assert snap_compare(make_app(household), terminal_size=(120, 40), run_before=page(2))


def test_first_run_refuses(household: DataDirectory, snap_compare: Snap) -> None:
    """A sentence under the field that does not fit."""
    assert snap_compare(make_app(household), run_before=page(1, "end", "backspace", "x", "ctrl+s"))
