import pytest

from habitos_tui.domain.model.objective import STARTING_OBJECTIVES, Objective
from habitos_tui.errors import InvalidInputError, NotFoundError
from tests.support.storage import Room, make_behavior


def test_they_keep_their_order(room: Room) -> None:
    room.objectives.add(Objective(name="art", weight=2))
    assert [objective.name for objective in room.objectives.all()] == [*STARTING_OBJECTIVES, "art"]


def test_a_name_is_taken_once(room: Room) -> None:
    with pytest.raises(InvalidInputError, match="already an objective"):
        room.objectives.add(Objective(name="health", weight=2))


def test_a_weight_is_set(room: Room) -> None:
    room.objectives.set_weight("learning", 0)
    assert room.objectives.all()[2] == Objective(name="learning", weight=0)


def test_deleting_takes_what_behaviors_do_for_it(room: Room) -> None:
    room.behaviors.update(make_behavior(impacts={"health": 0.8, "social": 0.1}))
    room.objectives.delete("health")
    found = room.behaviors.get("run")
    assert found is not None
    assert found.impacts == {"social": 0.1}


def test_replacing_keeps_the_impacts_of_those_that_stay(room: Room) -> None:
    room.behaviors.update(make_behavior(impacts={"health": 0.8, "social": 0.1}))
    new = (Objective(name="art", weight=5), Objective(name="health", weight=3))
    room.objectives.replace(new)
    assert room.objectives.all() == new
    found = room.behaviors.get("run")
    assert found is not None
    assert found.impacts == {"health": 0.8}


def test_all_can_go(room: Room) -> None:
    room.objectives.replace([])
    assert room.objectives.all() == ()


def test_an_unknown_one_is_named(room: Room) -> None:
    with pytest.raises(NotFoundError, match="no objective “fame”"):
        room.objectives.set_weight("fame", 1)
    with pytest.raises(NotFoundError, match="no objective “fame”"):
        room.objectives.delete("fame")
