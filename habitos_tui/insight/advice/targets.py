"""Suggests lower targets if never met or never planned, higher ones if always met.

Only weeks that had the target of today say anything of it.
"""

from collections.abc import Iterator
from math import ceil
from statistics import fmean
from typing import Final

from pydantic import JsonValue

from habitos_tui.domain.insight.suggestion import SetBehavior, Suggestion
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.planning.valuation import SATIATION
from habitos_tui.domain.text.phrasing import times
from habitos_tui.insight.advice.record import Candidate, Record, aggregate
from habitos_tui.insight.exact_tests import more_than_half

MIN_WEEKS: Final = 6
WEEKS_LOOKED_AT: Final = 8
"""Number of latest weeks considered, since older ones may be outdated."""
MIN_PLANNED_WEEKS: Final = 4
"""Least weeks in a row in whose plans a target did not fit."""
ALWAYS: Final = 0.9
"""Share of weeks that counts as always; one minus it counts as never."""


def wanted_weekly(record: Record) -> Iterator[Behavior]:
    """Yield the behaviors of which every week has a target."""
    return (behavior for behavior in record.behaviors if behavior.rhythm is None and behavior.task is None)


def better_targets(record: Record) -> Iterator[Candidate]:
    """Yield targets to lower and to raise: that they are met in fewer, or more, than half of the weeks."""
    for behavior in wanted_weekly(record):
        weeks = record.by_week(behavior)[-WEEKS_LOOKED_AT:]
        if len(weeks) < MIN_WEEKS or not behavior.target_per_week or fitting(record, behavior) is not None:
            continue
        met = sum(done >= behavior.target_per_week for done in weeks)
        never, always = met / len(weeks) <= 1 - ALWAYS, met / len(weeks) >= ALWAYS
        if _planned_enough(record, behavior):
            lower = _lower(record, behavior, weeks) if never else None
            yield Candidate(more_than_half(len(weeks) - met, met), lower)
        if behavior.target_per_week < record.most(behavior) and record.value(behavior) > 0:
            higher = _raise(record, behavior, weeks) if always else None
            yield Candidate(more_than_half(met, len(weeks) - met), higher)


def fitting_targets(record: Record) -> Iterator[Candidate]:
    """Yield targets to lower because no plan has as many sessions; nothing that chance has a part in."""
    for behavior in wanted_weekly(record):
        found = fitting(record, behavior)
        if found is None:
            continue
        new, evidence = found
        suggestion = Suggestion(
            key=f"lower_target:{behavior.id}",
            kind="lower_target",
            behavior=behavior.id,
            sentence=f"“{behavior.name}” {times(new)} instead of {times(behavior.target_per_week)} a week",
            evidence=evidence,
            observations=len(_planned(record, behavior)),
            points=0.0,
            proposal=SetBehavior(id=behavior.id, set=_fields(behavior, new)),
            moot_at=behavior.target_per_week,
        )
        yield Candidate(None, suggestion)


def fitting(record: Record, behavior: Behavior) -> tuple[int, str] | None:
    """Return the target that fits, and why the present one does not; None where it does, or none would."""
    target, most = behavior.target_per_week, record.most(behavior)
    if 0 < most < target:
        return most, f"its days, its distance and your rules leave at most {times(most)} a week"
    planned = _planned(record, behavior)[-WEEKS_LOOKED_AT:]
    if len(planned) < MIN_PLANNED_WEEKS or not 0 < max(planned) < target:
        return None
    return max(planned), f"planned {times(max(planned))} at most in each of the last {len(planned)} weeks"


def _planned(record: Record, behavior: Behavior) -> list[int]:
    """Return how often a behavior was planned in each week with a plan that had the target of today."""
    by_week = record.planned.get(behavior.id, {})
    return [by_week[week] for week in record.comparable(behavior, sorted(by_week))]


def _planned_enough(record: Record, behavior: Behavior) -> bool:
    """True if the plans included the target, since unplanned sessions could not be met."""
    weeks = record.whole_weeks(behavior)
    planned = sum(record.week_of(episode.day) in weeks for episode in record.planned_ones(behavior.id))
    return planned > len(weeks) * (behavior.target_per_week - 0.5)


def _lower(record: Record, behavior: Behavior, weeks: list[int]) -> Suggestion | None:
    target, mean = behavior.target_per_week, fmean(weeks)
    new = max(1, ceil(mean - 0.25))
    if new >= target:
        return None
    missed = record.per_week(e for e in record.of[behavior.id] if not e.done)
    return Suggestion(
        key=f"lower_target:{behavior.id}",
        kind="lower_target",
        behavior=behavior.id,
        sentence=f"“{behavior.name}” {times(new)} instead of {times(target)} a week",
        evidence=f"done {times(mean)} a week on average, {times(target)} in {_weeks_met(weeks, target)}",
        observations=len(weeks),
        points=missed * behavior.typical_minutes * record.points_per_minute * record.follow_through,
        proposal=SetBehavior(id=behavior.id, set=_fields(behavior, new)),
    )


def _fields(behavior: Behavior, target: int) -> dict[str, JsonValue]:
    fields: dict[str, JsonValue] = {"target_per_week": target}
    return fields | ({"min_per_week": target} if behavior.min_per_week > target else {})


def _raise(record: Record, behavior: Behavior, weeks: list[int]) -> Suggestion | None:
    target, value = behavior.target_per_week, record.value(behavior)
    new = target + 1
    rating, _ = record.rating(behavior.id)
    if rating < 3:
        return None
    share = aggregate(record.of[behavior.id]).share
    # Either one more session is planned, or an already planned one counts in full.
    gain = SATIATION if behavior.week_limit > target else 1.0
    return Suggestion(
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
