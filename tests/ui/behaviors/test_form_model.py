from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.task import Task
from habitos_tui.errors import InvalidInputError
from habitos_tui.ui.behaviors.fields.minutes import around
from habitos_tui.ui.behaviors.fields.part import Picked, Values
from habitos_tui.ui.behaviors.form_model import START, adapted, behavior_of, meaning, refilled, unfolded, values_of
from tests.support.household import BEHAVIORS, make_behavior

WEIGHTS = {"health": 0.5, "wellness": 0.5}


def typed(**fields: Picked) -> Values:
    """Return a new form in which some fields were filled in."""
    return {**START, **fields}


def issues_of(**fields: Picked) -> dict[str, str]:
    with pytest.raises(InvalidInputError) as caught:
        behavior_of(typed(name="Run", **fields), "run")
    return dict(caught.value.issues)


@pytest.mark.parametrize("behavior", BEHAVIORS, ids=lambda behavior: behavior.id)
def test_a_behavior_survives_the_form_unchanged(behavior: Behavior) -> None:
    assert behavior_of(values_of(behavior), behavior.id) == behavior


def test_empty_limits_mean_no_limit() -> None:
    values = typed(name="Run", min_per_week=" ", max_per_week="", min_gap_days="", energy_cost="")
    behavior = behavior_of(values, "run")
    assert (behavior.min_per_week, behavior.max_per_week, behavior.min_gap_days) == (0, None, 0)
    assert behavior.energy_cost == 0


def test_every_bad_field_gets_its_own_sentence() -> None:
    found = issues_of(min_minutes="x", target_per_week="", energy_cost="12", weekdays=())
    assert found["min_minutes"] == "must be a whole number"
    assert found["target_per_week"] == "must be a whole number"
    assert found["energy_cost"] == "must be at most 10"
    assert found["weekdays"] == "needs at least one day"


def test_lengths_out_of_order_are_told_at_the_shorter_one() -> None:
    assert issues_of(min_minutes="40") == {"min_minutes": "must not be more than the typical minutes"}


@pytest.mark.parametrize("typed", ["much", "101", "-101", "nan", "inf"])
def test_an_impact_is_a_number_between_minus_and_plus_a_hundred(typed: str) -> None:
    assert list(issues_of(impacts={"health": typed})) == ["impacts.health"]


def test_impacts_are_percent_and_zero_ones_are_left_out() -> None:
    values = typed(name="Run", impacts={"health": "90", "wellness": "-2,5", "social": "0", "learning": " "})
    assert behavior_of(values, "run").impacts == pytest.approx({"health": 0.9, "wellness": -0.025})


def test_nowhere_else_needs_a_place() -> None:
    assert list(issues_of(strict_slots=True)) == ["preferred_slots"]


def test_the_meaning_is_worth_and_weekly_time() -> None:
    values = typed(name="Run", typical_minutes="35", impacts={"health": "68"})
    assert meaning(values, WEIGHTS) == "Worth 34 points a session; 3 a week fill 1 h 45 min."


def test_a_form_without_a_name_asks_for_one_and_nothing_else() -> None:
    assert meaning(typed(), WEIGHTS) == "Give it a name."


def test_a_form_with_a_bad_field_points_at_it() -> None:
    assert "marked" in meaning(typed(name="Run", min_minutes="x"), WEIGHTS)


def test_a_ready_made_behavior_is_cut_to_what_the_profile_has() -> None:
    values = values_of(BEHAVIORS[3])
    cut = adapted(values, slots=("morning",), objectives=("learning",))
    assert (cut["preferred_slots"], cut["strict_slots"], cut["impacts"]) == ((), False, {"learning": "60"})
    assert adapted(values, slots=("night",), objectives=("learning", "wellness")) == values


@given(st.builds(typed, name=st.text(), min_minutes=st.text(max_size=6), energy_cost=st.text(max_size=6)))
def test_whatever_is_typed_gets_an_answer(values: Values) -> None:
    assert meaning(values, WEIGHTS)


def test_what_still_shows_as_before_is_as_before_to_the_last_digit() -> None:
    """A form shows numbers rounded; saving a change of something else must not round what is stored."""
    before = Behavior(
        id="run",
        name=" Run  ",
        category="health",
        min_minutes=20,
        typical_minutes=30,
        max_minutes=40,
        energy_cost=1.2345,
        impacts={"health": 1 / 3, "mood": 0.2},
        target_per_week=3,
    )
    shown = values_of(before)
    assert behavior_of(shown, "run", before) == before
    changed = behavior_of({**shown, "impacts": {"health": "33.3", "mood": "50"}, "max_minutes": "50"}, "run", before)
    assert changed == before.model_copy(update={"impacts": {"health": 1 / 3, "mood": 0.5}, "max_minutes": 50})
    assert behavior_of({**shown, "energy_cost": "1"}, "run", before).energy_cost == 1
    assert behavior_of({**shown, "impacts": {"mood": "20"}}, "run", before).impacts == {"mood": 0.2}


def test_what_the_form_does_not_have_stays_as_it_was() -> None:
    before = BEHAVIORS[0]
    changed = behavior_of({**values_of(before), "name": "Walk"}, before.id, before)
    assert changed == before.model_copy(update={"name": "Walk"})


