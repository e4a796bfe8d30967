"""Both engines tell the same about small problems, and CBC is really gone when it is stopped."""

import gc
import threading
import time
import weakref
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import numpy as np
import pytest

from habitos_tui.domain.model.plan import PlanStatus
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.errors import SolverError
from habitos_tui.planner.engines import highs
from habitos_tui.planner.engines.cbc import Cbc
from habitos_tui.planner.engines.engine import Engine, Outcome, SolveLimits, StopCondition
from habitos_tui.planner.engines.highs import Highs
from habitos_tui.planner.engines.matrix import Matrix
from habitos_tui.planner.formulation.model import Model
from habitos_tui.planner.solve import solve
from habitos_tui.planner.verification.verify import verify
from tests.planner.mini import habit, week
from tests.planner.samples import best_known, sample

ENGINES: list[Engine] = [Highs(), Cbc()]
BOTH = pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)


def knapsack(capacity: float, *, least: float = -np.inf) -> Matrix:
    """max 5a + 4b + 3c + 10 with 2a + 3b + c <= capacity, binaries."""
    return Matrix(
        cost=np.array([5.0, 4.0, 3.0]),
        offset=10.0,
        lower=np.zeros(3),
        upper=np.ones(3),
        integer=np.ones(3, dtype=np.bool_),
        row_lower=np.array([least]),
        row_upper=np.array([capacity if least == -np.inf else np.inf]),
        starts=np.array([0, 3], dtype=np.int32),
        columns=np.array([0, 1, 2], dtype=np.int32),
        values=np.array([2.0, 3.0, 1.0]),
    )


def test_highs_gives_back_what_a_solve_leaves_free(monkeypatch: pytest.MonkeyPatch) -> None:
    given = list[bool]()
    monkeypatch.setattr(highs, "give_back_free_memory", lambda: given.append(True))
    Highs().solve(knapsack(5), SolveLimits(), StopCondition())
    assert given == [True]


def test_highs_that_stops_only_after_it_was_left_frees_what_it_held(monkeypatch: pytest.MonkeyPatch) -> None:
    going, freed, stop = threading.Event(), list[str](), threading.Event()
    monkeypatch.setattr(highs, "give_back_free_memory", lambda: freed.append("to the system"))
    slow = Mock(run=lambda: going.wait(10), clear=lambda: freed.append("by HiGHS"))
    run = highs._Run(slow, knapsack(5), highs._Listener(StopCondition(cancel=stop), None, 1))
    stop.set()
    assert run.wait(None).outcome is Outcome.STOPPED
    assert freed == []
    going.set()
    run.thread.join(10)
    assert freed == ["by HiGHS", "to the system"]


@BOTH
def test_a_small_problem_is_solved_to_the_end(engine: Engine) -> None:
    # 2 + 3 = 5 holds a and b: 9; a and c: 8; b and c: 7.
    answer = engine.solve(knapsack(5), SolveLimits(), StopCondition())
    assert answer.outcome is Outcome.SOLVED
    assert answer.objective == pytest.approx(19)
    assert answer.bound == pytest.approx(19)
    assert answer.values is not None
    assert answer.values.round().tolist() == [1, 1, 0]


def test_a_step_counts_for_as_much_work_as_there_is_to_decide() -> None:
    matrix = Model(sample("first-edition/parent-8-1")).matrix
    fixed = matrix.within(np.where(np.arange(matrix.lower.size) < 10, 0, matrix.lower), matrix.upper.copy())
    fixed.upper[:10] = 0
    for problem, decisions in ((matrix, matrix.integer.sum()), (fixed, matrix.integer.sum() - 10)):
        answer = Highs().solve(problem, SolveLimits(nodes=1), StopCondition())
        assert answer.work > decisions
        assert answer.work % decisions == 0


@BOTH
@pytest.mark.parametrize("whole", [True, False])
def test_nothing_of_a_problem_is_kept_when_it_is_solved(engine: Engine, whole: bool) -> None:
    matrix = knapsack(5) if whole else knapsack(5).relaxed()
    kept = weakref.ref(matrix)
    engine.solve(matrix, SolveLimits(), StopCondition())
    del matrix
    gc.collect()
    assert kept() is None


