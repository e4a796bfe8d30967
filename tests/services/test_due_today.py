"""Behaviors that are due on days, on the day they are overdue or due: Wednesday 25 November 2026."""

from datetime import date, timedelta

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.agenda import AgendaItem, SessionState
from habitos_tui.domain.model.rhythm import EveryDays, MonthDates, TimesAMonth, usual_target
from habitos_tui.services.workspace import Workspace
from tests.support.household import MONDAY, THURSDAY, TUESDAY, WEDNESDAY, make_behavior


@pytest.fixture
def space(household: DataDirectory) -> Workspace:
    return household.open_workspace(household.accounts.create("bea", None))


def due(space: Workspace, day: date = WEDNESDAY) -> list[tuple[str, date, bool]]:
    items = space.tracking.day(day).items
    return [(item.behavior.id, item.due.due, item.due.overdue) for item in items if item.due is not None]


def add(space: Workspace, name: str, rhythm: EveryDays | MonthDates | TimesAMonth) -> None:
    space.behaviors.add(make_behavior(name, rhythm=rhythm, target_per_week=usual_target(rhythm) or 1, impacts={}))


def test_what_is_overdue_or_due_by_its_rhythm_is_on_the_day_until_it_is_done(space: Workspace) -> None:
    add(space, "plants", EveryDays(every_days=10, since=MONDAY))
    add(space, "oven", EveryDays(every_days=30, since=WEDNESDAY))
    add(space, "rent", MonthDates(dates=("25",)))
    add(space, "windows", EveryDays(every_days=30, since=THURSDAY))
    add(space, "cinema", TimesAMonth(times_a_month=1))
    assert due(space) == [("plants", MONDAY, True), ("oven", WEDNESDAY, False), ("rent", WEDNESDAY, False)]
    assert due(space, TUESDAY) == due(space, THURSDAY) == []
    space.tracking.done("plants")
    space.tracking.skip("oven", day=WEDNESDAY)
    assert due(space) == [("rent", WEDNESDAY, False)]


def test_what_is_due_tells_where_it_is_planned_next(space: Workspace) -> None:
    add(space, "plants", EveryDays(every_days=10, since=MONDAY))
    for day in (4, 3):
        picked = space.plan_editing.pick_up_new(MONDAY, "plants")
        space.plan_editing.place(picked, space.plan_editing.check(picked, day, 18 * 60).sessions)
    (item,) = space.tracking.day(WEDNESDAY).items
    assert item.due is not None
    assert item.due.planned is not None
    assert item.due.planned.day == THURSDAY


def test_what_is_paused_is_not_due_and_nothing_is_on_days_away(space: Workspace) -> None:
    add(space, "plants", EveryDays(every_days=10, since=MONDAY))
    add(space, "oven", EveryDays(every_days=30, since=WEDNESDAY))
    space.pauses.add("plants", TUESDAY, THURSDAY, "")
    assert due(space) == [("oven", WEDNESDAY, False)]
    space.away.add(WEDNESDAY, WEDNESDAY + timedelta(days=1))
    assert due(space) == []


def test_it_takes_no_time_of_the_day_and_is_open(space: Workspace) -> None:
    add(space, "plants", EveryDays(every_days=10, since=MONDAY))
    (item,) = space.tracking.day(WEDNESDAY).items
    assert isinstance(item, AgendaItem)
    assert (item.state, item.minutes, item.timed) == (SessionState.PLANNED, 30, False)
    assert space.tracking.day(WEDNESDAY).minutes == 0
