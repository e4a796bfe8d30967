"""Estimates from the log how likely a behavior gets done in a slot.

The chance of a behavior in a slot is the mean of a Beta posterior (Gelman et al., Bayesian Data Analysis, 2.4), once
for weekdays and once for Saturday and Sunday. With D times done of N that counted, each time at a weight that halves
every 8 weeks:

    mean(prior, D, N) = (6 * prior + D) / (6 + N)
    usual             = 0.8 in a preferred slot or without preferences, else 0.5
    chance            = mean(mean(usual, D_other, N_other), D_own, N_own)

*own* is this part of the week (weekdays or weekend) and *other* the other part: without evidence of its own, a weekend
slot takes the weekday estimate as a prior of weight 6, and the reverse.

Planned and done counts for, planned and missed against; skipped, or missed while away, counts neither way. A session
counts for the slot it was planned in, even if it was done or marked done later that day. An unplanned completion
counts for its own slot.

See docs/planning-model.md, section 2.2.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean
from typing import Final

from habitos_tui.domain.insight.aggregate import EvidenceAggregate, LikingAggregate, MinutesAggregate
from habitos_tui.domain.insight.learning import LearnedBehavior, LearnedChance, Liking
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.planning.valuation import prior_chance

PRIOR_WEIGHT: Final = 6
"""Weight of the prior, in observations."""
HALF_LIFE_DAYS: Final = 56
KEPT_A_DAY: Final = 0.5 ** (1 / HALF_LIFE_DAYS)
"""Daily decay factor of evidence."""
WEEKS_THAT_COUNT: Final = 26
"""Older evidence would weigh less than an eighth; it is omitted, so that the counts shown explain the chance."""
MIDDLE_RATING: Final = 3
RATINGS_IN_THE_MIDDLE: Final = 4
"""Number of ratings of 3 added to shrink a mean to the middle."""
DIGITS: Final = 3
"""Decimals of a chance in a problem; with more, every completion would change the problem."""
BOTH_PARTS: Final = (False, True)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Times done and counted, plain and decayed."""

    done: int = 0
    counted: int = 0
    faded_done: float = 0.0
    faded: float = 0.0

    def mean(self, prior: float) -> float:
        """Return the posterior chance, given `prior`."""
        return prior + (self.faded_done - prior * self.faded) / (PRIOR_WEIGHT + self.faded)

    def with_aggregate(self, aggregate: EvidenceAggregate) -> "Evidence":
        """Return this evidence and that of an aggregate."""
        return Evidence(
            self.done + aggregate.done,
            self.counted + aggregate.counted,
            self.faded_done + aggregate.faded_done,
            self.faded + aggregate.faded,
        )


NONE: Final = Evidence()


def chance(usual: float, own: Evidence, other: Evidence) -> float:
    """Return the chance in a slot from the evidence of both parts of the week."""
    return own.mean(other.mean(usual))


class Chances:
    """The chances of one profile; nothing is learned about the behaviors `apart`."""

    def __init__(self, aggregates: Iterable[EvidenceAggregate], apart: Container[str] = ()) -> None:
        self._aggregates = aggregates
        self._apart = apart

    @cached_property
    def _known(self) -> Mapping[tuple[str, str], Mapping[bool, Evidence]]:
        known: dict[tuple[str, str], dict[bool, Evidence]] = defaultdict(dict)
        for aggregate in self._aggregates:
            if aggregate.behavior in self._apart:
                continue
            parts = known[aggregate.behavior, aggregate.slot]
            parts[aggregate.weekend] = parts.get(aggregate.weekend, NONE).with_aggregate(aggregate)
        return known

    def known(self, behavior: Behavior, slot: str) -> bool:
        """Tell whether there is any evidence."""
        return (behavior.id, slot) in self._known

    def chance(self, behavior: Behavior, slot: str, weekend: bool) -> float:
        """Return the chance that a behavior gets done."""
        parts = self._known.get((behavior.id, slot), {})
        return chance(prior_chance(behavior, slot), parts.get(weekend, NONE), parts.get(not weekend, NONE))

    def learned(self, behavior: Behavior, slots: Iterable[str]) -> tuple[LearnedChance, ...]:
        """Return the learned chances of each slot with evidence, for both parts of the week."""
        return tuple(
            LearnedChance(
                slot,
                weekend,
                parts.get(weekend, NONE).done,
                parts.get(weekend, NONE).counted,
                prior_chance(behavior, slot),
                self.chance(behavior, slot, weekend),
            )
            for slot in slots
            for parts in (self._known.get((behavior.id, slot), {}),)
            if parts
            for weekend in BOTH_PARTS
        )


def learned_behaviors(
    behaviors: Sequence[Behavior],
    slots: Sequence[str],
    chances: Chances,
    *,
    minutes: Iterable[MinutesAggregate],
    likings: Iterable[LikingAggregate],
    on: Mapping[str, bool],
) -> tuple[LearnedBehavior, ...]:
    """Return the learned facts of each behavior; `on` tells by id whether plans use them."""
    taken: dict[str, list[MinutesAggregate]] = defaultdict(list)
    for length in minutes:
        taken[length.behavior].append(length)
    liked: dict[str, list[LikingAggregate]] = defaultdict(list)
    for rated in likings:
        liked[rated.behavior].append(rated)
    return tuple(
        LearnedBehavior(
            behavior.id,
            behavior.name,
            on[behavior.id],
            chances.learned(behavior, slots),
            behavior.typical_minutes,
            median_minutes(taken[behavior.id]),
            sum(length.times for length in taken[behavior.id]),
            _liking(liked[behavior.id]),
            sum(rated.given for rated in liked[behavior.id]),
            _by_slot(liked[behavior.id], slots),
        )
        for behavior in behaviors
    )


def median_minutes(lengths: Iterable[MinutesAggregate]) -> float | None:
    """Return the median length; None without any."""
    ordered = sorted((length.minutes, length.times) for length in lengths)
    times = sum(count for _, count in ordered)
    return fmean((_nth(ordered, (times - 1) // 2), _nth(ordered, times // 2))) if times else None


def _nth(ordered: Iterable[tuple[int, int]], place: int) -> int:
    """Return the value at an index of sorted values with counts."""
    for value, times in ordered:
        place -= times
        if place < 0:
            return value
    raise IndexError(place)


def shrunken_mean(total: int, given: int) -> float:
    """Return the mean rating, shrunk to the middle by four ratings of 3."""
    return (total + RATINGS_IN_THE_MIDDLE * MIDDLE_RATING) / (given + RATINGS_IN_THE_MIDDLE)


def _liking(likings: Sequence[LikingAggregate]) -> float | None:
    given = sum(rated.given for rated in likings)
    return shrunken_mean(sum(rated.total for rated in likings), given) if given else None


def _by_slot(likings: Iterable[LikingAggregate], slots: Sequence[str]) -> tuple[Liking, ...]:
    """Return the liking of each existing slot in the order of the day."""
    found = {rated.slot: rated for rated in likings}
    places: list[str | None] = [*slots, None]
    return tuple(
        Liking(slot, shrunken_mean(found[slot].total, found[slot].given), found[slot].given)
        for slot in places
        if slot in found
    )
