"""The learned chances that are put into the problem of a week."""

from datetime import timedelta
from typing import Any

from habitos_tui.domain.insight.aggregate import EvidenceAggregate
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.problem import Adherence
from habitos_tui.insight.adherence import Chances
from habitos_tui.services.week.chances import week_chances
from tests.support.household import MONDAY, make_behavior

SUNDAY_BEFORE = MONDAY - timedelta(days=1)
SLOTS = ("morning", "evening")


class Said(Chances):
    """Chances by weekday, whatever the slot."""

    def __init__(self, *by_weekday: float) -> None:
        super().__init__((make_behavior("run"),), ())
        self._by_weekday = by_weekday

    def chance(self, behavior: Behavior, slot: str, weekday: int) -> float:
        return self._by_weekday[weekday]


def found(chances: Chances, away: tuple[int, ...] = (), **fields: Any) -> list[Adherence]:
    return list(week_chances(chances, SUNDAY_BEFORE, (make_behavior("run", **fields),), SLOTS, away))


def test_days_count_from_the_first_of_the_week_and_nothing_is_certain() -> None:
    said = found(Said(0.12345, 0.1, 0.2, 0.3, 0.0, 1.0, 0.98765), weekdays=(0, 1, 5, 6))
    assert [(each.behavior, each.day, each.slot, each.probability) for each in said] == [
        ("run", day, slot, chance) for day, chance in ((0, 0.988), (1, 0.123), (5, 0.001), (6, 0.999)) for slot in SLOTS
    ]


def test_what_is_about_as_usual_and_what_is_on_lost_days_is_left_out() -> None:
    """Without preferred slots the usual chance is 0.8."""
    chances = Said(0.8, 0.809, 0.791, 0.811, 0.789, 0.3, 0.3)
    assert {each.day for each in found(chances)} == {0, 4, 5, 6}
    assert {each.day for each in found(chances, away=(4, 6), weekdays=(0, 4, 6))} == {0}


def test_slots_that_are_not_allowed_need_no_chance() -> None:
    only: dict[str, Any] = {"strict_slots": True, "preferred_slots": ("evening",)}
    assert {(each.day, each.slot) for each in found(Said(*[0.3] * 7), weekdays=(1, 2), **only)} == {
        (1, "evening"),
        (2, "evening"),
    }
    weekends = only | {"weekend_slots": ("morning",)}
    assert [(each.day, each.slot) for each in found(Said(*[0.3] * 7), weekdays=(5, 6), **weekends)] == [
        (5, "evening"),
        (6, "morning"),
    ]


def test_the_usual_chance_is_that_of_the_slots_of_weekends_on_them() -> None:
    fields: dict[str, Any] = {"preferred_slots": ("evening",), "weekend_slots": ("morning",), "weekdays": (1, 6)}
    assert [(each.day, each.slot) for each in found(Said(*[0.8] * 7), **fields)] == [(1, "morning"), (6, "evening")]


def test_a_chance_says_what_it_rests_on() -> None:
    run, read = make_behavior("run"), make_behavior("read", preferred_slots=("evening",))
    evidence = [
        EvidenceAggregate("run", 1, "morning", 0, 3, 0.0, 3.0),
        EvidenceAggregate("run", 5, "morning", 1, 4, 1.0, 4.0),
        EvidenceAggregate("read", 4, "evening", 0, 30, 0.0, 30.0),
    ]
    said = week_chances(Chances((run, read), evidence), MONDAY, (run, read), SLOTS, ())
    words = {(each.behavior, each.day, each.slot): each.evidence for each in said}
    assert words["run", 1, "morning"] == "done 1 of 7 times in the morning"
    assert words["run", 6, "morning"] == "done 1 of 7 times in the morning"
    there = "0 of 30 in the evening (all behaviors)"
    assert words["run", 1, "evening"] == f"never tried in the evening; done 1 of 7 times elsewhere; {there}"
    assert words["read", 0, "evening"] == "done 0 of 30 times in the evening on weekdays"


def test_a_chance_says_what_is_known_of_the_weekday_and_of_the_slot() -> None:
    run, read = make_behavior("run"), make_behavior("read")
    evidence = [EvidenceAggregate("read", day, "evening", 60, 60, 60.0, 60.0) for day in range(4)]
    evidence += [EvidenceAggregate("read", 4, "evening", 0, 60, 0.0, 60.0)]
    said = week_chances(Chances((run, read), evidence), MONDAY, (run, read), SLOTS, ())
    words = {(each.behavior, each.day, each.slot): each.evidence for each in said}
    fridays = "0 of 60 on Fridays (all behaviors)"
    assert words["run", 4, "morning"] == f"never tried in the morning; {fridays}"
    assert words["read", 4, "evening"] == f"done 240 of 300 times in the evening on weekdays; {fridays}"
    assert fridays not in words["read", 5, "evening"]
