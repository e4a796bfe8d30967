"""The road to a plan: progress, cancelling, time limits, gaps, several runs at once, what comes back."""

import gc
import threading
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Literal

import highspy
import pytest

from habitos_tui.domain.model.plan import PlanStatus, Progress, relative_gap
from habitos_tui.domain.model.plan import proven as is_proof
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.planner.engines import highs
from habitos_tui.planner.engines.matrix import Floats
from habitos_tui.planner.formulation.model import Model
from habitos_tui.planner.search import search
from habitos_tui.planner.search import strategy as road
from habitos_tui.planner.solve import solve
from habitos_tui.planner.verification.verify import verify
from tests.planner.mini import habit, proven, week
from tests.planner.samples import best_known, sample

ALL = tuple(range(7))


def test_progress_tells_phase_incumbent_bound_and_time() -> None:
    news: list[Progress] = []
    plan = solve(sample("first-edition/parent-8-1"), on_progress=news.append)
    assert news[0].phase == "build"
    assert news[-1].incumbent == plan.objective
    assert news[-1].bound is not None
    assert news[-1].plans_found >= 1
    assert [n.elapsed for n in news] == sorted(n.elapsed for n in news)
    incumbents = [n.incumbent for n in news if n.incumbent is not None]
    bounds = [n.bound for n in news if n.bound is not None]
    assert incumbents == sorted(incumbents)
    assert bounds == sorted(bounds, reverse=True)
    assert all(n.gap is None or n.gap >= 0 for n in news)


def test_an_error_of_the_listener_reaches_the_caller() -> None:
    def fail(progress: Progress) -> None:
        if progress.plans_found:
            raise RuntimeError("no more")

    with pytest.raises(RuntimeError, match="no more"):
        solve(sample("first-edition/parent-8-1"), on_progress=fail)


def test_cancelling_before_the_start_gives_no_plan() -> None:
    cancel = threading.Event()
    cancel.set()
    plan = solve(sample("first-edition/parent-8-1"), cancel=cancel)
    assert (plan.status, plan.sessions, plan.objective) == (PlanStatus.CANCELLED, (), None)


@pytest.mark.parametrize("name", ["parent-8-1", "student-60-3"])
def test_cancelling_keeps_the_best_plan_so_far(name: str) -> None:
    # Proving these weeks to a gap of 0 takes minutes: a run that went on would not end here.
    problem = sample(f"first-edition/{name}")
    cancel = threading.Event()
    told: list[Progress] = []

    def stop(progress: Progress) -> None:
        told.append(progress)
        if progress.plans_found >= 2:
            cancel.set()

    plan = solve(problem, SolveOptions(gap=0.0), stop, cancel)
    verdict = verify(problem, plan.sessions)
    assert plan.status is PlanStatus.FEASIBLE
    assert verdict.violations == ()
    assert plan.objective == verdict.objective
    assert plan.objective >= max(news.incumbent for news in told if news.incumbent is not None)


def test_a_time_limit_ends_the_search_with_what_there_is() -> None:
    problem = sample("first-edition/student-60-3")
    plan = solve(problem, SolveOptions(gap=0.0, time_limit=2.0))
    assert plan.status in {PlanStatus.FEASIBLE, PlanStatus.TIMED_OUT}
    assert verify(problem, plan.sessions).violations == ()


def test_no_time_at_all_gives_no_plan() -> None:
    assert solve(sample("first-edition/parent-8-1"), SolveOptions(time_limit=0.0)).status is PlanStatus.TIMED_OUT


def test_a_looser_gap_is_enough() -> None:
    plan = solve(sample("first-edition/office-16-1"), SolveOptions(gap=0.02))
    assert plan.status is PlanStatus.OPTIMAL
    assert plan.gap is not None
    assert plan.gap <= 0.02


def test_a_gap_of_zero_is_reached_where_rounding_lengths_would_lose() -> None:
    # 100 min for two of 25-60, grid 15: continuous lengths would use all 100, whole steps 45 + 45 or 30 + 60.
    a, b = (habit(name, min_minutes=25, typical_minutes=60, max_minutes=60) for name in "ab")
    slots = [{"name": "day", "start": "08:00", "end": "09:45"}]
    plan = proven(week(a, b, slots=slots, transition_minutes=5))
    assert plan.objective == pytest.approx(0.8 * (2 * 0.4 + 0.6 * 90 / 60))
    assert plan.gap == pytest.approx(0)


