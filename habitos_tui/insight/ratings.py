"""Ratings, week by week and by slot."""

from collections import Counter
from collections.abc import Sequence

from habitos_tui.domain.insight.regularity import Ratings, RatingSlot, RatingWeek
from habitos_tui.domain.insight.tally import RatingTally
from habitos_tui.insight.rates import slots_in_order


def ratings(tallies: Sequence[RatingTally], slots: Sequence[str]) -> Ratings:
    """Return the means; empty without a rating."""
    if not tallies:
        return Ratings.EMPTY
    totals: Counter[object] = Counter()
    counts: Counter[object] = Counter()
    for tally in tallies:
        for key in (("week", tally.week), ("slot", tally.slot)):
            totals[key] += tally.total
            counts[key] += tally.given
    given = sum(tally.given for tally in tallies)
    weeks = sorted({tally.week for tally in tallies})
    rows = [slot for slot in slots_in_order(slots, (tally.slot for tally in tallies)) if counts["slot", slot]]
    return Ratings(
        given,
        sum(tally.total for tally in tallies) / given,
        tuple(RatingWeek(week, totals["week", week] / counts["week", week], counts["week", week]) for week in weeks),
        tuple(RatingSlot(slot, totals["slot", slot] / counts["slot", slot], counts["slot", slot]) for slot in rows),
    )
