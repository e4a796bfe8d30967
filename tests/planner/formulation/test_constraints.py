"""Every limit that a plan must respect, on and off, on weeks solved by hand."""

import pytest

from habitos_tui.domain.model.plan import PlanStatus
from tests.planner.mini import THREE_SLOTS, best, habit, proven, week

ALL = tuple(range(7))


def test_one_session_of_a_behavior_in_a_window() -> None:
    # Two hours of room, twice a day allowed, but it is one window: 0.8.
    assert best(week(habit("run", max_per_day=2))) == pytest.approx(0.8)


@pytest.mark.parametrize(("limit", "total"), [(1, 0.8), (2, 1.6), (3, 2.4)])
def test_max_per_day(limit: int, total: float) -> None:
    assert best(week(habit("run", max_per_day=limit), slots=THREE_SLOTS)) == pytest.approx(total)


@pytest.mark.parametrize(("limit", "total"), [(None, 5.6), (3, 2.4), (0, 0.0)])
def test_max_per_week(limit: int | None, total: float) -> None:
    assert best(week(habit("run", weekdays=ALL, max_per_week=limit))) == pytest.approx(total)


@pytest.mark.parametrize(("least", "total"), [(0, 0.0), (2, -1.0)])
def test_min_per_week_forces_what_is_not_worth_it(least: int, total: float) -> None:
    assert best(week(habit("tax", -0.5, weekdays=ALL, min_per_week=least))) == pytest.approx(total)


def test_a_minimum_that_cannot_be_met_is_infeasible() -> None:
    # One allowed weekday, two sessions asked for.
    plan = proven(week(habit("run", min_per_week=2)))
    assert plan.status is PlanStatus.INFEASIBLE
    assert plan.objective is None
    assert plan.sessions == ()


def test_done_sessions_count_towards_the_minimum() -> None:
    done = [{"behavior": "run", "day": 3, "start": "08:00", "minutes": 30, "kind": "done"}]
    assert best(week(habit("run", min_per_week=2), fixed=done)) == pytest.approx(1.8)


def test_a_minimum_without_any_candidate_is_infeasible() -> None:
    busy = [{"day": 0, "start": "08:00", "end": "10:00"}]
    assert proven(week(habit("run", min_per_week=1), busy=busy)).status is PlanStatus.INFEASIBLE


@pytest.mark.parametrize(("weekdays", "total"), [((0,), 0.8), ((1, 4, 6), 2.4)])
def test_weekdays(weekdays: tuple[int, ...], total: float) -> None:
    assert best(week(habit("run", weekdays=weekdays))) == pytest.approx(total)


def test_strict_slots_forbid_the_others() -> None:
    # Preferred at dawn 0.8; noon and dusk at 0.5 only while the slots are not strict.
    run = habit("run", max_per_day=3, preferred_slots=("dawn",))
    strict = habit("run", max_per_day=3, preferred_slots=("dawn",), strict_slots=True)
    assert best(week(run, slots=THREE_SLOTS)) == pytest.approx(0.8 + 2 * 0.5)
    assert best(week(strict, slots=THREE_SLOTS)) == pytest.approx(0.8)


def test_strict_slots_without_a_preferred_one_allow_nothing() -> None:
    assert best(week(habit("run", strict_slots=True))) == 0.0


@pytest.mark.parametrize(("gap", "sessions"), [(0, 7), (1, 4), (2, 3), (3, 2), (6, 1)])
def test_min_gap_days(gap: int, sessions: int) -> None:
    # More than `gap` days apart: every (gap + 1)th day of seven.
    assert best(week(habit("run", weekdays=ALL, min_gap_days=gap))) == pytest.approx(0.8 * sessions)


def test_min_gap_days_also_forbids_two_a_day() -> None:
    run = habit("run", max_per_day=3, min_gap_days=1)
    assert best(week(run, slots=THREE_SLOTS)) == pytest.approx(0.8)


def test_min_gap_days_keeps_away_from_fixed_sessions_too() -> None:
    # Done on day 3 (1.0): days 1-5 are out, 0 and 6 stay, 2 * 0.8.
    done = [{"behavior": "run", "day": 3, "start": "08:00", "minutes": 30, "kind": "done"}]
    assert best(week(habit("run", weekdays=ALL, min_gap_days=2), fixed=done)) == pytest.approx(2.6)


def test_two_fixed_sessions_may_be_closer_than_the_gap() -> None:
    done = [{"behavior": "run", "day": d, "start": "08:00", "minutes": 30, "kind": "done"} for d in (2, 3)]
    # Days 0 and 6 - 5 - ... : 0 is 2 from 2, 1 is too near; 5 or 6 one of them, gap 1: 5 is 2 from 3; 0, 5 -> 2 * 0.8.
    assert best(week(habit("run", weekdays=ALL, min_gap_days=1), fixed=done)) == pytest.approx(2 + 2 * 0.8)


