from uuid import uuid4

import pytest

from habitos_tui.domain.model.agenda import WeeklyBusy
from habitos_tui.domain.model.rule import TimeBudget
from habitos_tui.domain.model.week import Slot
from habitos_tui.errors import InvalidInputError, NotFoundError
from habitos_tui.services.workspace import Workspace
from tests.support.household import WEDNESDAY


def slot(name: str, start: int, end: int) -> Slot:
    return Slot(name=name, start=start, end=end)


def test_slots_nobody_speaks_of_may_go(idle: Workspace) -> None:
    kept = tuple(s for s in idle.calendar.slots() if s.name not in {"midday", "afternoon"})
    idle.calendar.save_slots(kept)
    assert idle.calendar.slots() == kept


def test_a_slot_in_use_stays_and_its_users_are_named(idle: Workspace) -> None:
    idle.rules.add(TimeBudget(id="late", period="day", max_minutes=60, slot="night"))
    idle.behaviors.archive("read")
    before = idle.calendar.slots()
    with pytest.raises(InvalidInputError) as caught:
        idle.calendar.save_slots(before[:-1])
    assert caught.value.message == (
        "The slot “night” cannot go: “Reading” and the rule “At most 1 h of sessions a day at night” need it."
    )
    assert idle.calendar.slots() == before


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
        idle.calendar.save_slots(slots)
    assert sentence in dict(caught.value.issues)[path]


def test_a_renamed_slot_is_renamed_for_everyone(idle: Workspace) -> None:
    idle.rules.add(TimeBudget(id="late", period="day", max_minutes=60, slot="night"))
    idle.behaviors.archive("friends")
    idle.calendar.rename_slot("night", "late evening")
    idle.calendar.rename_slot("evening", "after work")
    assert [s.name for s in idle.calendar.slots()][-2:] == ["after work", "late evening"]
    assert idle.behaviors.get("read").preferred_slots == ("late evening",)
    assert idle.behaviors.get("friends").preferred_slots == ("after work",)
    assert idle.rules.sentence(idle.rules.get("late")).endswith("in “late evening”")
    idle.planning.problem_for(WEDNESDAY)


def test_a_slot_cannot_take_a_name_that_is_taken_or_blank(idle: Workspace) -> None:
    with pytest.raises(InvalidInputError, match="used twice"):
        idle.calendar.rename_slot("night", "evening")
    with pytest.raises(InvalidInputError, match="must not be"):
        idle.calendar.rename_slot("night", " ")
    with pytest.raises(NotFoundError, match="no slot “dawn”"):
        idle.calendar.rename_slot("dawn", "dusk")


def test_busy_time_is_kept_changed_and_freed(idle: Workspace) -> None:
    choir = idle.calendar.add_busy(1, 18 * 60 + 30, 20 * 60, "Choir")
    assert choir in idle.calendar.busy()
    moved = idle.calendar.update_busy(choir.model_copy(update={"weekday": 2}))
    assert moved in idle.calendar.busy()
    idle.calendar.delete_busy(choir.id)
    assert moved not in idle.calendar.busy()
    with pytest.raises(NotFoundError, match="no longer in the calendar"):
        idle.calendar.delete_busy(choir.id)
    with pytest.raises(NotFoundError):
        idle.calendar.update_busy(choir)


def test_an_end_before_the_start_is_the_next_morning(idle: Workspace) -> None:
    night = idle.calendar.add_busy(6, 22 * 60 + 45, 6 * 60, "Sleep")
    assert (night.start, night.end) == (22 * 60 + 45, 30 * 60)


@pytest.mark.parametrize(
    ("start", "end", "weekday", "path"),
    [(600, 600, 0, "end"), (600, 2900, 0, "end"), (600, -5, 0, "end"), (-5, 600, 0, "start"), (0, 60, 7, "weekday")],
)
def test_busy_time_that_cannot_be_is_refused(idle: Workspace, start: int, end: int, weekday: int, path: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        idle.calendar.add_busy(weekday, start, end)
    assert path in dict(caught.value.issues)


def test_a_whole_list_of_busy_time_is_checked_and_kept(idle: Workspace) -> None:
    sleep = WeeklyBusy(id=uuid4(), weekday=0, start=1380, end=1740)
    idle.calendar.replace_busy((sleep,))
    assert idle.calendar.busy() == (sleep,)
    with pytest.raises(InvalidInputError):
        idle.calendar.replace_busy((sleep.model_copy(update={"start": 600, "end": 600}),))
    assert len(idle.calendar.busy()) == 1


def test_a_slot_finds_its_place_in_the_day_and_keeps_its_users(idle: Workspace) -> None:
    idle.calendar.put_slot(slot("dawn", 180, 240))
    idle.calendar.put_slot(slot("late", 1320, 1500), "night")
    assert idle.calendar.slots()[0].name == "dawn"
    assert idle.calendar.slots()[-1].end == 1500
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
        idle.calendar.put_slot(changed)
    assert sentence in dict(caught.value.issues)[field]
