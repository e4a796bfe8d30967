"""Pictures of the Rules screen and its forms."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.services import calendars
from habitos_tui.ui.rules import screen
from tests.support.calendars import event, read_here, write_calendar
from tests.support.household import add_alice, add_hostile
from tests.support.ui import AppPilot, go, make_app, settle

Snap = Callable[..., bool]
Walk = Callable[[AppPilot], Awaitable[None]]
SIZES = [pytest.param((80, 24), id="80x24"), pytest.param((120, 40), id="120x40")]


def walk(*keys: str) -> Walk:
    """Return a walk to the screen that presses `keys` there."""

    async def steps(pilot: AppPilot) -> None:
        await go(pilot, "4")
        for key in keys:
            await pilot.press(key)
        await settle(pilot)

    return steps


@pytest.mark.parametrize("size", SIZES)
def test_hostile_panes(household: DataDirectory, snap_compare: Snap, size: tuple[int, int]) -> None:
    """Hostile names in rules, objectives, slots and busy time: an accordion when small, side by side when large."""
    app = make_app(household, add_hostile(household))
    assert snap_compare(app, terminal_size=size, run_before=walk())


def test_hostile_form(household: DataDirectory, snap_compare: Snap) -> None:
    """The form of a rule about several behaviors, all of them hostile, with what it says under it."""
    app = make_app(household, add_hostile(household))
    assert snap_compare(app, run_before=walk("G", "e"))


def test_form_refuses(household: DataDirectory, snap_compare: Snap) -> None:
    """A new rule about several behaviors of which only one is ticked, marked with a sentence."""
    app = make_app(household, add_alice(household))
    assert snap_compare(app, run_before=walk("n", *"jjjj", "enter", "tab", "space", "ctrl+s"))


def test_empty(household: DataDirectory, snap_compare: Snap) -> None:
    """What to do while there are no rules, and of the kinds of rules only those that need no behaviors."""
    app = make_app(household, household.accounts.create("ada", None))
    assert snap_compare(app, terminal_size=(120, 40), run_before=walk("n"))


def test_refused(household: DataDirectory, snap_compare: Snap) -> None:
    """A slot that is needed does not go, and the sentence says by what."""
    app = make_app(household, add_alice(household))
    assert snap_compare(app, run_before=walk("S", "d"))


def test_entry(household: DataDirectory, snap_compare: Snap) -> None:
    """Busy time of several days in one form, and what it means."""
    app = make_app(household, add_alice(household))
    assert snap_compare(app, run_before=walk("B", "e"))


@pytest.mark.parametrize("size", SIZES)
def test_calendar(
    household: DataDirectory,
    snap_compare: Snap,
    size: tuple[int, int],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A calendar with a hostile name over its times, one of them freed."""
    monkeypatch.setattr(calendars, "read_calendars", read_here)
    monkeypatch.setattr(screen, "COMPARE_AFTER", 0.001)  # the plan is older than the calendar: always told in time
    days = [event(f"choir{day}", f"202611{day}", "1900", "2030", f"Choir [b]{day}") for day in (25, 26, 27)]
    alice = add_alice(household)
    space = household.open_workspace(alice)
    new = space.calendars.new(write_calendar(tmp_path / "a.ics", *days), name="Town [red]\u202etown", without=("x",))
    space.busy_time.delete_dated(space.calendars.preview(space.calendars.add(space.calendars.preview(new))).busy[1])
    assert snap_compare(make_app(household, alice), terminal_size=size, run_before=walk("B", "j", "j"))


def test_paint(household: DataDirectory, snap_compare: Snap) -> None:
    """The whole week on a grid of half hours, an hour of it selected."""
    app = make_app(household, add_alice(household))
    assert snap_compare(app, run_before=walk("B", "b", "L"))
