"""What is known of a plan without solving."""

from datetime import timedelta

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.errors import InvalidInputError
from habitos_tui.planner.verification.verify import verify
from tests.support.household import MONDAY, NOW, SUNDAY, add_alice, set_clock

ONE_WEEK = timedelta(days=7)


def test_an_overview_counts_what_is_ahead_done_missed_and_lacking(household: DataDirectory) -> None:
    alice = household.open_workspace(add_alice(household))
    overview, planning = alice.plan_overviews.of(SUNDAY), alice.planning
    problem, ahead = planning.problem_for(MONDAY, rest=True), planning.ahead(MONDAY)
    assert (overview.week, overview.last, overview.planned) == (MONDAY, SUNDAY, True)
    assert (overview.sessions, overview.missed) == (len(ahead), len(planning.missed(MONDAY)))
    assert overview.objectives == verify(problem, ahead).objectives
    for short in overview.shortages:
        assert short.placed < short.wanted
    assert overview.wanted == sum(behavior.target_per_week for behavior in problem.behaviors)
    assert 0 < overview.free_minutes < sum(window.minutes for window in problem.windows)
    assert (overview.behaviors, overview.done) == (5, 2)
    assert overview.minutes == sum(session.minutes for session in ahead) > 0
    assert overview.shortages
    assert (overview.made, overview.run) == (MONDAY, planning.accepted_run(MONDAY))
    assert overview.run is not None
    assert not overview.changed
    assert not overview.instead


def test_a_week_to_come_has_no_plan_yet(household: DataDirectory) -> None:
    overview = household.open_workspace(add_alice(household)).plan_overviews.of(MONDAY + ONE_WEEK)
    assert (overview.planned, overview.objectives, overview.shortages, overview.run) == (False, (), (), None)


def test_a_week_that_is_over_has_no_overview(household: DataDirectory) -> None:
    with pytest.raises(InvalidInputError):
        household.open_workspace(add_alice(household)).plan_overviews.of(MONDAY - ONE_WEEK)


def test_a_plan_is_told_as_changed_where_its_week_is_another_now(household: DataDirectory) -> None:
    alice = household.open_workspace(add_alice(household))
    alice.away.add(SUNDAY)
    assert alice.plan_overviews.of(MONDAY).changed
    assert not alice.plan_overviews.of(MONDAY + ONE_WEEK).changed


def test_late_in_a_week_without_a_plan_the_next_one_is_looked_at_instead(household: DataDirectory) -> None:
    alice = household.open_workspace(add_alice(household, planned=False))
    set_clock(household, NOW + timedelta(days=3))
    found = [alice.plan_overviews.of(week).instead for week in (MONDAY, MONDAY + ONE_WEEK, MONDAY + 2 * ONE_WEEK)]
    assert found == [False, alice.planning.week_to_plan() == MONDAY + ONE_WEEK, False]
    assert found[1]
