"""The six rule types and what they refuse."""

from typing import Any

import pytest
from pydantic import ValidationError

from habitos_tui.domain.model.rule import Frequency, MutualExclusion, Precedence, Scope, Stack, TimeBudget
from habitos_tui.domain.model.validation import issues_of
from tests.support.problems import behavior, rule


@pytest.mark.parametrize(
    ("kind", "fields", "path", "sentence"),
    [
        ("time_budget", {"period": "day"}, "max_minutes", "needs a minimum or a maximum of minutes"),
        (
            "time_budget",
            {"period": "day", "min_minutes": 60, "max_minutes": 30},
            "min_minutes",
            "must not be above the maximum",
        ),
        ("time_budget", {"period": "month", "max_minutes": 1}, "period", "must be one of 'day' or 'week'"),
        ("time_budget", {"period": "day", "max_minutes": -1}, "max_minutes", "must be at least 0"),
        ("time_budget", {"period": "day", "max_sessions": 1}, "max_sessions", "is not a known field"),
        ("frequency", {"period": "week"}, "max_sessions", "needs a minimum or a maximum of sessions"),
        (
            "frequency",
            {"period": "week", "min_sessions": 2, "max_sessions": 1},
            "min_sessions",
            "must not be above the maximum",
        ),
        (
            "frequency",
            {"period": "week", "min_sessions": 2, "scope": {"behaviors": ["a"], "category": "b"}},
            "scope",
            "picks by behaviors, by category, by tag or by energy, not by two of them",
        ),
        (
            "frequency",
            {"period": "week", "min_sessions": 2, "scope": {"behaviors": []}},
            "scope.behaviors",
            "needs at least one behavior",
        ),
        ("duration_bounds", {"behavior": "a"}, "max_minutes", "needs a minimum or a maximum of minutes"),
        (
            "mutual_exclusion",
            {"behaviors": ["a"], "period": "day"},
            "behaviors",
            "needs at least two different behaviors",
        ),
        (
            "mutual_exclusion",
            {"behaviors": ["a", "a"], "period": "day"},
            "behaviors",
            "needs at least two different behaviors",
        ),
        ("mutual_exclusion", {"behaviors": ["a", "b"], "period": "day", "limit": 0}, "limit", "must be at least 1"),
        ("precedence", {"before": "a", "after": "a"}, "after", "must be a different behavior"),
        ("stack", {"first": "a", "then": "a"}, "then", "must be a different behavior"),
        ("stack", {"first": "a"}, "then", "is missing"),
        ("stack", {"first": "a", "then": "b", "penalty": -1}, "penalty", "must be at least 0"),
        ("stack", {"first": "a", "then": "b", "days": []}, "days", "needs at least one day"),
        ("stack", {"first": "a", "then": "b", "days": [0, 9]}, "days[1]", "must be at most 6"),
    ],
)
def test_refused(kind: str, fields: dict[str, Any], path: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as caught:
        rule(kind, **fields)
    assert (path, sentence) in issues_of(caught.value)


def test_scopes() -> None:
    run, read = behavior("run", category="health"), behavior("read", category="learning")
    assert [Scope().picks(b) for b in (run, read)] == [True, True]
    assert [Scope(category="health").picks(b) for b in (run, read)] == [True, False]
    assert [Scope(behaviors=("read",)).picks(b) for b in (run, read)] == [False, True]


def test_a_penalty_makes_a_rule_soft_even_when_it_is_nothing() -> None:
    assert rule("stack", first="a", then="b").hard
    assert not rule("stack", first="a", then="b", penalty=0).hard


@pytest.mark.parametrize(
    ("made", "named"),
    [
        (TimeBudget(id="r", period="day", max_minutes=1), ()),
        (Frequency(id="r", period="day", max_sessions=1, scope=Scope(behaviors=("b", "a"))), ("b", "a")),
        (rule("duration_bounds", behavior="a", min_minutes=1), ("a",)),
        (Precedence(id="r", before="b", after="a"), ("b", "a")),
        (MutualExclusion(id="r", behaviors=("b", "a", "b"), period="day"), ("b", "a")),
        (Stack(id="r", first="b", then="a"), ("b", "a")),
    ],
)
def test_named_behaviors(made: Any, named: tuple[str, ...]) -> None:
    assert made.behavior_ids == named


def test_days_are_kept_in_order() -> None:
    assert rule("stack", first="a", then="b", days=[5, 1, 5]).days == (1, 5)
