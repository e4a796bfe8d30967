"""Worth as a smooth curve of the minutes."""

from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habitos_tui.domain.planning.curve import log_curve
from habitos_tui.domain.planning.valuation import Valuation, phi
from tests.support.oracle import smooth_phi
from tests.support.problems import behavior, problem

# 30, 60 and 180 minutes: 0.4 + 0.6 * 30/60 = 0.7, 1, and 1 + 0.15 * 120/60 = 1.3. Half of the rise is done at 60, so
# (1 + 30/c)^2 = 1 + 150/c, which gives c = 10; and 0.3 / ln(1 + 30/10) = 0.3 / ln 4 is the height.
READ = behavior("read", minutes=(30, 60, 180))


def test_the_curve_goes_through_the_three_points_with_the_scale_worked_out_by_hand() -> None:
    curve = log_curve((30, 0.7), (60, 1.0), (180, 1.3))
    assert curve is not None
    assert curve.scale == pytest.approx(10, rel=1e-9)
    assert curve.height == pytest.approx(0.3 / log(4), rel=1e-9)
    # ln 2 is half of ln 4, and ln 8 one and a half of it.
    assert [curve(m) for m in (30, 40, 60, 100, 180)] == pytest.approx([0.7, 0.85, 1.0, 1.15, 1.3], rel=1e-9)
    assert curve.slope(30) == pytest.approx(0.03 / log(4), rel=1e-9)


def test_only_a_smooth_problem_values_lengths_by_the_curve() -> None:
    week = problem(READ)
    assert Valuation(week).phi(READ, 100) == pytest.approx(1.1)
    assert Valuation(week.smoothed()).phi(READ, 100) == pytest.approx(1.15)


def test_what_was_done_beyond_the_ends_is_valued_by_the_pieces() -> None:
    valuation = Valuation(problem(READ).smoothed())
    assert valuation.phi(READ, 10) == pytest.approx(0.4 + 0.6 * 10 / 60)
    assert valuation.phi(READ, 240) == pytest.approx(1 + 0.15 * 180 / 60)


@pytest.mark.parametrize("minutes", [(30, 30, 60), (30, 60, 60), (45, 45, 45)])
def test_three_points_on_one_line_have_no_curve(minutes: tuple[int, int, int]) -> None:
    plain = behavior("run", minutes=minutes)
    assert not Valuation(problem(plain).smoothed()).curves


def test_harm_has_no_curve_since_it_does_not_flatten() -> None:
    assert not Valuation(problem(behavior("sweets", minutes=(5, 10, 30), impacts={"health": -1})).smoothed()).curves


@settings(max_examples=40)
@given(st.lists(st.integers(1, 288), min_size=3, max_size=3, unique=True))
def test_every_curve_flattens_and_agrees_with_a_root_found_by_scipy(steps: list[int]) -> None:
    least, typical, most = (5 * step for step in sorted(steps))
    points = [(float(m), phi(m, typical, flattens=True)) for m in (least, typical, most)]
    curve = log_curve(points[0], points[1], points[2])
    assert curve is not None
    assert [curve(m) for m, _ in points] == pytest.approx([value for _, value in points], abs=1e-9)
    assert curve.slope(least) > curve.slope(typical) > curve.slope(most) > 0
    between = (least + typical) / 2
    assert curve(between) == pytest.approx(smooth_phi(between, least, typical, most), abs=1e-8)
    assert curve(between) > (points[0][1] + points[1][1]) / 2
