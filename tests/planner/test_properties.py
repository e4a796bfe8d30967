"""What holds for every plan the planner returns, whatever the problem."""

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habitos_tui.domain.model.plan import Plan, PlanStatus
from habitos_tui.domain.model.problem import FIRST_EDITION, SECOND_EDITION, Problem
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.planner.formulation.timetable import timetable
from habitos_tui.planner.solve import solve
from habitos_tui.planner.verification.verify import verify
from tests.support.drawn import FAMILIES, drawn_week
from tests.support.problems import drawn_rules, small_weeks

EXACT = SolveOptions(gap=0.0)
CLOSE = 1e-6
EXAMPLES = settings(max_examples=60)


def changed(week: Problem, **fields: Any) -> Problem:
    """Return the problem with other fields, checked again."""
    return Problem.model_validate({name: getattr(week, name) for name in Problem.model_fields} | fields)


def optimum(week: Problem) -> float:
    """Return the best objective, minus infinity when no week is allowed."""
    plan = solve(week, EXACT)
    assert plan.usable or plan.status is PlanStatus.INFEASIBLE
    return -float("inf") if plan.objective is None else plan.objective


def check(week: Problem, plan: Plan) -> None:
    """Assert what any plan with sessions promises."""
    assert plan.objective is not None
    assert plan.bound is not None
    assert plan.gap is not None
    verdict = verify(week, plan.sessions)
    assert verdict.violations == ()
    assert plan.objective == pytest.approx(verdict.objective, abs=1e-9)
    assert plan.objective <= plan.bound + CLOSE
    assert plan.days == verdict.days
    assert plan.objectives == verdict.objectives
    assert list(plan.sessions) == sorted(plan.sessions, key=lambda session: (session.day, session.start))


@EXAMPLES
@given(week=small_weeks)
def test_every_plan_is_allowed_and_worth_what_it_says(week: Problem) -> None:
    plan = solve(week)
    if plan.status is PlanStatus.INFEASIBLE:
        assert (plan.objective, plan.sessions) == (None, ())
    else:
        assert plan.status is PlanStatus.OPTIMAL
        check(week, plan)


@pytest.mark.parametrize("edition", [FIRST_EDITION, SECOND_EDITION])
@pytest.mark.parametrize("family", FAMILIES)
def test_realistic_weeks_get_a_good_plan(family: str, edition: str) -> None:
    week = drawn_week(1, 12, family, edition)
    plan = solve(week, SolveOptions(gap=0.01))
    check(week, plan)
    assert plan.status is PlanStatus.OPTIMAL
    assert len(plan.sessions) >= 10


@EXAMPLES
@given(week=small_weeks, seed=st.integers(0, 10_000))
def test_a_hard_rule_more_never_improves_the_week(week: Problem, seed: int) -> None:
    names, slots = [b.id for b in week.behaviors], [slot.name for slot in week.slots]
    added = [
        rule.model_copy(update={"id": f"new-{rule.id}", "penalty": None})
        for rule in drawn_rules(Random(seed), names, slots, range(7), 1)
    ]
    rules = [rule for rule in week.rules if rule.type not in {"stack", "precedence"}]
    free = changed(week, rules=rules)
    bound = changed(week, rules=[*rules, *added])
    assert optimum(bound) <= optimum(free) + CLOSE


@EXAMPLES
@given(week=small_weeks)
def test_a_soft_rule_lies_between_no_rule_and_a_hard_one(week: Problem) -> None:
    soft = [rule.model_copy(update={"penalty": 40.0}) for rule in week.rules]
    hard = [rule.model_copy(update={"penalty": None}) for rule in week.rules]
    off = [rule.model_copy(update={"active": False}) for rule in week.rules]
    charged = optimum(changed(week, rules=soft))
    assert charged <= optimum(changed(week, rules=off)) + CLOSE
    # What fixed sessions break is forgiven by a hard rule and charged by a soft one.
    if not week.fixed:
        assert optimum(changed(week, rules=hard)) <= charged + CLOSE


@EXAMPLES
@given(week=small_weeks)
def test_looser_limits_never_make_a_week_worse(week: Problem) -> None:
    loose = [
        behavior.model_copy(
            update={
                "min_per_week": 0,
                "max_per_week": 7 * behavior.max_per_day,
                "min_gap_days": 0,
                "strict_slots": False,
                "weekdays": tuple(range(7)),
            }
        )
        for behavior in week.behaviors
    ]
    best = optimum(week)
    assert optimum(changed(week, energy_budget=None)) >= best - CLOSE
    assert optimum(changed(week, behaviors=loose)) >= best - CLOSE
    assert optimum(changed(week, not_before=None)) >= best - CLOSE


@EXAMPLES
@given(week=small_weeks)
def test_two_runs_give_the_same_plan(week: Problem) -> None:
    assert solve(week).sessions == solve(week).sessions


@EXAMPLES
@given(week=small_weeks)
def test_other_starts_change_nothing_that_counts(week: Problem) -> None:
    plan = solve(week)
    chosen = timetable(week, plan.sessions)
    before, after = verify(week, plan.sessions), verify(week, chosen)
    assert after.allowed == before.allowed
    assert after.objective == pytest.approx(before.objective, abs=1e-9)
    assert timetable(week, chosen) == chosen
    assert week.first_edition or chosen == plan.sessions
