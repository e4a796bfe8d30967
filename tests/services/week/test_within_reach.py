"""Minimums ask for no more of a week under way than can still happen."""

from typing import Any

import pytest

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.problem import SECOND_EDITION, Problem
from habitos_tui.services.week.within_reach import OutOfReach, out_of_reach, within_reach
from tests.planner.mini import THREE_SLOTS, habit, proven, week

ALL = tuple(range(7))


def run(**fields: Any) -> Behavior:
    usual: dict[str, Any] = {"weekdays": ALL, "target_per_week": 3, "min_per_week": 3}
    return habit("run", **usual | fields)


def on(day: int, time: str, *behaviors: Behavior, done: tuple[int, ...] = (), **fields: Any) -> Problem:
    """Return a week of which the time from 08:00 to 10:00 is left, from a moment of a day on."""
    fixed = [{"behavior": "run", "day": at, "start": "08:00", "minutes": 30, "kind": "done"} for at in done]
    return week(
        *behaviors,
        format=SECOND_EDITION,
        not_before={"day": day, "time": time},
        notice_minutes=0,
        fixed=fixed,
        **fields,
    )


@pytest.mark.parametrize(
    ("day", "time", "fields", "done", "least"),
    [
        (4, "08:00", {}, (), 3),
        (5, "08:00", {}, (), 2),
        (5, "09:45", {}, (), 1),
        (5, "08:00", {}, (0,), 3),
        (4, "08:00", {"min_gap_days": 1}, (), 2),
        (5, "08:00", {"min_gap_days": 2}, (4,), 1),
        (4, "08:00", {"weekdays": (0, 2, 4)}, (0,), 2),
        (5, "08:00", {"max_per_day": 2}, (), 2),
        (4, "08:00", {"max_per_day": 2, "min_gap_days": 1}, (), 2),
        (6, "08:00", {"max_per_week": 4}, (0,), 2),
    ],
)
def test_a_minimum_of_a_behavior_is_what_can_still_happen(
    day: int, time: str, fields: dict[str, Any], done: tuple[int, ...], least: int
) -> None:
    asked = on(day, time, run(**fields), done=done)
    eased = within_reach(asked)
    assert eased.behavior_by_id["run"].min_per_week == least
    assert proven(eased).usable
    assert out_of_reach(asked) == ((OutOfReach("run", 3, least),) if least < 3 else ())


def test_days_of_absence_leave_no_room() -> None:
    assert within_reach(on(4, "08:00", run()), away={6}).behavior_by_id["run"].min_per_week == 2


def test_a_week_that_has_not_begun_is_asked_for_everything() -> None:
    impossible = week(run(weekdays=(0,)))
    assert within_reach(impossible) is impossible


def test_what_people_can_change_is_no_reason_to_ask_for_less() -> None:
    busy = [{"day": 5, "start": "06:00", "end": "12:00"}]
    assert out_of_reach(on(4, "08:00", run(), busy=busy)) == ()


