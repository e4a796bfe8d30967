"""Pictures of the ways to get help and to get around."""

from collections.abc import Callable

import pytest

from habitos_tui.bootstrap import DataDirectory
from tests.support.household import add_alice, add_hostile
from tests.support.ui import AppPilot, Script, make_app, settle

Compare = Callable[..., bool]
SIZES = [pytest.param((80, 24), id="80x24"), pytest.param((120, 40), id="120x40")]


def after(*keys: str) -> Callable[[AppPilot], object]:
    async def press(pilot: AppPilot) -> None:
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)

    return press


@pytest.mark.parametrize("size", SIZES)
def test_guide(household: DataDirectory, snap_compare: Compare, size: tuple[int, int]) -> None:
    """Sections at the left, text at the right in lines that are not too long; nothing cut off."""
    app = make_app(household, add_alice(household))
    assert snap_compare(app, terminal_size=size, run_before=after("f1", "home", "down", "down", "down"))


def test_guide_keys_in_a_small_window(household: DataDirectory, snap_compare: Compare) -> None:
    """The end of a section: keys in one column, what they do beside them."""
    keys = ("f1", "tab", "end")
    assert snap_compare(make_app(household, add_alice(household)), terminal_size=(60, 18), run_before=after(*keys))


def test_keys_of_the_focused_pane(household: DataDirectory, snap_compare: Compare) -> None:
    """What the screen is for; keys of the pane, of the screen, and those that work everywhere."""
    assert snap_compare(make_app(household, add_alice(household)), run_before=after("3", "question_mark"))


def test_letters_over_the_panes(household: DataDirectory, snap_compare: Compare) -> None:
    """A letter at the corner of each field and pane."""
    app = make_app(household, add_alice(household), script=Script())
    assert snap_compare(app, run_before=after("5", "ctrl+o"))


def test_palette_with_hostile_behaviors(household: DataDirectory, snap_compare: Compare) -> None:
    """Names stand there as text, one a line."""
    app = make_app(household, add_hostile(household))
    assert snap_compare(app, terminal_size=(120, 40), run_before=after("ctrl+p", *"Behavior:"))
