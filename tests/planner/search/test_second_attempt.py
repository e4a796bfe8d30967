"""Two attempts side by side give the plan that they give whichever of them the machine lets run first."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any

import pytest

from habitos_tui.domain.model.plan import Plan, PlanStatus
from habitos_tui.domain.model.problem import Problem
from habitos_tui.planner.engines.engine import News
from habitos_tui.planner.search.background_solve import BackgroundSolve
from habitos_tui.planner.solve import solve
from tests.planner.samples import sample
from tests.support.drawn2 import drawn_life

WEEKS: tuple[Callable[[], Problem], ...] = (
    lambda: sample("parent-8-1"),
    lambda: sample("first-edition/parent-8-1"),
    lambda: drawn_life(4, 16),
)


def answer_of(plan: Plan) -> tuple[Any, ...]:
    return plan.status, plan.sessions, plan.bound


@pytest.mark.parametrize("week", WEEKS)
def test_the_plan_is_the_same_when_the_second_attempt_is_far_ahead(
    week: Callable[[], Problem], monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = solve(week())
    news = BackgroundSolve.news

    def late(self: BackgroundSolve, number: int, work: float) -> News | None:
        wait([self._future])
        return news(self, number, work)

    monkeypatch.setattr(BackgroundSolve, "news", late)
    assert usual.status is PlanStatus.OPTIMAL
    assert answer_of(solve(week())) == answer_of(usual)


@pytest.mark.parametrize("week", WEEKS)
def test_the_plan_is_the_same_when_the_second_attempt_runs_only_while_it_is_waited_for(
    week: Callable[[], Problem], monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = solve(week())
    waited_for = threading.Event()
    news, hear, leave = BackgroundSolve.news, BackgroundSolve._hear, BackgroundSolve.__exit__

    def wait_for(self: BackgroundSolve, number: int, work: float) -> News | None:
        waited_for.set()
        found = news(self, number, work)
        waited_for.clear()
        return found

    def slow(self: BackgroundSolve, found: News) -> bool:
        enough = hear(self, found)
        while not (waited_for.wait(0.01) or self._left.is_set()):
            pass
        return enough

    def leave_at_once(self: BackgroundSolve, *error: Any) -> None:
        waited_for.set()
        leave(self, *error)
        waited_for.clear()

    monkeypatch.setattr(BackgroundSolve, "news", wait_for)
    monkeypatch.setattr(BackgroundSolve, "_hear", slow)
    monkeypatch.setattr(BackgroundSolve, "__exit__", leave_at_once)
    assert answer_of(solve(week())) == answer_of(usual)


def test_eight_at_once_give_the_plan_that_one_alone_gives() -> None:
    week = sample("parent-8-1")
    alone = solve(week)
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(solve, [week] * 8))
    assert [answer_of(plan) for plan in together] == [answer_of(alone)] * 8
