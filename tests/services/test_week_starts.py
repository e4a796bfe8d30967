"""Weeks that begin on another day: what was stays, what is planned ahead stays, and the next week is cut."""

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.insight.evidence import Span
from habitos_tui.domain.model.week import DEFAULT_SLOTS
from habitos_tui.domain.model.weeks import Weeks
from habitos_tui.domain.text.weeks_phrasing import weeks_to_come
from habitos_tui.errors import InvalidInputError, OutdatedError
from habitos_tui.services.workspace import Workspace
from tests.support.household import MONDAY, NOW, PLAN, accept_now, hand_made, make_behavior, placed, set_clock
from tests.support.wishes import dump

DAY = timedelta(days=1)
NEXT = MONDAY + 7 * DAY
SUNDAY, SATURDAY = NEXT + 6 * DAY, NEXT + 5 * DAY
"""Weeks that are to begin on Sunday do so from that day on; the week before it ends on Saturday."""


def turned(household: DataDirectory, space: Workspace, weekday: int) -> Workspace:
    """Let weeks begin on another weekday."""
    preferences = space.profile.preferences.model_copy(update={"week_start": weekday})
    return household.open_workspace(household.accounts.save_preferences(space.profile, preferences))


def plan_next_week(space: Workspace) -> tuple[UUID, tuple[tuple[str, date], ...]]:
    """Plan the next week; return the run, and what is planned when."""
    set_of = tuple(entry for entry in PLAN if entry[0] != "deepwork")
    run = hand_made(space, NEXT, placed(DEFAULT_SLOTS, set_of))
    return run, tuple((each.behavior, each.day) for each in accept_now(space, run))


def places(space: Workspace, week: date) -> tuple[tuple[str, date], ...]:
    return tuple((each.behavior, each.day) for each in space.planning.sessions(week))


def test_before_anything_is_logged_weeks_always_began_there(household: DataDirectory, idle: Workspace) -> None:
    space = turned(household, idle, 6)
    assert space.profile.weeks == Weeks(6)
    assert space.planning.this_week() == MONDAY - DAY
    assert weeks_to_come(space.profile.weeks, NOW.date()) == ""


def test_this_week_stays_and_the_next_is_cut(household: DataDirectory, alice: Workspace) -> None:
    before = alice.tracking.week(MONDAY)
    space = turned(household, alice, 6)
    assert space.tracking.week(MONDAY) == before
    assert [space.planning.turned(MONDAY, weeks) for weeks in (0, 1, 2, 3)] == [MONDAY, NEXT, SUNDAY, SUNDAY + 7 * DAY]
    assert [day.day for day in space.tracking.week(SATURDAY).days] == [NEXT + day * DAY for day in range(6)]
    assert weeks_to_come(space.profile.weeks, NOW.date()) == (
        "This week stays as it is. Mon 30 Nov to Sat 5 Dec are a short week, "
        "and weeks begin on Sunday from Sun 6 Dec on."
    )
    assert turned(household, space, 1).profile.weeks == Weeks(0, (NEXT + DAY,))
    assert turned(household, space, 0).profile.weeks == Weeks()


def test_a_cut_week_asks_for_its_days_and_leaves_the_others_to_the_next(
    household: DataDirectory, alice: Workspace
) -> None:
    alice.behaviors.add(make_behavior("weekends", weekdays=(5, 6), target_per_week=2))
    alice.behaviors.add(make_behavior("often", target_per_week=4, min_per_week=4, max_per_week=None))
    three_days = turned(household, alice, 3).planning.problem_for(NEXT)
    asked = {each.id: (each.target_per_week, each.min_per_week) for each in three_days.behaviors}
    assert {name: asked[name][0] for name in ("run", "meditate", "read", "friends", "weekends")} == {
        "run": 1,  # 3 a week: 1.3 in three days
        "meditate": 3,
        "read": 2,
        "friends": 0,
        "weekends": 0,
    }
    assert asked["often"] == (2, 2)
    assert {window.day for window in three_days.windows} == {0, 1, 2}
    assert three_days.week_end == NEXT + 2 * DAY
    assert alice.planning.problem_for(NEXT).week_end == SUNDAY


