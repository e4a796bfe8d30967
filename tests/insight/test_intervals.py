"""Intervals against values known from the literature or worked out by hand."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habitos_tui.insight.intervals import chance_of_none, correlation_interval, phi, standing_out, wilson


@pytest.mark.parametrize(
    ("done", "counted", "expected"),
    [
        (0, 0, (0, 1)),
        (0, 10, (0, 0.2775)),
        (10, 10, (0.7225, 1)),
        (15, 148, (0.0624, 0.1605)),  # Newcombe 1998, table I
        (81, 263, (0.2553, 0.3662)),  # the same
    ],
)
def test_the_interval_of_a_share(done: int, counted: int, expected: tuple[float, float]) -> None:
    assert wilson(done, counted) == pytest.approx(expected, abs=1e-4)


@given(st.integers(0, 500), st.integers(0, 500))
def test_a_share_lies_within_its_interval(done: int, missed: int) -> None:
    low, high = wilson(done, done + missed)
    assert 0 <= low <= high <= 1
    if done + missed:
        assert low - 1e-12 <= done / (done + missed) <= high + 1e-12


def test_phi_is_the_correlation_of_noughts_and_ones() -> None:
    assert phi(10, 0, 0, 10) == 1
    assert phi(0, 10, 10, 0) == -1
    assert phi(5, 5, 5, 5) == 0
    assert phi(10, 5, 3, 12) == pytest.approx((10 * 12 - 5 * 3) / sqrt(15 * 15 * 13 * 17))
    assert phi(10, 0, 10, 0) is None


def test_the_interval_of_a_correlation() -> None:
    # Fisher's z of 0.5 is 0.5493; 1 / sqrt(28 - 3) = 0.2.
    assert correlation_interval(0.5, 28) == pytest.approx((0.1560, 0.7359), abs=1e-4)
    low, high = correlation_interval(1, 20)
    assert low > 0.99
    assert high <= 1


def test_how_likely_a_correlation_is_none() -> None:
    assert chance_of_none(0, 50) == 1
    assert chance_of_none(sqrt(3.841459 / 100), 100) == pytest.approx(0.05, abs=1e-6)
    assert chance_of_none(-0.3, 100) == chance_of_none(0.3, 100)


def test_the_more_is_looked_at_the_more_it_takes_to_stand_out() -> None:
    # Benjamini and Hochberg 1995, section 3.2: the first four of fifteen.
    chances = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344]
    chances += [0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]
    assert standing_out(chances) == [True] * 4 + [False] * 11
    assert standing_out(chances[::-1]) == [False] * 11 + [True] * 4
    assert standing_out([]) == []
    assert standing_out([0.06]) == [False]


def test_a_correlation_the_other_way_has_the_other_interval() -> None:
    low, high = correlation_interval(0.5, 20)
    assert correlation_interval(-0.5, 20) == pytest.approx((-high, -low))


def test_what_is_exactly_significant_stands_out() -> None:
    assert standing_out([0.05]) == [True]
    assert standing_out([0.06, 0.025]) == [False, True]
