import json
from datetime import timedelta
from typing import Any

import pytest

from habitos_tui.domain.model.rule import (
    DurationBounds,
    Frequency,
    MutualExclusion,
    Precedence,
    Scope,
    Stack,
    TimeBudget,
)
from habitos_tui.errors import InvalidInputError, NotFoundError
from habitos_tui.services.behaviors import _length_issues
from habitos_tui.services.workspace import Workspace
from tests.support.household import RULES, make_behavior

BUDGET: dict[str, Any] = {"type": "time_budget", "period": "day", "max_minutes": 60}


def test_rules_are_kept_in_their_order(idle: Workspace) -> None:
    assert idle.rules.all() == RULES
    assert idle.rules.get("one-effort") == RULES[1]


def test_a_rule_is_changed_switched_and_deleted(idle: Workspace) -> None:
    changed = idle.rules.update(RULES[0].model_copy(update={"penalty": 4.0}))
    assert idle.rules.get("workdays") == changed
    for active, switched in ((False, "off"), (True, "on")):
        assert idle.rules.set_active("workdays", active).active is active
        assert idle.rules.get("workdays").active is active
        last = idle.history.last()
        assert last is not None
        assert last.label.endswith(switched)
    idle.rules.delete("workdays")
    for action in (idle.rules.get, idle.rules.delete):
        with pytest.raises(NotFoundError, match="no rule “workdays”") as caught:
            action("workdays")
        assert caught.value.hint
    with pytest.raises(NotFoundError) as caught:
        idle.rules.get("calm-frist")
    assert "calm-first" in caught.value.hint


def test_sentences_use_names_and_lines_add_the_cost(idle: Workspace) -> None:
    assert idle.rules.sentence(RULES[1]) == "Morning run and Meet friends never on the same day"
    assert idle.rules.line(RULES[2]).endswith("when both are on one day - 2.5 points per session")


def test_an_archived_behavior_keeps_its_name_in_sentences(idle: Workspace) -> None:
    idle.behaviors.archive("run")
    assert idle.rules.sentence(RULES[1]) == "Morning run and Meet friends never on the same day"


