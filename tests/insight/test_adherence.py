"""Chances from the log: what moves them, how far, and what must not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habitos_tui.domain.insight.aggregate import EvidenceAggregate
from habitos_tui.insight.adherence import KEPT_A_DAY, Chances
from tests.support.storage import make_behavior

SLOTS = ("morning", "evening")
RUN = make_behavior(preferred_slots=("morning",))
SWIM = make_behavior("swim", preferred_slots=("evening",), weekend_slots=("morning",))
BOTH = (RUN, SWIM)
FRIDAY, SATURDAY = 4, 5


def aggregate(
    slot: str, done: int, counted: int, weekday: int = 1, behavior: str = "run", weight: float = 1.0
) -> EvidenceAggregate:
    return EvidenceAggregate(behavior, weekday, slot, done, counted, done * weight, counted * weight)


def test_without_evidence_the_preference_decides() -> None:
    nothing = Chances(BOTH, [])
    assert {nothing.chance(RUN, "morning", day) for day in range(7)} == {0.8}
    assert [nothing.chance(SWIM, "morning", day) for day in (FRIDAY, SATURDAY)] == [0.5, 0.8]
    assert not nothing.shared(SLOTS)
    assert not nothing.learned(RUN, SLOTS)


def test_chances_go_most_of_the_way_to_what_happened_often() -> None:
    found = Chances(BOTH, [aggregate("morning", 3, 30)])
    assert 0.1 < found.chance(RUN, "morning", 1) < 0.2
    assert Chances(BOTH, [aggregate("morning", 1, 1)]).chance(RUN, "morning", 1) == pytest.approx(0.82, abs=0.02)


def test_a_slot_that_was_never_tried_takes_after_the_others_of_the_behavior_and_the_slot() -> None:
    poor = Chances(BOTH, [aggregate("morning", 3, 12)])
    assert poor.chance(RUN, "evening", 1) < 0.4
    # Another behavior elsewhere feels it too, but less.
    assert 0.65 < poor.chance(SWIM, "evening", 1) < 0.8
    well = Chances(BOTH, [aggregate("morning", 3, 12), aggregate("evening", 12, 12, behavior="swim")])
    assert well.chance(RUN, "evening", 1) > poor.chance(RUN, "evening", 1)


def test_weekdays_speak_for_the_weekend_until_it_speaks_for_itself() -> None:
    weekdays = aggregate("evening", 12, 14)
    known = Chances([RUN], [weekdays])
    assert 0.5 < known.chance(RUN, "evening", SATURDAY) < known.chance(RUN, "evening", 1)
    missed = Chances([RUN], [weekdays, aggregate("evening", 0, 4, SATURDAY)])
    assert missed.chance(RUN, "evening", SATURDAY) < known.chance(RUN, "evening", SATURDAY) - 0.1


def test_a_day_on_which_everything_goes_worse_is_worse_for_all() -> None:
    log = [
        aggregate(slot, 2 if day == FRIDAY else 8, 10, day, behavior)
        for day in range(5)
        for behavior, slot in (("run", "morning"), ("swim", "evening"))
    ]
    found = Chances((*BOTH, nap := make_behavior("nap")), log)
    for behavior, slot in ((RUN, "morning"), (SWIM, "evening"), (nap, "morning")):
        others = [found.chance(behavior, slot, day) for day in range(4)]
        assert found.chance(behavior, slot, FRIDAY) < min(others) - 0.05
        assert max(others) - min(others) < 0.002
    friday = found.on_weekday(FRIDAY)
    assert friday is not None
    assert (friday.done, friday.counted, friday.differs) == (4, 20, True)
    assert friday.chance < friday.usual - 0.05
    assert [chance.weekday for chance in found.weekdays_of(make_behavior(weekdays=(FRIDAY, SATURDAY)))] == [FRIDAY]


def test_counts_are_shared_by_slot_and_by_weekday() -> None:
    found = Chances(BOTH, [aggregate("evening", 1, 4), aggregate("evening", 2, 3, FRIDAY, "swim")])
    counts = [(chance.slot, chance.weekday, chance.done, chance.counted) for chance in found.shared(SLOTS)]
    assert counts == [("evening", None, 3, 7), (None, 1, 1, 4), (None, FRIDAY, 2, 3)]


def test_older_evidence_weighs_less() -> None:
    fresh = Chances([RUN], [aggregate("evening", 12, 14)]).chance(RUN, "evening", 1)
    old = Chances([RUN], [aggregate("evening", 12, 14, weight=KEPT_A_DAY**112)]).chance(RUN, "evening", 1)
    half = Chances([RUN], [aggregate("evening", 6, 7)]).chance(RUN, "evening", 1)
    assert old == pytest.approx(half, abs=1e-9)
    assert old < fresh


def test_behaviors_apart_and_those_that_are_gone_teach_nothing() -> None:
    log = [aggregate("evening", 12, 14), aggregate("evening", 0, 9, behavior="gone")]
    apart = Chances(BOTH, log, apart={"run"})
    assert apart.chance(RUN, "evening", 1) == 0.5
    assert apart.chance(SWIM, "evening", 1) == 0.8
    assert not apart.learned(RUN, SLOTS)
    assert not apart.shared(SLOTS)


lots = st.integers(0, 40).flatmap(lambda counted: st.tuples(st.integers(0, counted), st.just(counted)))
logs = st.lists(
    st.builds(
        lambda slot, lot, day, behavior: aggregate(slot, lot[0], lot[1], day, behavior),
        st.sampled_from(SLOTS),
        lots.filter(lambda lot: lot[1] > 0),
        st.integers(0, 6),
        st.sampled_from(("run", "swim")),
    ),
    max_size=8,
)
CLOSE = 2e-3
"""The fit stops within a twentieth of a point."""


@given(logs, st.sampled_from(SLOTS), st.integers(0, 6))
@settings(max_examples=30)
def test_done_raises_and_missed_lowers_the_chance(log: list[EvidenceAggregate], slot: str, day: int) -> None:
    before = Chances(BOTH, log).chance(RUN, slot, day)
    assert 0 < before < 1
    assert Chances(BOTH, [*log, aggregate(slot, 1, 1, day)]).chance(RUN, slot, day) >= before - CLOSE
    assert Chances(BOTH, [*log, aggregate(slot, 0, 1, day)]).chance(RUN, slot, day) <= before + CLOSE


@given(logs)
@settings(max_examples=20)
def test_names_and_order_of_behaviors_make_no_difference(log: list[EvidenceAggregate]) -> None:
    swapped = {"run": "swim", "swim": "run"}
    renamed = [found._replace(behavior=swapped[found.behavior]) for found in reversed(log)]
    behaviors = [behavior.model_copy(update={"id": swapped[behavior.id]}) for behavior in reversed(BOTH)]
    one, other = Chances(BOTH, log), Chances(behaviors, renamed)
    for mine, theirs in zip(BOTH, reversed(behaviors), strict=True):
        for slot in SLOTS:
            for day in range(7):
                assert one.chance(mine, slot, day) == pytest.approx(other.chance(theirs, slot, day), abs=CLOSE)


def test_evidence_of_one_place_is_added_up() -> None:
    found = Chances(BOTH, [aggregate("morning", 3, 4), aggregate("morning", 2, 5), aggregate("evening", 1, 1)])
    counts = found.counts(RUN, "morning")
    assert (counts.done, counts.counted, counts.faded_done, counts.faded) == (5, 9, 5, 9)
    assert found.counts(RUN).counted == 10
    once = Chances(BOTH, [aggregate("morning", 5, 9), aggregate("evening", 1, 1)])
    assert found.chance(RUN, "morning", 1) == pytest.approx(once.chance(RUN, "morning", 1))


def test_a_behavior_with_other_slots_at_weekends_starts_from_those() -> None:
    """SWIM prefers the morning at weekends: 0.8 there without evidence, 0.5 on other days."""
    log = [aggregate("morning", 4, 5, SATURDAY, "swim"), aggregate("morning", 5, 10, 1, "swim")]
    weekday, weekend = Chances(BOTH, log).learned(SWIM, ["morning"])
    assert (weekday.usual, weekend.usual) == (0.5, 0.8)
    # What happened is just what was expected of either, so that nothing is moved.
    assert (weekday.chance, weekend.chance) == pytest.approx((0.5, 0.8))


def test_what_is_not_known_of_keeps_its_usual_chance() -> None:
    other = make_behavior("call", preferred_slots=("evening",))
    found = Chances([RUN], [aggregate("morning", 0, 30)])
    assert found.chance(other, "evening", 1) == 0.8
    assert Chances([RUN], []).chance(RUN, "morning", 1) == 0.8


def test_how_all_went_in_a_slot_is_the_mean_by_what_is_known_of_each() -> None:
    """As much is known of two behaviors: the mean of both chances, and of both without the effect of the slot."""
    log = [aggregate("morning", 20, 40), aggregate("morning", 10, 40, behavior="swim")]
    found = Chances(BOTH, log)
    shared = found.of_slot("morning")
    assert shared is not None
    assert (shared.done, shared.counted) == (30, 80)
    both = (found.chance(RUN, "morning", 1) + found.chance(SWIM, "morning", 1)) / 2
    assert shared.chance == pytest.approx(both)
    assert shared.usual > shared.chance
    untouched = Chances([RUN], [aggregate("morning", 8, 10)]).of_slot("morning")
    assert untouched is not None
    assert (untouched.usual, untouched.chance) == pytest.approx((0.8, 0.8))


def test_evidence_loses_half_its_weight_in_sixteen_weeks() -> None:
    kept = KEPT_A_DAY**112
    assert kept == pytest.approx(0.5)
