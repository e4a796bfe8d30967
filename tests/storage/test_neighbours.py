"""What changes or deletes one row leaves the rows beside it as they are."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from habitos_tui.domain.insight.promise import Promise
from habitos_tui.domain.model.agenda import BusyDayOff
from habitos_tui.domain.model.completion import Context
from habitos_tui.domain.model.objective import Objective
from habitos_tui.domain.model.rule import Frequency
from habitos_tui.storage.database import Database
from habitos_tui.storage.dismissals import DismissalRepository
from tests.support.storage import (
    MONDAY,
    NOON,
    Room,
    make_away,
    make_behavior,
    make_busy,
    make_completion,
    make_dated,
    make_id,
    make_pause,
    make_run,
    make_session,
    make_skip,
)
from tests.support.wishes import dump

OTHER = "neighbour"
LATER = MONDAY + timedelta(days=2)
RULE = Frequency(id="few", period="week", max_sessions=3)


def furnish(room: Room) -> None:
    """Give a profile one and another of everything; what is of the other names it."""
    room.objectives.add(Objective(name=OTHER, weight=1))
    room.behaviors.add(make_behavior(OTHER, impacts={"health": 0.5, OTHER: 1.0}))
    room.rules.add(RULE)
    room.rules.add(RULE.model_copy(update={"id": OTHER}))
    room.calendar.add_busy(make_busy())
    room.calendar.add_busy(make_busy("b2", title=OTHER))
    room.calendar.add_dated([make_dated(), make_dated("d2", title=OTHER)])
    room.away.add(make_away())
    room.away.add(make_away("a2", LATER, note=OTHER))
    room.pauses.add(make_pause())
    room.pauses.add(make_pause("p2", behavior=OTHER))
    room.completions.add(make_completion())
    room.completions.add(make_completion("c2", behavior=OTHER, context=Context(weekday=0, tags=(OTHER,))))
    room.completions.add_skip(make_skip())
    room.completions.add_skip(make_skip("k2", behavior=OTHER))
    sessions = [make_session(), make_session("s2", behavior=OTHER, start=600)]
    room.plans.save_run(make_run())
    room.plans.replace_sessions(MONDAY, MONDAY + timedelta(days=6), sessions, make_id("r1"))


CHANGES: dict[str, Callable[[Room], None]] = {
    "objective weighed": lambda room: room.objectives.set_weight("health", 9),
    "objective renamed": lambda room: room.objectives.rename("wellness", "calm"),
    "objective deleted": lambda room: room.objectives.delete("wellness"),
    "behavior changed": lambda room: room.behaviors.update(make_behavior(impacts={"health": 0.1})),
    "behavior archived": lambda room: room.behaviors.archive("run"),
    "behavior without learning": lambda room: room.behaviors.set_learning("run", on=False),
    "behavior deleted": lambda room: room.behaviors.delete("run"),
    "rule changed": lambda room: room.rules.update(RULE.model_copy(update={"max_sessions": 1})),
    "rule deleted": lambda room: room.rules.delete("few"),
    "busy time changed": lambda room: room.calendar.update_busy(make_busy(weekday=4)),
    "busy time deleted": lambda room: room.calendar.delete_busy(make_id("b1")),
    "busy date changed": lambda room: room.calendar.update_dated(make_dated(start=600)),
    "busy date deleted": lambda room: room.calendar.delete_dated(make_id("d1")),
    "absence changed": lambda room: room.away.update(make_away(days=2)),
    "absence deleted": lambda room: room.away.delete(make_id("a1")),
    "pause changed": lambda room: room.pauses.update(make_pause(days=2)),
    "pause deleted": lambda room: room.pauses.delete(make_id("p1")),
    "completion changed": lambda room: room.completions.update(make_completion(minutes=10)),
    "completion deleted": lambda room: room.completions.delete(make_id("c1")),
    "skip explained": lambda room: room.completions.set_reason(make_id("k1"), "snow"),
    "skip deleted": lambda room: room.completions.delete_skip(make_id("k1")),
    "session locked": lambda room: room.plans.set_locked(make_id("s1"), locked=True),
}


@pytest.mark.parametrize("change", CHANGES)
def test_one_row_is_changed_and_its_neighbour_is_not(room: Room, database: Database, change: str) -> None:
    furnish(room)
    before = dump(database.path)
    CHANGES[change](room)
    after = dump(database.path)
    assert after != before
    assert [line for line in after if OTHER in line] == [line for line in before if OTHER in line]


@pytest.mark.parametrize("name", ["1", "2"])
def test_what_is_asked_for_by_its_id_is_that(room: Room, name: str) -> None:
    furnish(room)
    ids = {kind: make_id(f"{kind}{name}") for kind in "adpcks"}
    found = {
        "a": room.away.get(ids["a"]),
        "d": room.calendar.dated_by_id(ids["d"]),
        "p": room.pauses.get(ids["p"]),
        "c": room.completions.get(ids["c"]),
        "k": room.completions.skip(ids["k"]),
        "s": room.plans.session(ids["s"]),
    }
    assert {kind: each.id for kind, each in found.items() if each is not None} == ids


def test_what_has_gone_is_none(room: Room) -> None:
    furnish(room)
    gone = make_id("gone")
    found = [
        room.away.get(gone),
        room.calendar.dated_by_id(gone),
        room.pauses.get(gone),
        room.completions.get(gone),
        room.completions.skip(gone),
        room.plans.session(gone),
        room.plans.run(gone),
        room.plans.first_accepted(MONDAY),
    ]
    assert found == [None] * len(found)


def test_a_day_off_is_taken_back_for_one_block_on_one_day(room: Room) -> None:
    furnish(room)
    one, other = make_id("b1"), make_id("b2")
    days = [BusyDayOff(busy=busy, day=day) for day in (MONDAY, MONDAY + timedelta(days=7)) for busy in (one, other)]
    room.calendar.add_days_off(days)
    room.calendar.delete_day_off(days[0])
    assert set(room.calendar.days_off(MONDAY, MONDAY + timedelta(days=7))) == set(days[1:])


def test_plans_learn_of_all_but_those_that_are_set_apart(room: Room) -> None:
    room.behaviors.add(make_behavior(OTHER))
    assert room.behaviors.not_learning() == frozenset()
    room.behaviors.set_learning(OTHER, on=False)
    assert room.behaviors.not_learning() == {OTHER}
    room.behaviors.set_learning(OTHER, on=True)
    assert room.behaviors.not_learning() == frozenset()


def test_one_run_is_accepted(room: Room) -> None:
    for name in ("r1", "r2"):
        room.plans.save_run(make_run(name))
    room.plans.mark_accepted(make_id("r1"), NOON)
    assert [run.id for run in room.plans.runs() if run.accepted_at is not None] == [make_id("r1")]


def test_a_suggestion_is_hidden_until_the_day_that_was_said_last(room: Room) -> None:
    dismissals = DismissalRepository(room.database, room.profile.id)
    dismissals.put("slot:run", LATER)
    dismissals.put("day:run", LATER)
    dismissals.put("slot:run", MONDAY)
    assert dismissals.standing(MONDAY) == {"day:run"}
    assert dismissals.standing(LATER) == frozenset()
    dismissals.put("slot:run", LATER + timedelta(days=1))
    assert dismissals.standing(LATER) == {"slot:run"}


@pytest.mark.parametrize("way", ["replaced", "deleted", "renamed"])
def test_of_an_objective_that_is_gone_nothing_is_left_in_what_was_ever_wanted(
    room: Room, database: Database, way: str
) -> None:
    furnish(room)
    named = f'"{OTHER}":'  # as the impacts of a version are kept
    assert any(named in line for line in dump(database.path))
    if way == "replaced":
        room.objectives.replace([each for each in room.objectives.all() if each.name != OTHER])
    elif way == "deleted":
        room.objectives.delete(OTHER)
    else:
        room.objectives.rename(OTHER, "calm")
        assert any('"calm":' in line for line in dump(database.path))
    assert not any(named in line for line in dump(database.path))
    impacts = {"health": 0.5} | ({"calm": 1.0} if way == "renamed" else {})
    assert room.behaviors.get(OTHER) == make_behavior(OTHER, impacts=impacts)


def test_what_begins_on_the_last_day_or_ends_on_the_first_is_between_them(room: Room) -> None:
    furnish(room)
    pause = make_pause("p3", MONDAY - timedelta(days=9), days=2, behavior=OTHER)
    room.pauses.add(pause)
    day = timedelta(days=1)
    for first, last, found in (
        (pause.last, pause.last, {"p3"}),
        (pause.first, pause.first, {"p3"}),
        (MONDAY - 7 * day, MONDAY - day, set()),
        (MONDAY - 7 * day, MONDAY, {"p1", "p2"}),
    ):
        assert first is not None
        assert last is not None
        assert {each.id for each in room.pauses.between(first, last)} == {make_id(name) for name in found}
    for first, last, found in (
        (LATER, LATER, {"a2"}),
        (MONDAY, MONDAY + day, {"a1"}),
        (MONDAY + day, MONDAY + day, set()),
    ):
        assert {each.id for each in room.away.between(first, last)} == {make_id(name) for name in found}


def test_a_promise_takes_the_place_of_that_suggestion_on_that_day_alone(room: Room) -> None:
    first, again = Promise("slot:run", MONDAY, 10.0, ("run",)), Promise("slot:run", MONDAY, 20.0, ("run",))
    others = (Promise("day:run", MONDAY, 5.0, ("run",)), Promise("slot:run", LATER, 8.0, ()))
    for promise in (first, *others, again):
        room.promises.put(promise)
    assert room.promises.all() == (others[0], again, others[1])


def test_of_busy_blocks_that_are_replaced_the_changed_one_changes(room: Room) -> None:
    furnish(room)
    changed, new = make_busy(weekday=2, title="Market"), make_busy("b3", weekday=4)
    room.calendar.replace_busy([changed, make_busy("b2", title=OTHER), new])
    assert room.calendar.busy() == (make_busy("b2", title=OTHER), changed, new)


def test_pauses_of_a_behavior_are_its_own_oldest_first(room: Room) -> None:
    furnish(room)
    earlier = make_pause("p3", MONDAY - timedelta(days=9), days=2, behavior=OTHER)
    room.pauses.add(earlier)
    assert room.pauses.of(OTHER) == (earlier, make_pause("p2", behavior=OTHER))
    assert room.pauses.of("run") == (make_pause(),)
    assert room.pauses.all()[0] == earlier
