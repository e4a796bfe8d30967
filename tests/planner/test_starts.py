"""Windows are only a shorter way to say when sessions start: both ways of saying it have the same optimum."""

from random import Random

import pytest

from habitos_tui.domain.model.plan import PlanStatus
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.planner.engines.highs import OPTIONS
from habitos_tui.planner.solve import solve
from tests.support.problems import small_week
from tests.support.starts import best_objective, is_spoken

SEEDS = [seed for seed in range(60) if is_spoken(small_week(Random(seed)))][:40]


@pytest.mark.parametrize("seed", SEEDS)
def test_windows_and_starts_have_the_same_optimum(seed: int) -> None:
    week = small_week(Random(seed))
    plan = solve(week, SolveOptions(gap=0.0))
    best = best_objective(week, threads=OPTIONS["threads"], parallel=OPTIONS["parallel"], random_seed=0)
    if best is None:
        assert plan.status is PlanStatus.INFEASIBLE
    else:
        assert plan.objective == pytest.approx(best, abs=1e-6)
