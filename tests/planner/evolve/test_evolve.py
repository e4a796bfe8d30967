"""The engine evolve: every week it returns is allowed and worth what the verifier says; nothing is called proved."""

from dataclasses import replace
from random import Random
from threading import Event

import numpy as np
import pytest
from hypothesis import Phase, given, settings

from habitos_tui.domain.model.plan import PlanStatus, Progress
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.errors import SolverError
from habitos_tui.planner.alternatives.whole_front import spread, unbeaten, whole_front
from habitos_tui.planner.engines import loading
from habitos_tui.planner.engines.engine import StopCondition
from habitos_tui.planner.evolve import evolution
from habitos_tui.planner.evolve.builder import Builder
from habitos_tui.planner.evolve.population import SIZE, Population, partitions
from habitos_tui.planner.plan_week import answer
from habitos_tui.planner.solve import solve
from habitos_tui.planner.verification.verify import verify
from tests.planner.mini import THREE_SLOTS, habit, week
from tests.planner.samples import sample
from tests.planner.test_oracle import drawn
from tests.support.problems import behavior, problem, rule, session, small_week, small_weeks

SHORT = SolveOptions(engine="evolve", max_work=60)
"""Weeks are counted, not seconds: the same on every machine."""


@pytest.fixture
def no_highs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evolution, "has_highs", lambda: False)


