import pytest

from habitos_tui.domain.model.objective import STARTING_OBJECTIVES, Objective
from habitos_tui.domain.model.wishes import EVER, Version
from habitos_tui.errors import InvalidInputError, NotFoundError
from habitos_tui.storage.wishes import WishRepository
from tests.support.storage import Room, make_behavior


def test_they_keep_their_order(room: Room) -> None:
    room.objectives.add(Objective(name="art", weight=2))
    assert [objective.name for objective in room.objectives.all()] == [*STARTING_OBJECTIVES, "art"]


def test_a_name_is_taken_once(room: Room) -> None:
    with pytest.raises(InvalidInputError, match="already an objective"):
        room.objectives.add(Objective(name="health", weight=2))


def test_a_weight_is_set(room: Room) -> None:
    before = room.objectives.all()
    room.objectives.set_weight("learning", 0)
    assert room.objectives.all() == (*before[:2], Objective(name="learning", weight=0), *before[3:])


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


def test_another_name_goes_into_what_behaviors_do_for_it_and_did(room: Room) -> None:
    before = room.objectives.all()
    room.objectives.rename("health", "calm")
    assert room.objectives.all() == (Objective(name="calm", weight=before[0].weight), *before[1:])
    found = room.behaviors.get("run")
    assert found is not None
    assert found.impacts == {"calm": 0.8}
    assert wanted(room) == {"calm": 0.8}


def wanted(room: Room) -> dict[str, float]:
    """Return what a run was wanted for first."""
    versions = WishRepository(room.database, room.profile.id).of_behaviors(room.behaviors.all())
    return dict(versions["run"][0].value.behavior.impacts)


def test_what_is_gone_is_wanted_no_more_and_what_is_new_was_always_worth_so_much(room: Room) -> None:
    wishes = WishRepository(room.database, room.profile.id)
    room.objectives.delete("health")
    assert wanted(room) == {}
    room.behaviors.add(make_behavior("art", impacts={"social": 1.0}))
    room.objectives.replace([Objective(name="fame", weight=3)])
    assert wishes.of_behaviors(room.behaviors.all())["art"][0].value.behavior.impacts == {}
    assert wishes.of_objectives() == {"fame": [Version(EVER, 3.0)]}
