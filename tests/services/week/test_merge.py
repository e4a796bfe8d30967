from datetime import date
from uuid import uuid4

from habitos_tui.domain.model.agenda import PlannedSession
from habitos_tui.services.week.merge import WallTime, merged
from tests.support.household import MONDAY, TUESDAY, WEDNESDAY

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
