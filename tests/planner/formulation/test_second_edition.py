"""Weeks of the second edition that can be solved by hand, and what they are worth."""

from typing import Any

import pytest

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.problem import SECOND_EDITION, Problem
from habitos_tui.planner.engines.engine import SolveLimits, StopCondition
from habitos_tui.planner.engines.highs import Highs
from habitos_tui.planner.formulation.model import Model
from tests.planner.mini import best, counts, habit, proven, week

ALL = tuple(range(7))
PLAIN: dict[str, Any] = {"routine": 0, "balance": 0, "variety": 0, "slack": 0}


def second(*behaviors: Behavior, **settings: Any) -> Problem:
    """A week of the second edition, with nothing but what is said in `settings`."""
    return week(*behaviors, format=SECOND_EDITION, settings=PLAIN | settings)


def test_what_was_asked_for_is_planned_and_no_more() -> None:
    assert counts(proven(second(habit("run", weekdays=ALL, target_per_week=2)))) == {"run": 2}
    more = habit("run", weekdays=ALL, target_per_week=2, max_per_week=4)
    # Two at 0.8 and two more at 0.8 - 0.7.
    assert best(second(more)) == pytest.approx(1.6 + 0.2)


def test_variety_plans_two_behaviors_once_rather_than_one_twice() -> None:
    # Room for one a day on two days. Twice run: 2 * 0.8 + 0.5 - 0.5; run and read: 0.8 + 0.56 and 0.5 * 1.7 more.
    run = habit("run", minutes=120, weekdays=(0, 1), target_per_week=2)
    read = habit("read", 0.7, minutes=120, weekdays=(0, 1), target_per_week=2)
    assert counts(proven(second(run, read))) == {"run": 2}
    assert counts(proven(second(run, read, variety=0.5))) == {"read": 1, "run": 1}
    assert best(second(run, read, variety=0.5)) == pytest.approx(0.8 + 0.56 + 0.5 * 1.7)


def test_variety_counts_what_is_done() -> None:
    # The second of three adds nothing, the third takes 0.4 of the 0.8 it brings.
    done = [{"behavior": "run", "day": 0, "start": "08:00", "minutes": 30, "kind": "done"}]
    run = habit("run", weekdays=ALL, target_per_week=3)
    problem = week(run, format=SECOND_EDITION, settings=PLAIN | {"variety": 0.4}, fixed=done)
    assert best(problem) == pytest.approx(1.0 + 0.4 + 0.8 + 0.8 - 0.4)


def test_slack_leaves_out_what_is_worth_less_than_an_average_hour() -> None:
    # Asked for: an hour worth 1.2. With 30 of 120 minutes at no price the second half hour would cost 0.6 for 0.4.
    run, read = habit("run", target_per_week=1), habit("read", 0.5, target_per_week=1)
    assert best(second(run, read, slack=0.5)) == pytest.approx(1.2)
    assert best(second(run, read, slack=0.75)) == pytest.approx(0.8)


def test_slack_shortens_sessions_to_what_is_free() -> None:
    # An hour is worth 1.6, a minute up to the typical length 0.016, and 15 minutes of the day have no price.
    run = habit("run", min_minutes=15, max_minutes=60, target_per_week=1)
    assert best(second(run, slack=0.75)) == pytest.approx(0.8)
    plan = proven(second(run, slack=0.875))
    assert plan.objective == pytest.approx(0.8 * 0.7)
    assert [session.minutes for session in plan.sessions] == [15]


def test_lengths_are_whole_steps_on_either_side_of_the_kink() -> None:
    # 42 minutes have no price, the grid is 15: 45 cost 3 minutes of 1.6 an hour and bring 0.06 more than 30.
    run = habit("run", minutes=60, min_minutes=15, target_per_week=1)
    plan = proven(second(run, slack=0.65))
    hour = 0.8
    assert [session.minutes for session in plan.sessions] == [45]
    assert plan.objective == pytest.approx(0.8 * (0.4 + 0.6 * 45 / 60) - hour * 3 / 60)


def test_continuous_lengths_gain_nothing_between_two_steps() -> None:
    # As above, 42 minutes would be worth 0.8 * 0.82 = 0.656 to a solver that may end in the middle of a step.
    run = habit("run", minutes=60, min_minutes=15, target_per_week=1)
    relaxed = Highs().solve(Model(second(run, slack=0.65)).matrix.relaxed(), SolveLimits(), StopCondition())
    assert relaxed.objective == pytest.approx(0.8 * 0.85 - 0.8 * 3 / 60)


def test_a_rule_about_demanding_sessions_holds() -> None:
    once = [{"id": "r", "type": "frequency", "period": "day", "max_sessions": 1, "scope": {"min_energy": 4}}]
    behaviors = [habit("run", energy_cost=5), habit("lift", energy_cost=4), habit("read", 0.1, energy_cost=3)]
    problem = week(*behaviors, format=SECOND_EDITION, settings=PLAIN, rules=once)
    assert counts(proven(problem)) == {"read": 1, "run": 1} or counts(proven(problem)) == {"lift": 1, "read": 1}


def test_a_default_maximum_is_named_where_it_clashes() -> None:
    from habitos_tui.planner.plan_week import answer

    most = [{"id": "r", "type": "frequency", "period": "week", "min_sessions": 3, "scope": {"behaviors": ["run"]}}]
    plan = answer(week(habit("run", weekdays=ALL, target_per_week=2), format=SECOND_EDITION, rules=most))
    assert plan.status == "infeasible"
    assert {limit.kind for limit in plan.conflict} == {"rule", "max_per_week"}
    assert "Run at most 2 → 3 times a week" in [repair.sentence for repair in plan.repairs]