@pytest.mark.parametrize(("transition", "total"), [(0, 3.2), (10, 2.4), (15, 2.4), (30, 1.6), (90, 0.8)])
def test_a_window_holds_lengths_and_the_pauses_between_them(transition: int, total: float) -> None:
    # 120 min for sessions of 30: four without a pause; three with 15 (10 is rounded up to the grid of 15); two with 30.
    names = ["a", "b", "c", "d", "e"]
    assert best(week(*(habit(name) for name in names), transition_minutes=transition)) == pytest.approx(total)


def test_a_pause_is_kept_across_the_border_of_slots() -> None:
    # 60 min + 60 min: with a transition of 15 the first slot has 45 left, so only one session of 60.
    slots = [{"name": "one", "start": "08:00", "end": "09:00"}, {"name": "two", "start": "09:00", "end": "10:00"}]
    behaviors = [habit("a", minutes=60), habit("b", minutes=60)]
    assert best(week(*behaviors, slots=slots)) == pytest.approx(1.6)
    assert best(week(*behaviors, slots=slots, transition_minutes=15)) == pytest.approx(0.8)


def test_busy_and_fixed_time_cannot_be_used() -> None:
    # 08:00-10:00 less busy 08:30-09:00 and done 09:30-10:00: two windows of 30 with no transition.
    busy = [{"day": 0, "start": "08:30", "end": "09:00"}]
    fixed = [{"behavior": "c", "day": 0, "start": "09:30", "minutes": 30, "kind": "done"}]
    behaviors = [habit("a"), habit("b"), habit("c"), habit("d")]
    assert best(week(*behaviors, busy=busy, fixed=fixed)) == pytest.approx(1 + 1.6)


def test_nothing_is_placed_before_the_present() -> None:
    run = habit("run", weekdays=ALL)
    assert best(week(run, not_before={"day": 4, "time": "09:45"})) == pytest.approx(2 * 0.8)
    assert best(week(run, not_before={"day": 4, "time": "09:30"})) == pytest.approx(3 * 0.8)


@pytest.mark.parametrize(("budget", "total"), [(None, 2.4), (3, 1.6), (1, 0.8), ((4, 0, 0, 0, 0, 0, 0), 1.6)])
def test_energy_budget(budget: object, total: float) -> None:
    # Costs 1, 2 and 3.
    behaviors = [habit("a", energy_cost=1), habit("b", energy_cost=2), habit("c", energy_cost=3)]
    assert best(week(*behaviors, energy_budget=budget)) == pytest.approx(total)


def test_restoring_sessions_make_room_for_tiring_ones() -> None:
    # a costs 4 of 2; the walk, worth -0.1 for a session, gives 2 back.
    behaviors = [habit("a", energy_cost=4), habit("walk", -0.1, energy_cost=-2)]
    assert best(week(*behaviors, energy_budget=2)) == pytest.approx(0.7)


def test_fixed_sessions_may_exceed_a_budget_but_leave_nothing_of_it() -> None:
    done = [{"behavior": "a", "day": 0, "start": "08:00", "minutes": 30, "kind": "done"}]
    behaviors = [habit("a", energy_cost=5), habit("b", energy_cost=1), habit("c")]
    assert best(week(*behaviors, energy_budget=3, fixed=done)) == pytest.approx(1 + 0.8)


def test_fixed_sessions_may_exceed_the_limits_of_a_day_and_a_week() -> None:
    run = habit("run", weekdays=ALL, max_per_day=1, max_per_week=2)
    done = [{"behavior": "run", "day": 0, "start": s, "minutes": 30, "kind": "done"} for s in ("08:00", "09:00")]
    assert best(week(run, fixed=done)) == pytest.approx(2)
    assert best(week(run, fixed=done[:1])) == pytest.approx(1.8)


def test_lengths_are_whole_grid_steps() -> None:
    # Two of 20-60 min share 90 on a grid of 15: 30 + 60 or 45 + 45, never 20 + 70; phi is linear to 60.
    a = habit("a", min_minutes=20, typical_minutes=60, max_minutes=60)
    b = habit("b", min_minutes=20, typical_minutes=60, max_minutes=60)
    slots = [{"name": "day", "start": "08:00", "end": "09:30"}]
    # 0.8 * (2 * 0.4 + 0.6 * 90 / 60)
    assert best(week(a, b, slots=slots)) == pytest.approx(0.8 * 1.7)
    assert all(session.minutes % 15 == 0 for session in proven(week(a, b, slots=slots)).sessions)


def test_no_behaviors_or_no_time_is_an_empty_optimal_plan() -> None:
    for problem in (week(), week(habit("run"), busy=[{"day": 0, "start": "08:00", "end": "10:00"}])):
        plan = proven(problem)
        assert (plan.status, plan.objective, plan.bound, plan.sessions) == (PlanStatus.OPTIMAL, 0.0, 0.0, ())