def test_a_bound_that_differs_in_the_last_digits_is_a_proof() -> None:
    # Engines stop up to a millionth above their plan, even when told to go on.
    assert is_proof(1.322, 1.3220000021, gap=0.0)
    assert not is_proof(1.322, 1.32201, gap=0.0)
    assert is_proof(99.5, 100.0, gap=0.005)
    assert not is_proof(99.4, 100.0, gap=0.005)
    assert not is_proof(1.0, None, gap=0.5)


@pytest.mark.parametrize("size", [1e-9, 1e-6, 1e-3])
@pytest.mark.parametrize("engine", ["highs", "cbc"])
def test_what_is_called_optimal_is_so_however_small_the_impacts(engine: Literal["highs", "cbc"], size: float) -> None:
    usual = sample("first-edition/office-demo")
    problem = resized(usual, size)
    plan = solve(problem, SolveOptions(engine, gap=0.02))
    assert plan.status is PlanStatus.OPTIMAL
    assert plan.objective == verify(problem, plan.sessions).objective
    assert plan.bound is not None
    assert plan.gap == relative_gap(plan.objective, plan.bound)
    assert plan.gap <= 0.02
    assert verify(usual, plan.sessions).objective >= 0.98 * best_known(usual)


@pytest.mark.parametrize("size", [1.0, 1e-9])
def test_a_run_stopped_before_its_proof_is_never_called_optimal(size: float) -> None:
    problem = resized(sample("first-edition/parent-8-1"), size)
    cancel, told = threading.Event(), list[Progress]()

    def stop(progress: Progress) -> None:
        told.append(progress)
        if progress.plans_found:
            cancel.set()

    plan = solve(problem, SolveOptions(gap=0.0), stop, cancel)
    assert plan.gap is not None
    assert plan.gap > 0.0001
    assert plan.status is PlanStatus.FEASIBLE
    assert plan.bound == min(news.bound for news in told if news.bound is not None)


def resized(problem: Problem, size: float) -> Problem:
    """Return the same week with everything worth `size` times as much."""
    data = problem.model_dump(mode="json", exclude={"best"})
    for behavior in data["behaviors"]:
        behavior["impacts"] = {name: impact * size for name, impact in behavior["impacts"].items()}
    for rule in data["rules"]:
        if rule["penalty"] is not None:
            rule["penalty"] *= size
    return Problem.model_validate(data)


def test_a_penalty_that_dwarfs_all_worth_proves_nothing() -> None:
    # Next to a penalty of 10^6 points the worth of a session is less than what an engine can tell apart.
    rules = [{"id": "r", "type": "frequency", "period": "week", "min_sessions": 9, "penalty": 1e6}]
    plan = proven(week(habit("a", 1e-6, weekdays=ALL), rules=rules))
    assert plan.objective is not None
    assert plan.status is PlanStatus.FEASIBLE or plan.gap == 0


def test_a_run_that_is_stopped_tells_the_bound_that_its_proof_had_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    cancel, tightened, heard = threading.Event(), threading.Event(), list[float]()
    hear = highs._Listener.hear

    def listen(self: highs._Listener, *news: Any) -> None:
        hear(self, *news)
        if self.watch is not None and self.bound is not None and not tightened.is_set():
            heard.append(self.bound)
            if min(heard) < max(heard) - 1e-3:
                tightened.set()

    def stop(*_: object) -> None:
        assert tightened.wait(60)
        cancel.set()

    monkeypatch.setattr(highs._Listener, "hear", listen)
    monkeypatch.setattr(road, "improve", stop)
    problem = sample("first-edition/parent-8-1")
    plan = solve(problem, SolveOptions(gap=0.001), cancel=cancel)
    assert plan.status is PlanStatus.FEASIBLE
    assert plan.bound is not None
    assert best_known(problem) - 1e-6 <= plan.bound <= min(heard) * Model(problem).matrix.scale + 1e-9