@pytest.mark.parametrize(
    ("rule", "path", "sentence"),
    [
        (Stack(id="x", first="run", then="fly"), "then", "no behavior “fly”"),
        (TimeBudget(id="x", period="day", max_minutes=60, slot="dawn"), "slot", "no slot “dawn”"),
        (
            Frequency(id="x", period="day", max_sessions=1, scope=Scope(behaviors=("run", "fly"))),
            "scope.behaviors[1]",
            "no behavior “fly”",
        ),
        (DurationBounds(id="x", behavior="fly", max_minutes=60), "behavior", "no behavior “fly”"),
        (Precedence(id="workdays", before="run", after="read"), "id", "used twice"),
        (Precedence(id="x", before="deepwork", after="meditate"), "", "makes a circle"),
    ],
)
def test_a_rule_that_does_not_fit_is_refused_with_the_field(
    idle: Workspace, rule: Stack, path: str, sentence: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        idle.rules.add(rule)
    assert [at for at, _ in caught.value.issues] == [path]
    assert sentence in dict(caught.value.issues)[path]
    assert idle.rules.all() == RULES


def test_a_rule_may_be_about_what_costs_energy(idle: Workspace) -> None:
    rule = idle.rules.add(Frequency(id="x", period="day", max_sessions=1, scope=Scope(min_energy=4)))
    assert idle.rules.sentence(rule) == "At most 1 session that costs at least 4 energy a day"
    week = idle.planning.problem_for(idle.planning.this_week() + timedelta(days=7))
    assert week.rules[-1] == rule


def test_a_circle_is_noticed_whichever_rule_closes_it(idle: Workspace) -> None:
    idle.rules.set_active("calm-first", False)
    idle.rules.add(Precedence(id="x", before="deepwork", after="meditate"))
    with pytest.raises(InvalidInputError, match="makes a circle"):
        idle.rules.set_active("calm-first", True)


def test_a_new_rule_may_leave_its_id_to_us(idle: Workspace) -> None:
    first = idle.rules.add(idle.rules.from_json(BUDGET))
    assert first.id == "r1"
    assert idle.rules.from_json(BUDGET).id == "r2"


def test_json_changes_only_the_fields_it_names(idle: Workspace) -> None:
    changed = idle.rules.from_json({"days": [5, 6], "penalty": 5}, RULES[0])
    assert changed == RULES[0].model_copy(update={"days": (5, 6), "penalty": 5.0})
    for data in ({"id": "other"}, {"type": "stack"}):
        with pytest.raises(InvalidInputError, match="keeps its id and its type"):
            idle.rules.from_json(data, RULES[0])


def test_a_rule_survives_the_way_through_json(idle: Workspace) -> None:
    for rule in RULES:
        assert idle.rules.from_json(json.loads(rule.model_dump_json())) == rule


@pytest.mark.parametrize(
    ("data", "path", "sentence"),
    [
        ("rule", "", "must be an object"),
        ({}, "", "needs a type"),
        ({"type": "wish"}, "", "unknown type"),
        (BUDGET | {"max_minutes": "60"}, "max_minutes", "must be a whole number"),
        (BUDGET | {"period": "month"}, "period", "must be one of"),
        (BUDGET | {"max_minutes": None}, "max_minutes", "needs a minimum or a maximum"),
        (BUDGET | {"scope": {"behaviors": []}}, "scope.behaviors", "needs at least one behavior"),
    ],
)
def test_json_that_is_no_rule_is_refused_with_the_field(
    idle: Workspace, data: object, path: str, sentence: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        idle.rules.from_json(data)
    assert sentence in dict(caught.value.issues)[path]


def test_what_would_be_refused_is_told_before_it_is_stored(idle: Workspace) -> None:
    back = Precedence(id="new", before="deepwork", after="meditate")
    assert "makes a circle" in dict(idle.rules.issues(back))[""]
    assert idle.rules.issues(idle.rules.get("calm-first")) == ()


def test_a_rule_is_about_what_it_names_or_picks(idle: Workspace) -> None:
    for rule in idle.rules.all():
        idle.rules.delete(rule.id)
    run, read, friends = (idle.behaviors.get(name) for name in ("run", "read", "friends"))
    named = idle.rules.add(MutualExclusion(id="a", period="day", behaviors=("run", "read")))
    picked = idle.rules.add(TimeBudget(id="b", scope=Scope(category="social"), period="week", max_minutes=600))
    idle.rules.add(TimeBudget(id="c", period="week", max_minutes=6000))
    idle.rules.add(MutualExclusion(id="d", period="day", behaviors=("run", "friends"), active=False))
    assert [idle.rules.about(behavior) for behavior in (run, read, friends)] == [(named,), (named,), (picked,)]


def test_a_rule_is_moved_and_moves_in_a_row_are_one_change(idle: Workspace) -> None:
    for _ in range(2):
        idle.rules.move(RULES[0].id, 1)
    assert idle.rules.all() == (*RULES[1:], RULES[0])
    idle.history.undo()
    assert idle.rules.all() == RULES


@pytest.mark.parametrize(
    ("least", "most", "fits"), [(60, None, True), (61, None, False), (None, 15, True), (None, 14, False)]
)
def test_a_rule_about_lengths_may_ask_for_the_longest_or_the_shortest(
    idle: Workspace, least: int | None, most: int | None, fits: bool
) -> None:
    wished = DurationBounds(id="x", behavior="run", min_minutes=least, max_minutes=most, penalty=2)
    assert idle.rules.issues(wished) == ()
    rule = DurationBounds(id="x", behavior="run", min_minutes=least, max_minutes=most)
    assert (idle.rules.issues(rule) == ()) == fits
    assert (_length_issues(idle.behaviors.get("run"), [rule]) == []) == fits
    assert _length_issues(idle.behaviors.get("run"), [wished]) == []
    assert _length_issues(make_behavior("nap", max_minutes=40), [rule]) == []
