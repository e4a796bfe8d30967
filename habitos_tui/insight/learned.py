"""Puts together what the log says about each behavior: chances, minutes and liking, with their counts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from statistics import fmean

from habitos_tui.domain.insight.aggregate import LikingAggregate, MinutesAggregate
from habitos_tui.domain.insight.learning import LearnedBehavior, Liking
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.insight.adherence import Chances


def learned_behaviors(
    behaviors: Sequence[Behavior],
    slots: Sequence[str],
    chances: Mapping[str, Chances],
    *,
    minutes: Iterable[MinutesAggregate],
    likings: Iterable[LikingAggregate],
    on: Mapping[str, bool],
) -> tuple[LearnedBehavior, ...]:
    """Return the learned facts of each behavior, by `chances` of its own; `on` tells by id whether plans use them."""
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
            chances[behavior.id].learned(behavior, slots),
            behavior.typical_minutes,
            median_minutes(taken[behavior.id]),
            sum(length.times for length in taken[behavior.id]),
            mean_rating(liked[behavior.id]),
            sum(rated.given for rated in liked[behavior.id]),
            _by_slot(liked[behavior.id], slots),
            chances[behavior.id].weekdays_of(behavior),
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


def mean_rating(likings: Collection[LikingAggregate]) -> float | None:
    """Return the mean rating, such as it was given; None without any."""
    given = sum(rated.given for rated in likings)
    return sum(rated.total for rated in likings) / given if given else None


def _by_slot(likings: Iterable[LikingAggregate], slots: Sequence[str]) -> tuple[Liking, ...]:
    """Return the liking of each existing slot in the order of the day."""
    found = {rated.slot: rated for rated in likings}
    places: list[str | None] = [*slots, None]
    return tuple(
        Liking(slot, found[slot].total / found[slot].given, found[slot].given) for slot in places if slot in found
    )
