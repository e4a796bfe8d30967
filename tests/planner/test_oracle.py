"""The planner against trying every week, and the verifier against a second reading of the same formulas.

HABITOS_ORACLE_WEEKS sets how many drawn weeks are tried in all; a thousand unless set.
"""

import os
from collections import Counter
from collections.abc import Iterator
from itertools import count
from random import Random

import pytest

from habitos_tui.domain.model.plan import PlanStatus, Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.planner.solve import solve
from habitos_tui.planner.verification.verify import verify
from tests.support.oracle import Oracle, Placing
from tests.support.problems import small_week

WEEKS = int(os.environ.get("HABITOS_ORACLE_WEEKS", "1000"))
SHARES = 4
"""Parts of the weeks that can be tried side by side."""
MAX_SEEDS = 1_000_000
MAX_TRIES = 100_000
EXACT = SolveOptions(gap=0.0)


def drawn(weeks: int, first: int = 0) -> Iterator[tuple[int, Problem, Oracle]]:
    """Yield drawn weeks that are small enough to try everything, with their seed, from the seed `first` on."""
    found = 0
    for seed in count(first):
        week = small_week(Random(seed))
        oracle = Oracle(week)
        if oracle.size <= MAX_TRIES:
            yield seed, week, oracle
            found += 1
        if found == weeks:
            return


@pytest.mark.parametrize("share", range(SHARES))
def test_the_planner_finds_what_trying_everything_finds(share: int) -> None:
    weeks = WEEKS // SHARES
    seen: Counter[PlanStatus] = Counter()
    for seed, week, oracle in drawn(weeks, share * MAX_SEEDS):
        best = oracle.solve()
        plan = solve(week, EXACT)
        seen[plan.status] += 1
        if best is None:
            assert plan.status is PlanStatus.INFEASIBLE, f"seed {seed}: no week is allowed"
        else:
            assert plan.objective == pytest.approx(best, abs=1e-6), f"seed {seed}: {oracle.sessions()}"
            assert plan.bound is not None
            assert plan.bound >= best - 1e-6, f"seed {seed}: the bound is below what is possible"
            assert plan.bound == pytest.approx(best, abs=1e-5), f"seed {seed}: the proof is not finished"
    assert seen[PlanStatus.OPTIMAL] > 0.6 * weeks
    assert seen[PlanStatus.INFEASIBLE] > 0.05 * weeks


def test_the_other_engine_agrees() -> None:
    for seed in range(24):
        week = small_week(Random(seed))
        highs, cbc = (solve(week, SolveOptions(engine=engine, gap=0.0)) for engine in ("highs", "cbc"))
        assert highs.status is cbc.status, f"seed {seed}"
        assert highs.objective == (None if cbc.objective is None else pytest.approx(cbc.objective, abs=1e-6)), seed


def test_the_verifier_judges_any_week_as_the_oracle_does() -> None:
    judged: Counter[bool] = Counter()
    for seed, week, oracle in drawn(WEEKS // 4):
        rng = Random(seed)
        for _ in range(3):
            new = _any_week(rng, oracle)
            verdict = verify(week, [_session(placing) for placing in new])
            assert verdict.objective == pytest.approx(oracle.price(new), abs=1e-9), f"seed {seed}: {new}"
            assert verdict.allowed == oracle.allows(new), f"seed {seed}: {verdict.violations}"
            judged[verdict.allowed] += 1
    assert min(judged.values()) > 0.1 * judged.total()


def _any_week(rng: Random, oracle: Oracle) -> list[Placing]:
    """Return sessions that fit their windows and may break every other limit."""
    share = rng.random()
    chosen = [rng.choice(options) for options in oracle.options if rng.random() < share]
    return [placing for option in chosen for placing in option.placings]


def _session(placing: Placing) -> Session:
    return Session(
        behavior=placing.name,
        day=placing.day,
        slot=placing.slot or "",
        start=placing.start,
        minutes=placing.minutes,
    )
