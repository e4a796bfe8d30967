"""The known weeks of both editions: proved, verified, and as good as the best plan known."""

import pytest

from habitos_tui.domain.model.plan import PlanStatus
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.planner.solve import solve
from habitos_tui.planner.verification.verify import verify
from tests.planner.samples import FIRST_NAMES, NAMES, best_known, proven_bound, sample

GAP = 0.005


def test_there_are_nine_of_each_edition() -> None:
    assert (len(NAMES), len(FIRST_NAMES)) == (9, 9)


@pytest.mark.parametrize("name", [*NAMES, *FIRST_NAMES])
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
    assert plan.objective >= (1 - GAP) * best_known(problem) - 1e-6
    assert plan.objective <= min(plan.bound, proven_bound(problem) + 1e-6)
    assert plan.bound >= best_known(problem) - 1e-6
    assert plan.gap <= GAP + 1e-9