@pytest.mark.parametrize(
    ("rule", "left"),
    [
        ({"type": "frequency", "period": "week", "min_sessions": 3}, {"min_sessions": 2}),
        ({"type": "frequency", "period": "week", "min_sessions": 2}, {"min_sessions": 2}),
        ({"type": "time_budget", "period": "week", "min_minutes": 300}, {"min_minutes": 150}),
        ({"type": "time_budget", "period": "week", "min_minutes": 9000}, {"min_minutes": 9000}),
        ({"type": "frequency", "period": "day", "min_sessions": 1, "days": [4, 5, 6]}, {"days": (4, 6)}),
        ({"type": "frequency", "period": "day", "min_sessions": 1, "days": [5]}, None),
        ({"type": "frequency", "period": "week", "min_sessions": 9, "penalty": 1}, {"min_sessions": 9}),
        ({"type": "frequency", "period": "week", "min_sessions": 3, "penalty": 1}, {"min_sessions": 3}),
        ({"type": "frequency", "period": "week", "min_sessions": 3, "active": False}, {"min_sessions": 3}),
        ({"type": "frequency", "period": "week", "min_sessions": 2, "days": [1, 5]}, {"min_sessions": 0}),
        ({"type": "frequency", "period": "week", "min_sessions": 2, "days": [4, 5, 6]}, {"min_sessions": 1}),
        ({"type": "frequency", "period": "week", "min_sessions": 2, "days": [0, 4, 5]}, {"min_sessions": 1}),
        ({"type": "frequency", "period": "day", "min_sessions": 1, "days": [4, 6]}, {"days": (4, 6)}),
        ({"type": "frequency", "period": "week", "max_sessions": 1}, {"max_sessions": 1}),
    ],
)
def test_a_minimum_of_a_rule_is_what_can_still_happen(rule: dict[str, Any], left: dict[str, object] | None) -> None:
    # Saturday's two hours are over; Sunday is left, and one run is done.
    person = run(min_per_week=0, max_minutes=240)
    scope = {"behaviors": ["run"]}
    asked = on(5, "09:45", person, done=(0,), rules=[{"id": "r", "scope": scope} | rule])
    found = [one.model_dump() for one in within_reach(asked).rules]
    before = asked.rules[0].model_dump()
    assert (out_of_reach(asked) == ()) == (left is not None and {name: before[name] for name in left} == left)
    assert [{name: one[name] for name in left or {}} for one in found] == ([] if left is None else [left])


def test_a_week_in_which_all_can_still_be_met_stays_as_it_is() -> None:
    asked = on(4, "08:00", run())
    assert within_reach(asked) is asked


def test_a_rule_with_the_id_of_a_behavior_is_another_matter() -> None:
    scope = {"behaviors": ["run"]}
    most = {"id": "run", "type": "frequency", "period": "week", "max_sessions": 9, "scope": scope}
    least = {"id": "rule", "type": "frequency", "period": "week", "min_sessions": 3, "scope": scope}
    asked = on(5, "08:00", run(), rules=[most, least])
    assert out_of_reach(asked) == (OutOfReach("run", 3, 2), OutOfReach("rule", 3, 2, of_rule=True))
    eased = within_reach(asked)
    assert eased.rules[0] == asked.rules[0]
    assert eased.rules[1].model_dump()["min_sessions"] == 2
    kept = on(5, "08:00", run(min_per_week=0), rules=[least | {"id": "run"}])
    assert within_reach(kept).behaviors == kept.behaviors


def test_a_rule_about_several_behaviors_counts_what_is_done_of_each() -> None:
    person, other = run(min_per_week=0), habit("swim", weekdays=(0, 6), target_per_week=3)
    together = {"id": "r", "type": "frequency", "period": "week", "min_sessions": 5}
    stack = {"id": "s", "type": "stack", "first": "run", "then": "swim"}
    asked = on(6, "08:00", person, other, done=(0, 1, 2), rules=[together, stack])
    assert out_of_reach(asked) == (OutOfReach("r", 5, 4, of_rule=True),)
    assert within_reach(asked).rules[1] == asked.rules[1]
    of_swim = together | {"min_sessions": 2, "scope": {"behaviors": ["swim"]}}
    assert out_of_reach(on(6, "08:00", person, other, done=(0,), rules=[of_swim])) == (
        OutOfReach("r", 2, 1, of_rule=True),
    )


def test_a_rule_about_a_slot_counts_what_is_done_in_it() -> None:
    def possible(slot: str, **least: Any) -> int:
        done = [{"behavior": "run", "day": 0, "start": time, "minutes": 30, "kind": "done"} for time in DONE_AT]
        rule = {"id": "r", "period": "week", "slot": slot, **least}
        asked = on(6, "06:00", run(min_per_week=0, max_per_day=2, max_per_week=9), slots=THREE_SLOTS, rules=[rule])
        (found,) = out_of_reach(asked.changed(fixed=done))
        return found.possible

    sessions = {"type": "frequency", "min_sessions": 3}
    assert [possible(slot, **sessions) for slot in ("dawn", "noon", "dusk")] == [2, 2, 1]
    minutes = {"type": "time_budget", "min_minutes": 200}
    assert [possible(slot, **minutes) for slot in ("dawn", "noon", "dusk")] == [60, 60, 30]


DONE_AT = ("06:00", "12:00")
