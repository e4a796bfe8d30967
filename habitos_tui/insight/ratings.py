"""Ratings, week by week and by slot."""

from collections import Counter
from collections.abc import Sequence

from habitos_tui.domain.insight.aggregate import RatingAggregate
from habitos_tui.domain.insight.regularity import Ratings, RatingSlot, RatingWeek
from habitos_tui.insight.rates import slots_in_order


def ratings(aggregates: Sequence[RatingAggregate], slots: Sequence[str]) -> Ratings:
    """Return the mean ratings; empty without a rating."""
    if not aggregates:
        return Ratings.EMPTY
    totals: Counter[object] = Counter()
    counts: Counter[object] = Counter()
    for aggregate in aggregates:
        for key in (("week", aggregate.week), ("slot", aggregate.slot)):
            totals[key] += aggregate.total
            counts[key] += aggregate.given
    given = sum(aggregate.given for aggregate in aggregates)
    weeks = sorted({aggregate.week for aggregate in aggregates})
    rows = [
        slot for slot in slots_in_order(slots, (aggregate.slot for aggregate in aggregates)) if counts["slot", slot]
    ]
    return Ratings(
        given,
        sum(aggregate.total for aggregate in aggregates) / given,
        tuple(RatingWeek(week, totals["week", week] / counts["week", week], counts["week", week]) for week in weeks),
        tuple(RatingSlot(slot, totals["slot", slot] / counts["slot", slot], counts["slot", slot]) for slot in rows),
    )
