import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from habitos_tui.domain.model.plan import PlanStatus
from habitos_tui.errors import DamagedDatabaseError, InvalidInputError, NotFoundError
from tests.support.storage import (
    MONDAY,
    NOON,
    Room,
    make_completion,
    make_id,
    make_run,
    make_session,
    make_skip,
)

SUNDAY = MONDAY + timedelta(days=6)


def test_a_run_comes_back_with_problem_and_plan(room: Room) -> None:
    run = make_run()
    room.plans.save_run(run)
    assert room.plans.run(make_id("r1")) == run
    assert room.plans.run(make_id("r2")) is None


def test_a_run_without_a_plan_is_kept(room: Room) -> None:
    room.plans.save_run(make_run(status=PlanStatus.INFEASIBLE, objective=None, bound=None, gap=None))
    assert room.plans.runs()[0].objective is None


def test_runs_are_listed_newest_first(room: Room) -> None:
    next_week = MONDAY + timedelta(days=7)
    hours = [NOON + timedelta(hours=hour) for hour in range(5)]
    for number, at in enumerate(hours):
        room.plans.save_run(make_run(f"r{number}", next_week if number % 2 else MONDAY, at))
    assert [run.started_at for run in room.plans.runs()] == hours[::-1]
    assert [run.started_at for run in room.plans.runs(limit=2)] == hours[:2:-1]
    assert [run.started_at for run in room.plans.runs(week=next_week)] == [hours[3], hours[1]]


def test_moments_are_ordered_by_time_and_not_by_zone(room: Room) -> None:
    tokyo = timezone(timedelta(hours=9))
    room.plans.save_run(make_run("early", at=datetime(2026, 11, 23, 20, tzinfo=tokyo)))
    room.plans.save_run(make_run("late", at=NOON))
    assert [run.id for run in room.plans.runs()] == [make_id("late"), make_id("early")]


def test_acceptance_is_noted(room: Room) -> None:
    room.plans.save_run(make_run())
    room.plans.mark_accepted(make_id("r1"), NOON)
    assert room.plans.runs()[0].accepted_at == NOON
    with pytest.raises(NotFoundError, match="no run"):
        room.plans.mark_accepted(make_id("r2"), NOON)


def test_the_first_plan_of_a_week_is_the_first_made_of_those_accepted(room: Room) -> None:
    hours = [NOON + timedelta(hours=hour) for hour in range(4)]
    for number, at in enumerate(hours):
        room.plans.save_run(make_run(f"r{number}", at=at))
    room.plans.save_run(make_run("next", MONDAY + timedelta(days=7), NOON))
    assert room.plans.first_accepted(MONDAY) is None
    for name in ("r3", "r1", "r2", "next"):
        room.plans.mark_accepted(make_id(name), NOON)
    assert room.plans.first_accepted(MONDAY) == hours[1]
    assert [run.started_at for run in room.plans.runs(limit=2, skip=1)] == [hours[2], hours[1]]


def test_something_was_planned_before_a_day_or_not(room: Room) -> None:
    room.plans.replace_sessions(MONDAY, MONDAY, [make_session()], None)
    found = [room.plans.planned_before(MONDAY + timedelta(days=days)) for days in (-1, 0, 1)]
    assert found == [False, False, True]


def test_a_moment_needs_a_zone(room: Room) -> None:
    room.plans.save_run(make_run())
    with pytest.raises(ValueError, match="no time zone"):
        room.plans.mark_accepted(make_id("r1"), NOON.replace(tzinfo=None))


def test_a_run_changed_by_hand_into_nonsense_is_damage(room: Room) -> None:
    room.plans.save_run(make_run())
    with room.database.unit():
        room.database.connections.execute_sql("UPDATE optimization_runs SET problem = '{}'")
    with pytest.raises(DamagedDatabaseError, match="A stored problem"):
        room.plans.run(make_id("r1"))


def test_a_run_of_an_earlier_version_means_what_it_meant(room: Room) -> None:
    # Before the second edition of the planning model problems had neither its fields nor a maximum of every behavior.
    run = make_run()
    room.plans.save_run(run)
    document = json.loads(run.problem.model_dump_json())
    for name in ("variety", "slack", "pause_beside_busy"):
        del document["settings"][name]
    for stored in document["behaviors"]:
        del stored["weekend_slots"], stored["ideal_time"]
        stored["max_per_week"] = None
    with room.database.unit():
        room.database.connections.execute_sql("UPDATE optimization_runs SET problem = ?", (json.dumps(document),))
    restored = room.plans.run(make_id("r1"))
    assert restored is not None
    assert restored.problem == run.problem
    assert restored.problem.behaviors[0].week_limit == 7
    assert restored.problem.settings.variety == 0


