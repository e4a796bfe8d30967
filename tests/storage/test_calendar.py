import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from habitos_tui.domain.model.agenda import BusyDayOff
from habitos_tui.domain.model.completion import Completion, Context
from habitos_tui.domain.model.week import DEFAULT_SLOTS, Slot
from habitos_tui.errors import DamagedDatabaseError, InvalidInputError, NotFoundError
from tests.support.storage import MONDAY, Room, make_busy, make_completion, make_dated, make_id, make_session

LATER = MONDAY + timedelta(days=7)


def test_slots_are_replaced_in_order(room: Room) -> None:
    room.calendar.replace_slots(DEFAULT_SLOTS)
    assert room.calendar.slots() == DEFAULT_SLOTS
    others = (Slot(name="morning", start=300, end=700), Slot(name="late", start=1200, end=1740))
    room.calendar.replace_slots(others)
    assert room.calendar.slots() == others


def test_slots_that_lie_over_each_other_are_damage(room: Room) -> None:
    room.calendar.replace_slots(DEFAULT_SLOTS)
    with closing(sqlite3.connect(room.database.path)) as other, other:
        other.execute("UPDATE slots SET position = 99 WHERE position = 0")
    with pytest.raises(DamagedDatabaseError, match="do not follow each other"):
        room.calendar.slots()


def test_a_slot_name_is_taken_once(room: Room) -> None:
    room.calendar.replace_slots(DEFAULT_SLOTS)
    with pytest.raises(InvalidInputError, match="already a slot"):
        room.calendar.replace_slots([*DEFAULT_SLOTS, DEFAULT_SLOTS[0]])
    assert room.calendar.slots() == DEFAULT_SLOTS


def test_busy_blocks_come_by_weekday_and_start(room: Room) -> None:
    late, early, monday = make_busy("b1", weekday=3), make_busy("b2", weekday=3, start=60), make_busy("b3")
    for block in (late, early, monday):
        room.calendar.add_busy(block)
    assert room.calendar.busy() == (monday, early, late)


def test_a_busy_block_is_changed_and_deleted(room: Room) -> None:
    other = make_busy("b2", weekday=6)
    room.calendar.replace_busy([make_busy(), other])
    changed = make_busy(weekday=5, title="Market")
    room.calendar.update_busy(changed)
    assert room.calendar.busy() == (changed, other)
    room.calendar.delete_busy(changed.id)
    assert room.calendar.busy() == (other,)


def test_busy_time_of_a_date_is_found_changed_and_deleted_alone(room: Room) -> None:
    first, second = make_dated("d1"), make_dated("d2", start=1000, end=1060)
    room.calendar.add_dated([first, second])
    assert [room.calendar.dated_by_id(block.id) for block in (first, second)] == [first, second]
    assert room.calendar.dated_by_id(make_id("d3")) is None
    moved = first.model_copy(update={"start": 600, "title": "Doctor"})
    room.calendar.update_dated(moved)
    assert room.calendar.dated(MONDAY, MONDAY) == (moved, second)
    room.calendar.delete_dated(first.id)
    assert room.calendar.dated(MONDAY, MONDAY) == (second,)


def test_a_day_off_is_of_one_block_and_one_day(room: Room) -> None:
    room.calendar.replace_busy([make_busy("b1"), make_busy("b2", weekday=2)])
    days = [BusyDayOff(busy=make_id(name), day=day) for name in ("b1", "b2") for day in (MONDAY, LATER)]
    room.calendar.add_days_off(days)
    room.calendar.delete_day_off(days[0])
    assert set(room.calendar.days_off(MONDAY, LATER)) == set(days[1:])


def test_a_profile_without_slots_is_damage(room: Room) -> None:
    assert room.calendar.has_slots()
    with closing(sqlite3.connect(room.database.path)) as other, other:
        other.execute("DELETE FROM slots")
    assert not room.calendar.has_slots()
    with pytest.raises(DamagedDatabaseError, match="the parts of the day are not in it"):
        room.calendar.slots()


def test_all_busy_blocks_are_replaced_or_none(room: Room) -> None:
    blocks = tuple(make_busy(f"b{number}", weekday=number % 7, start=number) for number in range(120))
    room.calendar.replace_busy(blocks)
    assert set(room.calendar.busy()) == set(blocks)
    with pytest.raises(InvalidInputError):
        room.calendar.replace_busy([make_busy("x"), make_busy("x")])
    assert len(room.calendar.busy()) == 120


def test_a_busy_block_that_is_not_among_the_new_ones_goes_and_days_off_of_the_others_stay(room: Room) -> None:
    room.calendar.replace_busy([make_busy("b1"), make_busy("b2", weekday=2)])
    room.calendar.add_days_off([BusyDayOff(busy=make_id("b2"), day=MONDAY)])
    room.calendar.replace_busy([make_busy("b2", weekday=3)])
    assert room.calendar.busy() == (make_busy("b2", weekday=3),)
    assert room.calendar.days_off(MONDAY, MONDAY) == (BusyDayOff(busy=make_id("b2"), day=MONDAY),)
    room.calendar.replace_busy([])
    assert room.calendar.busy() == ()


@pytest.mark.parametrize(
    ("first", "last", "found"), [(0, 2, "d1 d2 d3"), (1, 1, "d2"), (1, 2, "d2 d3"), (0, 1, "d1 d2"), (3, 9, "")]
)
def test_dated_busy_time_and_days_off_are_those_of_the_days(room: Room, first: int, last: int, found: str) -> None:
    room.calendar.add_busy(make_busy())
    days = [MONDAY + timedelta(days=number) for number in range(3)]
    room.calendar.add_dated([make_dated(f"d{number}", day) for number, day in enumerate(days, 1)][::-1])
    room.calendar.add_days_off([BusyDayOff(busy=make_id("b1"), day=day) for day in days])
    span = MONDAY + timedelta(days=first), MONDAY + timedelta(days=last)
    assert [block.id for block in room.calendar.dated(*span)] == [make_id(name) for name in found.split()]
    assert [off.day for off in room.calendar.days_off(*span)] == [day for day in days if span[0] <= day <= span[1]]


def done_in(name: str, slot: str) -> Completion:
    return make_completion(name, context=Context(weekday=0, slot=slot))


def test_a_slot_has_its_new_name_in_all_that_was_planned_and_done_in_it(room: Room) -> None:
    room.plans.replace_sessions(MONDAY, MONDAY, [make_session("s1"), make_session("s2", slot="noon", start=720)], None)
    room.completions.add_all([done_in("c1", "morning"), done_in("c2", "noon")])
    room.calendar.rename_in_log("morning", "dawn")
    assert [session.slot for session in room.plans.sessions(MONDAY, MONDAY)] == ["dawn", "noon"]
    slots = {completion.id: completion.context.slot for completion in room.completions.between(MONDAY, MONDAY)}
    assert slots == {make_id("c1"): "dawn", make_id("c2"): "noon"}


def test_an_unknown_block_cannot_be_changed(room: Room) -> None:
    with pytest.raises(NotFoundError, match="no busy block"):
        room.calendar.update_busy(make_busy())
    with pytest.raises(NotFoundError, match="no busy block"):
        room.calendar.delete_busy(make_id("b1"))