def test_what_plan_and_relaxation_of_a_large_week_agree_on_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    agree, seen = road.agree, list[tuple[int, int, float]]()

    def watched(search: search.Search, shares: Floats, at_most: Floats) -> None:
        agreed, value = search.held & (shares > 1 - road.USED), search.value
        agree(search, shares, at_most)
        seen.append((int(agreed.sum()), int((agreed & search.held).sum()), search.value - value))

    monkeypatch.setattr(road, "LARGE", 0)
    monkeypatch.setattr(road, "agree", watched)
    problem = sample("parent-8-1")
    plan = solve(problem)
    [(agreed, kept, gained)] = seen
    assert kept == agreed > 0
    assert gained >= 0
    assert plan.status is PlanStatus.OPTIMAL
    assert plan.objective is not None
    assert plan.objective >= 0.995 * best_known(problem)


def test_nothing_is_left_of_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[weakref.ref[object]] = []

    def watched(kind: type) -> Callable[..., Any]:
        def made(*args: Any, **fields: Any) -> Any:
            thing = kind(*args, **fields)
            left.append(weakref.ref(thing))
            return thing

        return made

    monkeypatch.setattr(highspy, "Highs", watched(highspy.Highs))
    monkeypatch.setattr(search, "Model", watched(Model))
    solve(sample("first-edition/parent-8-1"))
    for thread in threading.enumerate():
        if thread.name == "highs":
            thread.join()
    gc.collect()
    assert len(left) > 3
    assert [thing for thing in left if thing() is not None] == []


def test_runs_in_parallel_threads_and_one_after_another_agree() -> None:
    problems = [sample("first-edition/parent-8-1"), week(habit("a", weekdays=ALL), habit("b", weekdays=ALL))] * 2
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(solve, problems))
    alone = [solve(problem) for problem in problems[:2]] * 2
    assert [plan.status for plan in together] == [PlanStatus.OPTIMAL] * 4
    assert [plan.sessions for plan in together] == [plan.sessions for plan in alone]


def test_a_run_after_a_cancelled_one_is_right() -> None:
    cancel = threading.Event()
    problem = sample("first-edition/parent-8-1")
    before = solve(problem)
    solve(
        sample("first-edition/office-16-1"),
        on_progress=lambda news: cancel.set() if news.plans_found else None,
        cancel=cancel,
    )
    after = solve(problem)
    assert after.status is PlanStatus.OPTIMAL
    assert after.objective == pytest.approx(best_known(problem), rel=0.005)
    assert after.sessions == before.sessions


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    solve(sample("first-edition/parent-8-1"))
    assert capfd.readouterr() == ("", "")


def test_what_changed_against_the_previous_plan_is_told() -> None:
    run = habit("run", weekdays=(0, 1, 2))
    done = [{"behavior": "run", "day": 2, "start": "08:00", "minutes": 30, "kind": "done"}]
    previous = [{"behavior": "run", "day": day, "slot": "day"} for day in (0, 2, 6)]
    plan = proven(week(run, previous=previous, fixed=done))
    assert [(c.day, c.kind) for c in plan.changes] == [(0, "kept"), (1, "added"), (2, "kept"), (6, "removed")]
    assert proven(week(run)).changes == ()


def test_days_and_objectives_are_those_of_the_verifier() -> None:
    problem = sample("first-edition/office-demo")
    plan = solve(problem, SolveOptions(gap=0.02))
    verdict = verify(problem, plan.sessions)
    assert plan.days == verdict.days
    assert plan.objectives == verdict.objectives
    assert plan.problem == problem.name
    assert plan.engine == "highs"
    assert plan.seconds > 0


def test_a_bound_holds_even_when_the_search_is_cut_short() -> None:
    # Small problems that the engine solves on its way have bounds of their own, which prove nothing.
    problem = sample("first-edition/parent-8-1")
    for seconds in (0.3, 0.5, 0.8):
        plan = solve(problem, SolveOptions(gap=0.0, time_limit=seconds))
        assert plan.bound is None or plan.bound >= best_known(problem) - 1e-6