def test_what_comes_after_a_cut_week_says_nothing_of_it(household: DataDirectory, alice: Workspace) -> None:
    space, wednesday = turned(household, alice, 3), NEXT + 2 * DAY

    def asked() -> dict[str, tuple[int, tuple[int, ...]]]:
        return {each.id: (each.target_per_week, each.weekdays) for each in space.planning.problem_for(NEXT).behaviors}

    before = asked()
    space.pauses.add("meditate", NEXT + 3 * DAY, NEXT + 6 * DAY)
    assert asked() == before
    space.away.add(wednesday, wednesday)
    shorter = asked()
    space.away.add(NEXT + 3 * DAY, NEXT + 9 * DAY)
    assert asked() == shorter
    space.pauses.add("read", NEXT, NEXT + 2 * DAY)
    assert asked() == {name: found for name, found in shorter.items() if name != "read"}


def test_what_was_planned_ahead_is_there_and_no_day_is_claimed_twice(
    household: DataDirectory, alice: Workspace
) -> None:
    run, before = plan_next_week(alice)
    space = turned(household, alice, 6)
    cut, whole = places(space, NEXT), places(space, SUNDAY)
    assert (*cut, *whole) == before
    assert whole == (("read", SUNDAY),)
    assert space.tracking.week(SUNDAY).planned
    assert space.planning.outdated(NEXT)
    with pytest.raises(OutdatedError, match="other days than when this plan was made"):
        accept_now(space, run)
    accept_now(space, hand_made(space, NEXT, placed(DEFAULT_SLOTS, (("meditate", 0, "06:10", 15),))))
    assert places(space, NEXT) == (("meditate", NEXT),)
    assert places(space, SUNDAY) == whole
    accept_now(space, hand_made(space, SUNDAY, placed(DEFAULT_SLOTS, (("meditate", 0, "06:10", 15),))))
    assert (places(space, NEXT), places(space, SUNDAY)) == ((("meditate", NEXT),), (("meditate", SUNDAY),))
    rest = space.planning.problem_for(SUNDAY, rest=True)
    assert [(each.behavior, each.day) for each in rest.previous] == [("meditate", 0)]


def test_a_cut_week_is_over_after_its_last_day(household: DataDirectory, alice: Workspace) -> None:
    space = turned(household, alice, 6)
    set_clock(household, NOW + 11 * DAY)
    assert space.planning.this_week() == SUNDAY
    assert space.reviews.last_week() == NEXT
    assert (space.reviews.review(SATURDAY).week, space.reviews.review(NEXT).last) == (NEXT, SATURDAY)
    with pytest.raises(InvalidInputError, match="is over"):
        space.planning.problem_for(SATURDAY)


def test_another_first_weekday_is_undone_to_the_byte(household: DataDirectory, alice: Workspace) -> None:
    path: Path = household.database.path
    before = dump(path)
    space = turned(household, alice, 6)
    after = dump(path)
    assert after != before
    space.history.undo()
    assert dump(path) == before
    assert space.history.profile() == alice.profile
    space.history.redo()
    assert dump(path) == after


def test_streaks_of_weeks_go_on_over_a_cut_one(household: DataDirectory, idle: Workspace) -> None:
    idle.behaviors.update(idle.behaviors.get("run").model_copy(update={"target_per_week": 1}))
    for week in range(4):
        idle.tracking.done("run", day=MONDAY - 7 * week * DAY, minutes=30)

    def row(space: Workspace) -> tuple[int, int]:
        (line,) = space.insights.streaks("run").lines
        return line.current, line.wanted

    assert row(idle) == (4, 1)
    space = turned(household, idle, 1)  # Monday alone is a week, which asks for nothing
    assert row(space) == (4, 1)
    set_clock(household, NOW + 5 * DAY)
    assert row(space) == (4, 0)
    set_clock(household, NOW + 8 * DAY)
    assert row(space) == (4, 1)
    set_clock(household, NOW + 14 * DAY)
    assert row(space) == (0, 1)


def test_looked_back_on_a_cut_week_is_asked_for_what_its_plan_was(household: DataDirectory, alice: Workspace) -> None:
    profile = turned(household, alice, 3).profile
    set_clock(household, NOW + 14 * DAY)
    reader = household.open_workspace(profile).insights._reader(Span(NEXT, NEXT + 2 * DAY), None)
    asked = {behavior.id: times for week, behavior, times in reader.wanted() if week == NEXT}
    assert asked == {"run": 1, "meditate": 3, "deepwork": 2, "read": 2, "friends": 0}
