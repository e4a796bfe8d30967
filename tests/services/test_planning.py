from datetime import UTC, date, datetime, timedelta
from threading import Event
from uuid import UUID, uuid4

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.agenda import PlannedSession
from habitos_tui.domain.model.plan import Plan, PlanStatus, Progress, Session
from habitos_tui.domain.model.problem import NotBefore, PlanSettings, Problem
from habitos_tui.domain.model.profile import Preferences
from habitos_tui.domain.model.rule import Frequency, Scope
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.errors import InvalidInputError, NotFoundError, NotInTimeError, OutdatedError
from habitos_tui.planner import solve as planner
from habitos_tui.planner.verification.verify import verify
from habitos_tui.services.planning import Planning
from habitos_tui.services.week import reader
from habitos_tui.services.workspace import Workspace
from tests.support.household import (
    BERLIN,
    FRIDAY,
    MONDAY,
    NOW,
    SUNDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    accept_now,
    add_alice,
    hand_made,
    make_behavior,
    set_clock,
)

NEXT_MONDAY = MONDAY + timedelta(days=7)


def moment(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, second, tzinfo=BERLIN)


def with_preferences(household: DataDirectory, workspace: Workspace, **fields: object) -> Workspace:
    preferences = Preferences.model_validate(workspace.profile.preferences.model_dump() | fields)
    return household.open_workspace(household.accounts.save_preferences(workspace.profile, preferences))


def find(workspace: Workspace, behavior: str, day: date) -> PlannedSession:
    return next(s for s in workspace.planning.sessions(day) if (s.behavior, s.day) == (behavior, day))


def places(sessions: tuple[PlannedSession, ...]) -> list[tuple[str, date, int]]:
    return [(s.behavior, s.day, s.start) for s in sessions]


def evening(behavior: str, day: int, start: int = 1100, minutes: int = 60) -> Session:
    return Session(behavior=behavior, day=day, slot="evening", start=start, minutes=minutes)


def test_a_week_is_meant_by_any_of_its_days(alice: Workspace) -> None:
    assert alice.planning.this_week() == alice.planning.week_of(SUNDAY) == MONDAY
    assert alice.planning.problem_for(SUNDAY).week_start == MONDAY
    assert alice.planning.sessions(SUNDAY) == alice.planning.sessions(MONDAY)


def test_the_week_goes_on_until_the_day_ends(household: DataDirectory, alice: Workspace) -> None:
    night_owl = with_preferences(household, alice, day_end=180)
    set_clock(household, moment(30, 2, 59))
    assert night_owl.planning.this_week() == MONDAY
    assert night_owl.planning.problem_for(MONDAY).not_before == NotBefore(day=6, time=1620)
    set_clock(household, moment(30, 3))
    assert night_owl.planning.this_week() == NEXT_MONDAY


def test_a_week_that_is_over_cannot_be_planned(alice: Workspace) -> None:
    with pytest.raises(InvalidInputError, match="week of Mon 16 Nov is over"):
        alice.planning.problem_for(MONDAY - timedelta(days=1))


def test_any_week_can_be_drawn(alice: Workspace) -> None:
    frame = alice.planning.outline(date(2025, 1, 1))
    assert (frame.week_start, frame.not_before, frame.fixed) == (date(2024, 12, 30), None, ())


@pytest.mark.parametrize("rest", [True, False])
def test_nothing_is_planned_into_the_past(household: DataDirectory, alice: Workspace, rest: bool) -> None:
    set_clock(household, moment(25, 9, 0, 1))
    assert alice.planning.problem_for(MONDAY, rest=rest).not_before == NotBefore(day=2, time=545)
    assert alice.planning.problem_for(NEXT_MONDAY, rest=rest).not_before is None


@pytest.mark.parametrize("rest", [True, False])
def test_what_is_done_and_locked_is_fixed(alice: Workspace, rest: bool) -> None:
    alice.planning.lock(find(alice, "run", MONDAY + timedelta(days=5)).id, True)
    fixed = alice.planning.problem_for(MONDAY, rest=rest).fixed
    assert [(f.kind, f.behavior, f.day, f.start, f.minutes) for f in fixed] == [
        ("done", "run", 0, 330, 35),
        ("done", "meditate", 1, 365, 10),
        ("locked", "run", 5, 540, 45),
    ]
    unlocked = find(alice, "run", MONDAY + timedelta(days=5)).id
    assert {f.kind for f in alice.planning.problem_for(MONDAY, rest=rest, unlocked=unlocked).fixed} == {"done"}


