"""What is left of every slot."""

from datetime import timedelta

from habitos_tui.ui.week.capacity import SlotCapacity, capacities_of
from habitos_tui.ui.week.presenter import describe_time, week_view
from tests.support.weeks import WEDNESDAY_NOON, agenda_week

AGENDA = agenda_week()


def room(capacities: tuple[SlotCapacity, ...], day: int, start: int) -> SlotCapacity | None:
    return next((room for room in capacities if (room.day, room.start) == (day, start)), None)


def test_sessions_busy_time_and_pauses_are_taken_off() -> None:
    capacities = capacities_of(AGENDA, None, over=False)
    # Sunday afternoon is free up to the pause before the call at 17:05; Saturday's has lunch, and ends in a pause.
    assert room(capacities, 6, 14 * 60) == SlotCapacity(6, 14 * 60, 17 * 60, 180, 180)
    assert room(capacities, 5, 14 * 60) == SlotCapacity(5, 14 * 60, 17 * 60, 145, 145)


def test_what_is_before_now_is_gone() -> None:
    capacities = capacities_of(AGENDA, (6, 15 * 60 + 2), over=False)
    assert room(capacities, 6, 14 * 60) == SlotCapacity(6, 14 * 60, 17 * 60, 115, 115)
    assert {found.day for found in capacities} == {6}
    assert capacities_of(AGENDA, None, over=True) == ()
    assert week_view(AGENDA, WEDNESDAY_NOON + timedelta(days=9), 0).capacities == ()


def test_room_is_said_in_short_and_in_full() -> None:
    assert [SlotCapacity(0, 0, 60, minutes, 35).label for minutes in (35, 60, 95)] == ["35 min", "1 h", "1 h 35"]
    assert SlotCapacity(0, 0, 60, 95, 35).sentence == "1 h 35 min left, 35 min at a stretch"
    view = week_view(AGENDA, WEDNESDAY_NOON, 0)
    assert describe_time(view, 6, 15 * 60).endswith("free · 3 h left in this slot")
    assert "left" not in describe_time(view, 0, 15 * 60)
