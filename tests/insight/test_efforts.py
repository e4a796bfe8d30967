"""Time, energy and objectives, against the formulas of the planning model session by session."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habitos_tui.domain.insight.aggregate import DayAggregate, LengthAggregate, TagAggregate, WeekAggregate
from habitos_tui.domain.insight.effort import (
    Efforts,
    Energy,
    EnergyWeek,
    Lengths,
    ObjectiveWeeks,
    WeekEffort,
    is_more_than_asked,
)
from habitos_tui.domain.model.objective import Objective
from habitos_tui.domain.model.rhythm import EveryDays
from habitos_tui.domain.model.wishes import EVER
from habitos_tui.domain.planning.valuation import phi
from habitos_tui.insight.efforts import (
    CountedDays,
    asked_for,
    efforts,
    energy,
    lengths,
    objective_weeks,
    phi_sum,
    reachable,
)
from tests.support.storage import make_behavior
from tests.support.wishes import wishes

WEEKS = (date(2026, 11, 16), date(2026, 11, 23))
RUN = make_behavior("run", category="health", impacts={"health": 0.8, "social": -0.5})
READ = make_behavior("read", category="learning", impacts={"learning": 1.0, "health": 0.1}, target_per_week=2)
OBJECTIVES = tuple(Objective(name=name, weight=weight) for name, weight in (("health", 60), ("learning", 40)))


@given(st.lists(st.integers(1, 120), min_size=1, max_size=8), st.booleans())
def test_the_sum_of_phi_is_that_of_every_session(minutes: list[int], good: bool) -> None:
    aggregate = WeekAggregate(
        WEEKS[0], "run", EVER, len(minutes), sum(minutes), sum(min(m, RUN.typical_minutes) for m in minutes)
    )
    expected = sum(phi(m, RUN.typical_minutes, flattens=good) for m in minutes)
    assert phi_sum(aggregate, RUN, worth=0.3 if good else -0.3) == pytest.approx(expected)


def test_objectives_are_reached_by_what_was_done() -> None:
    aggregates = [WeekAggregate(WEEKS[0], "run", EVER, 2, 60, 60), WeekAggregate(WEEKS[1], "read", EVER, 1, 30, 30)]
    found = objective_weeks(aggregates, wishes((RUN, READ), OBJECTIVES), OBJECTIVES, dict.fromkeys(WEEKS, (RUN, READ)))
    health, learning = found.lines
    assert found.evidence == 3
    assert (health.weight, health.reachable) == pytest.approx((0.6, 0.8 * 3 + 0.1 * 2))
    assert [(week.reached, week.sessions) for week in health.weeks] == [(1.6, 2), (0.1, 1)]
    assert health.shares[0] == pytest.approx(1.6 / 2.6)
    assert [week.reached for week in learning.weeks] == [0, 1]
    assert learning.shares[1] == pytest.approx(1 / 2)


def test_what_was_archived_counts_for_what_was_done_but_is_not_within_reach() -> None:
    aggregates = [WeekAggregate(WEEKS[0], "run", EVER, 1, 30, 30)]
    (health, _) = objective_weeks(
        aggregates, wishes((READ,), OBJECTIVES, (RUN,)), OBJECTIVES, dict.fromkeys(WEEKS, (READ,))
    ).lines
    assert health.weeks[0].reached == pytest.approx(0.8)
    assert health.reachable == pytest.approx(0.1 * 2)


def test_a_week_that_is_cut_asks_for_the_nearest_whole_times() -> None:
    five_days = CountedDays(5 / 7, 5 / 7)
    assert [five_days.times(target) for target in (0, 1, 2, 3, 7)] == [0, 1, 1, 2, 5]  # 0, 0.7, 1.4, 2.1 and 5
    assert (CountedDays(0.0, 1 / 7).times(2), CountedDays(0.0, 0.0).times(2)) == (1, 0)
    twice = RUN.model_copy(update={"target_per_week": 2})
    (health, _) = objective_weeks(
        [WeekAggregate(WEEKS[0], "run", EVER, 2, 60, 60)],
        wishes((twice,), OBJECTIVES),
        OBJECTIVES,
        {WEEKS[0]: (twice,)},
        counted={(WEEKS[0], "run"): five_days},
    ).lines
    assert health.weeks[0].whole == pytest.approx(0.8 * 1)
    assert health.shares[0] == pytest.approx(2 / (2 * 5 / 7))  # more than asked, as the review has it: 2 of 1


def test_less_is_within_reach_where_less_was_asked_for() -> None:
    twice, never = (RUN.model_copy(update={"target_per_week": target}) for target in (2, 0))
    aggregates = [WeekAggregate(WEEKS[0], "run", EVER, 1, 30, 30)]
    weeks = {WEEKS[0]: (twice,), WEEKS[1]: (never,)}
    (health, _) = objective_weeks(aggregates, wishes((RUN,), OBJECTIVES), OBJECTIVES, weeks).lines
    assert [week.reachable for week in health.weeks] == pytest.approx([0.8 * 2, 0])
    assert health.shares[0] == pytest.approx(0.5)
    assert health.shares[1] is None


def test_targets_that_are_just_met_are_all_that_was_asked_for() -> None:
    aggregates = [
        WeekAggregate(week, "run", EVER, times, 30 * times, 30 * times)
        for week, times in zip(WEEKS, (3, 4), strict=True)
    ]
    (health, _) = objective_weeks(
        aggregates, wishes((RUN,), OBJECTIVES), OBJECTIVES, dict.fromkeys(WEEKS, (RUN,))
    ).lines
    assert health.shares == pytest.approx((1, 4 / 3))
    assert [is_more_than_asked(week.share) for week in health.weeks] == [False, True]
    assert health.share == pytest.approx(7 / 6)


def test_a_part_of_a_week_asks_for_a_part_and_weighs_as_little() -> None:
    aggregates = [WeekAggregate(WEEKS[0], "run", EVER, 3, 90, 90), WeekAggregate(WEEKS[1], "run", EVER, 1, 30, 30)]
    weeks = dict.fromkeys(WEEKS, (RUN,))

    def shares(so_far: float, whole: float = 1.0) -> list[float | None]:
        counted = {(WEEKS[1], "run"): CountedDays(so_far, whole)}
        (health, _) = objective_weeks(aggregates, wishes((RUN,), OBJECTIVES), OBJECTIVES, weeks, counted=counted).lines
        return [health.shares[1], health.share]

    assert shares(0) == [None, 1]  # nothing is due yet
    assert shares(1 / 7) == pytest.approx([1, 1])  # once is more than was due, and no more than the week asks for
    assert shares(6 / 7) == pytest.approx([7 / 18, (3 + 1) / (3 + 18 / 7)])
    assert shares(1 / 7, 1 / 7) == pytest.approx([1, 1])  # a week of one day asks for one session


def test_an_objective_that_nothing_serves_has_no_share() -> None:
    alone = (Objective(name="money", weight=1),)
    (line,) = objective_weeks(
        [WeekAggregate(WEEKS[0], "run", EVER, 1, 30, 30)], wishes((RUN,), alone), alone, dict.fromkeys(WEEKS, (RUN,))
    ).lines
    assert line.shares == (None, None)


def test_without_weights_or_sessions_no_objective_is_reached() -> None:
    idle = (Objective(name="health", weight=0),)
    assert (
        objective_weeks([WeekAggregate(WEEKS[0], "run", EVER, 1, 30, 30)], wishes((RUN,), idle), idle, {})
        is ObjectiveWeeks.EMPTY
    )
    assert objective_weeks([], wishes((RUN,), OBJECTIVES), OBJECTIVES, {}) is ObjectiveWeeks.EMPTY


def test_effort_counts_for_every_objective_that_is_served() -> None:
    aggregates = [WeekAggregate(WEEKS[0], "run", EVER, 2, 60, 60), WeekAggregate(WEEKS[1], "read", EVER, 1, 45, 30)]
    found = efforts(aggregates, wishes((RUN, READ)), (*OBJECTIVES, Objective(name="social", weight=0)), WEEKS)
    assert [(line.name, line.sessions, line.minutes) for line in found.objectives] == [
        ("health", 3, 105),
        ("learning", 1, 45),
        ("social", 0, 0),
    ]
    assert [(line.name, line.minutes) for line in found.categories] == [("health", 60), ("learning", 45)]
    assert found.total == (WeekEffort(WEEKS[0], 2, 60), WeekEffort(WEEKS[1], 1, 45))
    assert found.categories[0].weeks == (WeekEffort(WEEKS[0], 2, 60), WeekEffort(WEEKS[1], 0, 0))
    assert efforts([], wishes((RUN,)), OBJECTIVES, WEEKS) is Efforts.EMPTY


def test_effort_counts_once_for_each_tag_of_its_own_or_of_its_behavior() -> None:
    run = RUN.model_copy(update={"tags": ("outdoors", "with sam")})
    aggregates = [WeekAggregate(WEEKS[0], "run", EVER, 2, 60, 60), WeekAggregate(WEEKS[1], "read", EVER, 1, 45, 30)]
    own = [TagAggregate(WEEKS[0], "run", "outdoors", 1, 30), TagAggregate(WEEKS[1], "read", "outdoors", 1, 45)]
    found = efforts(aggregates, wishes((run, READ)), OBJECTIVES, WEEKS, own)
    assert [(line.name, line.sessions, line.minutes) for line in found.tags] == [
        ("outdoors", 3, 105),
        ("with sam", 2, 60),
    ]
    assert found.of_tag("outdoors").weeks == (WeekEffort(WEEKS[0], 2, 60), WeekEffort(WEEKS[1], 1, 45))
    assert found.of_tag("garden").weeks == (WeekEffort(WEEKS[0], 0, 0), WeekEffort(WEEKS[1], 0, 0))


def test_energy_is_held_against_the_budget_of_its_days() -> None:
    monday = WEEKS[0]
    days = [
        DayAggregate(monday, 2, 60, 14.0),
        DayAggregate(monday + timedelta(1), 1, 30, -1.0),
        DayAggregate(WEEKS[1], 1, 30, 4.0),
    ]
    found = energy(days, lambda day: (12.0, None, 12.0, 12.0, 12.0, 16.0, 16.0)[day.weekday()], WEEKS)
    assert found.evidence == 4
    assert [day.share for day in found.days] == [pytest.approx(14 / 12), None, pytest.approx(4 / 12)]
    assert found.weeks == (EnergyWeek(WEEKS[0], 14, 12, 1, 1), EnergyWeek(WEEKS[1], 4, 12, 1, 0))
    assert energy([], lambda _: None, WEEKS) is Energy.EMPTY


def test_lengths_are_means() -> None:
    found = lengths([LengthAggregate("read", 4, 120, 150), LengthAggregate("run", 1, 30, 15)], (RUN, READ))
    assert [(line.behavior, line.count, line.planned, line.actual) for line in found.lines] == [
        ("run", 1, 30, 15),
        ("read", 4, 30, 37.5),
    ]
    assert found.lines[1].ratio == 1.25
    assert found.ratio == pytest.approx(1.1)
    assert lengths([], (RUN,)) == Lengths.EMPTY


def test_what_was_wanted_in_two_ways_within_a_week_is_added_up() -> None:
    """In the first week 2 x 30 minutes were done of what was wanted since ever, and 60 of what was since then."""
    aggregates = [WeekAggregate(WEEKS[0], "run", EVER, 2, 60, 60), WeekAggregate(WEEKS[0], "run", WEEKS[0], 1, 60, 30)]
    (effort, _) = efforts(aggregates, wishes((RUN,), OBJECTIVES), OBJECTIVES, WEEKS).objectives
    assert effort.weeks == (WeekEffort(WEEKS[0], 3, 120), WeekEffort(WEEKS[1], 0, 0))
    (health, _) = objective_weeks(
        aggregates, wishes((RUN,), OBJECTIVES), OBJECTIVES, dict.fromkeys(WEEKS, (RUN,))
    ).lines
    assert [week.sessions for week in health.weeks] == [3, 0]
    assert [week.reached for week in health.weeks] == pytest.approx([0.8 * (2 + 1.15), 0])


def test_an_average_week_of_a_rhythm_counts() -> None:
    # Every ten days is 0.7 times a week.
    rhythm = {"rhythm": EveryDays(every_days=10, since=WEEKS[0]), "target_per_week": 1}
    behaviors = [RUN.model_copy(update=rhythm), READ]
    assert asked_for("health", behaviors) == pytest.approx(0.8 * 0.7 + 0.1 * 2)
    assert reachable("health", behaviors) == pytest.approx(0.8 * (0.8 * 0.7 + 0.1 * 2))
    assert asked_for("social", behaviors) == 0


def test_a_week_that_counts_more_than_whole_asks_for_no_more() -> None:
    assert CountedDays(1.0, 8 / 7).times(7) == 7
    assert CountedDays(1.0, 1.0).times(0) == 0
    assert CountedDays(0.5, 0.5).times(3) == 2  # 1.5
    assert CountedDays(1 / 10, 1 / 10, once_at_least=False).times(3) == 0


def test_one_weighed_objective_is_enough_and_what_is_just_used_is_not_over() -> None:
    some = (Objective(name="health", weight=1), Objective(name="social", weight=0))
    aggregates = [WeekAggregate(WEEKS[0], "run", EVER, 1, 30, 30)]
    found = objective_weeks(aggregates, wishes((RUN,), some), some, dict.fromkeys(WEEKS, (RUN,)))
    assert [line.weeks[0].reached for line in found.lines] == pytest.approx([0.8, -0.5])
    assert [line.weeks[0].reachable for line in found.lines] == pytest.approx([2.4, 0])
    used = energy([DayAggregate(WEEKS[0], 1, 30, 5), DayAggregate(WEEKS[1], 1, 30, 6)], lambda _: 5, WEEKS)
    assert [week.days_over for week in used.weeks] == [0, 1]
