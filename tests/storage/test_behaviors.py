from collections.abc import Callable

import pytest

from habitos_tui.errors import InvalidInputError, NotFoundError
from tests.support.storage import MONDAY, Room, make_behavior, make_completion, make_session, make_skip


def ids(room: Room, archived: bool = False) -> list[str]:
    return [behavior.id for behavior in room.behaviors.all(archived)]


def test_they_keep_their_order(room: Room) -> None:
    for name in ("zen", "art", "box"):
        room.behaviors.add(make_behavior(name))
    room.behaviors.update(make_behavior("zen", "Meditation"))
    assert ids(room) == ["run", "zen", "art", "box"]


def test_an_unknown_one_is_none(room: Room) -> None:
    assert room.behaviors.get("fly") is None
    assert not room.behaviors.has_history("fly")


def test_an_id_is_taken_once_even_when_archived(room: Room) -> None:
    room.behaviors.archive("run")
    with pytest.raises(InvalidInputError, match="already a behavior"):
        room.behaviors.add(make_behavior("run"))


def test_archived_ones_are_apart_and_come_back_to_their_place(room: Room) -> None:
    room.behaviors.add(make_behavior("walk"))
    room.behaviors.archive("run")
    assert (ids(room), ids(room, archived=True)) == (["walk"], ["run"])
    assert room.behaviors.get("run") == make_behavior("run")
    room.behaviors.add(make_behavior("art"))
    room.behaviors.archive("art")
    room.behaviors.restore("run")
    assert (ids(room), ids(room, archived=True)) == (["run", "walk"], ["art"])


def test_impacts_are_replaced(room: Room) -> None:
    changed = make_behavior(impacts={"social": 0.5, "health": -0.25})
    room.behaviors.update(changed)
    assert room.behaviors.all() == (changed,)


def test_an_impact_needs_its_objective(room: Room) -> None:
    with pytest.raises(NotFoundError):
        room.behaviors.add(make_behavior("sing", impacts={"fame": 1.0}))
    assert ids(room) == ["run"]


@pytest.mark.parametrize(
    "live",
    [
        lambda room: room.completions.add(make_completion()),
        lambda room: room.completions.add_skip(make_skip()),
        lambda room: room.plans.replace_sessions(MONDAY, MONDAY, [make_session()], None),
    ],
    ids=["done", "skipped", "planned"],
)
def test_whatever_was_done_skipped_or_planned_is_history(room: Room, live: Callable[[Room], None]) -> None:
    room.behaviors.add(make_behavior("walk"))
    assert not room.behaviors.has_history("run")
    assert not room.behaviors.has_history()
    live(room)
    assert room.behaviors.has_history("run")
    assert room.behaviors.has_history()
    assert not room.behaviors.has_history("walk")


def test_deleting_takes_the_history_along(room: Room) -> None:
    session = make_session()
    room.behaviors.add(make_behavior("walk"))
    room.plans.replace_sessions(MONDAY, MONDAY, [session, make_session("s2")], None)
    room.completions.add(make_completion(session=session.id))
    room.completions.add_skip(make_skip(session=make_session("s2").id))
    room.behaviors.delete("run")
    assert room.behaviors.get("run") is None
    assert ids(room) == ["walk"]
    assert room.plans.sessions(MONDAY, MONDAY) == ()
    assert room.completions.between(MONDAY, MONDAY) == ()
    assert room.completions.skips_between(MONDAY, MONDAY) == ()


@pytest.mark.parametrize(
    "change",
    [
        lambda room: room.behaviors.update(make_behavior("fly")),
        lambda room: room.behaviors.archive("fly"),
        lambda room: room.behaviors.restore("fly"),
        lambda room: room.behaviors.delete("fly"),
    ],
    ids=["update", "archive", "restore", "delete"],
)
def test_an_unknown_one_cannot_be_changed(room: Room, change: Callable[[Room], None]) -> None:
    with pytest.raises(NotFoundError, match="no behavior “fly”"):
        change(room)


def test_many_at_once(room: Room) -> None:
    names = [f"b{number}" for number in range(120)]
    with room.database.unit():
        for name in names:
            room.behaviors.add(make_behavior(name))
    assert ids(room) == ["run", *names]


@pytest.mark.parametrize(
    "fields",
    [
        {"task": {"total_minutes": 300, "due": "2026-12-24"}, "target_per_week": 0},
        {"rhythm": {"every_days": 10, "since": "2026-11-23"}, "target_per_week": 1},
        {"season": {"first": "04-01", "last": "09-30"}},
        {"weekend_slots": ("morning",), "tags": ("calm",), "unit": "km", "amount": 5},
        {"weekend_slots": None},
        {"weekend_slots": ()},
    ],
)
def test_what_few_behaviors_have_is_kept_whether_new_or_changed(room: Room, fields: dict[str, object]) -> None:
    rare = make_behavior("walk", None, **fields)
    room.behaviors.add(rare)
    room.behaviors.update(make_behavior("run", None, **fields))
    assert room.behaviors.get("walk") == rare
    assert room.behaviors.all() == (make_behavior("run", None, **fields), rare)


def test_plans_learn_of_a_new_one(room: Room) -> None:
    room.behaviors.add(make_behavior("walk"))
    assert room.behaviors.not_learning() == frozenset()


def test_plans_learn_nothing_of_those_that_they_are_not_to_learn_of(room: Room) -> None:
    room.behaviors.add(make_behavior("walk"))
    room.behaviors.set_learning("run", False)
    room.behaviors.archive("run")
    assert room.behaviors.not_learning() == {"run"}
    room.behaviors.set_learning("walk", False)
    room.behaviors.set_learning("run", True)
    assert room.behaviors.not_learning() == {"walk"}
