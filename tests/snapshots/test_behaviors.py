"""Pictures of the behaviors and their form."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from habitos_tui.bootstrap import DataDirectory
from tests.support.household import WEDNESDAY, add_alice, add_hostile, make_behavior
from tests.support.ui import AppPilot, go, make_app, settle, write_line

Snap = Callable[..., bool]
Walk = Callable[[AppPilot], Awaitable[None]]
SIZES = [pytest.param((80, 24), id="80x24"), pytest.param((120, 40), id="120x40")]


def walk(*keys: str) -> Walk:
    """Return a walk to the screen that presses `keys` there."""

    async def steps(pilot: AppPilot) -> None:
        await go(pilot, "3")
        for key in keys:
            await pilot.press(key)
        await settle(pilot)

    return steps


@pytest.mark.parametrize("size", SIZES)
def test_hostile_list(household: DataDirectory, snap_compare: Snap, size: tuple[int, int]) -> None:
    """Names that have broken terminals, in columns that stay straight."""
    app = make_app(household, add_hostile(household))
    assert snap_compare(app, terminal_size=size, run_before=walk("j", "j"))


@pytest.mark.parametrize("size", SIZES)
def test_hostile_form(household: DataDirectory, snap_compare: Snap, size: tuple[int, int]) -> None:
    """The form with hostile slots and objectives, and its meaning under it."""
    app = make_app(household, add_hostile(household))
    assert snap_compare(app, terminal_size=size, run_before=walk("e"))


@pytest.mark.parametrize(
    ("size", "line"),
    [
        pytest.param((80, 24), "", id="empty-80x24"),
        pytest.param((80, 24), "run 3x week 30m evenings every other day", id="understood-80x24"),
        pytest.param((80, 24), "piano twice a week 20m blorp mornings", id="partly-80x24"),
        pytest.param((120, 40), "piano twice a week 20m blorp mornings", id="partly-120x40"),
        pytest.param((80, 24), "piano 37x week not mondays", id="error-80x24"),
        pytest.param((120, 40), "piano 37x week not mondays", id="error-120x40"),
    ],
)
def test_line(household: DataDirectory, snap_compare: Snap, size: tuple[int, int], line: str) -> None:
    """A behavior said in a line, and what was understood below it."""

    async def typed(pilot: AppPilot) -> None:
        await walk("n")(pilot)
        await write_line(pilot, line)

    app = make_app(household, add_alice(household))
    assert snap_compare(app, terminal_size=size, run_before=typed)


def test_form_refuses(household: DataDirectory, snap_compare: Snap) -> None:
    """A new behavior with a bad number and without a name, both marked."""
    app = make_app(household, add_alice(household))
    assert snap_compare(app, run_before=walk("n", "tab", "tab", "tab", "x", "ctrl+s"))


def test_rhythms(household: DataDirectory, snap_compare: Snap) -> None:
    """Rhythms and when they are due, in the list and in the form over it."""
    profile = add_alice(household)
    behaviors = household.open_workspace(profile).behaviors
    rhythms = {
        "filter": {"every_days": 10, "since": "2026-11-20"},
        "sauna": {"every_weeks": 2, "since": "2026-11-30"},
        "rent": {"dates": ["1", "last"]},
    }
    for name, rhythm in rhythms.items():
        behaviors.add(make_behavior(name, rhythm=rhythm, target_per_week=1))
    app = make_app(household, profile)
    assert snap_compare(app, terminal_size=(120, 40), run_before=walk("G", "k", "k", "e"))


def test_empty(household: DataDirectory, snap_compare: Snap) -> None:
    """What to do when there is nothing yet."""
    app = make_app(household, household.accounts.create("ada", None))
    assert snap_compare(app, run_before=walk())


def test_strengths(household: DataDirectory, snap_compare: Snap) -> None:
    """Strengths as bars in the list, where there is the room, and in the words below it."""
    profile = add_alice(household)
    tracking = household.open_workspace(profile).tracking
    with household.database.unit():
        for days in range(2, 40):
            tracking.done("run" if days % 3 else "meditate", day=WEDNESDAY - timedelta(days=days))
    assert snap_compare(make_app(household, profile), terminal_size=(100, 30), run_before=walk())


def test_keys(household: DataDirectory, snap_compare: Snap) -> None:
    """The keys of the screen over the screen."""
    app = make_app(household, add_alice(household))
    assert snap_compare(app, run_before=walk("question_mark"))


def test_too_small(household: DataDirectory, snap_compare: Snap) -> None:
    """A sentence instead of a broken screen."""
    app = make_app(household, add_alice(household))
    assert snap_compare(app, terminal_size=(56, 16), run_before=walk())


@pytest.mark.parametrize("keys", [pytest.param("o", id="list"), pytest.param("oe", id="form")])
def test_tasks(household: DataDirectory, snap_compare: Snap, keys: str) -> None:
    """Tasks alone, overdue ones first, with what is left; and one in the form: by when, and in which pieces."""
    profile = add_alice(household, planned=False)
    tasks = household.open_workspace(profile).tasks
    tasks.add(tasks.document("Call the dentist", due=WEDNESDAY - timedelta(days=2), minutes=15))
    tasks.add(tasks.document("Report", due=WEDNESDAY + timedelta(days=9), minutes=240, pieces=(30, 90)))
    tasks.add(tasks.document("Mend the bike"))
    app = make_app(household, profile)
    assert snap_compare(app, terminal_size=(80, 24), run_before=walk(*keys[:1], "j", *keys[1:]))
