from dataclasses import replace
from datetime import timedelta

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.rule import TimeBudget
from habitos_tui.domain.model.week import Slot
from habitos_tui.errors import InvalidInputError, NotFoundError
from habitos_tui.services.slots import _place_issues
from habitos_tui.services.workspace import Workspace
from tests.support.household import NOW, WEDNESDAY
from tests.support.wishes import dump


def slot(name: str, start: int, end: int) -> Slot:
    return Slot(name=name, start=start, end=end)


def test_unused_slots_can_be_removed(idle: Workspace) -> None:
    kept = tuple(s for s in idle.slots.all() if s.name not in {"midday", "afternoon"})
    idle.slots.save(kept)
    assert idle.slots.all() == kept


def test_a_slot_in_use_stays_and_its_users_are_named(idle: Workspace) -> None:
    idle.rules.add(TimeBudget(id="late", period="day", max_minutes=60, slot="night"))
    idle.behaviors.archive("read")
    before = idle.slots.all()
    with pytest.raises(InvalidInputError) as caught:
        idle.slots.save(before[:-1])
    assert caught.value.message == (
        "The slot “night” cannot go: “Reading” and the rule “At most 1 h of sessions a day at night” need it."
    )
    assert idle.slots.all() == before
    with pytest.raises(InvalidInputError, match="“Deep work” needs it"):
        idle.slots.delete("morning")
    idle.slots.delete("midday")
    assert idle.slots.all() == tuple(slot for slot in before if slot.name != "midday")


def test_a_day_may_have_a_single_slot_or_48(household: DataDirectory) -> None:
    space = household.open_workspace(household.accounts.create("bob", None))
    for slots in ((slot("all", 0, 1440),), tuple(slot(f"s{n}", n * 30, n * 30 + 25) for n in range(48))):
        space.slots.save(slots)
        assert space.slots.all() == slots
    with pytest.raises(InvalidInputError) as caught:
        space.slots.put(slot("more", 1435, 1440))
    assert dict(caught.value.issues).keys() == {""}


def test_a_slot_is_not_refused_for_another_that_an_older_grid_left(household: DataDirectory) -> None:
    space = household.open_workspace(household.accounts.create("bob", None))
    space.slots.save((slot("tea", 185, 200),))
    preferences = space.profile.preferences.model_copy(update={"grid_minutes": 15})
    space = household.open_workspace(household.accounts.save_preferences(space.profile, preferences))
    space.slots.put(slot("late", 1200, 1260))
    assert [each.name for each in space.slots.all()] == ["tea", "late"]


