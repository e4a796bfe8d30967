"""The front between two objectives, and the plans to choose from."""

import threading
from itertools import pairwise

import pytest

from habitos_tui.domain.model.plan import PlanStatus, Session, relative_gap
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.alternatives import Front
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.errors import NotFoundError
from habitos_tui.planner.alternatives import named
from habitos_tui.planner.alternatives.front import FIRST_ROUND, front
from habitos_tui.planner.alternatives.named import named_plans
from habitos_tui.planner.alternatives.two_objectives import Found, Knowledge, Question, TwoObjectives
from habitos_tui.planner.solve import solve
from habitos_tui.planner.verification.verify import verify
from tests.planner.mini import habit, week
from tests.planner.samples import sample


def test_the_front_of_a_small_week_is_every_way_to_share_it() -> None:
    # Four places of half an hour for two behaviors that each serve one objective: 0 to 4 of the one, else the other.
    days = (0, 1, 2, 3)
    slots = [{"name": "day", "start": "08:00", "end": "08:30"}]
    run = habit("run", weekdays=days)
    read = habit("read", impacts={"calm": 1.0}, weekdays=days)
    problem = week(run, read, objectives={"good": 1, "calm": 1}, slots=slots)
    found = front(problem, "good", "calm")
    assert [(round(p.first, 6), round(p.second, 6)) for p in found.points] == [
        (0, 3.2),
        (0.8, 2.4),
        (1.6, 1.6),
        (2.4, 0.8),
        (3.2, 0),
    ]


def test_two_plans_of_the_front_are_looked_for_at_a_time_and_no_more_than_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # One place for two behaviors: either has it, and there is nothing between.
    both, asked, answer = threading.Barrier(2, timeout=30), list[Question](), TwoObjectives.answer

    def together(week: TwoObjectives, question: Question, known: Knowledge) -> Found:
        asked.append(question)
        if question.least is None:
            both.wait()  # breaks unless another thread asks meanwhile
        return answer(week, question, known)

    monkeypatch.setattr(TwoObjectives, "answer", together)
    slots = [{"name": "day", "start": "08:00", "end": "08:30"}]
    run, read = habit("run", weekdays=(0,)), habit("read", impacts={"calm": 1.0}, weekdays=(0,))
    problem = week(run, read, objectives={"good": 1, "calm": 1}, slots=slots)
    found = front(problem, "good", "calm")
    assert [(round(p.first, 6), round(p.second, 6)) for p in found.points] == [(0, 0.8), (0.8, 0)]
    assert len(asked) <= 4 + FIRST_ROUND + 2


def test_tiny_impacts_have_the_same_front() -> None:
    # As above, with a thousand millionth of the impacts.
    slots = [{"name": "day", "start": "08:00", "end": "08:30"}]
    run = habit("run", impacts={"good": 1e-9}, weekdays=(0, 1))
    read = habit("read", impacts={"calm": 1e-9}, weekdays=(0, 1))
    found = front(week(run, read, objectives={"good": 1, "calm": 1}, slots=slots), "good", "calm").points
    assert [(round(p.first * 1e9, 6), round(p.second * 1e9, 6)) for p in found] == [(0, 1.6), (0.8, 0.8), (1.6, 0)]


def test_more_of_what_harms_an_objective_is_counted_in_full() -> None:
    # Work serves the first and harms the second, the more the longer: 30 min typical, up to 60. phi(60) = 1.15, so at
    # its longest one session brings 0.8 * 1.15 = 0.92 and takes 0.92 / 2 = 0.46.
    fields = {"min_minutes": 30, "typical_minutes": 30, "max_minutes": 60}
    work = habit("work", impacts={"good": 1.0, "calm": -0.5}).model_copy(update=fields)
    problem = week(work, habit("rest", impacts={"calm": 1.0}), objectives={"good": 1, "calm": 0.2})
    found = front(problem, "good", "calm").points
    assert (found[-1].first, found[-1].second) == pytest.approx((0.92, 0.8 - 0.46))
    assert (found[0].first, found[0].second) == pytest.approx((0, 0.8))
    assert all(point.proved for point in found)


def test_the_front_of_a_known_week_has_plans_that_do_not_beat_each_other() -> None:
    problem = sample("first-edition/parent-8-1")
    found = front(problem, "productivity", "learning", size=4)
    assert len(found.points) == 4
    for left, right in pairwise(found.points):
        assert left.first < right.first
        assert left.second > right.second
    for point in found.points:
        verification = verify(problem, point.plan.sessions)
        assert verification.allowed
        assert verification.objective == pytest.approx(point.plan.objective)
        assert point.plan.status is PlanStatus.FEASIBLE


def test_objectives_that_do_not_clash_leave_one_plan() -> None:
    problem = week(habit("run", impacts={"good": 1.0, "calm": 0.5}), objectives={"good": 1, "calm": 1})
    (only,) = front(problem, "good", "calm").points
    assert (only.first, only.second) == pytest.approx((0.8, 0.4))


def test_an_end_is_no_sacrifice_that_no_proof_could_tell() -> None:
    # Four readings bring 3.2 calm. A walk instead of one of them brings 0.8 good and takes 0.01 * 0.8 = 0.008 of the
    # calm, 0.25 %: less than what is proved, so the end with the most calm takes the walk.
    days = (0, 1, 2, 3)
    slots = [{"name": "day", "start": "08:00", "end": "08:30"}]
    read = habit("read", impacts={"calm": 1.0}, weekdays=days)
    walk = habit("walk", impacts={"good": 1.0, "calm": 0.99}, weekdays=(0,), target_per_week=1)
    problem = week(read, walk, objectives={"good": 1, "calm": 1}, slots=slots)
    (only,) = front(problem, "good", "calm").points
    assert (only.first, only.second) == pytest.approx((0.8, 0.8 * 3.99))


