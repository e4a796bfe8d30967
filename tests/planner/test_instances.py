"""The nine known weeks: proved, verified, and as good as the best plan known."""

import pytest

from habitos_tui.domain.model.plan import PlanStatus
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.planner.solve import solve
from habitos_tui.planner.verification.verify import verify
from tests.planner.samples import NAMES, best_known, sample


def test_there_are_nine() -> None:
    assert len(NAMES) == 9


@pytest.mark.parametrize("name", NAMES)
def test_a_known_week_is_proved_and_verified(name: str) -> None:
    problem = sample(name)
    plan = solve(problem, SolveOptions(time_limit=120))
    verdict = verify(problem, plan.sessions)
    assert plan.status is PlanStatus.OPTIMAL
    assert plan.objective is not None
    assert plan.bound is not None
    assert plan.gap is not None
    assert verdict.violations == ()
    assert plan.objective == pytest.approx(verdict.objective, abs=1e-9)
    assert plan.objective >= 0.994 * best_known(problem)
    assert plan.objective <= plan.bound
    assert plan.bound >= best_known(problem) - 1e-6
    assert plan.gap <= 0.005 + 1e-9
