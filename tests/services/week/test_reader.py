"""What is read of a week: all there is to plan, what is still open of it, and what other weeks say to it."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.base import ONE_DAY, ONE_WEEK
from habitos_tui.domain.model.problem import NotBefore
from habitos_tui.domain.model.rhythm import EveryDays, TimesAMonth
from habitos_tui.services.week.merge import WallTime
from habitos_tui.services.week.problem import Instant
from habitos_tui.services.week.reader import WeekReader, _days_after, in_progress
from habitos_tui.services.week.tasks import TaskProgress
from habitos_tui.services.workspace import Workspace
from tests.planner.mini import week as mini_week
from tests.support.household import (
    BERLIN,
    FRIDAY,
    MONDAY,
    NOW,
    SUNDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    make_behavior,
    set_clock,
)
from tests.support.storage import make_session

NEXT = MONDAY + ONE_WEEK
MONTH = timedelta(days=31)


def reader(space: Workspace) -> WeekReader:
    return WeekReader(space._store)


def at(household: DataDirectory, day: date, hour: int, minute: int = 0, second: int = 0) -> None:
    set_clock(household, datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=BERLIN))


def plan(space: Workspace, *sessions: tuple[str, date, int], **fields: Any) -> None:
    """Plan sessions of half an hour: behavior, day, and minute."""
    added = [
        make_session(f"{of} {day} {start}", day, behavior=of, start=start, **fields) for of, day, start in sessions
    ]
    space._store.plans.change_sessions(added=added, changed=(), removed=())


def open_ones(space: Workspace, week: date = MONDAY) -> list[tuple[str, date]]:
    return [(session.behavior, session.day) for session in reader(space).still_open(week)]


def test_the_material_of_a_week_is_all_that_the_profile_has_for_it(idle: Workspace) -> None:
    edges = (NEXT - 2 * ONE_DAY, NEXT - ONE_DAY, NEXT + ONE_WEEK, NEXT + 8 * ONE_DAY)
    dated = [idle.busy_time.add_dated(day, 600, 660, "Once") for day in edges]
    sunday = idle.busy_time.add_busy(6, 600, 660, "Brunch")
    off = idle.busy_time.free_on(sunday.id, NEXT - ONE_DAY)
    idle.busy_time.free_on(sunday.id, NEXT + 13 * ONE_DAY)
    for first in (SUNDAY, NEXT + 6 * ONE_DAY, NEXT + ONE_WEEK):
        idle.away.add(first)
    for behavior, day in (("run", SUNDAY), ("read", NEXT + MONTH), ("meditate", NEXT + MONTH + ONE_DAY)):
        idle.pauses.add(behavior, day, day)
    idle.behaviors.archive("friends")
    found = reader(idle).material(NEXT)
    assert (found.week, found.weeks, found.preferences) == (NEXT, idle.profile.weeks, idle.profile.preferences)
    assert found.slots == idle.slots.all()
    assert found.busy == idle.busy_time.busy()
    assert [block.id for block in found.dated] == [dated[1].id, dated[2].id]
    assert found.days_off == (off,)
    assert [away.first for away in found.absences] == [NEXT + 6 * ONE_DAY]
    assert [pause.behavior for pause in found.pauses] == ["read"]
    assert found.objectives == idle.objectives.all()
    assert [behavior.id for behavior in found.behaviors] == ["run", "meditate", "deepwork", "read"]
    assert [behavior.id for behavior in found.archived] == ["friends"]
    assert found.rules == idle.rules.all()
    assert found.chances is not None
    assert reader(idle).material(NEXT, learned=False).chances is None
    assert (found.tasks, found.days_before, found.away_later) == ({}, {}, frozenset())


def test_a_rhythm_knows_when_it_was_done_and_when_it_is_planned_before_the_week(idle: Workspace) -> None:
    rhythm = EveryDays(every_days=10, since=MONDAY)
    idle.behaviors.add(make_behavior("filter", rhythm=rhythm, target_per_week=1))
    for day in (MONDAY - timedelta(days=9), TUESDAY):
        idle.tracking.done("filter", day=day)
    plan(idle, ("filter", MONDAY, 420), ("filter", FRIDAY, 420), ("run", FRIDAY, 480), ("filter", NEXT, 420))
    week = reader(idle)
    known = {"filter": [MONDAY - timedelta(days=9)]}
    assert week.days_before(MONDAY, idle.behaviors.all()) == known == week.material(MONDAY).days_before
    known["filter"] += [TUESDAY, FRIDAY]
    assert week.days_before(NEXT, idle.behaviors.all()) == known


def test_days_away_in_the_month_after_a_week_matter_to_what_is_wanted_by_the_month(idle: Workspace) -> None:
    days = (NEXT - 2 * ONE_DAY, NEXT - ONE_DAY, NEXT, NEXT + ONE_DAY, NEXT + MONTH, NEXT + MONTH + ONE_DAY)
    for day in days:
        idle.away.add(day)
    assert reader(idle).material(MONDAY).away_later == frozenset()
    idle.behaviors.add(make_behavior("cinema", rhythm=TimesAMonth(times_a_month=1), target_per_week=1))
    assert reader(idle).material(MONDAY).away_later == set(days[2:5])


def test_open_is_what_was_neither_done_nor_skipped_and_is_still_asked_for(alice: Workspace) -> None:
    before = open_ones(alice)
    # Done are Monday's run and Tuesday's meditation, skipped is Tuesday's reading.
    assert not {("run", MONDAY), ("meditate", TUESDAY), ("read", TUESDAY)} & {*before}
    assert len(before) == 10
    alice.behaviors.archive("read", from_now=True)
    alice.pauses.add("run", THURSDAY)
    alice.away.add(FRIDAY)
    left = [(name, day) for name, day in before if name != "read" and (name, day) != ("run", SUNDAY - ONE_DAY)]
    assert open_ones(alice) == [place for place in left if place[1] != FRIDAY]
    assert len(open_ones(alice)) == len(before) - 4


def test_what_is_locked_or_goes_on_stays_and_the_rest_may_be_moved(household: DataDirectory, idle: Workspace) -> None:
    plan(idle, ("run", TUESDAY, 1140), ("run", WEDNESDAY, 420), ("read", THURSDAY, 420), locked=True)
    plan(idle, ("deepwork", TUESDAY, 1200), ("deepwork", WEDNESDAY, 1140), ("read", FRIDAY, 420))
    locked = [("run", WEDNESDAY), ("read", THURSDAY)]

    def split(hour: int, minute: int) -> tuple[list[tuple[str, date]], list[tuple[str, date]]]:
        at(household, WEDNESDAY, hour, minute)
        week = reader(idle)
        found = week.with_history(week.material(MONDAY), rest=True)
        return [(s.behavior, s.day) for s in found.locked], [(s.behavior, s.day) for s in found.previous]

    evening, friday = ("deepwork", WEDNESDAY), ("read", FRIDAY)
    assert split(18, 59) == (locked, [evening, friday])
    assert split(19, 0) == (locked, [evening, friday])
    assert split(19, 1) == ([locked[0], evening, locked[1]], [friday])
    assert split(19, 29) == ([locked[0], evening, locked[1]], [friday])
    assert split(19, 30) == (locked, [friday])


def test_a_week_is_read_with_its_log_and_where_it_stands(alice: Workspace) -> None:
    week = reader(alice)
    plain = week.material(MONDAY)
    found = week.with_history(plain, at_once=True)
    assert [(done.behavior, done.day) for done in found.completions] == [("run", MONDAY), ("meditate", TUESDAY)]
    assert (found.now, found.previous, found.replanning, found.at_once) == (Instant(2, 540), (), False, True)
    again = week.with_history(plain, rest=True)
    assert (again.replanning, again.at_once, len(again.previous)) == (True, False, 6)
    assert week.with_history(week.material(NEXT)).now is None
    done = alice.tracking.done("read", day=SUNDAY - ONE_WEEK)
    assert week.with_history(plain).completions == found.completions
    assert week.with_history(week.material(MONDAY - ONE_WEEK)).completions == (done,)


def test_now_is_a_minute_of_the_day_that_goes_on_past_midnight(household: DataDirectory, idle: Workspace) -> None:
    def now(day: date, hour: int, minute: int, second: int = 0) -> Instant | None:
        at(household, day, hour, minute, second)
        return reader(idle).now_in(MONDAY)

    assert now(WEDNESDAY, 9, 7) == Instant(2, 547)
    assert now(WEDNESDAY, 9, 7, 1) == Instant(2, 548)
    set_clock(household, NOW.replace(microsecond=1))
    assert reader(idle).now_in(MONDAY) == Instant(2, 541)
    assert (now(MONDAY, 0, 0), now(SUNDAY, 23, 59)) == (Instant(0, 0), Instant(6, 1439))
    assert now(SUNDAY - ONE_WEEK, 23, 59) is now(NEXT, 0, 0) is None
    late = idle.profile.preferences.model_copy(update={"day_end": 180})
    owl = household.open_workspace(household.accounts.save_preferences(idle.profile, late))
    at(household, NEXT, 2, 30)
    assert reader(owl).now_in(MONDAY) == Instant(6, 1440 + 150)


def test_a_week_begins_now_or_at_its_own_edges(alice: Workspace) -> None:
    week = reader(alice)
    found = [week.beginning_now(monday) for monday in (MONDAY - ONE_WEEK, MONDAY, NEXT)]
    assert found == [WallTime(MONDAY, 0), WallTime(WEDNESDAY, 540), WallTime(NEXT, 0)]


def test_an_accepted_plan_takes_over_today_or_where_it_was_made_for(alice: Workspace) -> None:
    def takes_over(week: date, not_before: NotBefore | None) -> WallTime:
        problem = mini_week(week_start=week).changed(not_before=not_before)
        return reader(alice).takeover(problem, week)

    noon = NotBefore(day=2, time=720)
    assert takes_over(NEXT, noon) == WallTime(NEXT, 0)
    assert takes_over(MONDAY, None) == WallTime(WEDNESDAY, 0)
    assert takes_over(MONDAY, noon) == WallTime(WEDNESDAY, 720)
    assert takes_over(MONDAY, NotBefore(day=1, time=1200)) == WallTime(WEDNESDAY, 0)
    assert takes_over(MONDAY, NotBefore(day=4, time=0)) == WallTime(FRIDAY, 0)


def task_of(space: Workspace, behavior: str, due: date | None, **fields: Any) -> None:
    task = {"total_minutes": 600, "due": due}
    space.behaviors.add(make_behavior(behavior, task=task, target_per_week=0, **fields))


def test_a_task_knows_what_other_weeks_do_of_it_and_the_days_that_are_left(idle: Workspace) -> None:
    assert reader(idle).material(NEXT).tasks == {}
    task_of(idle, "letter", None)
    assert reader(idle).material(NEXT).tasks == {"letter": TaskProgress()}
    later = NEXT + ONE_WEEK
    task_of(idle, "report", later + 3 * ONE_DAY)
    task_of(idle, "taxes", later + 9 * ONE_DAY, weekdays=(0, 1, 2))
    due = {"report": 4, "taxes": 6, "letter": 0}
    found = reader(idle).material(NEXT).tasks
    assert {name: each.days_after for name, each in found.items()} == due
    for first, last in ((later - 2 * ONE_DAY, later), (later + ONE_WEEK, later + 20 * ONE_DAY)):
        idle.away.add(first, last)
    idle.pauses.add("report", later + ONE_DAY, later + ONE_DAY)
    left = {name: each.days_after for name, each in reader(idle).material(NEXT).tasks.items()}
    assert left == {"report": 2, "taxes": 2, "letter": 0}
    idle.tracking.done("report", day=TUESDAY, minutes=25)
    idle.tracking.done("letter", day=TUESDAY, minutes=10)
    idle.tracking.done("letter", day=WEDNESDAY, minutes=15)
    plan(idle, ("report", FRIDAY, 420))
    done = {name: each.minutes for name, each in reader(idle).material(NEXT).tasks.items()}
    assert done == {"report": 55, "taxes": 0, "letter": 25}


def test_what_is_planned_elsewhere_is_what_is_still_to_come_in_time(household: DataDirectory, idle: Workspace) -> None:
    later = NEXT + ONE_WEEK
    task_of(idle, "report", later + ONE_DAY)
    task_of(idle, "late", TUESDAY)
    task_of(idle, "letter", None)
    at(household, WEDNESDAY, 7, 0)

    def elsewhere(name: str, week: date = NEXT) -> int:
        return reader(idle).material(week).tasks[name].minutes

    plan(idle, ("run", WEDNESDAY, 420), ("report", WEDNESDAY, 415), ("report", WEDNESDAY, 420))
    assert elsewhere("report") == 30
    plan(idle, ("report", NEXT, 420), ("report", NEXT + 6 * ONE_DAY, 420), ("run", NEXT, 480))
    assert (elsewhere("report"), elsewhere("report", MONDAY)) == (30, 60)
    plan(idle, ("report", later + ONE_DAY, 420), ("report", later + 2 * ONE_DAY, 420))
    assert elsewhere("report") == 60
    plan(idle, ("late", THURSDAY, 420), ("letter", SUNDAY, 420), ("letter", later + 30 * ONE_DAY, 420))
    assert (elsewhere("late"), elsewhere("letter")) == (30, 60)
    idle.pauses.add("letter", SUNDAY, SUNDAY)
    assert (elsewhere("report"), elsewhere("late"), elsewhere("letter")) == (60, 30, 30)
    first = next(s for s in idle.planning.sessions(MONDAY) if (s.behavior, s.start) == ("report", 420))
    idle.tracking.skip("report", session=first.id)
    assert (elsewhere("report"), elsewhere("late"), elsewhere("letter")) == (30, 30, 30)


def test_what_is_due_today_is_not_overdue_for_what_is_planned_after_it(idle: Workspace) -> None:
    task_of(idle, "report", WEDNESDAY)
    plan(idle, ("report", THURSDAY, 420))
    assert reader(idle).material(NEXT).tasks["report"].minutes == 0


@pytest.mark.parametrize(
    ("due", "weekdays", "away", "days"),
    [
        (None, (0, 1), (), 0),
        (MONDAY - ONE_DAY, (0, 1), (), 0),
        (MONDAY, (0, 1), (), 1),
        (SUNDAY, (0, 6), (), 2),
        (NEXT, (0, 6), (), 3),
        (NEXT + 15 * ONE_DAY, (0, 1, 3), (), 3 * 3 + 2),
        (NEXT + 15 * ONE_DAY, (0, 1, 3), (MONDAY, WEDNESDAY, NEXT + 15 * ONE_DAY, NEXT + 21 * ONE_DAY), 3 * 3),
    ],
)
def test_the_days_until_a_task_is_due_are_those_on_which_it_can_be_done(
    due: date | None, weekdays: tuple[int, ...], away: tuple[date, ...], days: int
) -> None:
    behavior = make_behavior("report", task={"total_minutes": 60, "due": due}, target_per_week=0, weekdays=weekdays)
    assert _days_after(behavior, MONDAY, away) == days
    assert _days_after(make_behavior("run"), MONDAY, away) == 0


def test_a_session_goes_on_after_its_first_minute_and_before_its_last() -> None:
    session = make_session("s", WEDNESDAY, start=600, minutes=30)
    around = [in_progress(session, WallTime(WEDNESDAY, minute)) for minute in (599, 600, 601, 629, 630)]
    assert around == [False, False, True, True, False]
    assert not in_progress(session, WallTime(THURSDAY, 610))


def test_a_first_week_is_the_one_that_was_planned_first(idle: Workspace) -> None:
    assert reader(idle).material(MONDAY).begins == 2
    assert reader(idle).material(NEXT).begins == 0
    plan(idle, ("run", MONDAY - ONE_WEEK, 420))
    assert reader(idle).material(MONDAY).begins == 0
