"""What is known of a behavior, against figures worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habitos_tui.domain.insight.aggregate import EvidenceAggregate, LikingAggregate, MinutesAggregate
from habitos_tui.domain.insight.learning import Liking
from habitos_tui.insight.adherence import Chances
from habitos_tui.insight.learned import learned_behaviors, mean_rating, median_minutes
from tests.support.storage import make_behavior

SLOTS = ("morning", "evening")
RUN = make_behavior(preferred_slots=("morning",))


def test_everything_known_of_a_behavior_comes_with_its_counts() -> None:
    found = learned_behaviors(
        [RUN],
        SLOTS,
        {"run": Chances([RUN], [EvidenceAggregate("run", 1, "evening", 12, 14, 12, 14)])},
        minutes=[MinutesAggregate("run", 50, 2), MinutesAggregate("run", 20, 3)],
        likings=[
            LikingAggregate("run", "evening", 9, 2),
            LikingAggregate("run", None, 1, 1),
            LikingAggregate("run", "gone", 5, 1),
        ],
        on={"run": True},
    )[0]
    # On weekends the evening is as known from weekdays, but a little nearer to what is usual.
    assert [(c.slot, c.weekend, c.done, c.counted, c.usual) for c in found.chances] == [
        ("evening", False, 12, 14, 0.5),
        ("evening", True, 0, 0, 0.5),
    ]
    assert 0.5 < found.chances[1].chance < found.chances[0].chance < 12 / 14
    assert found.at("evening", weekend=True) == found.chances[1]
    [tuesday] = found.weekdays
    assert (tuesday.weekday, tuesday.done, tuesday.counted) == (1, 12, 14)
    assert (found.planned_minutes, found.typical_minutes, found.times) == (30, 20, 5)
    # All ratings, also in a slot that is no more: (9 + 1 + 5) / (2 + 1 + 1)
    assert found.liking == pytest.approx(15 / 4)
    assert found.ratings == 4
    assert found.likings == (Liking("evening", 4.5, 2), Liking(None, 1, 1))


@given(st.lists(st.integers(1, 1440), min_size=1))
def test_half_of_the_times_took_at_most_the_median(minutes: list[int]) -> None:
    found = median_minutes(MinutesAggregate("run", length, 1) for length in minutes)
    assert found is not None
    assert sum(length <= found for length in minutes) * 2 >= len(minutes)
    assert sum(length >= found for length in minutes) * 2 >= len(minutes)


def test_a_median_of_two_is_their_mean() -> None:
    assert median_minutes([MinutesAggregate("run", 20, 2), MinutesAggregate("run", 31, 2)]) == 25.5
    assert median_minutes([]) is None


def test_without_ratings_there_is_no_mean() -> None:
    assert mean_rating([]) is None
