"""What a little more room in a limit is worth."""

import pytest

from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.adjustment import adjusted
from habitos_tui.domain.planning.limit_price import LimitPrices
from habitos_tui.planner.why.limit_prices import prices
from tests.planner.mini import habit, proven, week

BUDGET = {"id": "time", "name": "Weekday time", "type": "time_budget", "period": "day", "days": [0], "max_minutes": 30}


def priced(problem: Problem) -> dict[str, float]:
    return {price.sentence: price.gain for price in prices(problem, proven(problem).sessions).found}


def test_room_in_a_budget_that_is_used_up_is_worth_what_it_lets_in() -> None:
    problem = week(habit("run"), habit("read", 0.5, 15), rules=[BUDGET])
    words = "Weekday time: At most 30 min of sessions on Monday: 15 more minutes are worth 40.0 points"
    assert priced(problem) == {words: pytest.approx(0.4)}


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
    assert list(priced(week(run, walk, rules=[least]))) == [
        "Walks: Walk at least 1 session a week: 1 fewer is worth 130.0 points"
    ]


def test_the_price_is_that_of_the_change_it_names() -> None:
    problem = week(habit("run", energy_cost=2), habit("read", 0.5, energy_cost=1), energy_budget=2)
    (found,) = prices(problem, proven(problem).sessions).found
    assert found.sentence == "At most 2 energy on Monday: 1 more is worth 40.0 points"
    assert found.limit.kind == "energy"
    assert proven(adjusted(problem, [])).objective == pytest.approx(0.8)


def test_time_that_is_up_is_not_told_as_worth_nothing() -> None:
    rules = [{"id": "r", "type": "time_budget", "period": "week", "max_minutes": 30}]
    problem = week(habit("run", weekdays=(0, 1)), rules=rules)
    sessions = proven(problem).sessions
    assert prices(problem, sessions).complete
    assert prices(problem, sessions, seconds=0.0) == LimitPrices(complete=False)
