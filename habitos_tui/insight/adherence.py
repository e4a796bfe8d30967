"""How likely a behavior gets done in a slot, as the log has it.

The chance of a behavior in a slot is the mean of a Beta posterior (Gelman et al., Bayesian Data Analysis, 2.4), once
for weekdays and once for Saturday and Sunday. With D times done of N that counted, each time at a weight that halves
every 8 weeks:

    mean(prior, D, N) = (6 * prior + D) / (6 + N)
    usual             = 0.8 in a preferred slot or without preferences, else 0.5
    chance            = mean(mean(usual, D_other, N_other), D_own, N_own)

*own* is this part of the week and *other* the other one: as long as a slot is unknown on weekends, what happened on
weekdays speaks for it, with the weight of 6 times; its own evidence takes over from there.

Planned and done counts for, planned and missed against; what was skipped, or missed while away, counts neither way. A
session counts for the slot it was planned in, even if it was done, or only ticked off, later that day: it got done
because it was planned there. What was done without having been planned counts for its own slot.

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
"""Times that what is known beforehand counts as."""
HALF_LIFE_DAYS: Final = 56
KEPT_A_DAY: Final = 0.5 ** (1 / HALF_LIFE_DAYS)
"""What is left of the weight of evidence after a day."""
WEEKS_THAT_COUNT: Final = 26
"""What is older would weigh less than an eighth, and is left out: counts that are shown beside a chance explain it."""
MIDDLE_RATING: Final = 3
RATINGS_IN_THE_MIDDLE: Final = 4
"""Ratings of 3 that a mean is drawn to the middle with."""
DIGITS: Final = 3
"""Of a chance in a problem: more would make every completion another problem."""
BOTH_PARTS: Final = (False, True)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Times done, of those that counted: as they were, and faded."""

    done: int = 0
    counted: int = 0
    faded_done: float = 0.0
    faded: float = 0.0

    def mean(self, prior: float) -> float:
        """Return the chance after this evidence, where it was `prior` before."""
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
    """Return the chance in a slot from the evidence of this part of the week and of the other one."""
    return own.mean(other.mean(usual))


class Chances:
    """The chances of one person; nothing is learned of the behaviors `apart`."""

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
        """Return what is known of each slot, both parts of the week, where anything is."""
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
    """Return what is known of each behavior; `on` tells by id whether plans use it."""
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
    """Return the median of what it took, the mean of the two in the middle where there are two; None without any."""
    ordered = sorted((length.minutes, length.times) for length in lengths)
    times = sum(count for _, count in ordered)
    return fmean((_nth(ordered, (times - 1) // 2), _nth(ordered, times // 2))) if times else None


def _nth(ordered: Iterable[tuple[int, int]], place: int) -> int:
    """Return the value at a place, from 0, among values that occur so many times."""
    for value, times in ordered:
        place -= times
        if place < 0:
            return value
    raise IndexError(place)


def shrunken_mean(total: int, given: int) -> float:
    """Return the mean of ratings, drawn to the middle as by four ratings of 3."""
    return (total + RATINGS_IN_THE_MIDDLE * MIDDLE_RATING) / (given + RATINGS_IN_THE_MIDDLE)


def _liking(likings: Sequence[LikingAggregate]) -> float | None:
    given = sum(rated.given for rated in likings)
    return shrunken_mean(sum(rated.total for rated in likings), given) if given else None


def _by_slot(likings: Iterable[LikingAggregate], slots: Sequence[str]) -> tuple[Liking, ...]:
    """Return the liking of each slot in the order of the day; those of slots that are no more are left out."""
    found = {rated.slot: rated for rated in likings}
    places: list[str | None] = [*slots, None]
    return tuple(
        Liking(slot, shrunken_mean(found[slot].total, found[slot].given), found[slot].given)
        for slot in places
        if slot in found
    )
