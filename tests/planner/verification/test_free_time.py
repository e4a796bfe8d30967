"""The verifier cuts windows by itself, from the page, and the same ones as the planner."""

from typing import Any

from hypothesis import given

from habitos_tui.domain.model.problem import SECOND_EDITION, Problem
from habitos_tui.planner.verification.free_time import free_windows
from tests.support.problems import problem, small_weeks


@given(week=small_weeks)
def test_planner_and_verifier_know_the_same_windows(week: Problem) -> None:
    assert free_windows(week) == week.windows


def first_day(**fields: Any) -> list[tuple[str, int, int]]:
    """Slot, start and end of the windows of day 0, by the verifier; the planner's are the same."""
    week = problem(**{"format": SECOND_EDITION, "transition_minutes": 10, **fields})
    assert free_windows(week) == week.windows
    return [(w.slot, w.start, w.end) for w in free_windows(week) if w.day == 0]


def test_a_pause_is_kept_on_either_side_of_busy_time() -> None:
    busy = [{"day": 0, "start": "08:40", "end": "09:00"}]
    assert first_day(busy=busy) == [("morning", 480, 510), ("morning", 550, 600)]


def test_the_pause_beside_busy_time_can_be_left_out() -> None:
    busy = [{"day": 0, "start": "08:40", "end": "09:00"}]
    assert first_day(busy=busy, settings={"pause_beside_busy": False}) == [("morning", 480, 520), ("morning", 540, 600)]


def test_the_first_edition_knows_no_pause_beside_busy_time() -> None:
    busy = [{"day": 0, "start": "08:40", "end": "09:00"}]
    first = problem(busy=busy, transition_minutes=10)
    assert [(w.start, w.end) for w in first.windows if w.day == 0] == [(480, 520), (540, 600)]


def test_a_pause_is_kept_at_a_slot_border_in_free_time() -> None:
    slots = [{"name": "a", "start": "08:00", "end": "09:00"}, {"name": "b", "start": "09:00", "end": "10:00"}]
    assert first_day(slots=slots) == [("a", 480, 530), ("b", 540, 600)]


def test_ends_are_rounded_inwards_and_what_is_too_short_is_dropped() -> None:
    busy = [{"day": 0, "start": "08:30", "end": "09:45"}]
    # 08:00 to 08:23 and 09:52 to 10:00 are left, at a grid of 15 minutes.
    assert first_day(busy=busy, grid_minutes=15, transition_minutes=7) == [("morning", 480, 495)]


def test_a_pause_reaches_over_midnight() -> None:
    slots = [{"name": "day", "start": "00:00", "end": "01:00"}]
    night = [{"day": 6, "start": "23:00", "end": "24:00"}, {"day": 0, "start": "23:30", "end": "24:00"}]
    week = problem(format=SECOND_EDITION, transition_minutes=10, slots=slots, busy=night)
    assert [(w.day, w.start) for w in free_windows(week) if w.day < 2] == [(0, 0), (1, 10)]


def test_a_plan_from_the_first_minute_on_has_all_of_it() -> None:
    slots = [{"name": "night", "start": "00:00", "end": "01:00"}]
    assert first_day(slots=slots, not_before={"day": 0, "time": "00:00"}) == [("night", 0, 60)]
