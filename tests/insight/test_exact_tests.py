"""Exact tests against counts made by hand, and the accepted share of false findings."""

import pytest

from habitos_tui.insight.exact_tests import (
    Claim,
    Stratum,
    counts_of,
    drawn_larger,
    drawn_unlike,
    either_way,
    less_often,
    lower_sum,
    more_than_half,
    shrunk,
    standing_out,
    unlikely_count,
)


def test_fishers_tea() -> None:
    """Of four cups named, three are right: 17 of the 70 ways are as good (Fisher 1935); all four are one of 70."""
    assert less_often([Stratum(1, 4, 3, 4)]).p == pytest.approx(17 / 70)
    all_right = less_often([Stratum(0, 4, 4, 4)])
    assert all_right.p == pytest.approx(1 / 70)
    assert all_right.attainable == pytest.approx((1 / 70,))


def test_a_bad_month_says_nothing_about_a_place_used_in_it() -> None:
    """All done in one month and nothing in the other: within each there is no choice at all."""
    apart = less_often([Stratum(0, 9, 0, 1), Stratum(1, 1, 9, 9)])
    assert apart.p == 1
    assert less_often([Stratum(1, 10, 9, 10)]).p < 0.001
    twice = less_often([Stratum(0, 4, 4, 4)] * 2)
    assert twice.p == pytest.approx(1 / 70**2)


def test_signs() -> None:
    assert more_than_half(8, 0).p == pytest.approx(1 / 256)
    assert either_way(0, 8).p == pytest.approx(2 / 256)
    assert either_way(4, 4).p == 1
    assert more_than_half(0, 0).attainable == ()


def test_events_with_chances_of_their_own() -> None:
    """0.8 and 0.5: none comes in 0.2 x 0.5, one in 0.8 x 0.5 + 0.2 x 0.5, both in 0.8 x 0.5 of all cases."""
    assert counts_of([0.8, 0.5]) == pytest.approx([0.1, 0.5, 0.4])
    assert unlikely_count([0.8, 0.5], 0).p == pytest.approx(0.2)
    assert unlikely_count([0.8, 0.5], 2).p == pytest.approx(0.8)
    assert unlikely_count([0.5] * 7, 7).p == pytest.approx(2 / 128)
    assert unlikely_count([0.5] * 7, 7).attainable == pytest.approx((2 / 128,))
    assert unlikely_count([], 0).p == 1


def test_values_drawn_from_all() -> None:
    """Two of five: 5 and 5 is one of ten ways, and no sum is larger; of 1, 1, 1 there are three ways to draw two."""
    assert drawn_larger([5, 5], [1, 1, 1]).p == pytest.approx(1 / 10)
    assert drawn_unlike([5, 5], [1, 1, 1]).p == pytest.approx(2 / 10)
    assert drawn_unlike([1, 1], [5, 5, 1]).p == pytest.approx(6 / 10)
    assert drawn_larger([1, 1], [5, 5, 1]).p == 1
    assert drawn_larger([0], [0, 0]).p == 1


def test_a_day_that_is_the_worst_of_every_week() -> None:
    assert lower_sum([(-2, [-2, 0, 0, 1])] * 3).p == pytest.approx(1 / 64)
    assert lower_sum([(1, [-2, 0, 0, 1])]).p == 1


def test_tests_that_could_say_nothing_take_nothing_from_the_others() -> None:
    strong, mute = more_than_half(8, 0), more_than_half(2, 0)
    assert standing_out([strong, *[mute] * 500]) == [True, *[False] * 500]
    # thirteen such tests give one by chance in 13/256 > 1/20 of all cases
    might_have = more_than_half(4, 4)
    assert standing_out([strong, *[might_have] * 11])[0]
    assert not standing_out([strong, *[might_have] * 12])[0]


def test_true_findings_do_not_let_false_ones_in() -> None:
    """Twelve that certainly hold make room for themselves, not for one that comes out by chance in a case of ten."""
    sure, chance = Claim(1e-6, (1e-6,)), Claim(0.01, (0.01,))
    others = [Claim(1.0, (0.01,))] * 9
    assert standing_out([sure] * 12 + [chance] + others) == [True] * 12 + [False] * 10
    assert standing_out([chance, *others[:3]]) == [True, False, False, False]


def test_a_share_is_shrunk_to_the_mean() -> None:
    assert shrunk(0, 0, 0.7) == pytest.approx(0.7)
    assert shrunk(4, 12, 0.75) == pytest.approx((4 + 9) / 24)


def test_what_is_exactly_as_unlikely_as_is_accepted_holds() -> None:
    """None of three done here and all three elsewhere is one of the 20 ways to share out three; so is 0.025 twice."""
    claim = less_often([Stratum(0, 3, 3, 3)])
    assert claim.attainable == (claim.p,) == (0.05,)
    assert standing_out([claim]) == [True]
    assert unlikely_count([0.025], 1).attainable == (0.05,)


def test_a_sign_either_way_is_twice_as_likely() -> None:
    # Six of six are 1/64; five of six are 7/64, above one in twenty.
    assert either_way(6, 0).attainable == pytest.approx((2 / 64,))
    assert either_way(5, 0).attainable == ()


def test_different_ways_to_one_sum_count_together() -> None:
    """Two of 1, 2, 2 and 3: the sum is 3 in two of six ways, 4 in two (1 + 3 and 2 + 2) and 5 in two."""
    assert drawn_larger([1, 3], [2, 2]).p == pytest.approx(4 / 6)


def test_no_chance_is_above_one() -> None:
    for sums in range(2, 12):
        everything = lower_sum([(sums - 1, range(sums))] * 3)
        assert everything.p <= 1
        assert everything.p == pytest.approx(1)
