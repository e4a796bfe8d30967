"""Busy time of single dates, and dates on which that of every week is free."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from habitos_tui.domain.model.agenda import BusyDayOff, DatedBusy
from habitos_tui.errors import InvalidInputError, NotFoundError
from habitos_tui.services.busy_time import BusyChange
from habitos_tui.services.workspace import Workspace
from tests.support.household import MONDAY, WEDNESDAY

WEEK = timedelta(days=7)


def taken(space: Workspace, week: date, title: str) -> list[tuple[int, int, int]]:
    problem = space.planning.problem_for(week)
    return [(busy.day, busy.start, busy.end) for busy in problem.busy if busy.title == title]


def test_the_dentist_takes_one_week_only(idle: Workspace) -> None:
    dentist = idle.calendar.add_dated(WEDNESDAY, 840, 900, "Dentist")
    assert taken(idle, MONDAY, "Dentist") == [(2, 840, 900)]
    assert taken(idle, MONDAY + WEEK, "Dentist") == []
    assert idle.calendar.dated(MONDAY) == (dentist,)
    idle.calendar.delete_dated(dentist)
    assert taken(idle, MONDAY, "Dentist") == []
    with pytest.raises(NotFoundError):
        idle.calendar.delete_dated(dentist)


def test_a_night_out_reaches_into_the_next_week(idle: Workspace) -> None:
    party = idle.calendar.add_dated(MONDAY - timedelta(days=1), 1320, 240, "Party")
    assert (party.start, party.end) == (1320, 1680)
    assert taken(idle, MONDAY, "Party") == [(0, 0, 240)]


def test_work_is_free_on_a_holiday_and_taken_again(idle: Workspace) -> None:
    before = taken(idle, MONDAY, "Work")
    wednesday = next(b for b in idle.calendar.busy() if (b.weekday, b.title) == (2, "Work"))
    off = idle.calendar.free_on(wednesday.id, WEDNESDAY)
    assert idle.calendar.free_on(wednesday.id, WEDNESDAY) == off
    assert taken(idle, MONDAY, "Work") == [span for span in before if span[0] != 2]
    assert taken(idle, MONDAY + WEEK, "Work") == before
    idle.calendar.take_again(off)
    assert taken(idle, MONDAY, "Work") == before


def test_a_day_off_must_fall_on_the_busy_time(idle: Workspace) -> None:
    with pytest.raises(InvalidInputError, match="falls on a Wednesday, the busy time on a Monday"):
        idle.calendar.free_on(idle.calendar.busy()[0].id, WEDNESDAY)


def test_a_day_off_goes_with_its_busy_time_and_comes_back_with_it(idle: Workspace) -> None:
    work = next(b for b in idle.calendar.busy() if b.weekday == 2)
    off = idle.calendar.free_on(work.id, WEDNESDAY)
    idle.calendar.replace_busy(tuple(idle.calendar.busy()))
    assert idle.calendar.days_off(MONDAY) == (off,)
    idle.calendar.delete_busy(work.id)
    assert idle.calendar.days_off(MONDAY) == ()
    idle.history.undo()
    assert idle.calendar.days_off(MONDAY) == (off,)


def test_one_change_moves_busy_time_from_every_week_to_one(idle: Workspace) -> None:
    weekly = idle.calendar.busy()
    late = DatedBusy(id=uuid4(), day=WEDNESDAY, start=600, end=1080, title="Late work")
    off = next(BusyDayOff(busy=b.id, day=WEDNESDAY) for b in weekly if b.weekday == 2)
    idle.calendar.change_busy(BusyChange(weekly, dated=(late,), days_off=(off, off)), "Changed it")
    assert idle.calendar.dated(MONDAY) == (late,)
    assert idle.calendar.days_off(MONDAY) == (off,)
    idle.calendar.change_busy(BusyChange(weekly, dropped=(late.id,), days_off=(off,)), "Changed it back")
    assert idle.calendar.dated(MONDAY) == ()
    idle.history.undo()
    idle.history.undo()
    assert (idle.calendar.dated(MONDAY), idle.calendar.days_off(MONDAY)) == ((), ())