@BOTH
def test_the_relaxation_has_a_bound_and_reduced_costs(engine: Engine) -> None:
    # a and c in full, 2/3 of b: 5 + 3 + 8/3.
    answer = engine.solve(knapsack(5).relaxed(), SolveLimits(), StopCondition())
    assert answer.bound == pytest.approx(18 + 8 / 3)
    assert answer.reduced_costs is not None
    # b is basic at 4/3 a unit of room: a is worth 5 - 8/3 more than its room, c 3 - 4/3.
    assert answer.reduced_costs.tolist() == pytest.approx([7 / 3, 0, 5 / 3])


@BOTH
def test_an_impossible_problem_is_infeasible(engine: Engine) -> None:
    assert engine.solve(knapsack(0, least=7), SolveLimits(), StopCondition()).outcome is Outcome.INFEASIBLE


@BOTH
def test_a_known_plan_can_be_given(engine: Engine) -> None:
    answer = engine.solve(knapsack(5), SolveLimits(), StopCondition(), start=np.array([1.0, 0.0, 1.0]))
    assert answer.objective == pytest.approx(19)


@BOTH
def test_nothing_is_begun_when_it_is_time_to_stop(engine: Engine) -> None:
    over = StopCondition(time.monotonic() - 1)
    assert engine.solve(knapsack(5), SolveLimits(), over).outcome is Outcome.STOPPED


def test_both_engines_find_weeks_of_the_same_worth() -> None:
    problem = week(
        *(habit(name, 1 - place / 10, weekdays=(0, 1), min_minutes=15) for place, name in enumerate("abcdefgh"))
    )
    plans = [solve(problem, SolveOptions(engine=engine, gap=0.0)) for engine in ("highs", "cbc")]
    assert [plan.status for plan in plans] == [PlanStatus.OPTIMAL] * 2
    assert plans[0].objective == pytest.approx(plans[1].objective)


def test_cbc_proves_a_known_week() -> None:
    problem = sample("first-edition/parent-8-1")
    plan = solve(problem, SolveOptions(engine="cbc", gap=0.01, time_limit=100))
    assert plan.status is PlanStatus.OPTIMAL
    assert plan.engine == "cbc"
    assert verify(problem, plan.sessions).violations == ()


def test_cbc_says_infeasible() -> None:
    problem = week(habit("run", min_per_week=2))
    assert solve(problem, SolveOptions(engine="cbc")).status is PlanStatus.INFEASIBLE


class _SetLater(threading.Event):
    """An event that is set once it has been asked a number of times."""

    def __init__(self, questions: int) -> None:
        super().__init__()
        self.questions = questions

    def is_set(self) -> bool:
        self.questions -= 1
        return self.questions < 0


def test_cbc_is_killed_on_cancel_and_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    answer = Cbc().solve(
        Model(sample("first-edition/student-60-3")).matrix, SolveLimits(), StopCondition(cancel=_SetLater(5))
    )
    assert answer.outcome is Outcome.STOPPED
    assert list(tmp_path.iterdir()) == []


def test_cbc_stops_at_the_time_limit() -> None:
    answer = Cbc().solve(
        Model(sample("first-edition/student-60-3")).matrix, SolveLimits(), StopCondition(time.monotonic() + 1)
    )
    assert answer.outcome is Outcome.STOPPED


def test_nothing_is_written_where_the_user_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for engine in ENGINES:
        engine.solve(knapsack(5), SolveLimits(), StopCondition())
    assert list(tmp_path.iterdir()) == []


def test_a_missing_cbc_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pulp.PULP_CBC_CMD.pulp_cbc_path", "/nowhere/cbc")
    with pytest.raises(SolverError, match="could not be started"):
        Cbc().solve(knapsack(5), SolveLimits(), StopCondition())


def test_a_bound_proved_so_far_is_told_even_when_highs_does_not_stop_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    proved, released = threading.Event(), threading.Event()
    hear = highs._Listener.hear

    def linger(self: highs._Listener, *news: Any) -> None:
        hear(self, *news)
        if self.bound is not None:
            proved.set()
            released.wait(60)

    monkeypatch.setattr(highs._Listener, "hear", linger)
    monkeypatch.setattr(highs, "GRACE_SECONDS", 0.0)
    problem = sample("first-edition/parent-8-1")
    answer = Highs().solve(Model(problem).matrix, SolveLimits(), StopCondition(enough=proved.is_set))
    released.set()
    assert answer.outcome is Outcome.STOPPED
    assert answer.bound is not None
    assert answer.bound >= best_known(problem) - 1e-6
