"""A type of rule is known everywhere, or something fails: here, or in the type checker."""

import ast
from collections.abc import Callable, Collection, Container, Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any, Literal, Self, cast

import pytest

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.rule import RULE_TYPES, BaseRule, Rule, ScopedRule
from habitos_tui.domain.planning.adjustment import RuleAdjustment
from habitos_tui.domain.text.rule_phrasing import rule_sentence, rule_strictness
from habitos_tui.planner.formulation.rules import state_rules
from habitos_tui.planner.formulation.variables import Variables
from habitos_tui.planner.verification.day_layout import lay_out
from habitos_tui.planner.verification.rules import breaches, violation
from habitos_tui.planner.why.limits import NamedLimit
from habitos_tui.planner.why.repairs import ladders
from habitos_tui.ui.rules.form_model import picks_of, rule_of
from habitos_tui.ui.rules.kinds import KIND_BY_TYPE
from tests.support.cli import ROOT
from tests.support.problems import behavior, drawn_rules, problem
from tests.support.storage import Room, make_behavior, make_database

PACKAGE = ROOT / "habitos_tui"
CLASSES = frozenset(rule_class.__name__ for rule_class in RULE_TYPES.values())

EXAMPLES: Mapping[str, Mapping[str, Any]] = {
    "time_budget": {"period": "day", "max_minutes": 60},
    "frequency": {"period": "week", "min_sessions": 1},
    "duration_bounds": {"behavior": "run", "min_minutes": 30},
    "precedence": {"before": "run", "after": "walk"},
    "mutual_exclusion": {"behaviors": ("run", "walk"), "period": "day"},
    "stack": {"first": "run", "then": "walk"},
}

ABOUT_SOME_TYPES: Mapping[str, str] = {
    "domain/model/consistency.py": "types that put behaviors in order may contradict each other",
    "domain/planning/deadline.py": "the time budget that stands for a task that is due",
    "domain/planning/most_sessions.py": "the shortest length, and what comes right behind its cue",
    "domain/text/rule_phrasing.py": "the amounts of rules that limit one",
    "insight/advice/lengths.py": "suggests no length where there is a rule about lengths",
    "insight/advice/slack.py": "suggests a time budget",
    "insight/advice/stacking.py": "suggests a stack where nothing puts behaviors in order yet",
    "planner/formulation/candidates.py": "what forbids a place or a length altogether",
    "planner/formulation/timeline.py": "what decides who comes first in a window",
    "planner/why/elastic.py": "limits of time and number that can be eased step by step",
    "planner/verification/stacks.py": "what is right behind what",
    "services/behaviors.py": "lengths that contradict those of a rule",
    "services/rules.py": "lengths that contradict those of the behavior",
    "services/week/imminent.py": "what comes right behind its cue",
}
"""Modules that ask for certain types and leave the others alone, and why they may."""

NAMED_BY_TYPE = frozenset({"doors/api/examples.py", "domain/model/rule.py", "ui/rules/kinds.py"})
"""Modules that hold the name of a type, which `EXAMPLES` and the tests below go through, or show one as an example."""

OTHER_MEANING = {"domain/insight/suggestion.py": {"stack"}, "insight/advice/stacking.py": {"stack"}}
"""Where such a word is not the type of a rule."""


class Silence(BaseRule):
    """A type that nobody knows."""

    violation_unit = "session"
    type: Literal["silence"] = "silence"

    @property
    def named_behaviors(self) -> tuple[tuple[str, str], ...]:
        return ()

    @property
    def cue(self) -> None:
        return None

    def asks_for(self, behavior: Behavior) -> bool:
        return False

    def asks_for_minutes(self, behavior: Behavior) -> bool:
        return False

    def without(self, gone: Container[str]) -> Self | None:
        return self

    def while_away(self, away: Collection[int]) -> Self | None:
        return self


class Unfinished(BaseRule):
    """A type that answers nothing."""

    type: Literal["unfinished"] = "unfinished"


UNKNOWN = cast("Rule", Silence(id="silence"))
WEEK = problem(behavior("run"), behavior("walk"))

WITH_UNKNOWN = WEEK.model_copy(update={"rules": (UNKNOWN,)})
LIMIT = NamedLimit("rule", UNKNOWN.id, "no noise", RuleAdjustment(id=UNKNOWN.id, set={"active": False}))


