"""When a plan is out of date, and when one that was found a while ago is still what is asked for."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.agenda import PlannedSession
from habitos_tui.domain.model.plan import Plan, PlanStatus
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.rule import Frequency, Scope, TimeBudget
from habitos_tui.errors import OutdatedError
from habitos_tui.services.workspace import Workspace
from tests.support.household import (
    FRIDAY,
    MONDAY,
    NOW,
    THURSDAY,
    WEDNESDAY,
    accept_now,
    hand_made,
    set_clock,
)

NEXT = MONDAY + timedelta(days=7)
READING = Frequency(id="reading", scope=Scope(behaviors=("read",)), period="week", min_sessions=5)


def find(space: Workspace, behavior: str, day: object) -> PlannedSession:
    return next(s for s in space.planning.sessions(MONDAY) if (s.behavior, s.day) == (behavior, day))


def keep(space: Workspace, problem: Problem) -> None:
    """Accept a plan without a session."""
    plan = Plan(status=PlanStatus.OPTIMAL, objective=1.0, bound=2.0, engine="highs")
    space.planning.adopt(problem, plan, compared_with=space.planning.sessions(problem.week_start))


def test_a_plan_of_this_week_or_the_next_is_not_out_of_date_as_it_is(alice: Workspace) -> None:
    for week in (MONDAY, NEXT):
        keep(alice, alice.planning.problem_for(week, rest=True))
        assert not alice.planning.outdated(week)


def test_a_plan_that_asked_for_all_as_earlier_versions_did_is_not_out_of_date(
    household: DataDirectory, alice: Workspace
) -> None:
    alice.rules.add(READING)
    set_clock(household, NOW + timedelta(days=3))
    problem = alice.planning.problem_for(MONDAY)
    assert problem.rules != alice.rules.all()
    keep(alice, problem.changed(rules=alice.rules.all()))
    assert not alice.planning.outdated(MONDAY)


def test_a_pause_makes_a_plan_out_of_date_only_by_what_is_still_to_come_and_free(alice: Workspace) -> None:
    alice.planning.lock(find(alice, "friends", FRIDAY).id, True)
    alice.tracking.done("meditate", session=find(alice, "meditate", WEDNESDAY).id)
    alice.pauses.add("friends", FRIDAY)
    alice.pauses.add("meditate", WEDNESDAY, WEDNESDAY)
    alice.pauses.add("deepwork", MONDAY, THURSDAY, clear=True)  # what was missed on Monday is in it
    assert not alice.planning.outdated(MONDAY)


def test_the_plan_of_a_week_is_the_one_accepted_last(household: DataDirectory, alice: Workspace) -> None:
    assert alice.planning.accepted_run(NEXT) is None
    first = alice.planning.runs()[0].id
    set_clock(household, NOW + timedelta(minutes=1))
    second = hand_made(alice, MONDAY, ())
    for minutes, run in ((2, second), (3, first)):
        set_clock(household, NOW + timedelta(minutes=minutes))
        accept_now(alice, run)
        accepted = alice.planning.accepted_run(MONDAY)
        assert accepted is not None
        assert accepted.id == run
    assert alice.planning.accepted_run(NEXT) is None


def test_what_was_made_beside_a_plan_proves_nothing_without_one(alice: Workspace) -> None:
    problem = alice.planning.problem_for(MONDAY, rest=True)
    assert problem.previous
    keep(alice, problem)
    assert alice.planning.proved_bound(problem) is None


def test_a_plan_is_accepted_again_over_what_it_has_made_of_the_week(alice: Workspace) -> None:
    before = alice.planning.sessions(MONDAY)
    assert alice.planning.accept(alice.planning.runs()[0].id, compared_with=()) == before


ALTERED: dict[str, Callable[[Workspace], object]] = {
    "rules": lambda space: space.rules.set_active("workdays", False),
    "name": lambda space: space.behaviors.update(space.behaviors.get("run").model_copy(update={"name": "Jog"})),
    "lengths": lambda space: space.behaviors.update(space.behaviors.get("run").model_copy(update={"max_minutes": 90})),
    "gap": lambda space: space.behaviors.update(space.behaviors.get("run").model_copy(update={"min_gap_days": 0})),
    "put away": lambda space: space.behaviors.archive("run"),
}


@pytest.mark.parametrize("what", ALTERED)
def test_what_was_found_a_while_ago_is_refused_where_the_week_is_asked_for_otherwise(
    alice: Workspace, what: str
) -> None:
    problem, plan = alice.planning.problem_for(NEXT), Plan(status=PlanStatus.FEASIBLE, engine="highs")
    ALTERED[what](alice)
    with pytest.raises(OutdatedError, match="What is wanted in the week of Mon 30 Nov has changed"):
        alice.planning.adopt(problem, plan, compared_with=(), as_asked=True)
    assert alice.planning.adopt(problem, plan, compared_with=()) == ()


def test_what_was_found_a_while_ago_is_accepted_where_only_something_was_done(idle: Workspace) -> None:
    task = idle.tasks.add(idle.tasks.document("Report", due=FRIDAY, minutes=120, pieces=(30, 60)))
    problem, plan = idle.planning.problem_for(MONDAY), Plan(status=PlanStatus.FEASIBLE, engine="highs")
    idle.tracking.done("run", minutes=30)
    idle.tracking.done(task.id, minutes=100)
    idle.planning.adopt(problem, plan, compared_with=(), as_asked=True)
    assert idle.planning.runs()[0].accepted_at is not None


def test_what_was_done_this_week_and_put_away_before_keeps_no_plan_from_being_accepted(idle: Workspace) -> None:
    idle.tracking.done("run", minutes=30)
    idle.behaviors.archive("run")
    problem, plan = idle.planning.problem_for(MONDAY), Plan(status=PlanStatus.FEASIBLE, engine="highs")
    assert "run" in problem.behavior_by_id
    assert idle.planning.adopt(problem, plan, compared_with=(), as_asked=True) == ()


def test_minutes_that_can_no_longer_be_are_told_as_minutes(household: DataDirectory, alice: Workspace) -> None:
    alice.rules.add(TimeBudget(id="long", scope=Scope(behaviors=("read",)), period="week", min_minutes=240))
    set_clock(household, NOW + timedelta(days=3))
    told = {each.behavior: each for each in alice.planning.reduced_targets(alice.planning.problem_for(MONDAY))}
    assert (told["long"].usual, told["long"].days, told["long"].unit) == (240, 2, "min")


def test_what_was_put_away_keeps_its_past_and_what_was_settled_of_it(alice: Workspace) -> None:
    friends = find(alice, "friends", FRIDAY)
    alice.tracking.skip("friends", session=friends.id)
    for behavior in ("friends", "deepwork"):
        alice.behaviors.archive(behavior)
    accepted = accept_now(alice, hand_made(alice, MONDAY, ()))
    assert [(s.behavior, s.day) for s in accepted if s.behavior in {"friends", "deepwork"}] == [
        ("deepwork", MONDAY),
        ("friends", FRIDAY),
    ]


def test_a_session_that_begins_now_lies_ahead_until_its_behavior_is_put_away(
    household: DataDirectory, alice: Workspace
) -> None:
    deepwork = find(alice, "deepwork", WEDNESDAY)
    set_clock(household, NOW.replace(hour=19))
    assert deepwork in alice.planning.movable(MONDAY)
    assert deepwork not in alice.planning.missed(MONDAY)
    problem = alice.planning.problem_for(MONDAY, rest=True)
    kept = alice.planning.preview(problem, Plan(status=PlanStatus.FEASIBLE))
    assert [(s.behavior, s.start) for s in kept] == [("deepwork", 1140)]
    alice.behaviors.archive("deepwork")
    accepted = accept_now(alice, hand_made(alice, MONDAY, ()))
    assert deepwork.id not in {session.id for session in accepted}


def test_the_first_plan_late_in_a_week_is_of_the_next(household: DataDirectory, idle: Workspace) -> None:
    planning = idle.planning
    assert (planning.week_to_plan(), planning.ever_planned()) == (MONDAY, False)
    set_clock(household, NOW + timedelta(days=2))
    run = hand_made(idle, NEXT, ())
    assert (planning.week_to_plan(), planning.ever_planned()) == (NEXT, False)
    accept_now(idle, run)
    hand_made(idle, NEXT, ())
    assert (planning.week_to_plan(), planning.ever_planned()) == (MONDAY, True)


def test_who_put_a_session_there_by_hand_has_planned(household: DataDirectory, idle: Workspace) -> None:
    set_clock(household, NOW + timedelta(days=2))
    picked = idle.plan_editing.pick_up_new(MONDAY, "read")
    idle.plan_editing.place(picked, idle.plan_editing.check(picked, 6, 21 * 60).sessions)
    assert (idle.planning.week_to_plan(), idle.planning.ever_planned()) == (MONDAY, True)


def test_a_past_week_has_what_was_wanted_in_it_and_this_one_what_is_wanted_now(alice: Workspace) -> None:
    run = alice.behaviors.get("run")
    alice.behaviors.update(run.model_copy(update={"target_per_week": 1}))
    frames = [alice.planning.outline(week).behavior_by_id["run"] for week in (MONDAY - timedelta(days=7), MONDAY)]
    assert [frame.target_per_week for frame in frames] == [3, 1]
