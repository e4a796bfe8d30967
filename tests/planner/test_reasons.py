"""Why a behavior stayed under its target: the true reason, one per case."""

from typing import Any

import pytest

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.planning.why import Reason
from habitos_tui.planner.why.explain import explain
from tests.planner.mini import THREE_SLOTS, habit, proven, week


def reason(*behaviors: Behavior, of: str = "run", **fields: Any) -> tuple[str, str]:
    """Return short reason and sentence for one behavior of the proven plan."""
    return next((u.reason, u.sentence) for u in proven(week(*behaviors, **fields)).unplaced if u.behavior == of)


def test_a_target_that_is_met_needs_no_reason() -> None:
    assert proven(week(habit("run", target_per_week=1))).unplaced == ()


def test_fixed_sessions_count_towards_the_target() -> None:
    done = [{"behavior": "run", "day": 3, "start": "08:00", "minutes": 30, "kind": "done"}]
    assert proven(week(habit("run", target_per_week=2), fixed=done)).unplaced == ()


def test_not_worth_it() -> None:
    short, sentence = reason(habit("run", -0.1))
    assert (short, sentence) == ("not_worth_it", "“Run”: it adds nothing to your objectives.")


def test_not_allowed_where_there_is_free_time() -> None:
    assert reason(habit("run", strict_slots=True))[0] == "not_allowed"
    assert reason(habit("run", max_per_week=1, weekdays=(0, 1)))[1] == "“Run”: at most 1 a week are allowed."


def test_not_allowed_closer_together() -> None:
    short, sentence = reason(habit("run", weekdays=(0, 1), min_gap_days=1))
    assert short == "not_allowed"
    assert "closer to another one" in sentence


def test_no_window_is_long_enough() -> None:
    short, sentence = reason(habit("run", minutes=150))
    assert short == "no_window"
    assert sentence == "“Run”: the longest free stretch is 120 min, it needs 150 min."


def test_the_time_is_used_up() -> None:
    behaviors = [habit("run", 0.5), habit("a", minutes=60), habit("b", minutes=60)]
    assert reason(*behaviors)[0] == "time"


def test_the_energy_is_used_up() -> None:
    behaviors = [habit("run", 0.5, energy_cost=2), habit("a", energy_cost=3)]
    assert reason(*behaviors, energy_budget=4)[0] == "energy"


def test_a_rule_stands_in_the_way() -> None:
    rule = {"id": "r", "name": "Calm days", "type": "frequency", "period": "day", "max_sessions": 1}
    short, sentence = reason(habit("run", 0.5), habit("a"), rules=[rule])
    assert short == "rule"
    assert "Calm days" in sentence


def test_what_no_session_makes_room_for_is_told_before_what_one_would() -> None:
    budget = {"id": "b", "type": "time_budget", "period": "day", "max_minutes": 30}
    apart = {"id": "a", "name": "Apart", "type": "mutual_exclusion", "behaviors": ["run", "a"], "period": "week"}
    often = habit("a", weekdays=(0, 1, 2), min_per_week=3)
    short, sentence = reason(habit("run", 0.5), often, rules=[budget, apart])
    assert (short, "Apart" in sentence) == ("rule", True)


def test_possible_at_a_price() -> None:
    # A second slot costs 1 * 1.0 of routine and brings 0.8: 20 points.
    run = habit("run", max_per_day=2)
    settings = {"routine": 1, "balance": 0}
    short, sentence = reason(run, slots=THREE_SLOTS, settings=settings)
    assert short == "costs"
    assert sentence == "“Run”: there is room for one more; total 20.0 points lower."


NOT_AT_NOON = {"id": "n", "type": "frequency", "period": "day", "slot": "noon", "max_sessions": 0}


@pytest.mark.parametrize("rules", [[], [NOT_AT_NOON]], ids=["dearer in the likeliest place", "forbidden there"])
def test_the_cheapest_place_tells_what_one_more_costs(rules: list[dict[str, Any]]) -> None:
    # On day 1 dawn brings 0.1; noon brings 0.8 and costs 1.0 of routine. A second session costs 0.15 wherever it is.
    once = {"id": "o", "type": "frequency", "period": "week", "max_sessions": 1, "penalty": 15}
    chances = [{"behavior": "run", "day": 1, "slot": slot, "probability": 0.1} for slot in ("dawn", "dusk")]
    run = habit("run", weekdays=(0, 1), target_per_week=2)
    fields: dict[str, Any] = {"slots": THREE_SLOTS, "settings": {"routine": 1, "balance": 0}, "adherence": chances}
    fixed = [{"behavior": "run", "day": 0, "start": "06:00", "minutes": 30, "kind": "done"}]
    assert reason(run, rules=[once, *rules], fixed=fixed, **fields) == (
        "costs",
        "“Run”: there is room for one more; total 5.0 points lower.",
    )


def test_a_rule_about_one_slot_is_no_reason_where_another_slot_is_free() -> None:
    # Dawn is full for the week on every day. Noon and dusk bring 0.5, their chance, and cost 1.0 of routine.
    full = {"id": "d", "type": "frequency", "period": "week", "slot": "dawn", "max_sessions": 1}
    run = habit("run", weekdays=(0, 1, 2, 3, 4, 5), target_per_week=2, preferred_slots=("dawn",))
    fixed = [{"behavior": "run", "day": 0, "start": "06:00", "minutes": 30, "kind": "done"}]
    settings = {"routine": 1, "balance": 0}
    assert reason(run, rules=[full], fixed=fixed, slots=THREE_SLOTS, settings=settings) == (
        "costs",
        "“Run”: there is room for one more; total 50.0 points lower.",
    )


@pytest.mark.parametrize("budget", [3, (3, 1, 1, 1, 1, 1, 1)])
def test_energy_may_be_given_per_day(budget: object) -> None:
    behaviors = [habit("run", 0.5, energy_cost=2), habit("a", energy_cost=3)]
    assert reason(*behaviors, energy_budget=budget)[0] == "energy"


def test_what_is_worth_less_than_the_free_time_it_takes_says_so() -> None:
    # An hour of what was asked for is worth 1.2, and 30 of the 120 minutes have no price: reading costs 0.6 for 0.4.
    settings = {"routine": 0, "balance": 0, "variety": 0, "slack": 0.75}
    behaviors = habit("run", target_per_week=1), habit("read", 0.5, target_per_week=1)
    problem = week(*behaviors, format="habitos-problem/2", settings=settings)
    plan = proven(problem)
    (missing,) = plan.unplaced
    assert (missing.behavior, missing.reason) == ("read", "not_worth_it")
    assert missing.sentence == "“Read”: the free time is worth 20.0 points more."
    told = explain(problem, plan.sessions, "read")
    assert told.reason is Reason.NOT_WORTH_IT
    assert told.price == pytest.approx(0.2)
    assert told.sentence == "“Read”: the free time is worth 20.0 points more."


def test_a_week_of_which_little_is_left_says_so() -> None:
    start = {"day": 6, "time": "00:00"}
    short, sentence = reason(habit("run", weekdays=range(7), target_per_week=7), not_before=start)
    assert (short, sentence) == ("not_allowed", "“Run”: only Sunday is left.")
    assert reason(habit("run"), not_before=start)[1] == "“Run”: only Sunday is left."
    start["day"] = 4
    assert reason(habit("run", weekdays=range(7)), not_before=start)[1] == "“Run”: only 3 days are left."
    done = [{"behavior": "run", "day": 0, "start": "08:00", "minutes": 30, "kind": "done"}]
    assert "is left" not in reason(habit("run"), not_before=start, fixed=done)[1]
