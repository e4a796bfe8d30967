from datetime import date, timedelta
from uuid import uuid4

from habitos_tui.domain.model.agenda import PlannedSession
from habitos_tui.domain.model.plan import Plan, PlanStatus, Session
from habitos_tui.domain.model.week import Slot
from habitos_tui.services.week.merge import WallTime, as_placed, merged, overlap, sessions_of
from tests.planner.mini import habit, week
from tests.support.household import MONDAY, SUNDAY, THURSDAY, TUESDAY, WEDNESDAY

WHOLE_WEEK = WallTime(MONDAY, 0)


def session(behavior: str, day: date, start: int, minutes: int = 30, *, locked: bool = False) -> PlannedSession:
    return PlannedSession(
        id=uuid4(), behavior=behavior, day=day, slot="morning", start=start, minutes=minutes, locked=locked
    )


def test_another_plan_takes_the_place_of_what_is_open() -> None:
    old, new = session("run", MONDAY, 420), session("read", TUESDAY, 480)
    assert merged([old], [new], settled=set(), begins=WHOLE_WEEK) == (new,)


def test_what_lies_before_the_beginning_stays_and_is_not_planned_again() -> None:
    past, earlier_today, later = (
        session("run", day, at) for day, at in ((MONDAY, 900), (TUESDAY, 420), (TUESDAY, 600))
    )
    planned = [session("read", MONDAY, 420), session("read", TUESDAY, 500), session("read", WEDNESDAY, 420)]
    joined = merged([past, earlier_today, later], planned, settled=set(), begins=WallTime(TUESDAY, 480))
    assert joined == (past, earlier_today, *planned[1:])


def test_a_locked_session_stays_and_keeps_its_time_to_itself() -> None:
    locked = session("run", TUESDAY, 420, locked=True)
    planned = [session("run", TUESDAY, 420), session("read", TUESDAY, 440), session("read", TUESDAY, 450)]
    assert merged([locked], planned, settled=set(), begins=WHOLE_WEEK) == (locked, planned[2])


def test_a_session_goes_on_with_its_id_where_it_stays_or_is_moved() -> None:
    stays, moved, dropped = (session("run", day, 420) for day in (MONDAY, TUESDAY, WEDNESDAY))
    read = session("read", MONDAY, 600)
    planned = [session("run", TUESDAY, 480), session("run", MONDAY, 420), session("cook", WEDNESDAY, 420)]
    joined = merged([stays, moved, dropped, read], planned, settled={dropped.id}, begins=WHOLE_WEEK)
    assert [one.id for one in joined] == [moved.id, stays.id, planned[2].id]
    assert [(one.day, one.start) for one in joined] == [(one.day, one.start) for one in planned]


def test_a_session_done_or_skipped_is_not_planned_a_second_time() -> None:
    done = session("run", MONDAY, 420)
    again, other = session("run", MONDAY, 430), session("read", MONDAY, 420)
    assert merged([done], [again, other], settled={done.id}, begins=WHOLE_WEEK) == (other,)


def test_a_locked_session_that_was_done_is_left_to_the_store() -> None:
    done = session("run", MONDAY, 420, locked=True)
    assert merged([done], [], settled={done.id}, begins=WHOLE_WEEK) == ()


def test_what_begins_with_the_new_plan_is_part_of_it() -> None:
    begins = WallTime(TUESDAY, 480)
    now = session("run", TUESDAY, 480)
    assert merged([now], [], settled=set(), begins=begins) == ()
    (again,) = merged([now], [session("run", TUESDAY, 480)], settled=set(), begins=begins)
    assert again.id == now.id


def test_what_is_settled_or_locked_gives_its_id_to_nothing_else() -> None:
    done, locked = session("run", TUESDAY, 420), session("run", WEDNESDAY, 420, locked=True)
    new = session("run", SUNDAY, 420)
    assert merged([done, locked], [new], settled={done.id}, begins=WHOLE_WEEK) == (locked, new)


def test_of_two_sessions_the_nearest_goes_on_with_an_id() -> None:
    def heirs(old: PlannedSession, *new: PlannedSession) -> list[bool]:
        return [each.id == old.id for each in merged([old], new, settled=set(), begins=WHOLE_WEEK)]

    noon = session("run", TUESDAY, 720)
    assert heirs(noon, session("run", WEDNESDAY, 720), session("run", TUESDAY, 780)) == [False, True]
    assert heirs(noon, session("run", MONDAY, 720), session("run", SUNDAY, 720)) == [True, False]
    assert heirs(noon, session("run", TUESDAY, 600), session("run", TUESDAY, 790)) == [False, True]
    assert heirs(noon, session("run", TUESDAY, 660), session("run", TUESDAY, 765)) == [False, True]
    # As far away, but nearer in length.
    assert heirs(noon, session("run", TUESDAY, 660, 15), session("run", TUESDAY, 780, 40)) == [False, True]
    assert heirs(noon, session("read", TUESDAY, 720), session("run", SUNDAY, 720)) == [False, True]
    old, other = noon, session("run", WEDNESDAY, 720)
    new = [session("run", TUESDAY, 730), session("run", TUESDAY, 765), session("run", SUNDAY, 720)]
    joined = merged([old, other], new, settled=set(), begins=WHOLE_WEEK)
    assert [each.id for each in joined] == [old.id, other.id, new[2].id]


def test_sessions_that_touch_do_not_overlap() -> None:
    eight = session("run", MONDAY, 480)
    starts = [(minute, overlap(eight, session("read", MONDAY, minute))) for minute in (450, 455, 480, 505, 510)]
    assert starts == [(450, False), (455, True), (480, True), (505, True), (510, False)]
    assert not overlap(eight, session("read", MONDAY + timedelta(days=1), 480))


def test_a_plan_becomes_sessions_on_real_dates_with_those_that_were_locked() -> None:
    fixed = [
        {"behavior": name, "day": day, "start": "09:00", "minutes": 45, "kind": kind}
        for name, day, kind in (("run", 1, "locked"), ("swim", 2, "done"))
    ]
    problem = week(habit("run"), habit("swim"), fixed=fixed)
    plan = Plan(
        problem="p",
        status=PlanStatus.OPTIMAL,
        objective=1,
        bound=1,
        gap=0,
        seconds=0,
        engine="highs",
        sessions=(Session(behavior="swim", day=3, slot="day", start=480, minutes=30),),
    )
    found = sessions_of(problem, plan, [Slot(name="early", start=300, end=500), Slot(name="late", start=500, end=700)])
    assert [(s.behavior, s.day, s.slot, s.start, s.minutes, s.locked) for s in found] == [
        ("swim", THURSDAY, "early", 480, 30, False),
        ("run", TUESDAY, "late", 540, 45, False),
    ]
    assert found[0].id != found[1].id


def test_a_session_is_placed_in_its_week_and_outside_of_every_slot_nowhere() -> None:
    slots = [Slot(name="early", start=300, end=500)]
    placed = Session(behavior="run", day=2, slot="early", start=420, minutes=30)
    assert as_placed(session("run", WEDNESDAY, 420), MONDAY, slots) == placed
    assert as_placed(session("run", WEDNESDAY, 500), MONDAY, slots) is None
