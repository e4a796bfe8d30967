"""The limits of a behavior, and what follows from them."""

from typing import Any

import pytest
from pydantic import ValidationError

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.validation import issues_of
from tests.support.problems import behavior


def issues(**fields: Any) -> dict[str, str]:
    with pytest.raises(ValidationError) as caught:
        behavior(**fields)
    return dict(issues_of(caught.value))


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"minutes": (30, 20, 60)}, "min_minutes", "must not be more than the typical minutes"),
        ({"minutes": (20, 70, 60)}, "typical_minutes", "must not be more than the maximum minutes"),
        ({"minutes": (0, 20, 60)}, "min_minutes", "must be at least 1"),
        ({"minutes": (20, 30, 1441)}, "max_minutes", "must be at most 1440"),
        ({"min_per_week": 3, "max_per_week": 2}, "min_per_week", "must not be more than the maximum per week"),
        ({"preferred_slots": ["a", "a"]}, "preferred_slots", "must name each slot once"),
        ({"weekend_slots": ["a", "a"]}, "weekend_slots", "must name each slot once"),
        ({"ideal_time": "25:90"}, "ideal_time", "must be a time such as 07:30"),
        ({"weekdays": []}, "weekdays", "needs at least one day"),
        ({"weekdays": [7]}, "weekdays[0]", "must be at most 6"),
        ({"energy_cost": 10.5}, "energy_cost", "must be at most 10"),
        ({"energy_cost": float("nan")}, "energy_cost", "must be a finite number"),
        ({"impacts": {"health": -1.5}}, "impacts.health", "must be at least -1"),
        ({"max_per_day": 0}, "max_per_day", "must be at least 1"),
        ({"min_gap_days": 7}, "min_gap_days", "must be at most 6"),
        ({"target_per_week": -1}, "target_per_week", "must be at least 0"),
        ({"amount": 20}, "amount", "needs a unit, such as pages or km"),
        ({"amount": 0, "unit": "km"}, "amount", "must be more than 0"),
        ({"unit": "20 pages"}, "unit", "must be a word such as pages, km or glasses"),
        ({"name": ""}, "name", "must not be empty"),
        ({"name": " "}, "name", "must contain a visible character"),
        ({"speed": 3}, "speed", "is not a known field"),
    ],
)
def test_refused(fields: dict[str, Any], field: str, sentence: str) -> None:
    assert issues(**fields) == {field: sentence}


def test_everything_wrong_is_told_at_once() -> None:
    wrong = issues(minutes=(90, 80, 70), min_per_week=9, max_per_week=8)
    assert wrong.keys() == {"min_minutes", "typical_minutes", "min_per_week"}


def test_week_limit() -> None:
    """Without a maximum as often as is asked for, and no more."""
    assert behavior(target_per_week=3, max_per_day=2).week_limit == 3
    assert behavior(target_per_week=3, min_per_week=5).week_limit == 5
    assert behavior(target_per_week=3, max_per_week=6).week_limit == 6
    assert behavior(max_per_week=0).week_limit == 0


def test_weekends_may_have_slots_of_their_own() -> None:
    run = behavior(preferred_slots=["early_morning"], weekend_slots=["morning"], strict_slots=True)
    slots = ("early_morning", "morning")
    assert [run.allows(0, slot) for slot in slots] == [True, False]
    assert [run.allows(5, slot, weekend=True) for slot in slots] == [False, True]
    assert run.every_preferred_slot == ("early_morning", "morning")
    assert run.with_slot_renamed("morning", "forenoon").weekend_slots == ("forenoon",)
    assert run.with_slot_renamed("night", "dark") is run


def test_preferences() -> None:
    assert behavior().prefers("morning")
    assert behavior(preferred_slots=["noon"]).prefers("noon")
    assert not behavior(preferred_slots=["noon"]).prefers("morning")


@pytest.mark.parametrize(
    ("strict", "day", "slot", "allowed"),
    [
        (False, 0, "morning", True),
        (True, 0, "noon", True),
        (True, 0, "morning", False),
        (False, 1, "noon", False),
        (True, 1, "noon", False),
    ],
)
def test_allowed_places(strict: bool, day: int, slot: str, allowed: bool) -> None:
    fussy = behavior(preferred_slots=["noon"], strict_slots=strict, weekdays=[0])
    assert fussy.allows(day, slot) is allowed


@pytest.mark.parametrize(
    ("minutes", "grid", "longest", "lengths"),
    [
        ((20, 30, 40), 10, None, [20, 30, 40]),
        ((18, 30, 41), 10, None, [20, 30, 40]),
        ((20, 30, 40), 15, None, [30]),
        ((20, 30, 40), 10, 35, [20, 30]),
        ((20, 30, 40), 10, 15, []),
        ((7, 8, 9), 5, None, []),
        ((1, 1, 1), 5, None, []),
    ],
)
def test_lengths(minutes: tuple[int, int, int], grid: int, longest: int | None, lengths: list[int]) -> None:
    assert list(behavior(minutes=minutes).lengths(grid, longest)) == lengths


def test_a_behavior_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        behavior().name = "Walk"  # type: ignore[misc]  # what this test is about


def test_fields_with_a_default_can_be_left_out() -> None:
    least = {"id": "a", "name": "A", "min_minutes": 1, "typical_minutes": 1, "max_minutes": 1, "target_per_week": 0}
    assert Behavior.model_validate(least).category == "other"


def test_tags_are_kept_beyond_a_week_and_cleared_for_the_problem_of_one() -> None:
    tagged = behavior(tags=["#Errands", "home"])
    assert tagged.beyond_a_week == ("tags",)
    assert tagged.model_dump()["tags"] == ("errands", "home")
    assert tagged.as_planned() == behavior()
    assert "tags" not in tagged.as_planned().model_dump()


def test_a_behavior_with_nothing_beyond_a_week_is_planned_as_it_is() -> None:
    plain = behavior()
    assert plain.as_planned() is plain
