"""What a problem refuses, and what it tells about itself."""

from typing import Any

import pytest
from pydantic import ValidationError

from habitos_tui.domain.model.problem import SECOND_EDITION, Problem
from habitos_tui.domain.model.validation import issues_of
from habitos_tui.domain.planning.adjustment import BehaviorAdjustment, adjusted
from tests.support.problems import behavior, problem, rule


def issues(*behaviors: Any, **fields: Any) -> list[tuple[str, str]]:
    with pytest.raises(ValidationError) as caught:
        problem(*(behaviors or (behavior("run"),)), **fields)
    return list(issues_of(caught.value))


def fixed(start: int = 480, minutes: int = 30, day: int = 0, **fields: Any) -> dict[str, Any]:
    return {"behavior": "run", "day": day, "start": start, "minutes": minutes, "kind": "done", **fields}


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"objectives": {"health": 0}}, [("objectives", "needs at least one objective with a weight above 0")]),
        (
            {"adherence": [{"behavior": "swim", "day": 0, "slot": "tea", "probability": 0.5}]},
            [
                ("adherence[0].behavior", "there is no behavior “swim”"),
                ("adherence[0].slot", "there is no slot “tea”"),
            ],
        ),
        (
            {"adherence": [{"behavior": "run", "day": 0, "slot": "morning", "probability": p} for p in (0.1, 0.2)]},
            [("adherence[1]", "says the chance of the same place a second time")],
        ),
        (
            {"adherence": [{"behavior": "run", "day": 0, "slot": "morning", "probability": 1.5}]},
            [("adherence[0].probability", "must be at most 1")],
        ),
        (
            {"previous": [{"behavior": "run", "day": 0, "slot": "tea"}]},
            [("previous[0].slot", "there is no slot “tea”")],
        ),
        ({"fixed": [fixed(behavior="swim")]}, [("fixed[0].behavior", "there is no behavior “swim”")]),
        ({"fixed": [fixed(), fixed(start=505)]}, [("fixed[1]", "overlaps fixed[0]")]),
        ({"fixed": [fixed(start=505), fixed()]}, [("fixed[0]", "overlaps fixed[1]")]),
        (
            {"fixed": [fixed(minutes=120), fixed(start=490, minutes=10), fixed(start=550, minutes=10)]},
            [("fixed[1]", "overlaps fixed[0]"), ("fixed[2]", "overlaps fixed[0]")],
        ),
        (
            {"fixed": [fixed(start=1430), fixed(day=1, start=15)]},
            [("fixed[1]", "overlaps fixed[0]")],
        ),
        ({"fixed": [fixed(start=481)]}, [("fixed[0].start", "must be a multiple of the grid of 5 minutes")]),
        (
            {"fixed": [fixed(minutes=33, kind="locked")]},
            [("fixed[0].minutes", "must be a multiple of the grid of 5 minutes")],
        ),
        (
            {"busy": [{"day": 0, "start": 481, "end": 490}]},
            [("busy[0].start", "must be a multiple of the grid of 5 minutes")],
        ),
        (
            {"not_before": {"day": 0, "time": 481}},
            [("not_before.time", "must be a multiple of the grid of 5 minutes")],
        ),
        (
            {"grid_minutes": 15, "slots": [{"name": "a", "start": 480, "end": 500}]},
            [("slots[0].end", "must be a multiple of the grid of 15 minutes")],
        ),
        (
            {"rules": [rule("stack", first="run", then="swim")]},
            [("rules[0].then", "there is no behavior “swim”")],
        ),
        ({"settings": {"routine": float("inf")}}, [("settings.routine", "must be a finite number")]),
        ({"energy_budget": [1] * 6}, [("energy_budget", "must have at least 7 entries")]),
    ],
)
def test_refused(fields: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert issues(**fields) == found


def test_done_sessions_may_have_any_length_and_touch_others() -> None:
    week = problem(behavior("run"), fixed=[fixed(minutes=33), fixed(start=515), fixed(start=1430, minutes=10)])
    assert len(week.fixed) == 3


@pytest.mark.parametrize(
    ("budget", "limits"),
    [(None, [None, None]), (5, [5, 5]), ([1, None, 3, 4, 5, 6, 7], [1, None])],
)
def test_energy_limits(budget: Any, limits: list[float | None]) -> None:
    week = problem(energy_budget=budget)
    assert [week.energy_limit(day) for day in (0, 1)] == limits


@pytest.mark.parametrize(("grid", "minutes", "pause"), [(5, 0, 0), (5, 5, 5), (10, 5, 10), (15, 16, 30)])
def test_the_transition_is_whole_grid_steps(grid: int, minutes: int, pause: int) -> None:
    assert (
        problem(grid_minutes=grid, transition_minutes=minutes, slots=[{"name": "a", "start": 0, "end": 60}]).transition
        == pause
    )


def test_rules_that_are_off_are_not_active() -> None:
    rules = [rule("frequency", id=name, period="day", max_sessions=1, active=name == "on") for name in ("on", "off")]
    assert [r.id for r in problem(rules=rules).active_rules] == ["on"]


def test_slots_by_time() -> None:
    assert problem().slot_at(480) == "morning"
    assert problem().slot_at(600) is None


def test_a_problem_survives_json() -> None:
    week = problem(behavior("run"), energy_budget=[1, None, 3, 4, 5, 6, 7], fixed=[fixed()])
    assert Problem.model_validate_json(week.model_dump_json(), strict=True) == week


@pytest.mark.parametrize("budget", [-1, [12, 12, 12, 12, 12, 12, -0.5]])
def test_an_energy_budget_is_never_negative(budget: object) -> None:
    with pytest.raises(ValidationError, match="greater than or equal to 0"):
        problem(energy_budget=budget)


class TestEditions:
    """What a week means by the format of its file."""

    def test_the_second_edition_plans_what_was_asked_for(self) -> None:
        week = problem(behavior("run", target_per_week=3), behavior("tidy", min_per_week=2, target_per_week=0))
        assert [b.week_limit for b in week.behaviors] == [7, 7]
        week = Problem.model_validate(week.model_dump(exclude={"behaviors"}) | {"format": SECOND_EDITION})
        assert (week.settings.variety, week.settings.slack, week.settings.pause_beside_busy) == (0.0, 0.0, False)
        fresh = problem(behavior("run", target_per_week=3), format=SECOND_EDITION, settings={})
        assert (fresh.settings.variety, fresh.settings.slack, fresh.settings.pause_beside_busy) == (0.5, 0.5, True)
        assert fresh.behaviors[0].week_limit == 3
        assert problem(behavior(target_per_week=1, min_per_week=2), format=SECOND_EDITION).behaviors[0].week_limit == 2

    def test_the_first_edition_is_read_as_it_was_meant(self) -> None:
        week = problem(behavior("run", target_per_week=3, max_per_day=2), settings={})
        assert (week.settings.variety, week.settings.slack, week.settings.pause_beside_busy) == (0.0, 0.0, False)
        assert week.behaviors[0].max_per_week == 14
        assert (week.first_edition, week.plan_format) == (True, "habitos-plan/1")

    @pytest.mark.parametrize(
        ("fields", "path"),
        [
            ({"settings": {"variety": 0.5}}, "settings.variety"),
            ({"settings": {"slack": 0.1}}, "settings.slack"),
            ({"settings": {"pause_beside_busy": True}}, "settings.pause_beside_busy"),
            ({"previous": [{"behavior": "run", "day": 0, "slot": "morning", "start": "08:00"}]}, "previous[0].start"),
            (
                {"rules": [rule("frequency", period="day", max_sessions=1, scope={"min_energy": 4})]},
                "rules[0].scope.min_energy",
            ),
            ({"behaviors": [behavior("run").model_dump() | {"ideal_time": "08:00"}]}, "behaviors[0].ideal_time"),
            ({"notice_minutes": 15}, "notice_minutes"),
            (
                {"behaviors": [behavior("run").model_dump() | {"weekend_slots": ["morning"]}]},
                "behaviors[0].weekend_slots",
            ),
        ],
    )
    def test_the_first_edition_does_not_know_the_words_of_the_second(self, fields: Any, path: str) -> None:
        assert issues(**fields) == [(path, "needs the format habitos-problem/2")]

    @pytest.mark.parametrize(
        ("fields", "found"),
        [
            ({"settings": {"variety": 0.71}}, ("settings.variety", "must be at most 0.7")),
            ({"settings": {"variety": -0.1}}, ("settings.variety", "must be at least 0")),
            ({"settings": {"slack": 1}}, ("settings.slack", "must be less than 1")),
            ({"settings": {"pause_beside_busy": "maybe"}}, ("settings.pause_beside_busy", "must be true or false")),
            (
                {"behaviors": [behavior("run").model_dump() | {"weekend_slots": ["tea"]}]},
                ("behaviors[0].weekend_slots[0]", "there is no slot “tea”"),
            ),
            (
                {"behaviors": [behavior("run").model_dump() | {"weekend_slots": ["morning", "morning"]}]},
                ("behaviors[0].weekend_slots", "must name each slot once"),
            ),
            (
                {"behaviors": [behavior("run").model_dump() | {"ideal_time": "30:05"}]},
                ("behaviors[0].ideal_time", "must lie between 00:00 and 30:00"),
            ),
        ],
    )
    def test_the_second_edition_refuses(self, fields: Any, found: tuple[str, str]) -> None:
        assert issues(**{"format": SECOND_EDITION, **fields}) == [found]

    def test_a_target_that_changes_takes_the_default_maximum_along(self) -> None:
        week = problem(behavior("run", target_per_week=1), format=SECOND_EDITION)
        more = adjusted(week, [BehaviorAdjustment(id="run", set={"target_per_week": 4})])
        assert more.behaviors[0].week_limit == 4


def test_a_changed_problem_is_worked_out_anew_and_nothing_is_known_of_it() -> None:
    before = problem(behavior("run"), rules=[rule("time_budget", period="day", max_minutes=60)], best={"objective": 1})
    assert (len(before.active_rules), len(before.windows)) == (1, 7)
    after = before.changed(rules=(), busy=({"day": 0, "start": 0, "end": 1440},))
    assert (after.active_rules, len(after.windows), after.best) == ((), 6, None)
    unchecked = before.changed_unchecked(behaviors=())
    assert (unchecked.behavior_by_id, unchecked.best) == ({}, None)


def test_a_changed_problem_is_validated() -> None:
    with pytest.raises(ValidationError, match="at least one objective"):
        problem(behavior("run")).changed(objectives={"health": 0})


def test_a_problem_refuses_what_only_a_profile_keeps() -> None:
    with pytest.raises(ValidationError) as caught:
        problem(behavior("run", tags=["home"]))
    assert dict(issues_of(caught.value)) == {"behaviors[0].tags": "belongs to a profile, not to the problem of a week"}
