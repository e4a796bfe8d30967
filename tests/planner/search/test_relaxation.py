"""What the relaxation says about good plans is true of the best one, and leaves the less open the better it is."""

import numpy as np
import pytest

from habitos_tui.planner.engines.engine import Answer, Outcome, SolveLimits, StopCondition
from habitos_tui.planner.engines.highs import Highs
from habitos_tui.planner.engines.matrix import Matrix
from habitos_tui.planner.formulation.model import Model
from habitos_tui.planner.search.relaxation import Relaxation
from tests.planner.samples import sample

SHARES = (0.9, 0.99, 0.9999)
"""Of the best objective: goals, from far away to near."""


@pytest.fixture(scope="module")
def matrix() -> Matrix:
    return Model(sample("first-edition/parent-8-1")).matrix


@pytest.fixture(scope="module")
def relaxation(matrix: Matrix) -> Relaxation:
    return Relaxation.of(Highs().solve(matrix.relaxed(), SolveLimits(), StopCondition()), matrix.scale)


@pytest.fixture(scope="module")
def best(matrix: Matrix) -> Answer:
    return Highs().solve(matrix, SolveLimits(gap=0.001), StopCondition())


@pytest.mark.parametrize("share", SHARES)
def test_a_plan_that_is_better_than_the_goal_stays_possible(
    matrix: Matrix, relaxation: Relaxation, best: Answer, share: float
) -> None:
    assert best.values is not None
    assert best.objective is not None
    left, others = relaxation.among_better(matrix, share * best.objective)
    assert others <= share * best.objective + 1e-6
    assert (best.values >= left.lower - 1e-6).all()
    assert (best.values <= left.upper + 1e-6).all()


def test_the_nearer_the_goal_the_less_is_open(matrix: Matrix, relaxation: Relaxation, best: Answer) -> None:
    assert best.objective is not None
    open_ = [relaxation.among_better(matrix, share * best.objective)[0].undecided for share in SHARES]
    assert open_ == sorted(open_, reverse=True)
    assert open_[-1] < 0.8 * matrix.undecided


def test_a_plan_that_is_held_stays_possible(matrix: Matrix, relaxation: Relaxation, best: Answer) -> None:
    assert best.values is not None
    left, _ = relaxation.among_better(matrix, relaxation.bound, best.values)
    assert (left.lower <= best.values + 1e-6).all()
    assert (best.values <= left.upper + 1e-6).all()


def test_without_a_goal_all_is_open(matrix: Matrix, relaxation: Relaxation) -> None:
    assert relaxation.among_better(matrix, -np.inf) == (matrix, -np.inf)


def test_a_column_without_a_limit_on_the_side_it_would_gain_by_stays_open() -> None:
    nothing = np.zeros(0)
    free = Matrix(
        cost=np.array([0.0]),
        offset=0.0,
        lower=np.array([-np.inf]),
        upper=np.array([np.inf]),
        integer=np.ones(1, dtype=np.bool_),
        row_lower=nothing,
        row_upper=nothing,
        starts=np.zeros(1, dtype=np.int32),
        columns=np.zeros(0, dtype=np.int32),
        values=nothing,
    )
    for noise in (-1e-12, 1e-12):
        answer = Answer(Outcome.SOLVED, np.zeros(1), 1.0, 1.0, np.array([noise]))
        left, _ = Relaxation.of(answer).among_better(free, 1.0)
        assert left.lower.tolist() == [-np.inf]
        assert left.upper.tolist() == [np.inf]
