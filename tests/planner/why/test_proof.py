"""Prices that are told with what is proved about them: the true one always lies between."""

from collections.abc import Iterator, Sequence
from threading import Event

import pytest

from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.rule import Frequency
from habitos_tui.domain.planning.adjustment import adjusted, adjustment_of
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.domain.planning.why import Explanation, PriceRange
from habitos_tui.domain.text.price_phrasing import BEING_NARROWED
from habitos_tui.planner.solve import solve
from habitos_tui.planner.why import explain as why
from habitos_tui.planner.why.demand import demanding, sessions_of
from habitos_tui.planner.why.explain import NOTABLE, explain
from habitos_tui.planner.why.known_weeks import KnownWeeks
from habitos_tui.planner.why.limit_prices import prices as limit_prices
from tests.support.drawn2 import drawn_life

EXACT = SolveOptions(gap=0.0)
SLACK = 1e-6


def best(problem: Problem) -> float | None:
    return solve(problem, EXACT).objective


def told(week: Problem) -> Iterator[tuple[float, PriceRange]]:
    """Yield the true price and the told one: of a session more of what is short, and of the next best place."""
    plan = solve(week)
    free = best(week)
    assert free is not None
    for missing in plan.unplaced[:2]:
        answer = explain(week, plan.sessions, missing.behavior, bound=plan.bound)
        if answer.price_range is not None:
            assert answer.price is not None
            assert answer.price <= answer.price_range.most + NOTABLE + SLACK
            demand = sessions_of(week, missing.behavior, least=missing.placed + 1)
            asked = best(demanding(week, [demand]))
            assert asked is not None
            yield free - asked, answer.price_range
    for session in plan.sessions[::9]:
        other = explain(week, plan.sessions, session.behavior, session.day, session.slot).next_best
        if other is not None and other.price_range is not None:
            asked = best(demanding(week, kept_out(week, plan.sessions, session)))
            assert asked is not None
            yield free - asked, other.price_range


def kept_out(week: Problem, sessions: Sequence[Session], session: Session) -> list[Frequency]:
    """Return the demands for as many sessions as there are, but one fewer where `session` is."""
    every = [(s.day, s.slot) for s in sessions if s.behavior == session.behavior]
    every += [(f.day, week.slot_at(f.start) or "") for f in week.fixed if f.behavior == session.behavior]
    fewer = every.count((session.day, session.slot)) - 1
    return [
        sessions_of(week, session.behavior, most=fewer, day=session.day, slot=session.slot),
        sessions_of(week, session.behavior, least=len(every)),
    ]


@pytest.fixture(scope="module")
def prices() -> list[tuple[float, PriceRange]]:
    return [price for seed in (0, 2, 3, 5) for price in told(drawn_life(seed, 5))]


def test_the_true_price_lies_between_what_is_told(prices: list[tuple[float, PriceRange]]) -> None:
    assert any(true > 0.01 for true, _ in prices)
    for true, price in prices:
        assert price.least - SLACK <= true <= price.most + SLACK


def test_prices_of_small_weeks_are_known_within_a_point_or_a_tenth(prices: list[tuple[float, PriceRange]]) -> None:
    assert all(price.most - price.least <= max(0.01, 0.1 * price.most) + SLACK for _, price in prices)


def test_the_true_worth_of_more_room_lies_between_what_is_told() -> None:
    week = drawn_life(12, 9)
    now = best(week)
    assert now is not None
    found = limit_prices(week, solve(week).sessions).found
    assert found
    for price in found:
        then = best(adjusted(week, [adjustment_of(price.change)]))
        assert then is not None
        assert price.price_range is not None
        assert price.price_range.least - SLACK <= then - now <= price.price_range.most + SLACK


def test_a_wide_price_is_told_at_once_and_narrowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(why, "CPU_SECONDS", 0.0)
    monkeypatch.setattr(why, "MIN_CPU_SECONDS", 0.0)
    week, heard, known = drawn_life(2, 9), list[Explanation](), KnownWeeks()
    plan = solve(week)
    last = explain(week, plan.sessions, "gratitude", known=known, narrowing=20, on_answer=heard.append)
    assert heard
    assert not last.narrowing
    ranges = [answer.price_range for answer in (*heard, last)]
    for answer, before, after in zip(heard, ranges, ranges[1:], strict=False):
        assert answer.narrowing
        assert BEING_NARROWED in answer.sentence
        assert before is not None
        assert after is not None
        assert before.least <= after.least
        assert after.most <= before.most
    assert ranges[-1] is not None
    assert ranges[-1].most - ranges[-1].least <= max(0.01, 0.1 * ranges[-1].most) + SLACK
    assert explain(week, plan.sessions, "gratitude", known=known).price_range is not None


def test_narrowing_ends_when_it_is_cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(why, "CPU_SECONDS", 0.0)
    monkeypatch.setattr(why, "MIN_CPU_SECONDS", 0.0)
    week, cancel = drawn_life(2, 9), Event()
    last = explain(
        week, solve(week).sessions, "gratitude", cancel=cancel, narrowing=20, on_answer=lambda _: cancel.set()
    )
    assert last.price_range is not None
    assert not last.narrowing