def test_planning_the_rest_remembers_what_is_ahead_and_not_settled(alice: Workspace) -> None:
    alice.planning.lock(find(alice, "friends", FRIDAY).id, True)
    alice.tracking.skip("read", day=WEDNESDAY)
    problem = alice.planning.problem_for(MONDAY, rest=True)
    assert [(p.behavior, p.day) for p in problem.previous] == [
        ("deepwork", 2),
        ("meditate", 3),
        ("run", 5),
        ("read", 6),
    ]
    assert problem.settings.stability == 0.02


def test_planning_from_scratch_forgets_the_plan(alice: Workspace) -> None:
    problem = alice.planning.problem_for(MONDAY)
    assert (problem.previous, problem.settings.stability) == ((), 0)


def test_a_lock_on_what_was_missed_or_skipped_holds_nothing(alice: Workspace) -> None:
    alice.planning.lock(find(alice, "deepwork", MONDAY).id, True)
    alice.planning.lock(find(alice, "read", TUESDAY).id, True)
    assert {f.kind for f in alice.planning.problem_for(MONDAY).fixed} == {"done"}


def test_a_session_that_goes_on_is_left_alone(household: DataDirectory, alice: Workspace) -> None:
    set_clock(household, moment(25, 19, 30))
    problem = alice.planning.problem_for(MONDAY, rest=True)
    assert ("locked", "deepwork", 2, 1140) in {(f.kind, f.behavior, f.day, f.start) for f in problem.fixed}
    run_id = hand_made(alice, MONDAY, ())
    assert ("deepwork", WEDNESDAY, 1140) in places(accept_now(alice, run_id))


def test_a_session_that_begins_within_the_notice_stays_and_nothing_new_begins_there(
    household: DataDirectory, alice: Workspace
) -> None:
    set_clock(household, moment(25, 18, 50))
    problem = alice.planning.problem_for(MONDAY, rest=True)
    assert ("locked", "deepwork", 2, 1140) in {(f.kind, f.behavior, f.day, f.start) for f in problem.fixed}
    assert "deepwork" not in {place.behavior for place in problem.previous}
    before = alice.planning.ahead(MONDAY)
    plan = alice.planning.solve(problem)
    assert min((s.day, s.start) for s in plan.sessions) >= (2, 1145)
    after = alice.planning.preview(problem, plan)
    assert {s for s in before if s.behavior == "deepwork"} <= set(after)
    assert alice.questions.worth_of_both(problem, before, after)[1] == pytest.approx(plan.objective, abs=0.2)
    accepted = accept_now(alice, alice.planning.save(MONDAY, problem, plan).summary.id)
    assert [(s.start, s.locked) for s in accepted if (s.behavior, s.day) == ("deepwork", WEDNESDAY)] == [(1140, False)]


def test_a_plan_from_scratch_holds_nothing_within_the_notice(household: DataDirectory, alice: Workspace) -> None:
    set_clock(household, moment(25, 18, 50))
    problem = alice.planning.problem_for(MONDAY)
    assert {f.kind for f in problem.fixed} == {"done"}
    assert next(w.start for w in problem.windows if w.day == 2) == 1145


def test_the_notice_is_the_profiles(household: DataDirectory, alice: Workspace) -> None:
    patient = with_preferences(household, alice, notice_minutes=60)
    set_clock(household, moment(25, 18, 30))
    assert patient.planning.problem_for(MONDAY).notice_minutes == 60
    assert patient.planning.problem_for(MONDAY, at_once=True).notice_minutes == 0
    assert patient.planning.problem_for(NEXT_MONDAY).notice_minutes == 0


