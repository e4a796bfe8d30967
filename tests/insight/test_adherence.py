"""Chances from the log, against figures worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habitos_tui.domain.insight.aggregate import EvidenceAggregate, LikingAggregate, MinutesAggregate
from habitos_tui.domain.insight.learning import LearnedChance, Liking
from habitos_tui.insight.adherence import (
    KEPT_A_DAY,
    NONE,
    Chances,
    Evidence,
    chance,
    learned_behaviors,
    median_minutes,
    shrunken_mean,
)
from tests.support.storage import make_behavior

SLOTS = ("morning", "evening")
RUN = make_behavior(preferred_slots=("morning",))


def evidence(done: int, counted: int) -> Evidence:
    """Return evidence of today."""
    return Evidence(done, counted, done, counted)


def aggregate(slot: str, done: int, counted: int, *, weekend: bool = False, weight: float = 1.0) -> EvidenceAggregate:
    return EvidenceAggregate("run", weekend, slot, done, counted, done * weight, counted * weight)


def chances(*aggregates: EvidenceAggregate) -> dict[tuple[str, bool], float]:
    found = Chances(aggregates)
    return {(slot, weekend): found.chance(RUN, slot, weekend) for slot in SLOTS for weekend in (False, True)}


def test_without_evidence_the_preference_decides() -> None:
    assert chances() == {(slot, part): 0.8 if slot == "morning" else 0.5 for slot in SLOTS for part in (False, True)}


def test_what_is_known_beforehand_counts_as_six_times() -> None:
    # Not preferred, done 12 of 14 times there: (6 * 0.5 + 12) / (6 + 14) = 15 / 20
    found = chances(aggregate("evening", 12, 14))
    assert found["evening", False] == pytest.approx(0.75)
    # Preferred, done 3 of 11 times: (6 * 0.8 + 3) / (6 + 11) = 7.8 / 17
    assert chances(aggregate("morning", 3, 11))["morning", False] == pytest.approx(7.8 / 17)


def test_weekdays_speak_for_the_weekend_until_it_speaks_for_itself() -> None:
    # Weekdays 12 of 14 -> 0.75 as above; for the weekend, without any evidence, that is what is known beforehand.
    assert chances(aggregate("evening", 12, 14))["evening", True] == pytest.approx(0.75)
    # One miss on a Saturday: (6 * 0.75 + 0) / (6 + 1) = 4.5 / 7
    found = chances(aggregate("evening", 12, 14), aggregate("evening", 0, 1, weekend=True))
    assert found["evening", True] == pytest.approx(4.5 / 7)
    # And for weekdays what the Saturday says: (6 * 0.5 + 0) / (6 + 1) = 3 / 7; (6 * 3 / 7 + 12) / (6 + 14)
    assert found["evening", False] == pytest.approx((18 / 7 + 12) / 20)


def test_older_evidence_weighs_less() -> None:
    # 8 weeks ago 12 of 14, at half their weight: (6 * 0.5 + 6) / (6 + 7) = 9 / 13
    assert chances(aggregate("evening", 12, 14, weight=KEPT_A_DAY**56))["evening", False] == pytest.approx(9 / 13)


def test_planned_and_unplanned_evidence_of_a_place_adds_up() -> None:
    # 2 of 4 planned and 4 unplanned: (6 * 0.8 + 6) / (6 + 8)
    assert chances(aggregate("morning", 2, 4), aggregate("morning", 4, 4))["morning", False] == pytest.approx(10.8 / 14)


def test_behaviors_apart_learn_nothing() -> None:
    apart = Chances([aggregate("evening", 12, 14)], apart={"run"})
    assert apart.chance(RUN, "evening", False) == 0.5
    assert not apart.known(RUN, "evening")


shares = st.floats(0, 1)
lots = st.integers(0, 40).flatmap(lambda counted: st.tuples(st.integers(0, counted), st.just(counted)))


@given(shares, lots, lots)
def test_done_raises_and_missed_lowers_the_chance(usual: float, own: tuple[int, int], other: tuple[int, int]) -> None:
    before = chance(usual, evidence(*own), evidence(*other))
    assert 0 <= before <= 1
    for mine, theirs in (((1, 1), (0, 0)), ((0, 0), (1, 1))):
        more = [evidence(lot[0] + add[0], lot[1] + add[1]) for lot, add in ((own, mine), (other, theirs))]
        assert chance(usual, *more) >= before - 1e-12
        less = [evidence(lot[0], lot[1] + add[1]) for lot, add in ((own, mine), (other, theirs))]
        assert chance(usual, *less) <= before + 1e-12


@given(shares, lots)
def test_the_chance_lies_between_what_was_expected_and_what_happened(usual: float, own: tuple[int, int]) -> None:
    found = chance(usual, evidence(*own), NONE)
    share = own[0] / own[1] if own[1] else usual
    assert min(usual, share) - 1e-9 <= found <= max(usual, share) + 1e-9


def test_everything_known_of_a_behavior_comes_with_its_counts() -> None:
    found = learned_behaviors(
        [RUN],
        SLOTS,
        Chances([aggregate("evening", 12, 14)]),
        minutes=[MinutesAggregate("run", 50, 2), MinutesAggregate("run", 20, 3)],
        likings=[
            LikingAggregate("run", "evening", 9, 2),
            LikingAggregate("run", None, 1, 1),
            LikingAggregate("run", "gone", 5, 1),
        ],
        on={"run": True},
    )[0]
    # On weekends the evening is as known beforehand from weekdays.
    assert found.chances == (
        LearnedChance("evening", weekend=False, done=12, counted=14, usual=0.5, chance=0.75),
        LearnedChance("evening", weekend=True, done=0, counted=0, usual=0.5, chance=0.75),
    )
    assert found.at("evening", weekend=True) == found.chances[1]
    assert (found.planned_minutes, found.typical_minutes, found.times) == (30, 20, 5)
    # All ratings, also in a slot that is no more: (9 + 1 + 5 + 12) / (2 + 1 + 1 + 4) = 27 / 8
    assert found.liking == pytest.approx(27 / 8)
    assert found.ratings == 4
    # In the evening (9 + 12) / (2 + 4), outside of every slot (1 + 12) / (1 + 4)
    assert found.likings == (Liking("evening", 3.5, 2), Liking(None, 2.6, 1))


@given(st.lists(st.integers(1, 1440), min_size=1))
def test_half_of_the_times_took_at_most_the_median(minutes: list[int]) -> None:
    found = median_minutes(MinutesAggregate("run", length, 1) for length in minutes)
    assert found is not None
    assert sum(length <= found for length in minutes) * 2 >= len(minutes)
    assert sum(length >= found for length in minutes) * 2 >= len(minutes)


def test_a_median_of_two_is_their_mean() -> None:
    assert median_minutes([MinutesAggregate("run", 20, 2), MinutesAggregate("run", 31, 2)]) == 25.5
    assert median_minutes([]) is None


def test_a_few_ratings_move_the_mean_a_little() -> None:
    # (5 + 4 * 3) / (1 + 4)
    assert shrunken_mean(5, 1) == 3.4
