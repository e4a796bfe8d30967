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
from habitos_tui.services.week.rule_changes import narrowed, with_slot_renamed

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
    assert narrowed(rule, {"a"}) is None


def test_a_scope_and_a_set_go_on_with_the_others() -> None:
    budget = TimeBudget(id="r", period="day", max_minutes=60, scope=A_AND_B)
    assert narrowed(budget, {"a"}) == budget.model_copy(update={"scope": Scope(behaviors=("b",))})
    assert narrowed(SET_OF_THREE, {"a"}) == SET_OF_THREE.model_copy(update={"behaviors": ("b", "c")})


@pytest.mark.parametrize("scope", [Scope(), Scope(category="a"), Scope(behaviors=("b",))])
def test_a_rule_that_does_not_name_the_behavior_stays_as_it_is(scope: Scope) -> None:
    rule = TimeBudget(id="r", period="day", max_minutes=60, scope=scope)
    assert narrowed(rule, {"a"}) is rule


def test_only_rules_about_a_slot_follow_its_name() -> None:
    rule = TimeBudget(id="r", period="day", max_minutes=60, slot="night")
    renamed = with_slot_renamed(rule, "night", "late")
    assert isinstance(renamed, TimeBudget)
    assert renamed.slot == "late"
    assert with_slot_renamed(rule, "morning", "late") is rule
    assert with_slot_renamed(SET_OF_THREE, "night", "late") is SET_OF_THREE
