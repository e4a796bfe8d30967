"""The formulas of worth, by hand."""

import pytest

from habitos_tui.domain.model.plan import ObjectiveShare, Progress, relative_gap
from habitos_tui.domain.planning.valuation import Valuation, normalised, phi, prior_chance, worth_of
from tests.support.problems import behavior, problem


def test_weights_sum_to_one() -> None:
    assert normalised({"a": 1, "b": 3, "c": 0}) == {"a": 0.25, "b": 0.75, "c": 0}


def test_worth_of_a_typical_session() -> None:
    mixed = behavior(impacts={"health": 0.5, "social": -1})
    assert worth_of(mixed, {"health": 0.6, "social": 0.1, "learning": 0.3}) == pytest.approx(0.5 * 0.6 - 0.1)


@pytest.mark.parametrize(
    ("minutes", "flattens", "share"),
    [(20, True, 0.4 + 0.6 * 0.5), (40, True, 1), (60, True, 1.075), (60, False, 1.3), (40, False, 1)],
)
def test_phi(minutes: int, flattens: bool, share: float) -> None:
    assert phi(minutes, 40, flattens=flattens) == pytest.approx(share)


def test_chances() -> None:
    fussy, easy = behavior(preferred_slots=["noon"]), behavior()
    assert [prior_chance(fussy, slot) for slot in ("noon", "morning", None)] == [0.8, 0.5, 0.5]
    assert [prior_chance(easy, slot) for slot in ("noon", None)] == [0.8, 0.5]


def test_learned_chances_come_first_where_there_are_any() -> None:
    learned = [{"behavior": "run", "day": 1, "slot": "morning", "probability": 0.0}]
    valuation = Valuation(problem(behavior(), adherence=learned))
    assert [valuation.chance(behavior(), day, "morning") for day in (0, 1)] == [0.8, 0.0]
    assert valuation.chance(behavior(), 1, None) == 0.5


def test_only_what_is_worth_something_is_discounted_by_its_chance() -> None:
    valuation = Valuation(problem(behavior("run"), behavior("smoke", impacts={"health": -0.5})))
    run, smoke = valuation.problem.behaviors
    assert valuation.session_worth(run, 30, 0.5) == pytest.approx(0.5)
    assert valuation.session_worth(smoke, 60, 0.5) == pytest.approx(-0.5 * 1.6)


def test_reach_and_balance() -> None:
    week = problem(
        behavior("run", impacts={"health": 1, "social": -1}, target_per_week=3),
        behavior("call", impacts={"social": 0.5}, target_per_week=2),
        objectives={"health": 3, "social": 1, "learning": 1, "wealth": 0},
    )
    valuation = Valuation(week)
    assert valuation.reach == pytest.approx({"health": 2.4, "social": 0.8, "learning": 0, "wealth": 0})
    assert valuation.balance_scale == pytest.approx(0.6 * 2.4 + 0.2 * 0.8)
    assert valuation.balanced_objectives == ("health", "social")


@pytest.mark.parametrize(
    ("objective", "bound", "gap"), [(9, 10, 0.1), (10, 10, 0), (10.1, 10, 0), (-11, -10, 0.1), (-0.5, 0, 0.5)]
)
def test_relative_gap(objective: float, bound: float, gap: float) -> None:
    assert relative_gap(objective, bound) == pytest.approx(gap)


def test_progress_knows_its_gap_once_there_are_a_plan_and_a_bound() -> None:
    assert Progress("prove", 9, 10, 1, 0.1).gap == pytest.approx(0.1)
    assert Progress("relax", None, 10, 0, 0.1).gap is None
    assert Progress("search", 9, None, 1, 0.1).gap is None


def test_share_of_what_is_within_reach() -> None:
    assert ObjectiveShare(objective="a", achieved=1, reachable=4, weighted=0).share == 0.25
    assert ObjectiveShare(objective="a", achieved=-1, reachable=0, weighted=0).share is None
