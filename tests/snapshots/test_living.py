"""Pictures of Today, Week and Log; the docstrings say what to look for when one has changed."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from textual.pilot import Pilot

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.away import AwayReason
from habitos_tui.domain.model.rhythm import EveryDays
from habitos_tui.ui.app.app import HabitosApp
from tests.support.household import MONDAY, SUNDAY, THURSDAY, add_alice, add_hostile
from tests.support.ui import make_app, settle
from tests.support.weeks import add_office

Compare = Callable[..., bool]
SIZES = [(80, 24), (120, 40)]
HOSTILE_UNIT = "[b]breaths[/] 漢字"
by_size = pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])


def after(*keys: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """Return what to do before the picture is taken: press keys, one by one."""

    async def run(pilot: Pilot[Any]) -> None:
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)
        pilot.app.clear_notifications()
        await settle(pilot)

    return run


def office(household: DataDirectory) -> HabitosApp:
    return make_app(household, add_office(household))


def empty(household: DataDirectory) -> HabitosApp:
    return make_app(household, add_alice(household, planned=False))


def hostile(household: DataDirectory) -> HabitosApp:
    return make_app(household, add_hostile(household))


def away(household: DataDirectory) -> HabitosApp:
    profile = add_office(household)
    household.open_workspace(profile).away.add(THURSDAY, SUNDAY, AwayReason.VACATION, "At the lake")
    return make_app(household, profile)


def counted(household: DataDirectory) -> HabitosApp:
    profile = add_alice(household)
    space = household.open_workspace(profile)
    fields: dict[str, dict[str, object]] = {
        "run": {"unit": "km", "amount": 5, "tags": ("outdoors",)},
        "meditate": {"unit": HOSTILE_UNIT, "amount": 2},
        "friends": {"rhythm": EveryDays(every_days=10, since=MONDAY), "max_per_week": None, "tags": ("town",)},
    }
    for behavior, changed in fields.items():
        space.behaviors.update(space.behaviors.get(behavior).model_copy(update=changed))
    space.tracking.done("run", amount=6.5)
    space.pauses.add("deepwork", MONDAY, SUNDAY + timedelta(days=13), "")
    return make_app(household, profile)


def paused(household: DataDirectory) -> HabitosApp:
    profile = add_office(household)
    space = household.open_workspace(profile)
    space.pauses.add(space.behaviors.all()[0].id, MONDAY, SUNDAY + timedelta(days=13), "The doctor said: [b]rest")
    return make_app(household, profile)


class TestToday:
    """Sessions below their slots, a now-line, bars for time and energy; nothing cut off, nothing overlapping."""

    @by_size
    def test_a_day_half_done(self, snap_compare: Compare, household: DataDirectory, size: tuple[int, int]) -> None:
        """Three sessions ticked with their stars, the cursor on the next one; the wide one tells of it beside."""
        assert snap_compare(office(household), terminal_size=size, run_before=after())

    def test_rating_at_once(self, snap_compare: Compare, household: DataDirectory) -> None:
        """The line just done asks for 1 to 5, and the footer names the digits."""
        assert snap_compare(office(household), terminal_size=(80, 24), run_before=after("space"))

    def test_the_day_before_on_a_large_screen(self, snap_compare: Compare, household: DataDirectory) -> None:
        """Notes beside the names, a missed session marked, no now-line."""
        keys = after("left_square_bracket")
        assert snap_compare(office(household), terminal_size=(200, 50), run_before=keys)

    @by_size
    def test_hostile_names(self, snap_compare: Compare, household: DataDirectory, size: tuple[int, int]) -> None:
        """Markup stands there as text, wide letters keep the columns straight."""
        assert snap_compare(hostile(household), terminal_size=size, run_before=after("left_square_bracket"))

    def test_nothing_planned(self, snap_compare: Compare, household: DataDirectory) -> None:
        """One sentence that says what to press."""
        assert snap_compare(empty(household), terminal_size=(80, 24), run_before=after())

    def test_the_full_log(self, snap_compare: Compare, household: DataDirectory) -> None:
        """Every field on one screen, the rating set."""
        keys = after("enter", "tab", "4")
        assert snap_compare(office(household), terminal_size=(80, 24), run_before=keys)

    def test_skipping(self, snap_compare: Compare, household: DataDirectory) -> None:
        """One field for the reason."""
        assert snap_compare(office(household), terminal_size=(80, 24), run_before=after("x"))


class TestWeek:
    """Days side by side, today's head and rule in colour, busy time dim, a foot with time and energy."""

    @pytest.mark.parametrize("size", [*SIZES, (200, 50)], ids=["80x24", "120x40", "200x50"])
    def test_a_week_half_done(self, snap_compare: Compare, household: DataDirectory, size: tuple[int, int]) -> None:
        """Done, missed, skipped and locked sessions each with their sign; the cursor on a session."""
        assert snap_compare(office(household), terminal_size=size, run_before=after("2", "J"))

    def test_three_days_on_a_small_screen(self, snap_compare: Compare, household: DataDirectory) -> None:
        """Names and times, half an hour a row."""
        assert snap_compare(office(household), terminal_size=(80, 24), run_before=after("2", "V"))

    @by_size
    def test_hostile_names(self, snap_compare: Compare, household: DataDirectory, size: tuple[int, int]) -> None:
        """No name leaves its block."""
        assert snap_compare(hostile(household), terminal_size=size, run_before=after("2", "K"))

    @by_size
    def test_no_plan_yet(self, snap_compare: Compare, household: DataDirectory, size: tuple[int, int]) -> None:
        """A line on top says what to press; the cursor shows its time."""
        assert snap_compare(empty(household), terminal_size=size, run_before=after("2"))

    def test_a_session_in_full(self, snap_compare: Compare, household: DataDirectory) -> None:
        """Facts, chance and worth, a bar per objective."""
        keys = after("2", "J", "enter")
        assert snap_compare(office(household), terminal_size=(80, 24), run_before=keys)


