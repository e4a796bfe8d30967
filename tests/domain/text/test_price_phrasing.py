"""Prices in words: what is said holds wherever the price lies in its range."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habitos_tui.domain.planning.why import PriceRange
from habitos_tui.domain.text.price_phrasing import in_points, is_certain, is_nothing, proved_points


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (0.4, 0.4, "40.0 points"),
        (0.025, 0.035, "2.5 to 3.5 points"),
        (0.02501, 0.03499, "2.5 to 3.5 points"),
        (0.0, 0.035, "at most 3.5 points"),
        (0.0001, 0.035, "at most 3.5 points"),
        (3e-10, 6e-10, "2.7e-08 to 6.6e-08 points"),
    ],
)
def test_a_price_says_how_sure_it_is(least: float, most: float, words: str) -> None:
    assert in_points(PriceRange(least, most)) == words


@given(st.floats(0, 5), st.floats(0, 5))
def test_rounding_never_leaves_the_price_outside(first: float, second: float) -> None:
    least, most = sorted((first, second))
    told = [float(figure) / 100 for figure in re.findall(r"[\d.e-]+\d", in_points(PriceRange(least, most)))]
    assert most <= told[-1] + 0.0006
    assert len(told) == 1 or told[0] <= least + 1e-9


def test_what_may_be_nothing_has_no_price() -> None:
    assert not is_certain(PriceRange(0.0, 0.04))
    assert is_nothing(PriceRange(0.0, 1e-16))
    assert proved_points(0.03, PriceRange(0.0, 0.04)) == ""
    assert proved_points(0.03, PriceRange(0.03, 0.03)) == "3.0 points"
    assert proved_points(0.03, None) == "3.0 points"
