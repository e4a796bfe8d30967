"""What is known of a plan without solving."""

from datetime import timedelta

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.errors import InvalidInputError
from habitos_tui.planner.verification.verify import verify
from tests.support.household import MONDAY, SUNDAY, add_alice

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
    assert not overview.changed
    assert not overview.instead


def test_a_week_to_come_has_no_plan_yet(household: DataDirectory) -> None:
    overview = household.open_workspace(add_alice(household)).plan_overviews.of(MONDAY + ONE_WEEK)
    assert (overview.planned, overview.objectives, overview.shortages, overview.run) == (False, (), (), None)


def test_a_week_that_is_over_has_no_overview(household: DataDirectory) -> None:
    with pytest.raises(InvalidInputError):
        household.open_workspace(add_alice(household)).plan_overviews.of(MONDAY - ONE_WEEK)