def test_archived_behaviors_hold_no_time(alice: Workspace) -> None:
    alice.planning.lock(find(alice, "friends", FRIDAY).id, True)
    alice.behaviors.archive("friends")
    problem = alice.planning.problem_for(MONDAY, rest=True)
    assert "friends" not in {f.behavior for f in problem.fixed} | {p.behavior for p in problem.previous}
    accepted = accept_now(alice, hand_made(alice, MONDAY, ()))
    assert "friends" not in {session.behavior for session in accepted}


def test_accepting_replaces_what_is_ahead_and_keeps_what_was(alice: Workspace) -> None:
    before = alice.planning.sessions(MONDAY)
    run_id = hand_made(alice, MONDAY, (evening("friends", 3, minutes=120),))
    accepted = accept_now(alice, run_id)
    past = [session for session in before if session.day < WEDNESDAY]
    this_morning = [s for s in before if s.day == WEDNESDAY and s.start < 540]
    assert list(accepted[:-1]) == past + this_morning
    assert places(accepted[-1:]) == [("friends", THURSDAY, 1100)]
    assert accepted[-1].slot == "evening"
    assert alice.planning.sessions(MONDAY) == accepted


def test_an_accepted_run_is_marked(alice: Workspace) -> None:
    run_id = hand_made(alice, MONDAY, ())
    assert alice.planning.runs()[0].accepted_at is None
    accept_now(alice, run_id)
    assert alice.planning.run(run_id).summary.accepted_at == NOW.astimezone(UTC)


def test_an_older_run_can_be_accepted_again(household: DataDirectory, alice: Workspace) -> None:
    first = alice.planning.runs()[0].id
    original = places(alice.planning.sessions(MONDAY))
    accept_now(alice, hand_made(alice, MONDAY, (evening("friends", 3, minutes=120),)))
    assert places(accept_now(alice, first)) == original
    set_clock(household, moment(27, 9))
    accept_now(alice, hand_made(alice, MONDAY, ()))
    again = places(accept_now(alice, first))
    assert [place for place in again if place[1] >= FRIDAY] == [place for place in original if place[1] >= FRIDAY]


def test_a_session_done_since_the_run_is_not_planned_again(alice: Workspace) -> None:
    first = alice.planning.runs()[0].id
    reading = find(alice, "deepwork", WEDNESDAY)
    alice.tracking.done("deepwork", session=reading.id, at=moment(25, 7))
    alice.tracking.skip("read", day=WEDNESDAY)
    before = places(alice.planning.sessions(MONDAY))
    assert places(accept_now(alice, first)) == before


def test_a_lock_made_since_the_run_is_kept_and_one_released_is_not_lost(alice: Workspace) -> None:
    friends = find(alice, "friends", FRIDAY)
    alice.planning.lock(friends.id, True)
    run_id = hand_made(alice, MONDAY, ())
    assert ("friends", FRIDAY, 1110) in places(accept_now(alice, run_id))
    alice.planning.lock(friends.id, False)
    assert ("friends", FRIDAY, 1110) in places(accept_now(alice, run_id))
    assert not find(alice, "friends", FRIDAY).locked


def test_a_behavior_deleted_since_the_run_is_left_out(alice: Workspace) -> None:
    first = alice.planning.runs()[0].id
    alice.behaviors.delete("friends", force=True)
    assert "friends" not in {session.behavior for session in accept_now(alice, first)}


def test_a_future_week_is_accepted_as_a_whole(alice: Workspace) -> None:
    run_id = hand_made(alice, NEXT_MONDAY, (evening("friends", 0, minutes=120), evening("deepwork", 6)))
    assert places(accept_now(alice, run_id)) == [
        ("friends", NEXT_MONDAY, 1100),
        ("deepwork", NEXT_MONDAY + timedelta(days=6), 1100),
    ]


def test_a_run_made_before_its_week_began_takes_over_today(household: DataDirectory, alice: Workspace) -> None:
    run_id = hand_made(alice, NEXT_MONDAY, tuple(evening("deepwork", day) for day in range(7)))
    set_clock(household, NOW + timedelta(days=7))
    assert [session.day for session in accept_now(alice, run_id)] == [
        NEXT_MONDAY + timedelta(days=day) for day in range(2, 7)
    ]


