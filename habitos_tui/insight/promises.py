"""Holds what followed suggestions promised against what was done since.

What is seen of a promise is what the behaviors concerned were worth a week, as done, in the weeks since it was made,
less the same in the weeks before: whole weeks without a day of absence or of a pause of theirs, the
week in which it was made left out, at least 2 and at most 8 on either side. Every week is valued by the weights and
lengths of today. Promises about the same behaviors are held against one difference, from before the first to after the
last.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from statistics import fmean
from types import MappingProxyType
from typing import Final

from habitos_tui.domain.insight.aggregate import WeekAggregate
from habitos_tui.domain.insight.promise import Kept, Promise
from habitos_tui.domain.model.base import ONE_WEEK
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.objective import POINTS
from habitos_tui.domain.planning.valuation import PARTICIPATION, SLOPE_PAST_TYPICAL, SLOPE_TO_TYPICAL, worth_of

MIN_WEEKS: Final = 2
MAX_WEEKS: Final = 8
NOTHING_PAUSED: Final[Mapping[str, Collection[date]]] = MappingProxyType({})


def kept(
    promises: Sequence[Promise],
    done: Iterable[WeekAggregate],
    weeks: Sequence[date],
    behaviors: Iterable[Behavior],
    weights: Mapping[str, float],
    *,
    paused: Mapping[str, Collection[date]] = NOTHING_PAUSED,
) -> Kept:
    """Return what was promised and what is seen; `weeks` are the whole ones without absence, oldest first.

    `paused` gives by behavior the days of its pauses.
    """
    worth = _worth_done(done, {behavior.id: behavior for behavior in behaviors}, weights)
    groups: dict[tuple[str, ...], list[Promise]] = defaultdict(list)
    for promise in promises:
        groups[promise.behaviors].append(promise)
    promised, seen, measured = 0.0, 0.0, 0
    for concerned, group in groups.items():
        resting = {day for behavior in concerned for day in paused.get(behavior, ())}
        whole = [week for week in weeks if not any(week <= day < week + ONE_WEEK for day in resting)]
        change = _change(group, worth, whole, concerned)
        if change is not None:
            promised, seen, measured = promised + _total(group), seen + change, measured + len(group)
    return Kept(len(promises), measured, promised, seen) if measured else Kept(len(promises), 0, _total(promises), None)


def _total(promises: Iterable[Promise]) -> float:
    return sum(promise.points for promise in promises)


def _change(
    group: Sequence[Promise],
    worth: Mapping[date, Mapping[str, float]],
    weeks: Sequence[date],
    concerned: Sequence[str],
) -> float | None:
    """Return how much more a week was worth after the last promise than before the first; None of too few weeks."""
    first, last = min(promise.day for promise in group), max(promise.day for promise in group)
    before = [week for week in weeks if week + ONE_WEEK <= first][-MAX_WEEKS:]
    since = [week for week in weeks if week >= last][:MAX_WEEKS]
    if min(len(before), len(since)) < MIN_WEEKS:
        return None
    means = [
        fmean(
            sum(points for behavior, points in worth.get(week, {}).items() if not concerned or behavior in concerned)
            for week in span
        )
        for span in (before, since)
    ]
    return means[1] - means[0]


def _worth_done(
    done: Iterable[WeekAggregate], behaviors: Mapping[str, Behavior], weights: Mapping[str, float]
) -> dict[date, dict[str, float]]:
    """Return by week and behavior what was done is worth, in points: phi_b of the planning model, summed."""
    worth: dict[date, dict[str, float]] = defaultdict(dict)
    for week in done:
        behavior = behaviors.get(week.behavior)
        if behavior is None:
            continue
        value, typical = worth_of(behavior, weights), behavior.typical_minutes
        past = (week.minutes - week.up_to_typical) / typical
        full = PARTICIPATION * week.sessions + SLOPE_TO_TYPICAL * week.up_to_typical / typical
        slope = SLOPE_PAST_TYPICAL if value > 0 else SLOPE_TO_TYPICAL
        worth[week.week][behavior.id] = value * (full + slope * past) * POINTS
    return worth