def test_sessions_come_in_time_order(room: Room) -> None:
    tuesday = MONDAY + timedelta(days=1)
    later, first, third = make_session("a", start=900), make_session("b"), make_session("c", day=tuesday, start=0)
    room.plans.replace_sessions(MONDAY, SUNDAY, [third, later, first], None)
    assert room.plans.sessions(MONDAY, SUNDAY) == (first, later, third)
    assert room.plans.sessions(tuesday, SUNDAY) == (third,)
    assert room.plans.session(make_id("c")) == third
    assert room.plans.session(make_id("d")) is None


def test_replacing_leaves_other_days_alone(room: Room) -> None:
    before, after = make_session("a", MONDAY - timedelta(days=1)), make_session("b", SUNDAY + timedelta(days=1))
    room.plans.replace_sessions(before.day, after.day, [before, make_session(), after], None)
    room.plans.replace_sessions(MONDAY, SUNDAY, [], None)
    assert room.plans.sessions(before.day, after.day) == (before, after)


def test_replacing_keeps_what_was_done_or_skipped(room: Room) -> None:
    room.plans.save_run(make_run())
    done, skipped, open_ = make_session("done"), make_session("skipped", start=600), make_session("open", start=700)
    room.plans.replace_sessions(MONDAY, SUNDAY, [done, skipped, open_], None)
    room.completions.add(make_completion(session=done.id))
    room.completions.add_skip(make_skip(session=skipped.id))
    new = make_session("new", start=800)
    moved = done.model_copy(update={"start": 1000})
    room.plans.replace_sessions(MONDAY, SUNDAY, [moved, new], make_id("r1"))
    assert room.plans.sessions(MONDAY, SUNDAY) == (done, skipped, new)


def test_a_session_that_stays_may_move(room: Room) -> None:
    room.plans.replace_sessions(MONDAY, SUNDAY, [make_session()], None)
    moved = make_session(start=800, locked=True)
    room.plans.replace_sessions(MONDAY, SUNDAY, [moved], None)
    assert room.plans.sessions(MONDAY, SUNDAY) == (moved,)


def test_a_session_outside_of_the_dates_is_refused(room: Room) -> None:
    with pytest.raises(ValueError, match="between"):
        room.plans.replace_sessions(MONDAY, SUNDAY, [make_session(day=SUNDAY + timedelta(days=1))], None)
    before = make_session("s2", MONDAY - timedelta(days=1))
    with pytest.raises(ValueError, match="between"):
        room.plans.replace_sessions(MONDAY, SUNDAY, [make_session(), before], None)


def test_a_replacement_that_fails_changes_nothing(room: Room) -> None:
    room.plans.replace_sessions(MONDAY, SUNDAY, [make_session()], None)
    with pytest.raises(NotFoundError):
        room.plans.replace_sessions(MONDAY, SUNDAY, [make_session("s2", behavior="fly")], None)
    with pytest.raises(InvalidInputError):
        room.plans.replace_sessions(MONDAY, SUNDAY, [make_session("s3"), make_session("s3")], None)
    assert room.plans.sessions(MONDAY, SUNDAY) == (make_session(),)


def test_a_session_is_locked_and_unlocked(room: Room) -> None:
    room.plans.replace_sessions(MONDAY, SUNDAY, [make_session(slot=None)], None)
    for locked in (True, False):
        room.plans.set_locked(make_id("s1"), locked)
        assert room.plans.session(make_id("s1")) == make_session(slot=None, locked=locked)
    with pytest.raises(NotFoundError, match="no planned session"):
        room.plans.set_locked(make_id("s2"), True)


def test_a_run_comes_back_in_utc(room: Room) -> None:
    at = datetime(2026, 11, 23, 13, tzinfo=timezone(timedelta(hours=1)))
    room.plans.save_run(make_run(at=at))
    found = room.plans.runs()[0].started_at
    assert found == at
    assert found.utcoffset() == UTC.utcoffset(None)


def test_sessions_are_changed_by_hand_together_or_not_at_all(room: Room) -> None:
    old, gone, stays = make_session("s1"), make_session("s2", start=600), make_session("s4", start=1000)
    room.plans.replace_sessions(MONDAY, SUNDAY, [old, gone, stays], None)
    moved, new = old.model_copy(update={"start": 720, "locked": True}), make_session("s3", start=900)
    room.plans.change_sessions(added=[new], changed=[moved], removed=[gone.id])
    assert room.plans.sessions(MONDAY, SUNDAY) == (moved, new, stays)
    with pytest.raises(NotFoundError):
        room.plans.change_sessions(added=[], changed=[old], removed=[gone.id])
    assert room.plans.sessions(MONDAY, SUNDAY) == (moved, new, stays)