class TestAway:
    """A vacation from Thursday to Sunday: what was planned there is marked and dimmed."""

    def test_the_form(self, snap_compare: Compare, household: DataDirectory) -> None:
        """Two days, a reason, a note, what it means, and the third way out."""
        assert snap_compare(away(household), terminal_size=(80, 24), run_before=after("right_square_bracket", "v"))

    def test_today(self, snap_compare: Compare, household: DataDirectory) -> None:
        """The head says until when."""
        assert snap_compare(away(household), terminal_size=(80, 24), run_before=after("right_square_bracket"))

    def test_the_week(self, snap_compare: Compare, household: DataDirectory) -> None:
        """The days are busy from end to end, by the name of the absence."""
        assert snap_compare(away(household), terminal_size=(120, 40), run_before=after("2", "right"))

    def test_the_log(self, snap_compare: Compare, household: DataDirectory) -> None:
        """On top, with its days; all there is to know of it below."""
        assert snap_compare(away(household), terminal_size=(80, 24), run_before=after("6"))


class TestPause:
    """A run that rests until December, and the form for its pause."""

    def test_the_form(self, snap_compare: Compare, household: DataDirectory) -> None:
        """Two days, a note, what becomes of the plan, what it means, and two more ways out."""
        assert snap_compare(paused(household), terminal_size=(80, 24), run_before=after("3", "z"))

    def test_the_log(self, snap_compare: Compare, household: DataDirectory) -> None:
        """Among the entries, by the name of its behavior."""
        assert snap_compare(paused(household), terminal_size=(80, 24), run_before=after("6"))


class TestAmounts:
    """Kilometres of a run, beside a unit that would break a terminal."""

    def test_today(self, snap_compare: Compare, household: DataDirectory) -> None:
        """Before the minutes: what was done of what is usual, and what is usual of what is to come."""
        assert snap_compare(counted(household), terminal_size=(80, 24), run_before=after())

    def test_the_form_of_an_entry(self, snap_compare: Compare, household: DataDirectory) -> None:
        """The amount comes first and has the focus; what it means beside the usual one is below."""
        assert snap_compare(counted(household), terminal_size=(80, 24), run_before=after("enter"))

    def test_the_list_of_behaviors(self, snap_compare: Compare, household: DataDirectory) -> None:
        """A letter for the category, names with tags and a pause, rhythms, and when what is due next."""
        assert snap_compare(counted(household), terminal_size=(80, 24), run_before=after("3"))


class TestLog:
    """Columns straight, the newest entry first, the number of entries in the border."""

    @by_size
    def test_some_entries(self, snap_compare: Compare, household: DataDirectory, size: tuple[int, int]) -> None:
        """Stars, planned against actual minutes, a skip greyed; notes where there is room."""
        assert snap_compare(office(household), terminal_size=size, run_before=after("6", "down"))

    @by_size
    def test_hostile_names(self, snap_compare: Compare, household: DataDirectory, size: tuple[int, int]) -> None:
        """Names and notes keep to their columns."""
        assert snap_compare(hostile(household), terminal_size=size, run_before=after("6"))

    @by_size
    def test_adding_an_entry(self, snap_compare: Compare, household: DataDirectory, size: tuple[int, int]) -> None:
        """What, how long, how good, on which day; all of it on a small screen too."""
        assert snap_compare(office(household), terminal_size=size, run_before=after("6", "n", "tab"))

    def test_looking_for_something(self, snap_compare: Compare, household: DataDirectory) -> None:
        """Text first; what is empty says what it would take."""
        assert snap_compare(office(household), terminal_size=(80, 24), run_before=after("6", "slash"))

    def test_one_behavior(self, snap_compare: Compare, household: DataDirectory) -> None:
        """The border says what is looked for."""
        assert snap_compare(office(household), terminal_size=(80, 24), run_before=after("6", "o"))

    def test_nothing_matches(self, snap_compare: Compare, household: DataDirectory) -> None:
        """Two lines: what was looked for, and what to press."""
        keys = after("6", "slash", *"[b]x", "enter")
        assert snap_compare(hostile(household), terminal_size=(80, 24), run_before=keys)

    def test_an_empty_log(self, snap_compare: Compare, household: DataDirectory) -> None:
        """One sentence that says what to press."""
        assert snap_compare(empty(household), terminal_size=(80, 24), run_before=after("6"))


def test_tasks_that_are_due(household: DataDirectory, snap_compare: Compare) -> None:
    """Overdue and due today stand on top, by name and day; the cursor is on the next session."""
    profile = add_alice(household)
    tasks = household.open_workspace(profile).tasks
    tasks.add(tasks.document("Call the dentist", due=MONDAY, minutes=15))
    tasks.add(tasks.document("Report", due=MONDAY + timedelta(days=2), minutes=240, pieces=(30, 90)))
    app = make_app(household, profile)
    assert snap_compare(app, terminal_size=(80, 24), run_before=after())
