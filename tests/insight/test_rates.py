"""Follow-through by weekday and slot, and ratings."""

from datetime import date

import pytest

from habitos_tui.domain.insight.aggregate import PlaceAggregate, RatingAggregate
from habitos_tui.domain.insight.regularity import RateMap, Ratings, RatingSlot, RatingWeek, SlotStandings
from habitos_tui.insight.rates import rate_map, slot_standings
from habitos_tui.insight.ratings import ratings
from tests.support.storage import make_behavior

SLOTS = ("morning", "evening")
RUN, READ = make_behavior("run"), make_behavior("read")


def test_the_map_adds_up_behaviors() -> None:
    places = [PlaceAggregate("run", 0, "evening", 1, 2), PlaceAggregate("read", 0, "evening", 3, 3)]
    found = rate_map([*places, PlaceAggregate("run", 6, "morning", 0, 1)], SLOTS, first_weekday=6)
    assert (found.evidence, found.done) == (6, 4)
    assert found.share == pytest.approx(2 / 3)
    assert found.weekdays == (6, 0, 1, 2, 3, 4, 5)
    assert [(cell.weekday, cell.slot, cell.share) for cell in found.cells] == [
        (6, "morning", 0),
        (0, "evening", 0.8),
    ]
    assert found.cell(3, "morning").share is None


def test_slots_that_are_no_more_come_last() -> None:
    places = [PlaceAggregate("run", 0, slot, 1, 1) for slot in (None, "siesta", "evening", "dawn")]
    assert rate_map(places, SLOTS, 0).slots == ("morning", "evening", "dawn", "siesta", None)


def test_without_a_session_there_is_no_map() -> None:
    assert rate_map([], SLOTS, 0) is RateMap.EMPTY
    assert slot_standings([], [RUN], SLOTS) is SlotStandings.EMPTY


def test_best_and_hardest_need_a_few_sessions() -> None:
    places = [
        PlaceAggregate("run", 0, "morning", 18, 20),
        PlaceAggregate("run", 1, "evening", 2, 10),
        PlaceAggregate("read", 0, "evening", 5, 8),
        PlaceAggregate("read", 3, "evening", 4, 4),
        PlaceAggregate("read", 0, "morning", 0, 7),
    ]
    found = slot_standings(places, [RUN, READ], SLOTS)
    assert [(r.behavior, r.slot, r.done, r.counted) for r in found.records] == [
        ("run", "morning", 18, 20),
        ("run", "evening", 2, 10),
        ("read", "morning", 0, 7),
        ("read", "evening", 9, 12),
    ]
    assert [(r.behavior, r.slot) for r in found.best] == [("run", "morning"), ("read", "evening")]
    assert [(r.behavior, r.slot) for r in found.hardest] == [("run", "evening")]
    assert all(r.low <= (r.share or 0) <= r.high for r in found.records)


def test_ratings_are_means_by_week_and_by_slot() -> None:
    weeks = date(2026, 11, 16), date(2026, 11, 23)
    aggregates = [
        RatingAggregate(weeks[1], "evening", 8, 2),
        RatingAggregate(weeks[0], "evening", 2, 1),
        RatingAggregate(weeks[1], None, 5, 1),
    ]
    found = ratings(aggregates, SLOTS)
    assert (found.evidence, found.mean) == (4, 3.75)
    assert found.weeks == (RatingWeek(weeks[0], 2, 1), RatingWeek(weeks[1], 13 / 3, 3))
    assert found.slots == (RatingSlot("evening", 10 / 3, 3), RatingSlot(None, 5, 1))
    assert ratings([], SLOTS) is Ratings.EMPTY


def test_five_are_named_the_surest_first() -> None:
    """Slots with more and more sessions at one rate: the more, the surer; the mean rate is among the best."""
    slots = [f"s{number}" for number in range(6)]
    good = [PlaceAggregate("run", 0, slot, 4 * n, 4 * n) for n, slot in enumerate(slots, 2)]
    bad = [PlaceAggregate("read", 0, slot, 0, 4 * n) for n, slot in enumerate(slots, 2)]
    found = slot_standings([*good, *bad], [RUN, READ], slots)
    assert [(r.behavior, r.slot) for r in found.best] == [("run", slot) for slot in reversed(slots[1:])]
    assert [(r.behavior, r.slot) for r in found.hardest] == [("read", slot) for slot in reversed(slots[1:])]


@pytest.mark.parametrize(("counted", "known"), [(8, True), (7, False)])
def test_eight_sessions_at_the_usual_rate_are_among_the_best(counted: int, known: bool) -> None:
    found = slot_standings([PlaceAggregate("run", 0, "morning", counted, counted)], [RUN], SLOTS)
    assert (len(found.best), len(found.hardest)) == (int(known), 0)


def test_a_map_of_sessions_with_slots_has_no_row_without() -> None:
    assert rate_map([PlaceAggregate("run", 0, "morning", 1, 1)], SLOTS, 0).slots == SLOTS
