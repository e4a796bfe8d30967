"""What a change of the week is worth."""

import pytest

from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.adjustment import BehaviorAdjustment, RuleAdjustment, WeightAdjustment, adjusted
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.domain.planning.what_if import LimitPrices
from habitos_tui.errors import InvalidInputError, NotInTimeError
from habitos_tui.planner.why.what_if import prices, what_if
from tests.planner.mini import habit, proven, week

EXACT = SolveOptions(gap=0.0)
BUDGET = {"id": "time", "name": "Weekday time", "type": "time_budget", "period": "day", "days": [0], "max_minutes": 30}


def test_a_larger_budget_lets_another_session_in() -> None:
    problem = week(habit("run"), habit("read", 0.5), rules=[BUDGET])
    change = RuleAdjustment(id="time", set={"max_minutes": 60})
    found = what_if(problem, proven(problem).sessions, [change], EXACT)
    assert found is not None
    assert found.before == pytest.approx(0.8)
    assert found.gain == pytest.approx(0.4)
    assert found.bound == pytest.approx(1.2)


def test_a_weight_changes_what_everything_is_worth() -> None:
    run, read = habit("run"), habit("read", impacts={"calm": 1.0})
    problem = week(run, read, objectives={"good": 1, "calm": 0}, rules=[BUDGET])
    found = what_if(problem, proven(problem).sessions, [WeightAdjustment(name="calm", weight=3)], EXACT)
    assert found is not None
    assert found.after == pytest.approx(0.6)
    assert [session.behavior for session in found.sessions] == ["read"]


def test_a_target_ends_satiation() -> None:
    problem = week(habit("run", weekdays=(0, 1), target_per_week=1))
    found = what_if(
        problem, proven(problem).sessions, [BehaviorAdjustment(id="run", set={"target_per_week": 2})], EXACT
    )
    assert found is not None
    assert found.gain == pytest.approx(0.7)


def test_a_change_that_makes_the_week_impossible_has_no_answer() -> None:
    problem = week(habit("run"))
    assert what_if(problem, (), [BehaviorAdjustment(id="run", set={"min_per_week": 3})], EXACT) is None


def test_what_is_not_in_the_week_cannot_change() -> None:
    with pytest.raises(InvalidInputError):
        what_if(week(habit("run")), (), [WeightAdjustment(name="fun", weight=1)])


def priced(problem: Problem) -> dict[str, float]:
    return {price.sentence: price.gain for price in prices(problem, proven(problem).sessions).found}


def test_room_in_a_budget_that_is_used_up_is_worth_what_it_lets_in() -> None:
    problem = week(habit("run"), habit("read", 0.5, 15), rules=[BUDGET])
    assert priced(problem) == {"Weekday time 30 min: 15 more minutes are worth 40.0 points": pytest.approx(0.4)}


def test_a_budget_with_room_left_is_worth_nothing_more() -> None:
    assert priced(week(habit("run"), rules=[BUDGET | {"max_minutes": 60}])) == {}


def test_each_kind_of_limit_has_its_words() -> None:
    run, read = habit("run"), habit("read", 0.5)
    frequency = {"id": "f", "type": "frequency", "period": "day", "days": [0], "max_sessions": 1}
    never = {"id": "n", "type": "mutual_exclusion", "behaviors": ["run", "read"], "period": "day"}
    assert list(priced(week(run, read, rules=[frequency]))) == [
        "At most 1 session on Monday: 1 more is worth 40.0 points"
    ]
    assert list(priced(week(run, read, rules=[never]))) == [
        "Run and Read never on the same day: doing without it is worth 40.0 points"
    ]
    least = {"id": "m", "name": "Walks", "type": "frequency", "period": "week", "min_sessions": 1,
             "scope": {"behaviors": ["walk"]}}  # fmt: skip
    walk = habit("walk", -0.5, 120)
    assert list(priced(week(run, walk, rules=[least]))) == ["Walks 1 session: 1 fewer is worth 130.0 points"]


def test_the_price_is_that_of_the_change_it_names() -> None:
    problem = week(habit("run", energy_cost=2), habit("read", 0.5, energy_cost=1), energy_budget=2)
    (found,) = prices(problem, proven(problem).sessions).found
    assert found.sentence == "Monday energy 2: 1 more is worth 40.0 points"
    assert found.limit.kind == "energy"
    assert proven(adjusted(problem, [])).objective == pytest.approx(0.8)


def test_time_that_is_up_is_not_told_as_worth_nothing() -> None:
    rules = [{"id": "r", "type": "time_budget", "period": "week", "max_minutes": 30}]
    problem = week(habit("run", weekdays=(0, 1)), rules=rules)
    sessions = proven(problem).sessions
    assert prices(problem, sessions).complete
    assert prices(problem, sessions, seconds=0.0) == LimitPrices(complete=False)
    with pytest.raises(NotInTimeError):
        what_if(problem, (), [RuleAdjustment(id="r", set={"min_minutes": 30})], SolveOptions(time_limit=0.0))