def test_a_run_keeps_its_days_when_weeks_begin_on_another(household: DataDirectory, alice: Workspace) -> None:
    first = alice.planning.runs()[0].id
    original = places(alice.planning.sessions(MONDAY))
    from_sunday = with_preferences(household, alice, week_start=6)
    assert places(accept_now(from_sunday, first)) == original
    set_clock(household, moment(29, 9))
    assert places(accept_now(from_sunday, first)) == original


@pytest.mark.parametrize("status", [PlanStatus.INFEASIBLE, PlanStatus.FAILED])
def test_a_run_without_a_plan_cannot_be_accepted(alice: Workspace, status: PlanStatus) -> None:
    before = alice.planning.sessions(MONDAY)
    run = alice.planning.save(MONDAY, alice.planning.problem_for(MONDAY), Plan(status=status))
    with pytest.raises(InvalidInputError, match="nothing to accept"):
        accept_now(alice, run.summary.id)
    assert alice.planning.sessions(MONDAY) == before


def test_a_plan_for_a_week_that_is_over_cannot_be_accepted(household: DataDirectory, alice: Workspace) -> None:
    set_clock(household, NOW + timedelta(days=7))
    with pytest.raises(InvalidInputError, match="is over"):
        accept_now(alice, alice.planning.runs()[0].id)


def test_runs_are_kept_with_their_problem_and_plan(alice: Workspace) -> None:
    problem = alice.planning.problem_for(WEDNESDAY)
    plan = Plan(status=PlanStatus.FEASIBLE, objective=1.5, bound=2.0, gap=0.25, seconds=60, engine="cbc")
    run = alice.planning.save(WEDNESDAY, problem, plan)
    assert run.summary.week_start == MONDAY
    assert run.summary.started_at == NOW.astimezone(UTC) - timedelta(minutes=1)
    found = run.summary
    assert (found.engine, found.status, found.objective, found.bound, found.gap, found.seconds) == (
        "cbc", PlanStatus.FEASIBLE, 1.5, 2.0, 0.25, 60,
    )  # fmt: skip
    assert alice.planning.run(run.summary.id) == run
    assert [summary.id for summary in alice.planning.runs(limit=1, week=SUNDAY)] == [run.summary.id]
    assert alice.planning.runs(week=NEXT_MONDAY) == ()


def test_no_plan_replaces_a_week_that_it_was_not_compared_with(alice: Workspace) -> None:
    run_id, before = hand_made(alice, MONDAY, (evening("run", 4),)), alice.planning.sessions(MONDAY)
    alice.plan_editing.drop(alice.plan_editing.pick_up(find(alice, "friends", FRIDAY).id))
    now, run = alice.planning.sessions(MONDAY), alice.planning.run(run_id)
    with pytest.raises(OutdatedError, match="has changed since"):
        alice.planning.accept(run_id, compared_with=before)
    with pytest.raises(OutdatedError, match="has changed since"):
        alice.planning.adopt(run.problem, run.plan, compared_with=before)
    assert alice.planning.sessions(MONDAY) == now
    assert [summary.id for summary in alice.planning.runs()][:1] == [run_id]


def test_what_is_gone_is_not_found(alice: Workspace) -> None:
    nothing = uuid4()
    for action in (
        alice.planning.run,
        lambda some: alice.planning.accept(some, compared_with=()),
        lambda some: alice.planning.lock(some, True),
    ):
        with pytest.raises(NotFoundError):
            action(nothing)


def test_a_lock_is_kept(alice: Workspace) -> None:
    friends: UUID = find(alice, "friends", FRIDAY).id
    for locked, said in ((True, "Locked "), (False, "Unlocked ")):
        assert alice.planning.lock(friends, locked).locked is locked
        assert find(alice, "friends", FRIDAY).locked is locked
        last = alice.history.last()
        assert last is not None
        assert last.label.startswith(said)


