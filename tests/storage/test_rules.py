import pytest

from habitos_tui.domain.model.rule import Frequency, MutualExclusion, Precedence, Stack
from habitos_tui.errors import DamagedDatabaseError, InvalidInputError, NotFoundError
from habitos_tui.storage import mapping
from tests.support.storage import Room

FIRST = Stack(id="coffee-then-write", first="coffee", then="write")
SECOND = MutualExclusion(id="one-of-both", behaviors=("run", "swim"), period="day", penalty=2.5, active=False)


def test_they_keep_their_order(room: Room) -> None:
    room.rules.add(SECOND)
    room.rules.add(FIRST)
    assert room.rules.all() == (SECOND, FIRST)


def test_a_rule_may_change_its_type_and_keeps_its_place(room: Room) -> None:
    room.rules.add(FIRST)
    room.rules.add(SECOND)
    changed = Precedence(id=FIRST.id, before="coffee", after="write", days=(0, 4))
    room.rules.update(changed)
    assert room.rules.all() == (changed, SECOND)


def test_a_rule_is_switched_on_and_off(room: Room) -> None:
    room.rules.add(SECOND)
    room.rules.update(SECOND.model_copy(update={"active": True}))
    assert room.rules.all() == (SECOND.model_copy(update={"active": True}),)


def test_rules_get_another_order(room: Room) -> None:
    third = Frequency(id="third", period="day", max_sessions=1)
    for rule in (FIRST, SECOND, third):
        room.rules.add(rule)
    room.rules.reorder([third.id, FIRST.id, SECOND.id])
    assert room.rules.all() == (third, FIRST, SECOND)


def test_a_rule_is_deleted(room: Room) -> None:
    room.rules.add(FIRST)
    room.rules.add(SECOND)
    room.rules.delete(FIRST.id)
    assert room.rules.all() == (SECOND,)


def test_an_id_is_taken_once(room: Room) -> None:
    room.rules.add(FIRST)
    with pytest.raises(InvalidInputError, match="already a rule"):
        room.rules.add(FIRST)


def test_an_unknown_one_is_named(room: Room) -> None:
    with pytest.raises(NotFoundError, match="no rule “nap”"):
        room.rules.update(Frequency(id="nap", period="day", max_sessions=1))
    with pytest.raises(NotFoundError, match="no rule “nap”"):
        room.rules.delete("nap")


def test_a_rule_changed_by_hand_into_nonsense_is_damage(room: Room) -> None:
    room.rules.add(FIRST)
    with room.database.unit():
        room.database.connections.execute_sql('UPDATE rules SET body = \'{"first": "coffee"}\'')
    with pytest.raises(DamagedDatabaseError, match="A stored rule cannot be read: Field required"):
        room.rules.all()
    row = {"id": "r1", "type": "stack", "active": True, "body": "{"}
    with pytest.raises(DamagedDatabaseError, match=r"A stored rule cannot be read\."):
        mapping.rule(row)