def test_other_parts_of_the_day_at_weekends_may_be_none_at_all() -> None:
    before = BEHAVIORS[0].model_copy(update={"weekend_slots": None})
    ticked = {**values_of(before), "weekend": True}
    assert behavior_of(ticked, before.id, before).weekend_slots == ()
    assert behavior_of({**ticked, "weekend": False}, before.id, before).weekend_slots is None


@pytest.mark.parametrize(
    ("fields", "open_from_the_start"),
    [
        ({}, False),
        ({"name": "Run", "target_per_week": "5", "max_minutes": "90", "impacts": {"health": "90"}}, False),
        ({"min_per_week": "1"}, True),
        ({"preferred_slots": ("evening",)}, True),
        ({"learning": False}, True),
    ],
)
def test_the_fold_is_open_where_something_in_it_is_set(fields: dict[str, Picked], open_from_the_start: bool) -> None:
    assert unfolded(typed(**fields)) is open_from_the_start


def test_another_category_fills_what_was_not_typed() -> None:
    filled, usual = {"health": "70", "wellness": "30"}, {"learning": "60", "wellness": "10"}
    assert refilled(filled, filled, usual) == {"health": "", "learning": "60", "wellness": "10"}
    assert refilled(filled | {"health": "55"}, filled, usual) == {"health": "55", "learning": "60", "wellness": "10"}
    assert refilled({"health": "70"}, filled, usual) == {"health": "", "learning": "60", "wellness": ""}


@pytest.mark.parametrize(
    ("usual", "lengths"),
    [("30", ("15", "45")), ("60", ("30", "90")), ("5", ("5", "10")), ("3", ("3", "5")), ("45", ("20", "70"))],
)
def test_least_and_most_follow_from_the_usual_minutes(usual: str, lengths: tuple[str, str]) -> None:
    assert tuple(around(usual).values()) == lengths


@pytest.mark.parametrize("typed_text", ["", "0", "1h", "-3", "٣"])
def test_what_is_no_length_changes_neither(typed_text: str) -> None:
    assert not around(typed_text)


def test_a_unit_and_its_usual_amount_are_typed_with_point_or_comma() -> None:
    behavior = behavior_of(typed(name="Run", unit=" km ", amount="2,5"), "run")
    assert (behavior.unit, behavior.amount) == ("km", 2.5)
    assert behavior_of(values_of(behavior), "run") == behavior
    assert unfolded(values_of(behavior))
    assert behavior_of(typed(name="Run"), "run").unit is None
    assert issues_of(amount="20") == {"amount": "needs a unit, such as pages or km"}
    assert list(issues_of(unit="km", amount="much")) == ["amount"]


REPORT = make_behavior(
    "report",
    min_minutes=30,
    typical_minutes=45,
    max_minutes=60,
    target_per_week=0,
    task={"due": "2026-12-04", "total_minutes": 240},
)


@pytest.mark.parametrize(
    "task",
    [
        REPORT,
        REPORT.model_copy(update={"task": Task(total_minutes=90, finished=date(2026, 11, 25))}),
        make_behavior(
            "call", min_minutes=15, typical_minutes=15, max_minutes=15, target_per_week=0, task={"total_minutes": 15}
        ),
    ],
)
def test_a_task_survives_the_form_unchanged(task: Behavior) -> None:
    assert behavior_of(values_of(task), task.id, task) == task


def test_what_is_done_once_has_a_day_and_minutes_in_all_in_one_go_or_in_pieces() -> None:
    once: dict[str, Picked] = {"name": "Call", "kind": "once", "today": "2026-11-25"}
    call = behavior_of(typed(**once, target_per_week="fri", total_minutes="15"), "call")
    assert call.task == Task(due=date(2026, 11, 27), total_minutes=15)
    assert (call.min_minutes, call.typical_minutes, call.max_minutes, call.target_per_week) == (15, 15, 15, 0)
    some_day = typed(**once, target_per_week="", total_minutes="240", piece_least="40", piece_most="90")
    report = behavior_of(some_day, "report")
    assert report.task == Task(total_minutes=240)
    assert (report.min_minutes, report.typical_minutes, report.max_minutes) == (40, 65, 90)


def test_pieces_and_day_of_a_task_are_changed_and_it_becomes_a_habit_again() -> None:
    shown = {**values_of(REPORT), "today": "2026-11-25"}
    shorter = behavior_of({**shown, "piece_least": "15", "target_per_week": "11 dec"}, "report", REPORT)
    assert (shorter.min_minutes, shorter.typical_minutes) == (15, 45)
    assert shorter.task == Task(due=date(2026, 12, 11), total_minutes=240)
    habit = behavior_of({**shown, "kind": "week", "target_per_week": "2"}, "report", REPORT)
    assert (habit.task, habit.target_per_week) == (None, 2)


def test_what_is_wrong_with_a_task_is_told_at_its_field() -> None:
    once: dict[str, Picked] = {"kind": "once", "today": "2026-11-25", "target_per_week": ""}
    assert issues_of(**once, total_minutes="")["total_minutes"] == "must be a whole number"
    assert "must be a day" in issues_of(**{**once, "target_per_week": "3"})["target_per_week"]
    assert "whole task" in issues_of(**once, total_minutes="20", piece_least="30")["min_minutes"]
