"""How often a behavior can be done in a week at most, and the sentence that says why."""

from typing import Any

import pytest

from habitos_tui.domain.model.rule import Frequency, Precedence, Rule, Scope, Stack, TimeBudget
from habitos_tui.domain.planning.most_sessions import Cap, most_a_week
from habitos_tui.domain.text.most_phrasing import most_sentence
from tests.support.household import make_behavior


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        ({}, "7 a week is the most with one a day"),
        ({"max_per_day": 2}, "14 a week is the most with two a day"),
        ({"max_per_day": 50}, "350 a week is the most with 50 a day"),
        ({"weekdays": (0, 2, 4)}, "3 a week is the most with one a day on 3 days"),
        ({"min_gap_days": 1}, "4 a week is the most with one day between"),
        ({"min_gap_days": 1, "max_per_day": 3}, "4 a week is the most with one day between"),
        ({"min_gap_days": 2}, "3 a week is the most with two days between"),
        ({"min_gap_days": 6}, "1 a week is the most with six days between"),
        ({"min_gap_days": 1, "weekdays": (0, 1, 2)}, "2 a week is the most with one day between on 3 days"),
        ({"min_gap_days": 1, "weekdays": (0, 2, 4)}, "3 a week is the most with one a day on 3 days"),
        ({"max_per_week": 2}, "2 a week is the most that its own limit a week allows"),
        ({"max_per_week": 9}, "7 a week is the most with one a day"),
    ],
)
def test_the_limits_of_the_behavior_itself(limits: dict[str, Any], sentence: str) -> None:
    assert most_sentence(most_a_week(make_behavior(**limits))) == sentence


def test_the_distance_is_within_the_week_as_it_begins() -> None:
    """Sunday and Monday are next to each other where weeks begin on Sunday, and six days apart elsewhere."""
    behavior = make_behavior(weekdays=(0, 6), min_gap_days=1)
    assert [most_a_week(behavior, first_weekday=day).sessions for day in (0, 6)] == [2, 1]


RUN = Scope(behaviors=("run",))


@pytest.mark.parametrize(
    ("rule", "most"),
    [
        (Frequency(id="r", scope=RUN, period="week", max_sessions=2), 2),
        (Frequency(id="r", scope=RUN, period="day", max_sessions=1), 7),
        (Frequency(id="r", scope=RUN, period="day", days=(5, 6), max_sessions=0), 10),
        (Frequency(id="r", scope=RUN, period="week", days=(0, 1, 2, 3, 4), max_sessions=1), 5),
        (Frequency(id="r", scope=Scope(category="other"), period="week", max_sessions=0), 0),
        (Frequency(id="r", scope=Scope(behaviors=("read",)), period="week", max_sessions=0), 14),
        (Frequency(id="r", scope=RUN, period="week", slot="night", max_sessions=0), 14),
        (Frequency(id="r", scope=RUN, period="week", max_sessions=2, penalty=5), 14),
        (Frequency(id="r", scope=RUN, period="week", max_sessions=2, active=False), 14),
        (TimeBudget(id="r", period="week", max_minutes=60), 4),
        (TimeBudget(id="r", period="day", max_minutes=29), 7),
        (Stack(id="r", first="read", then="run"), 3),
        (Precedence(id="r", before="read", after="run"), 6),
        (Precedence(id="r", before="read", after="run", required=False), 14),
    ],
)
def test_hard_rules_cap_it(rule: Rule, most: int) -> None:
    run, read = make_behavior(max_per_day=2), make_behavior("read", weekdays=(0, 1, 2))
    found = most_a_week(run, [rule], [run, read])
    assert found.sessions == most
    assert (found.cap is Cap.RULES) == (most < 14)


def test_a_rule_for_the_only_slot_of_a_behavior_caps_it() -> None:
    night = make_behavior(strict_slots=True, preferred_slots=("night",))
    rule = Frequency(id="r", period="week", slot="night", max_sessions=2)
    assert most_a_week(night, [rule]).sessions == 2


def test_the_distance_and_a_rule_hold_together() -> None:
    weekdays = Frequency(id="r", period="week", days=(0, 1, 2, 3, 4), max_sessions=1)
    assert most_a_week(make_behavior(min_gap_days=1), [weekdays]).sessions == 2