def test_the_front_is_told_point_by_point_and_sets_out_from_the_plan_there_is() -> None:
    problem = sample("first-edition/parent-8-1")
    now = solve(problem, SolveOptions(gap=0.01)).sessions
    heard: list[Front] = []
    found = front(problem, "productivity", "learning", current=now, size=4, on_point=heard.append)
    assert heard[-1] == found
    assert [len(one.points) for one in heard] == sorted(len(one.points) for one in heard)
    reached = {share.objective: share.achieved for share in verify(problem, now).objectives}
    # No week does more for both than a point of the front by more than its proof allows.
    beaten = [
        point
        for point in found.points
        if reached["productivity"] > point.first * 1.02 and reached["learning"] > point.second * 1.02
    ]
    assert beaten == []


def test_an_impossible_week_and_a_cancelled_search_have_no_front() -> None:
    cancel = threading.Event()
    cancel.set()
    problem = week(habit("run"), objectives={"good": 1, "calm": 1})
    assert front(problem, "good", "calm", cancel=cancel).points == ()
    impossible = week(habit("run", min_per_week=2), objectives={"good": 1, "calm": 1})
    assert front(impossible, "good", "calm").points == ()


def test_a_week_without_room_has_the_empty_plan_on_its_front() -> None:
    full = [{"day": day, "start": "00:00", "end": "24:00"} for day in range(7)]
    problem = week(habit("run"), objectives={"good": 1, "calm": 1}, busy=full)
    (only,) = front(problem, "good", "calm").points
    assert (only.first, only.second, only.gap, only.plan.sessions) == (0, 0, 0, ())


def test_an_unknown_objective_is_refused() -> None:
    with pytest.raises(NotFoundError, match="fun"):
        front(week(habit("run")), "good", "fun")


def test_three_plans_to_choose_from_are_measured_alike() -> None:
    problem = sample("first-edition/parent-8-1")
    plan = named_plans(problem, options=SolveOptions(gap=0.01))[0].plan
    found = named_plans(problem, plan.sessions, SolveOptions(gap=0.01))
    assert [one.name for one in found] == ["as weighted", "more balanced", "less change"]
    for one in found:
        assert one.plan.objective == pytest.approx(verify(problem, one.plan.sessions).objective)

    def worst(index: int) -> float:
        shares = [share.share for share in found[index].plan.objectives if share.share is not None]
        return min(shares)

    assert worst(1) >= worst(0) - 1e-9
    assert found[2].kept is not None
    assert found[0].kept is not None
    assert found[2].kept >= found[0].kept


def test_every_plan_to_choose_from_has_its_gap_and_none_beats_the_one_as_weighted() -> None:
    problem = sample("first-edition/parent-8-1")
    now = solve(problem, SolveOptions(gap=0.02)).sessions
    found = named_plans(problem, now, SolveOptions(gap=0.02))
    weighted = found[0].plan
    assert weighted.objective is not None
    for one in found:
        plan = one.plan
        assert plan.objective is not None
        assert plan.bound is not None
        assert plan.gap is not None
        assert plan.gap == pytest.approx(relative_gap(plan.objective, plan.bound))
        assert plan.objective <= weighted.objective + 1e-9
        assert (plan.status is PlanStatus.OPTIMAL) == (plan.gap <= 0.02 + 1e-9)


def test_what_was_found_for_something_else_is_the_plan_as_weighted_where_it_is_better(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    problem = week(habit("run", weekdays=(0, 1), max_per_week=2))
    best = solve(problem)
    poor = best.model_copy(update={"sessions": best.sessions[:1], "bound": best.bound})
    answers = iter([poor, best])
    monkeypatch.setattr(named, "solve", lambda *_args, **_kwargs: next(answers))
    weighted, balanced = named_plans(problem)
    assert weighted.plan.sessions == balanced.plan.sessions == best.sessions
    assert weighted.plan.status is PlanStatus.OPTIMAL


def test_without_a_previous_plan_there_is_no_less_change() -> None:
    found = named_plans(week(habit("run")))
    assert [(one.name, one.kept) for one in found] == [("as weighted", None), ("more balanced", None)]


def test_an_impossible_week_has_no_plans_to_choose_from() -> None:
    assert named_plans(week(habit("run", min_per_week=2))) == ()


def test_no_plan_to_choose_from_is_worse_than_the_plan_there_is() -> None:
    # With a gap of a half anything is good enough, so the plan there is has to be where each sets out from.
    problem = sample("first-edition/parent-8-1")
    now = solve(problem, SolveOptions(gap=0.001)).sessions
    worth = verify(problem, now).objective
    previous = [{"behavior": s.behavior, "day": s.day, "slot": s.slot} for s in now]
    again = Problem.model_validate(problem.model_dump(mode="json", exclude={"best"}) | {"previous": previous})
    weighted, _, steady = named_plans(again, now, SolveOptions(gap=0.5))
    assert weighted.plan.objective is not None
    assert weighted.plan.objective >= worth - 1e-9
    assert steady.kept == len(previous)


def test_a_plan_of_now_that_is_no_longer_allowed_is_no_start() -> None:
    old = Session(behavior="run", day=3, slot="day", start=480, minutes=30)
    (weighted, *_) = named_plans(week(habit("run")), [old])
    assert [(s.day, s.start) for s in weighted.plan.sessions] == [(0, 480)]


def test_a_run_that_is_stopped_at_once_keeps_the_plan_it_began_with() -> None:
    problem = sample("first-edition/parent-8-1")
    now = solve(problem).sessions
    plan = solve(problem, SolveOptions(time_limit=0.0), starts=[(), now])
    assert (plan.status, plan.sessions) == (PlanStatus.FEASIBLE, now)
