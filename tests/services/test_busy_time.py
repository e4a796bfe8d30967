"""Busy time of every week and of single dates, and dates on which that of every week is free."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from habitos_tui.domain.model.agenda import BusyDayOff, DatedBusy, WeeklyBusy
from habitos_tui.domain.model.week import Slot
from habitos_tui.errors import InvalidInputError, NotFoundError
from habitos_tui.services.busy_time import BusyChange
from habitos_tui.services.week.problem import occurrences
from habitos_tui.services.workspace import Workspace
from tests.support.household import MONDAY, WEDNESDAY

WEEK = timedelta(days=7)


def taken(space: Workspace, week: date, title: str) -> list[tuple[int, int, int]]:
    problem = space.planning.problem_for(week)
    return [(busy.day, busy.start, busy.end) for busy in problem.busy if busy.title == title]


def test_the_dentist_takes_one_week_only(idle: Workspace) -> None:
    dentist = idle.busy_time.add_dated(WEDNESDAY, 840, 900, "Dentist")
    assert taken(idle, MONDAY, "Dentist") == [(2, 840, 900)]
    assert taken(idle, MONDAY + WEEK, "Dentist") == []
    assert idle.busy_time.dated(MONDAY) == (dentist,)
    idle.busy_time.delete_dated(dentist)
    last = idle.history.last()
    assert last is not None
    assert last.label.startswith("Deleted ")
    assert taken(idle, MONDAY, "Dentist") == []
    with pytest.raises(NotFoundError):
        idle.busy_time.delete_dated(dentist)


def test_a_night_out_reaches_into_the_next_week(idle: Workspace) -> None:
    party = idle.busy_time.add_dated(MONDAY - timedelta(days=1), 1320, 240, "Party")
    assert (party.start, party.end) == (1320, 1680)
    assert taken(idle, MONDAY, "Party") == [(0, 0, 240)]


def test_work_is_free_on_a_holiday_and_taken_again(idle: Workspace) -> None:
    before = taken(idle, MONDAY, "Work")
    wednesday = next(b for b in idle.busy_time.busy() if (b.weekday, b.title) == (2, "Work"))
    off = idle.busy_time.free_on(wednesday.id, WEDNESDAY)
    assert idle.busy_time.free_on(wednesday.id, WEDNESDAY) == off
    assert taken(idle, MONDAY, "Work") == [span for span in before if span[0] != 2]
    assert taken(idle, MONDAY + WEEK, "Work") == before
    idle.busy_time.take_again(off)
    assert taken(idle, MONDAY, "Work") == before


def test_a_day_off_must_fall_on_the_busy_time(idle: Workspace) -> None:
    with pytest.raises(InvalidInputError, match="falls on a Wednesday, the busy time on a Monday"):
        idle.busy_time.free_on(idle.busy_time.busy()[0].id, WEDNESDAY)


def test_a_day_off_goes_with_its_busy_time_and_comes_back_with_it(idle: Workspace) -> None:
    work = next(b for b in idle.busy_time.busy() if b.weekday == 2)
    off = idle.busy_time.free_on(work.id, WEDNESDAY)
    idle.busy_time.replace_busy(tuple(idle.busy_time.busy()))
    assert idle.busy_time.days_off(MONDAY) == (off,)
    idle.busy_time.delete_busy(work.id)
    assert idle.busy_time.days_off(MONDAY) == ()
    idle.history.undo()
    assert idle.busy_time.days_off(MONDAY) == (off,)


def test_one_change_moves_busy_time_from_every_week_to_one(idle: Workspace) -> None:
    weekly = idle.busy_time.busy()
    late = DatedBusy(id=uuid4(), day=WEDNESDAY, start=600, end=1080, title="Late work")
    off = next(BusyDayOff(busy=b.id, day=WEDNESDAY) for b in weekly if b.weekday == 2)
    idle.busy_time.change_busy(BusyChange(weekly, dated=(late,), days_off=(off, off)), "Changed it")
    assert idle.busy_time.dated(MONDAY) == (late,)
    assert idle.busy_time.days_off(MONDAY) == (off,)
    idle.busy_time.change_busy(BusyChange(weekly, dropped=(late.id,), days_off=(off,)), "Changed it back")
    assert idle.busy_time.dated(MONDAY) == ()
    idle.history.undo()
    idle.history.undo()
    assert (idle.busy_time.dated(MONDAY), idle.busy_time.days_off(MONDAY)) == ((), ())


def test_busy_time_is_kept_changed_and_freed(idle: Workspace) -> None:
    choir = idle.busy_time.add_busy(1, 18 * 60 + 30, 20 * 60, "Choir")
    assert choir in idle.busy_time.busy()
    moved = idle.busy_time.update_busy(choir.model_copy(update={"weekday": 2}))
    assert moved in idle.busy_time.busy()
    idle.busy_time.delete_busy(choir.id)
    assert moved not in idle.busy_time.busy()
    with pytest.raises(NotFoundError, match="no longer in the calendar"):
        idle.busy_time.delete_busy(choir.id)
    with pytest.raises(NotFoundError):
        idle.busy_time.update_busy(choir)


def test_an_end_before_the_start_is_the_next_morning(idle: Workspace) -> None:
    night = idle.busy_time.add_busy(6, 22 * 60 + 45, 6 * 60, "Sleep")
    assert (night.start, night.end) == (22 * 60 + 45, 30 * 60)


@pytest.mark.parametrize(
    ("start", "end", "weekday", "path"),
    [(600, 600, 0, "end"), (600, 2900, 0, "end"), (600, -5, 0, "end"), (-5, 600, 0, "start"), (0, 60, 7, "weekday")],
)
def test_busy_time_that_cannot_be_is_refused(idle: Workspace, start: int, end: int, weekday: int, path: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        idle.busy_time.add_busy(weekday, start, end)
    assert path in dict(caught.value.issues)


def test_a_start_that_the_clocks_leave_out_is_told(idle: Workspace) -> None:
    spring = date(2027, 3, 28)
    left_out = "02:15 is left out on 2027-03-28: the clocks are turned forward then."
    with pytest.raises(InvalidInputError, match=left_out):
        idle.busy_time.add_dated(spring, 135, 195, "Train")
    train = DatedBusy(id=uuid4(), day=spring, start=135, end=195, title="Train")
    with pytest.raises(InvalidInputError, match=left_out):
        idle.busy_time.change_busy(BusyChange(idle.busy_time.busy(), dated=(train,)), "Added it")
    assert idle.busy_time.dated(spring) == ()
    assert idle.busy_time.add_dated(spring - timedelta(days=1), 1380, 420, "Sleep").end == 1860


def test_a_whole_list_of_busy_time_is_checked_and_kept(idle: Workspace) -> None:
    sleep = WeeklyBusy(id=uuid4(), weekday=0, start=1380, end=1740)
    idle.busy_time.replace_busy((sleep,))
    assert idle.busy_time.busy() == (sleep,)
    with pytest.raises(InvalidInputError):
        idle.busy_time.replace_busy((sleep.model_copy(update={"start": 600, "end": 600}),))
    assert len(idle.busy_time.busy()) == 1


def test_what_is_taken_on_single_days_has_the_night_before_in_it(idle: Workspace) -> None:
    idle.busy_time.add_dated(MONDAY, 1320, 240, "Party")
    idle.busy_time.add_dated(WEDNESDAY, 840, 900, "Dentist")
    monday, tuesday, wednesday = idle.busy_time.on_days(MONDAY, 3)
    assert [(busy.start, busy.end, busy.title) for busy in monday][-1] == (1320, 1440, "Party")
    assert [(busy.start, busy.end) for busy in tuesday if busy.title == "Party"] == [(0, 240)]
    assert "Dentist" in {busy.title for busy in wednesday}
    idle.busy_time.add_dated(WEDNESDAY, 421, 439, "Call")
    assert [(busy.start, busy.end, busy.title) for busy in idle.busy_time.on_days(MONDAY, 3)[2]] == [
        (421, 439, "Call"),
        (510, 1035, "Work"),
        (840, 900, "Dentist"),
    ]
    idle.slots.put(Slot(name="night", start=1260, end=1560), "night")
    assert idle.busy_time.on_days(MONDAY, 1)[0][-1].end == 1560


def test_what_touches_a_week_reaches_from_the_day_before_to_the_day_after(idle: Workspace) -> None:
    idle.busy_time.replace_busy(())
    for day in (-2, -1, 0, 6, 7, 8):
        idle.busy_time.add_dated(MONDAY + timedelta(days=day), 600, 660)
    assert [day for _, day in idle.busy_time.of_week(MONDAY)] == [-1, 0, 6, 7]


def test_busy_time_is_named_by_its_title_where_it_has_one(idle: Workspace) -> None:
    for title, named in (("Choir", "Added the busy time “Choir” on Tuesday"), ("", "Added busy time on Tuesday")):
        idle.busy_time.add_busy(1, 1140, 1200, title)
        last = idle.history.last()
        assert last is not None
        assert last.label == named


@pytest.mark.parametrize(("weekdays", "named"), [((2,), "Wed"), ((2, 4), "on Wednesday and Friday"), ((), None)])
def test_busy_time_of_several_weekdays_is_named_by_them(
    idle: Workspace, weekdays: tuple[int, ...], named: str | None
) -> None:
    before = idle.history.last()
    idle.busy_time.add_on(weekdays, 600, 660, "Choir")
    last = idle.history.last()
    if named is None:
        assert last == before
    else:
        assert last is not None
        assert last.label.startswith("Added ")
        assert named in last.label


def test_a_week_has_the_single_dates_of_the_days_around_it_and_no_freed_ones() -> None:
    dated = [
        DatedBusy(id=uuid4(), day=MONDAY + timedelta(days=day), start=600, end=660, freed=freed)
        for freed in (False, True)
        for day in (-2, -1, 0, 6, 7, 8)
    ]
    assert [day for _, day in occurrences(MONDAY, (), dated, ())] == [-1, 0, 6, 7]