@pytest.mark.parametrize(
    ("slots", "path", "sentence"),
    [
        ((), "", "must be between 1 and 48"),
        (tuple(slot(f"s{n}", n * 30, n * 30 + 30) for n in range(49)), "", "must be between 1 and 48"),
        ((slot("a", 0, 60), slot("a", 60, 120)), "[1].name", "used twice"),
        ((slot("a", 0, 60), slot("b", 30, 120)), "[1].start", "must not be before the end"),
        ((slot("a", 0, 62),), "[0].end", "multiple of the grid of 5 minutes"),
    ],
)
def test_slots_that_do_not_fit_are_refused(idle: Workspace, slots: tuple[Slot, ...], path: str, sentence: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        idle.slots.save(slots)
    assert sentence in dict(caught.value.issues)[path]


def test_a_renamed_slot_is_renamed_for_everyone(idle: Workspace) -> None:
    idle.rules.add(TimeBudget(id="late", period="day", max_minutes=60, slot="night"))
    idle.behaviors.archive("friends")
    idle.slots.rename("night", "late evening")
    idle.slots.rename("evening", "after work")
    assert [s.name for s in idle.slots.all()][-2:] == ["after work", "late evening"]
    assert idle.behaviors.get("read").preferred_slots == ("late evening",)
    assert idle.behaviors.get("friends").preferred_slots == ("after work",)
    assert idle.rules.sentence(idle.rules.get("late")).endswith("in “late evening”")
    idle.planning.problem_for(WEDNESDAY)


def test_a_renamed_slot_keeps_what_was_planned_and_done_in_it(household: DataDirectory, alice: Workspace) -> None:
    alice.tracking.done("read", at=NOW - timedelta(hours=11), minutes=30)

    def places(space: Workspace) -> list[tuple[str | None, int, int]]:
        cells = space.insights.everything(space.insights.span()).rates.cells
        return [(cell.slot, cell.done, cell.counted) for cell in cells]

    before, learned, rows = places(alice), alice.learning.of("read").chances, dump(household.database.path)
    alice.slots.rename("night", "late evening")
    assert places(alice) == [("late evening" if slot == "night" else slot, *counts) for slot, *counts in before]
    assert alice.learning.of("read").chances == tuple(replace(each, slot="late evening") for each in learned)
    alice.history.undo()
    assert dump(household.database.path) == rows


def test_a_slot_cannot_take_a_name_that_is_taken_or_blank(idle: Workspace) -> None:
    with pytest.raises(InvalidInputError, match="used twice"):
        idle.slots.rename("night", "evening")
    with pytest.raises(InvalidInputError, match="must not be"):
        idle.slots.rename("night", " ")
    with pytest.raises(NotFoundError, match="no slot “dawn”") as caught:
        idle.slots.rename("dawn", "dusk")
    assert caught.value.hint.startswith("See: ")
    with pytest.raises(NotFoundError) as caught:
        idle.slots.rename("nigth", "dusk")
    assert "night" in caught.value.hint


def test_a_slot_finds_its_place_in_the_day_and_keeps_its_users(idle: Workspace) -> None:
    for old, verb in ((None, "Added"), ("dawn", "Changed")):
        idle.slots.put(slot("dawn", 180, 240), old)
        last = idle.history.last()
        assert last is not None
        assert last.label == f"{verb} the slot “dawn”"
    idle.slots.put(slot("late", 1320, 1500), "night")
    assert idle.slots.all()[0].name == "dawn"
    assert idle.slots.all()[-1].end == 1500
    assert idle.behaviors.get("read").preferred_slots == ("late",)


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        (slot("evening", 1000, 1100), "name", "is that of another slot"),
        (slot("tea", 960, 1020), "start", "lies inside “afternoon”, which goes on until 17:00"),
        (slot("dawn", 240, 360), "end", "reaches into “early morning”, which begins at 05:00"),
        (slot("dawn", 242, 300), "start", "multiple of the grid"),
        (slot("after", 1440, 1770), "end", "reaches into “early morning” of the next day"),
    ],
)
def test_a_slot_that_does_not_fit_names_the_field(idle: Workspace, changed: Slot, field: str, sentence: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        idle.slots.put(changed)
    assert sentence in dict(caught.value.issues)[field]


@pytest.mark.parametrize(
    ("start", "end", "issues"),
    [
        (60, 120, []),
        (240, 300, []),
        (180, 240, ["start"]),
        (239, 300, ["start"]),
        (120, 180, []),
        (120, 181, ["end"]),
        (300, 1440 + 180, []),
        (300, 1440 + 181, ["end"]),
        (0, 1440, ["end"]),
    ],
)
def test_a_slot_may_touch_another_and_no_more(start: int, end: int, issues: list[str]) -> None:
    there = (slot("there", 180, 240),)
    assert [path for path, _ in _place_issues(slot("new", start, end), there)] == issues


def test_a_slot_may_begin_when_that_of_the_night_before_ends() -> None:
    night = (slot("night", 1200, 1440 + 60),)
    assert [_place_issues(slot("new", start, 120), night) == [] for start in (59, 60)] == [False, True]
    assert [path for path, _ in _place_issues(slot("night", 60, 120), night)] == ["name"]