def test_a_small_week_is_the_best_one_worked_out_by_hand() -> None:
    # 08:00-10:00 on one day, no pauses: of 30 minutes each, the four that are worth most fit in: 0.8 * (5 + 4 + 3 + 2).
    habits = [habit(name, impact / 5) for name, impact in (("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 5))]
    plan = solve(week(*habits), SHORT)
    assert sorted(one.behavior for one in plan.sessions) == ["b", "c", "d", "e"]
    assert plan.objective == pytest.approx(0.8 * 14 / 5)
    assert plan.bound == pytest.approx(0.8 * 14 / 5)  # the relaxation fills the window with them, too
    assert plan.status is PlanStatus.FEASIBLE  # never called proved, although it is the best
    assert plan.engine == "evolve"
    assert plan.gap == pytest.approx(0.0, abs=1e-9)


@pytest.mark.usefixtures("no_highs")
def test_without_highs_there_is_a_week_but_neither_bound_nor_gap() -> None:
    plan = solve(sample("parent-8-1"), SHORT)
    assert plan.usable
    assert (plan.bound, plan.gap) == (None, None)
    assert verify(sample("parent-8-1"), plan.sessions).allowed


@settings(max_examples=12, phases=[Phase.generate])
@given(small_weeks)
def test_every_week_is_allowed_and_worth_what_is_said(drawn_week: Problem) -> None:
    plan = solve(drawn_week, SHORT)
    assert plan.status is not PlanStatus.OPTIMAL
    if plan.usable:
        verification = verify(drawn_week, plan.sessions)
        assert verification.allowed
        assert plan.objective == verification.objective
        assert plan.bound is not None
        assert plan.objective <= plan.bound + 1e-6


def test_weeks_that_can_all_be_tried_are_often_the_best_and_never_better() -> None:
    best, allowed = 0, 0
    for seed, small, oracle in drawn(30, 7_000_000):
        most, plan = oracle.solve(), solve(small, SHORT)
        if most is None:
            assert not plan.usable, seed
            continue
        allowed += 1
        if plan.objective is not None:
            assert plan.objective <= most + 1e-6, seed
            best += plan.objective >= most - 1e-6
    assert best > 0.6 * allowed


def test_the_builder_never_goes_beyond_a_limit() -> None:
    for seed in range(40):
        small = small_week(Random(seed))
        population = Population(small, np.random.default_rng(seed), StopCondition())
        builder = Builder(small)
        built = builder.build((), population.order(builder.usual), builder.usual)
        kinds = {violation.kind for violation in verify(small, builder.sessions(built)).violations}
        # What a minimum or a rule asks for may be missing; nothing is there too often, too long or too near.
        assert not kinds - {"min_per_week", "time_budget", "frequency", "precedence", "stack"}, (seed, kinds)


def test_minimums_cues_and_sets_are_met() -> None:
    names = ("tea", "read", "write", "draw")
    here = problem(
        *(behavior(name, minutes=(10, 20, 30), target_per_week=1) for name in names),
        rules=[
            rule("stack", id="s", first="tea", then="read"),
            rule("mutual_exclusion", id="m", behaviors=["write", "draw"], period="week", limit=1),
            rule("frequency", id="f", scope={"behaviors": ["draw"]}, period="week", min_sessions=1),
        ],
    )
    found = {one.behavior for one in solve(here, SHORT).sessions}
    assert found == {"tea", "read", "draw"}


def test_the_same_seed_has_the_same_week_and_another_one_may_have_another() -> None:
    here = sample("parent-8-1")
    first, again, other = (solve(here, replace(SHORT, seed=seed)) for seed in (1, 1, 2))
    assert first.sessions == again.sessions
    assert first.objective == again.objective
    assert other.sessions != first.sessions


def test_progress_tells_the_bound_and_the_best_week_and_cancelling_keeps_it() -> None:
    heard: list[Progress] = []
    cancel = Event()

    def hear(progress: Progress) -> None:
        heard.append(progress)
        if progress.incumbent is not None:
            cancel.set()

    plan = solve(sample("parent-8-1"), replace(SHORT, time_limit=None, max_work=None), hear, cancel)
    assert [one.phase for one in heard][:3] == ["build", "relax", "evolve"]
    assert heard[-1].bound is not None
    assert plan.status is PlanStatus.FEASIBLE
    assert heard[-1].incumbent == pytest.approx(plan.objective)


def test_stopped_before_the_first_week_there_is_none() -> None:
    cancel = Event()
    cancel.set()
    assert solve(sample("parent-8-1"), SHORT, cancel=cancel).status in {PlanStatus.CANCELLED, PlanStatus.FEASIBLE}


def test_an_impossible_week_is_told_with_what_clashes() -> None:
    one = behavior("run", minutes=(60, 60, 60), weekdays=[0], min_per_week=1, target_per_week=1)
    other = behavior("read", minutes=(90, 90, 90), weekdays=[0], min_per_week=1, target_per_week=1)
    plan = answer(problem(one, other), SHORT)
    assert plan.status is PlanStatus.INFEASIBLE
    assert plan.conflict


@pytest.mark.usefixtures("no_highs")
def test_a_week_without_room_for_a_minimum_is_impossible_even_without_highs() -> None:
    here = problem(
        behavior("run", weekdays=[0], min_per_week=1, target_per_week=1),
        busy=[{"day": 0, "start": "00:00", "end": "30:00"}],
    )
    assert solve(here, SHORT).status is PlanStatus.INFEASIBLE
    assert whole_front(here, SHORT).status is PlanStatus.INFEASIBLE


def test_the_front_goes_from_most_of_one_objective_to_most_of_another() -> None:
    # Three slots of an hour on one day: a does 1 for one objective, b 1 for the other. None, one, two or three of the
    # hours are for a, each behavior in one slot of the day at a time: four weeks, and none beats another.
    a = habit("a", 1.0, 60, impacts={"body": 1.0}, max_per_day=3, max_per_week=3)
    b = habit("b", 1.0, 60, impacts={"mind": 1.0}, max_per_day=3, max_per_week=3)
    here = week(a, b, slots=THREE_SLOTS, objectives={"body": 1, "mind": 1})
    front = whole_front(here, replace(SHORT, max_work=200))
    assert front.objectives == ("body", "mind")
    assert sorted(tuple(round(much / 0.8) for much in point.achieved) for point in front.points) == [
        (0, 3),
        (1, 2),
        (2, 1),
        (3, 0),
    ]
    assert all(point.plan.status is PlanStatus.FEASIBLE and point.plan.engine == "evolve" for point in front.points)


def test_no_point_of_a_front_beats_another_and_each_is_an_allowed_week() -> None:
    here = sample("parent-8-1")
    current = solve(here, SHORT).sessions
    told: list[int] = []
    front = whole_front(
        here, replace(SHORT, max_work=250), current=current, on_front=lambda front: told.append(len(front.points))
    )
    amounts = np.array([point.achieved for point in front.points])
    assert len(front.points) > 2
    # The first is worth most of all, current plan included; another may do more for the objectives at a price.
    assert unbeaten(amounts[1:]).all()
    worths = [point.plan.objective or 0.0 for point in front.points]
    assert max(worths) == worths[0] >= verify(here, current).objective
    assert told
    for point in front.points:
        verification = verify(here, point.plan.sessions)
        assert verification.allowed
        shares = {share.objective: share.achieved for share in verification.objectives}
        assert point.achieved == pytest.approx([shares[name] for name in front.objectives])
    assert front.now is not None


def test_which_rows_are_beaten_and_which_are_chosen() -> None:
    rows = np.array([[2.0, 0.0], [0.0, 2.0], [1.0, 1.0], [1.0, 0.5], [1.0, 1.0], [1.2, 0.9]])
    assert unbeaten(rows).tolist() == [True, True, True, False, False, True]
    # The first, then the most of either; of (1, 1) and (1.2, 0.9) the one that is farthest from both ends.
    assert spread(rows[[5, 0, 1, 2]], 3) == [0, 1, 2]
    assert spread(rows[[0, 1, 2, 5]], 3) == [0, 1, 2]
    assert spread(rows[[0, 0, 0]], 3) == [0]


def test_directions_are_about_as_many_as_weeks() -> None:
    assert [partitions(count) for count in (2, 3, 7)] == [39, 7, 2]
    assert SIZE == 40


def test_a_missing_pymoo_is_a_sentence_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "find_spec", lambda _: None)
    with pytest.raises(SolverError, match="The engine evolve needs what is not installed: pymoo") as caught:
        solve(problem(behavior("run")), SHORT)
    assert "pip install 'habitos-tui[solvers]'" in caught.value.hint


def test_a_plan_known_before_is_never_lost() -> None:
    here = problem(behavior("run", minutes=(30, 30, 30), weekdays=[0], target_per_week=1))
    assert solve(here, replace(SHORT, max_work=0), starts=[(session("run"),)]).objective == pytest.approx(0.8)
