"""What is left of every slot, and where sessions start without leaving a gap."""

from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.planning.free_time import SlotCapacity, capacities_of, gapless_starts
from tests.support.weeks import agenda_week, office_problem

EVENING = 18 * 60
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


def test_starts_without_a_gap_lie_at_both_ends_of_what_is_free() -> None:
    problem = office_problem()
    others = [Session(behavior="read", day=6, slot="evening", start=EVENING, minutes=60)]
    stops = gapless_starts(problem, others, 30)[6]
    assert {17 * 60, EVENING - 5 - 30, EVENING + 65} <= set(stops)
    assert not any(EVENING - 35 < stop < EVENING + 65 for stop in stops)
