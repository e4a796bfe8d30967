"""What pydantic finds wrong, in words for people."""

from collections.abc import Callable

import pytest
from pydantic import TypeAdapter, ValidationError

from habitos_tui.domain.model.agenda import RunSummary
from habitos_tui.domain.model.completion import Completion, Skip
from habitos_tui.domain.model.objective import Objective
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.rule import RULE_ADAPTER
from habitos_tui.domain.model.validation import FieldIssuesError, invalid, issues_of, path_of, validated
from habitos_tui.errors import InvalidInputError
from tests.support.problems import behavior

NOON = "2026-11-23T12:00:00"


def issues(build: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(ValidationError) as caught:
        build()
    return list(issues_of(caught.value))


def test_paths() -> None:
    assert path_of(()) == ""
    assert path_of(("behaviors", 3, "typical_minutes")) == "behaviors[3].typical_minutes"
    assert path_of((0, "a")) == "[0].a"


def test_a_single_rule_has_no_type_in_its_path() -> None:
    found = issues(lambda: RULE_ADAPTER.validate_python({"id": "r", "type": "stack", "first": "a"}))
    assert found == [("then", "is missing")]


def test_rules_in_a_plain_list_have_none_either() -> None:
    adapter = TypeAdapter(tuple[RULE_ADAPTER._type, ...])  # type: ignore[name-defined]
    found = issues(lambda: adapter.validate_python([{"id": "r", "type": "stack", "first": "a"}]))
    assert found == [("[0].then", "is missing")]


def test_objectives_named_like_pydantic_parts_keep_their_name() -> None:
    found = issues(lambda: behavior(impacts={"stack": 2, "each": 2, "a[b": 2, "float": 2}))
    assert [path for path, _ in found] == ["impacts.stack", "impacts.each", "impacts.a[b", "impacts.float"]


def test_a_list_that_lost_a_bad_entry_is_not_called_short_as_well() -> None:
    fields = {"week_start": "2026-11-23", "objectives": {"a": 1}, "slots": [{"name": "s", "start": 0}]}
    assert issues(lambda: Problem.model_validate(fields)) == [("slots[0].end", "is missing")]


def test_kinds_without_a_sentence_of_ours_speak_pydantic() -> None:
    found = issues(lambda: TypeAdapter(bytes).validate_python(5))
    assert found == [("", "input should be a valid bytes")]


def test_moments_need_a_zone() -> None:
    found = dict(issues(lambda: Completion.model_validate({"id": 5, "done_at": "2026-11-23T08:00:00"})))
    assert found["done_at"] == "needs a time zone"
    assert found["id"] == "must be an id of 32 hexadecimal digits"


def test_an_error_names_the_first_three_issues() -> None:
    error = invalid("week.json", tuple((name, "is missing") for name in "abcde"))
    assert error.message == "week.json: a: is missing; b: is missing; c: is missing; and 2 more."
    assert len(error.issues) == 5
    assert invalid("week.json", (("", "is odd"),)).message == "week.json: is odd."


def test_validated() -> None:
    assert validated(behavior, "It").id == "run"
    with pytest.raises(InvalidInputError, match="It: energy_cost: must be at most 10") as caught:
        validated(lambda: behavior(energy_cost=11), "It")
    assert caught.value.issues == (("energy_cost", "must be at most 10"),)


def test_several_fields_in_one_error() -> None:
    assert str(FieldIssuesError([("a", "is odd"), ("b", "is even")])) == "a: is odd; b: is even"


def test_whole_limits_are_written_in_full() -> None:
    with pytest.raises(InvalidInputError, match="weight: must be at most 1000000") as caught:
        validated(lambda: Objective(name="health", weight=2e6), "It")
    assert caught.value.issues == (("weight", "must be at most 1000000"),)


def test_moments_of_skips_and_runs_need_a_zone_too() -> None:
    assert ("recorded_at", "needs a time zone") in issues(lambda: Skip.model_validate({"recorded_at": NOON}))
    assert ("accepted_at", "needs a time zone") in issues(lambda: RunSummary.model_validate({"accepted_at": NOON}))
