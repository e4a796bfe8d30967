import pytest

from habitos_tui.domain.model.week import DEFAULT_SLOTS, Slot
from habitos_tui.errors import InvalidInputError, NotFoundError
from tests.support.storage import Room, make_busy, make_id


def test_slots_are_replaced_in_order(room: Room) -> None:
    room.calendar.replace_slots(DEFAULT_SLOTS)
    assert room.calendar.slots() == DEFAULT_SLOTS
    late_first = (Slot(name="late", start=1200, end=1800), Slot(name="morning", start=300, end=700))
    room.calendar.replace_slots(late_first)
    assert room.calendar.slots() == late_first


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
    room.calendar.add_busy(make_busy())
    changed = make_busy(weekday=5, title="Market")
    room.calendar.update_busy(changed)
    assert room.calendar.busy() == (changed,)
    room.calendar.delete_busy(changed.id)
    assert room.calendar.busy() == ()


def test_all_busy_blocks_are_replaced_or_none(room: Room) -> None:
    blocks = tuple(make_busy(f"b{number}", weekday=number % 7, start=number) for number in range(120))
    room.calendar.replace_busy(blocks)
    assert set(room.calendar.busy()) == set(blocks)
    with pytest.raises(InvalidInputError):
        room.calendar.replace_busy([make_busy("x"), make_busy("x")])
    assert len(room.calendar.busy()) == 120


def test_an_unknown_block_cannot_be_changed(room: Room) -> None:
    with pytest.raises(NotFoundError, match="no busy block"):
        room.calendar.update_busy(make_busy())
    with pytest.raises(NotFoundError, match="no busy block"):
        room.calendar.delete_busy(make_id("b1"))
