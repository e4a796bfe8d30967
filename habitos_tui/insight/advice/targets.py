"""Suggests lower targets if never met, higher ones if always met."""

from collections.abc import Iterator
from math import ceil
from statistics import fmean
from typing import Final

from pydantic import JsonValue

from habitos_tui.domain.insight.suggestion import SetBehavior, Suggestion
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.planning.valuation import SATIATION
from habitos_tui.domain.text.phrasing import times
from habitos_tui.insight.advice.record import Record, aggregate

MIN_WEEKS: Final = 6
WEEKS_LOOKED_AT: Final = 8
"""Number of latest weeks considered, since older ones may be outdated."""
ALWAYS: Final = 0.9
"""Share of weeks that counts as always; one minus it counts as never."""


def better_targets(record: Record) -> Iterator[Suggestion]:
    """Yield targets to lower and to raise."""
    for behavior in record.behaviors:
        weeks = record.by_week(behavior.id)[-WEEKS_LOOKED_AT:]
        if len(weeks) < MIN_WEEKS or not behavior.target_per_week:
            continue
        met = sum(done >= behavior.target_per_week for done in weeks) / len(weeks)
        if met <= 1 - ALWAYS and _planned_enough(record, behavior):
            yield from _lower(record, behavior, weeks)
        elif met >= ALWAYS:
            yield from _raise(record, behavior, weeks)


def _planned_enough(record: Record, behavior: Behavior) -> bool:
    """True if the plans included the target, since unplanned sessions could not be met."""
    planned = record.per_week(episode for episode in record.of[behavior.id] if episode.planned is not None)
    return planned > behavior.target_per_week - 0.5


def _lower(record: Record, behavior: Behavior, weeks: list[int]) -> Iterator[Suggestion]:
    target, mean = behavior.target_per_week, fmean(weeks)
    new = max(1, ceil(mean - 0.25))
    if new >= target:
        return
    missed = record.per_week(e for e in record.of[behavior.id] if not e.done)
    fields: dict[str, JsonValue] = {"target_per_week": new}
    if behavior.min_per_week > new:
        fields["min_per_week"] = new
    yield Suggestion(
        key=f"lower_target:{behavior.id}",
        kind="lower_target",
        behavior=behavior.id,
        sentence=f"“{behavior.name}” {times(new)} instead of {times(target)} a week",
        evidence=f"done {times(mean)} a week on average, {times(target)} in {_weeks_met(weeks, target)}",
        observations=len(weeks),
        points=missed * behavior.typical_minutes * record.points_per_minute * record.follow_through,
        proposal=SetBehavior(id=behavior.id, set=fields),
    )


def _raise(record: Record, behavior: Behavior, weeks: list[int]) -> Iterator[Suggestion]:
    target, value = behavior.target_per_week, record.value(behavior)
    new = target + 1
    rating, _ = record.rating(behavior.id)
    if new > record.most(behavior) or value <= 0 or rating < 3:
        return
    share = aggregate(record.of[behavior.id]).share
    # Either one more session is planned, or an already planned one counts in full.
    gain = SATIATION if behavior.week_limit > target else 1.0
    yield Suggestion(
        key=f"raise_target:{behavior.id}",
        kind="raise_target",
        behavior=behavior.id,
        sentence=f"“{behavior.name}” {times(new)} instead of {times(target)} a week",
        evidence=f"{times(target)} a week reached in {_weeks_met(weeks, target)}",
        observations=len(weeks),
        points=gain * value * share,
        proposal=SetBehavior(id=behavior.id, set={"target_per_week": new}),
    )


def _weeks_met(weeks: list[int], target: int) -> str:
    met = sum(done >= target for done in weeks)
    return f"{met or 'none'} of the last {len(weeks)} weeks"