def test_solving_hands_everything_on(alice: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = Plan(status=PlanStatus.OPTIMAL)
    calls: list[tuple[object, ...]] = []

    def solve(*arguments: object) -> Plan:
        calls.append(arguments)
        return answer

    monkeypatch.setattr(planner, "solve", solve)
    problem, cancel, seen = alice.planning.problem_for(MONDAY), Event(), list[Progress]()
    options = SolveOptions(gap=0.1)
    assert alice.planning.solve(problem, options, seen.append, cancel) is answer
    assert alice.planning.solve(problem) is answer
    assert calls == [(problem, options, seen.append, cancel), (problem, SolveOptions(), None, None)]


@pytest.mark.parametrize("first", [0, 3, 6])
def test_the_rest_of_a_week_is_solved_and_logged(household: DataDirectory, first: int) -> None:
    alice = with_preferences(household, household.open_workspace(add_alice(household, planned=False)), week_start=first)
    for behavior in ("run", "meditate", "deepwork", "friends"):
        alice.behaviors.archive(behavior)
    alice.behaviors.add(
        make_behavior("choir", weekdays=(3, 4), target_per_week=1, max_per_week=1, preferred_slots=("evening",))
    )
    alice.tracking.done("choir", at=moment(25, 8, 15), minutes=20)
    problem: Problem = alice.planning.problem_for(WEDNESDAY, rest=True)
    plan = alice.planning.solve(problem, SolveOptions(time_limit=20))
    assert verify(problem, plan.sessions).violations == ()
    sessions = accept_now(alice, alice.planning.save(WEDNESDAY, problem, plan).summary.id)
    assert sessions
    assert all((s.day, s.start) >= (WEDNESDAY, 540) for s in sessions)
    assert {s.behavior for s in sessions} == {"read"}


def test_what_lies_ahead_and_what_went_by(household: DataDirectory, alice: Workspace) -> None:
    find(alice, "friends", FRIDAY)
    alice.planning.lock(find(alice, "friends", FRIDAY).id, True)
    set_clock(household, moment(25, 19, 30))  # deep work has begun: it is neither ahead nor missed
    ahead, missed = alice.planning.ahead(WEDNESDAY), alice.planning.missed(WEDNESDAY)
    assert [(s.behavior, s.day, s.slot) for s in ahead] == [
        ("read", 2, "night"), ("meditate", 3, "early_morning"), ("run", 5, "morning"), ("read", 6, "night"),
    ]  # fmt: skip
    assert [(s.behavior, s.day) for s in missed] == [
        ("meditate", MONDAY), ("deepwork", MONDAY), ("run", WEDNESDAY), ("meditate", WEDNESDAY),
    ]  # fmt: skip
    assert not alice.planning.ahead(NEXT_MONDAY)
    assert not alice.planning.missed(NEXT_MONDAY)
    set_clock(household, moment(25, 9) + timedelta(days=7))
    assert alice.planning.ahead(MONDAY) == ()
    assert len(alice.planning.missed(MONDAY)) == 10


def test_two_plans_are_compared_without_the_price_of_change(alice: Workspace) -> None:
    problem = alice.planning.problem_for(MONDAY, rest=True)
    ahead = alice.planning.ahead(MONDAY)
    before, after = alice.questions.worth_of_both(problem, ahead, ahead[1:])
    assert before == pytest.approx(verify(problem, ahead).objective)
    assert after == pytest.approx(verify(problem, ahead[1:]).objective + problem.settings.stability)


def test_a_preview_is_what_accepting_does_to_the_time_ahead(alice: Workspace) -> None:
    problem = alice.planning.problem_for(MONDAY, rest=True)
    friends = find(alice, "friends", FRIDAY)
    alice.planning.lock(friends.id, True)
    plan = Plan(status=PlanStatus.FEASIBLE, sessions=(evening("run", 1), evening("read", 3)))
    promised = alice.planning.preview(problem, plan)
    assert [(s.behavior, s.day) for s in promised] == [("read", 3)]
    assert alice.planning.ahead(MONDAY) != promised
    accepted = alice.planning.adopt(problem, plan, compared_with=alice.planning.sessions(MONDAY))
    assert alice.planning.ahead(MONDAY) == promised
    assert friends.id in {session.id for session in accepted}
    assert alice.planning.runs()[0].accepted_at is not None


def test_the_history_is_read_page_by_page(alice: Workspace) -> None:
    for number in range(3):
        hand_made(alice, NEXT_MONDAY, (evening("run", number),))
    everything = alice.planning.runs()
    assert alice.planning.runs(2) + alice.planning.runs(2, skip=2) == everything


def test_other_settings_can_be_tried_for_one_run(alice: Workspace) -> None:
    settings = PlanSettings(variety=0.2, slack=0.1, routine=0.3, balance=1, stability=0.5, pause_beside_busy=False)
    tried = alice.planning.problem_for(MONDAY, rest=True, settings=settings).settings
    assert tried == settings


def test_a_plan_is_outdated_once_what_it_had_to_respect_changed(alice: Workspace) -> None:
    week = alice.planning.this_week()
    assert not alice.planning.outdated(week)
    assert not alice.planning.outdated(week + timedelta(days=7))
    alice.objectives.set_share("health", alice.objectives.shares()["health"])
    assert not alice.planning.outdated(week)
    for change in (
        lambda: alice.rules.set_active("workdays", False),
        lambda: alice.objectives.set_share("health", 0.9),
        lambda: alice.busy_time.replace_busy(()),
    ):
        change()
        assert alice.planning.outdated(week)
        alice.history.undo()
        assert not alice.planning.outdated(week)


def test_what_a_run_proved_holds_until_something_changes(alice: Workspace) -> None:
    planning = alice.planning
    problem = planning.problem_for(NEXT_MONDAY, rest=True)
    run = planning.save(NEXT_MONDAY, problem, planning.solve(problem, SolveOptions(gap=0.02)))
    assert run.plan.bound is not None
    asked = planning.problem_for(NEXT_MONDAY, at_once=True)
    assert planning.proved_bound(asked) is None
    planning.accept(run.summary.id, compared_with=planning.sessions(NEXT_MONDAY))
    assert planning.proved_bound(asked) == run.plan.bound
    assert planning.proved_bound(planning.problem_for(MONDAY, at_once=True)) is None
    planning.lock(planning.sessions(NEXT_MONDAY)[0].id, True)
    assert planning.proved_bound(planning.problem_for(NEXT_MONDAY, at_once=True)) is None


def test_a_minimum_that_can_no_longer_be_met_asks_for_what_can_still_happen(
    household: DataDirectory, alice: Workspace
) -> None:
    rule = Frequency(id="reading", scope=Scope(behaviors=("read",)), period="week", min_sessions=5)
    alice.rules.add(rule)
    set_clock(household, moment(28, 9))
    planning = alice.planning
    problem = planning.problem_for(MONDAY, rest=True)
    asked = next(one for one in problem.rules if one.id == "reading")
    assert asked == rule.model_copy(update={"min_sessions": 2})
    run = planning.save(MONDAY, problem, planning.solve(problem, SolveOptions(gap=0.02)))
    assert run.plan.usable
    reduced = [each for each in planning.reduced_targets(problem) if each.behavior == "reading"]
    assert [(each.name, each.target, each.usual, each.days) for each in reduced] == [
        ("Reading at least 5 sessions a week", 2, 5, 2)
    ]
    planning.accept(run.summary.id, compared_with=planning.sessions(MONDAY))
    assert not planning.outdated(MONDAY)
    alice.rules.delete("reading")
    assert planning.outdated(MONDAY)


def test_a_frame_needs_no_chances_unless_it_is_said(alice: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[date] = []
    monkeypatch.setattr(reader, "chances_of", lambda _store, today: asked.append(today))
    alice.planning.outline(MONDAY)
    assert asked == []
    alice.planning.outline(MONDAY, learned=True)
    assert asked == [WEDNESDAY]


def test_whoever_cancels_is_heard_where_a_week_with_more_is_planned(
    alice: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[tuple[object, object]] = []
    problem, cancel, options = alice.planning.problem_for(NEXT_MONDAY), Event(), SolveOptions()

    def nothing(_planning: Planning, _problem: Problem, options: object, cancel: object) -> Plan:
        heard.append((options, cancel))
        return Plan(status=PlanStatus.TIMED_OUT)

    monkeypatch.setattr(Planning, "solve", nothing)
    with pytest.raises(NotInTimeError):
        alice.planning.more_if_welcome(problem, Plan(status=PlanStatus.OPTIMAL), (), options, cancel)
    assert heard == [(options, cancel)]
