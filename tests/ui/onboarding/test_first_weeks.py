"""The starter set, its work hours and its meals fit each other, at whatever hour somebody begins."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.plan import Plan, PlanStatus
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.planner.formulation.candidates import open_windows, session_lengths
from habitos_tui.services.demo.catalogue import STARTER_IDS
from habitos_tui.services.first_run import create_profile
from habitos_tui.services.week.first_day import begun_late
from habitos_tui.services.week.problem import Instant, WeekMaterial, as_asked
from habitos_tui.services.week.reader import WeekReader
from habitos_tui.services.workspace import Workspace
from habitos_tui.ui.onboarding.presenter import WizardValues, first_week, setup_of
from tests.support.household import BERLIN, MONDAY, set_clock

HOURS = range(7 * 24)
NEWCOMER = WizardValues(name="Ada", behaviors=STARTER_IDS)


def moment(hour: int) -> datetime:
    """Return a moment of Monday's week, so many hours and twenty minutes after it began."""
    return datetime(2026, 11, 23, 0, 20, tzinfo=BERLIN) + timedelta(hours=hour)


@pytest.fixture
def newcomer(household: DataDirectory) -> Workspace:
    """Who took the first run as it is offered."""
    set_clock(household, moment(0))
    return household.open_workspace(create_profile(household, setup_of(NEWCOMER)))


def problem_at(material: WeekMaterial, hour: int) -> Problem:
    """Return the first problem of a week, made in this hour of it."""
    now = Instant(hour // 24, hour % 24 * 60 + 20)
    return as_asked(begun_late(replace(material, now=now), now))


def days_asked(problem: Problem, hour: int) -> Iterator[int]:
    """Yield the days that the first week asks something of: today unless hardly anything of it is left."""
    free = sum(window.minutes for window in problem.windows if window.day == hour // 24)
    yield from range(hour // 24 + (free < 30), 7)


def places(problem: Problem) -> Iterator[tuple[str, int]]:
    """Yield the days on which there is room for each behavior."""
    for behavior in problem.behaviors:
        for window in open_windows(problem, behavior):
            if session_lengths(problem, behavior, window):
                yield behavior.id, window.day


def test_every_hour_has_room_for_what_it_asks_on_every_day_that_is_left(newcomer: Workspace) -> None:
    store = newcomer.planning._store
    material = WeekReader(store).material(MONDAY, learned=False)
    for hour in HOURS:
        problem = problem_at(material, hour)
        possible = set(places(problem))
        assert {day for _, day in possible} >= set(days_asked(problem, hour)), hour
        for behavior in problem.behaviors:
            days = {day for known, day in possible if known == behavior.id}
            assert len(days) * behavior.max_per_day >= behavior.target_per_week, (hour, behavior.id)


@pytest.mark.parametrize("hour", [22, 3 * 24 + 12, 3 * 24 + 23, 4 * 24 + 18])
def test_the_first_week_has_all_that_it_asks_for(household: DataDirectory, newcomer: Workspace, hour: int) -> None:
    set_clock(household, moment(hour))
    week = first_week(NEWCOMER, moment(hour))
    problem = newcomer.planning.problem_for(week, rest=True)
    plan = newcomer.planning.solve(problem, SolveOptions(gap=0.02))
    assert plan.status is PlanStatus.OPTIMAL
    counts = {b.id: sum(session.behavior == b.id for session in plan.sessions) for b in problem.behaviors}
    assert counts == {behavior.id: behavior.target_per_week for behavior in problem.behaviors}
    assert len(plan.sessions) >= 7
    first = 0 if week > MONDAY else next(days_asked(problem, hour))
    assert {session.day for session in plan.sessions} >= set(range(first, 7))
    assert_free(problem, plan)


def assert_free(problem: Problem, plan: Plan) -> None:
    """Assert that nothing is planned in the past, nor into work, sleep or meals."""
    for session in plan.sessions:
        assert not problem.too_soon(session.day, session.start)
        there = [busy for busy in problem.busy if busy.day == session.day]
        assert not any(busy.start < session.end and session.start < busy.end for busy in there)


def test_from_friday_on_a_whole_week_is_planned(newcomer: Workspace) -> None:
    weeks = [first_week(NEWCOMER, moment(hour)) for hour in HOURS]
    assert weeks == [MONDAY] * 4 * 24 + [MONDAY + timedelta(days=7)] * 3 * 24
