from typing import Any

import pytest

from habitos_tui.domain.model.rule import (
    DurationBounds,
    Frequency,
    MutualExclusion,
    Precedence,
    Rule,
    Scope,
    Stack,
    TimeBudget,
)

WORK_DAYS = frozenset(range(5))
A_AND_B = Scope(behaviors=("a", "b"))
SET_OF_THREE = MutualExclusion(id="r", behaviors=("a", "b", "c"), period="day")


@pytest.mark.parametrize(
    "rule",
    [
        DurationBounds(id="r", behavior="a", max_minutes=60),
        Precedence(id="r", before="b", after="a"),
        Stack(id="r", first="a", then="b"),
        Frequency(id="r", period="week", max_sessions=2, scope=Scope(behaviors=("a",))),
        MutualExclusion(id="r", behaviors=("a", "b"), period="day"),
        MutualExclusion(id="r", behaviors=("a", "b", "c"), period="day", limit=2),
    ],
)
def test_a_rule_that_means_nothing_without_a_behavior_goes_with_it(rule: Rule) -> None:
    assert rule.without({"a"}) is None


def test_a_scope_and_a_set_go_on_with_the_others() -> None:
    budget = TimeBudget(id="r", period="day", max_minutes=60, scope=A_AND_B)
    assert budget.without({"a"}) == budget.model_copy(update={"scope": Scope(behaviors=("b",))})
    assert SET_OF_THREE.without({"a"}) == SET_OF_THREE.model_copy(update={"behaviors": ("b", "c")})


@pytest.mark.parametrize("scope", [Scope(), Scope(category="a"), Scope(behaviors=("b",))])
def test_a_rule_that_does_not_name_the_behavior_stays_as_it_is(scope: Scope) -> None:
    rule = TimeBudget(id="r", period="day", max_minutes=60, scope=scope)
    assert rule.without({"a"}) is rule


def test_only_rules_about_a_slot_follow_its_name() -> None:
    rule = TimeBudget(id="r", period="day", max_minutes=60, slot="night")
    renamed = rule.with_slot_renamed("night", "late")
    assert isinstance(renamed, TimeBudget)
    assert renamed.slot == "late"
    assert rule.with_slot_renamed("morning", "late") is rule
    assert SET_OF_THREE.with_slot_renamed("night", "late") is SET_OF_THREE


@pytest.mark.parametrize(
    ("rule", "shrunk"),
    [
        (Frequency(id="r", period="week", min_sessions=5, max_sessions=9), {"min_sessions": 1}),
        (Frequency(id="r", period="week", days=(0, 6), min_sessions=2), {"min_sessions": 1}),
        (Frequency(id="r", period="day", min_sessions=1), {"days": (5, 6)}),
        (Frequency(id="r", period="week", max_sessions=9), {}),
        (TimeBudget(id="r", period="week", min_minutes=300, max_minutes=600), {"min_minutes": 85}),
        (TimeBudget(id="r", period="day", min_minutes=30, max_minutes=600), {"days": (5, 6)}),
        (TimeBudget(id="r", period="day", days=(5, 6), min_minutes=30), {}),
        (TimeBudget(id="r", period="day", days=(0, 4), min_minutes=30), None),
        (MutualExclusion(id="r", period="day", behaviors=("a", "b"), days=(0,)), {}),
    ],
)
def test_minimums_of_rules_shrink_too(rule: Rule, shrunk: dict[str, Any] | None) -> None:
    expected = None if shrunk is None else rule.model_copy(update=shrunk)
    assert rule.while_away(WORK_DAYS) == expected


def test_a_week_at_home_asks_for_everything() -> None:
    rule = Frequency(id="r", period="week", min_sessions=5)
    assert rule.while_away(()) is rule