@pytest.mark.parametrize(
    "asked",
    [
        lambda: state_rules(Variables(WITH_UNKNOWN)),
        lambda: violation(lay_out(WEEK, ()), UNKNOWN),
        lambda: list(breaches(lay_out(WEEK, ()), UNKNOWN)),
        lambda: rule_sentence(UNKNOWN, {}),
        lambda: list(ladders(WITH_UNKNOWN, LIMIT)),
    ],
    ids=["solver", "verifier, points", "verifier, sentences", "sentence", "repairs"],
)
def test_an_unknown_rule_type_is_never_ignored(asked: Callable[[], object]) -> None:
    with pytest.raises(AssertionError, match="unreachable"):
        asked()


def test_a_type_that_does_not_answer_what_every_rule_is_asked_cannot_be_made() -> None:
    with pytest.raises(TypeError, match="asks_for"):
        Unfinished(id="r")  # type: ignore[abstract] # which is what the type checker finds as well


def example(kind: str, **fields: Any) -> Rule:
    return RULE_TYPES[kind].model_validate({"id": kind, **EXAMPLES[kind], **fields})


def test_there_is_an_example_of_each_type() -> None:
    assert EXAMPLES.keys() == RULE_TYPES.keys()


@pytest.mark.parametrize("kind", RULE_TYPES)
def test_each_type_has_a_sentence_a_price_a_form_and_a_row(kind: str, tmp_path: Path) -> None:
    rule = example(kind, penalty=2.0)
    assert rule_sentence(rule, {})
    assert rule_strictness(rule) == f"2 points per {rule.violation_unit}"
    form = KIND_BY_TYPE[kind]
    assert rule_of(form, picks_of(rule, form), rule.id) == rule
    room = Room(make_database(tmp_path))
    for name in ("run", "walk"):
        room.behaviors.add(make_behavior(name))
    room.rules.add(rule)
    assert room.rules.all() == (rule,)


@pytest.mark.parametrize("kind", RULE_TYPES)
def test_whoever_names_a_slot_is_told_of_its_new_name(kind: str) -> None:
    assert ("slot" in RULE_TYPES[kind].model_fields) == issubclass(RULE_TYPES[kind], ScopedRule)


def test_each_type_is_compared_with_trying_every_week() -> None:
    drawn = drawn_rules(Random(1), ["a", "b", "c"], ["morning", "evening"], [0, 1], 200)
    assert {rule.type for rule in drawn} == RULE_TYPES.keys()


def parsed() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text("utf-8"))


def names_in(node: ast.AST) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def on_rules(node: ast.Match) -> bool:
    return any(names_in(case.pattern) & CLASSES for case in node.cases)


def refuses_the_rest(node: ast.Match) -> bool:
    last = node.cases[-1]
    return ast.unparse(last.pattern) == "_" and ast.unparse(last.body[0]).startswith("assert_never(")


def test_every_match_on_rules_refuses_what_it_does_not_know() -> None:
    matches = [
        (f"{name}:{node.lineno}", node)
        for name, tree in parsed()
        for node in ast.walk(tree)
        if isinstance(node, ast.Match) and on_rules(node)
    ]
    assert len(matches) >= 5
    assert [place for place, node in matches if not refuses_the_rest(node)] == []


def asks_for_a_type(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call) or ast.unparse(node.func) != "isinstance":
        return False
    return bool(names_in(node.args[1]) & CLASSES)


def test_whoever_leaves_types_out_has_a_reason() -> None:
    asking = {name for name, tree in parsed() if any(asks_for_a_type(node) for node in ast.walk(tree))}
    assert asking == ABOUT_SOME_TYPES.keys()


def test_no_table_lists_types_that_no_test_knows() -> None:
    found = {
        name
        for name, tree in parsed()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value in RULE_TYPES.keys() - OTHER_MEANING.get(name, set())
    }
    assert found == NAMED_BY_TYPE


def test_the_pages_describe_every_type() -> None:
    page = (ROOT / "docs" / "planning-model.md").read_text("utf-8")
    assert [kind for kind in RULE_TYPES if f"`{kind}`" not in page] == []
