"""Pictures of the settings, the keys, their dialogs, and the lock."""

from collections.abc import Callable

import pytest

from habitos_tui.bootstrap import DataDirectory
from tests.support.household import PASSWORD, add_alice, add_hostile
from tests.support.ui import AppPilot, make_app, settle

Compare = Callable[..., bool]
SIZES = [pytest.param((80, 24), id="80x24"), pytest.param((120, 40), id="120x40")]
BAD_FILE = '[lock]\nidle_minutes = "soon"\n[look]\ntheme = "[b]mine"\n[keys]\n"nope.none" = "x"\n"today.skip" = "t"\n'
TO_KEYS = ("comma", "down", "enter")


def after(*keys: str) -> Callable[[AppPilot], object]:
    async def press(pilot: AppPilot) -> None:
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)
        pilot.app.clear_notifications()
        await settle(pilot)

    return press


@pytest.mark.parametrize("size", SIZES)
def test_settings(household: DataDirectory, snap_compare: Compare, size: tuple[int, int]) -> None:
    """Groups of settings, those with a few choices between arrows; below or beside what the line means."""
    app = make_app(household, add_alice(household))
    assert snap_compare(app, terminal_size=size, run_before=after("comma", "down", "down"))


def test_settings_of_a_bad_file(household: DataDirectory, snap_compare: Compare) -> None:
    """Sentences over the list; markup stands there as text."""
    household.paths.settings.write_text(BAD_FILE)
    assert snap_compare(make_app(household, add_hostile(household)), run_before=after("comma"))


def test_a_value_that_does_not_fit(household: DataDirectory, snap_compare: Compare) -> None:
    """A sentence under the field."""
    keys = ("comma", "G", "enter", "x", "enter")
    assert snap_compare(make_app(household, add_alice(household)), run_before=after(*keys))


def test_themes(household: DataDirectory, snap_compare: Compare) -> None:
    """The light theme shown while it is chosen, words in the colours of the categories below."""
    keys = ("comma", "enter", "down", "down")
    assert snap_compare(make_app(household, add_alice(household)), run_before=after(*keys))


def test_another_password(household: DataDirectory, snap_compare: Compare) -> None:
    """Three fields, nothing of them to be read, and what a password is good for."""
    alice = household.accounts.change_password(add_alice(household), None, PASSWORD)
    keys = ("comma", "G", "up", "up", "enter", *"abc", "tab", "x", "ctrl+s")
    assert snap_compare(make_app(household, alice), run_before=after(*keys))


@pytest.mark.parametrize("size", SIZES)
def test_keys(household: DataDirectory, snap_compare: Compare, size: tuple[int, int]) -> None:
    """Every command by where it works; a clash and an unknown id are told above, and marked."""
    household.paths.settings.write_text(BAD_FILE)
    app = make_app(household, add_alice(household))
    assert snap_compare(app, terminal_size=size, run_before=after(*TO_KEYS, "slash", *"today", "enter"))


def test_waiting_for_a_key(household: DataDirectory, snap_compare: Compare) -> None:
    """One sentence, and how to leave."""
    assert snap_compare(make_app(household, add_alice(household)), run_before=after(*TO_KEYS, "enter"))


@pytest.mark.parametrize("size", SIZES)
def test_locked(household: DataDirectory, snap_compare: Compare, size: tuple[int, int]) -> None:
    """Nothing but a name, a field, and why the password was refused."""
    hostile = household.accounts.change_password(add_hostile(household), None, PASSWORD)
    app = make_app(household, hostile)
    assert snap_compare(app, terminal_size=size, run_before=after("L", *"no", "enter"))


def test_locked_without_a_password(household: DataDirectory, snap_compare: Compare) -> None:
    """Any key opens."""
    assert snap_compare(make_app(household, add_alice(household)), run_before=after("L"))
