"""Suggests typical minutes that match the actual length."""

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Final

from habitos_tui.domain.insight.aggregate import Episode
from habitos_tui.domain.insight.suggestion import SetBehavior, Suggestion
from habitos_tui.domain.model.base import MINUTES_PER_DAY
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.rule import DurationBounds
from habitos_tui.domain.text.phrasing import count, duration
from habitos_tui.insight.advice.record import Candidate, Record
from habitos_tui.insight.exact_tests import either_way

MIN_DONE: Final = 8
MIN_OFF: Final = 0.15
"""Least relative deviation from the planned length."""


def better_lengths(record: Record) -> Iterator[Candidate]:
    """Yield behaviors with many timed sessions, whose typical minutes may be off in one way or the other."""
    for behavior in record.behaviors:
        episodes = [episode for episode in record.of.get(behavior.id, ()) if _as_usual_today(record, behavior, episode)]
        pairs = [(e.planned, e.minutes) for e in episodes if e.planned and e.minutes]
        if len(pairs) < MIN_DONE:
            continue
        # What took as long as it was planned says nothing, even where the plan had another length than usual.
        usual = behavior.typical_minutes
        longer = sum(minutes > max(planned, usual) for planned, minutes in pairs)
        shorter = sum(minutes < min(planned, usual) for planned, minutes in pairs)
        yield Candidate(either_way(longer, shorter), _length(record, behavior, pairs))


def _as_usual_today(record: Record, behavior: Behavior, episode: Episode) -> bool:
    """True if the usual length was that of today: what took another one then says nothing of this one."""
    return record.wish_on(behavior, episode.day).behavior.typical_minutes == behavior.typical_minutes


def _length(record: Record, behavior: Behavior, pairs: Sequence[tuple[int, int]]) -> Suggestion | None:
    actual = median(minutes for _, minutes in pairs)
    ratio = median(minutes / planned for planned, minutes in pairs)
    typical = max(record.grid_minutes, round(actual / record.grid_minutes) * record.grid_minutes)
    off = actual / behavior.typical_minutes
    same_way = (ratio - 1) * (off - 1) > 0
    if typical == behavior.typical_minutes or not same_way or min(abs(ratio - 1), abs(off - 1)) < MIN_OFF:
        return None
    if not _allowed(record, behavior, typical):
        return None
    fields = {
        "typical_minutes": typical,
        "min_minutes": min(behavior.min_minutes, typical),
        "max_minutes": max(behavior.max_minutes, typical),
    }
    weekly = record.per_week(episode for episode in record.of[behavior.id] if episode.done)
    limit = "at least" if off > 1 else "at most"
    return Suggestion(
        key=f"length:{behavior.id}",
        kind="length",
        behavior=behavior.id,
        sentence=f"“{behavior.name}” with {duration(typical)} instead of {duration(behavior.typical_minutes)}",
        evidence=f"half of {count(len(pairs), 'session')} took {limit} {duration(actual)}",
        observations=len(pairs),
        points=abs(actual - behavior.typical_minutes) * weekly * record.points_per_minute,
        proposal=SetBehavior(
            id=behavior.id, set={name: n for name, n in fields.items() if n != getattr(behavior, name)}
        ),
    )


def _allowed(record: Record, behavior: Behavior, minutes: int) -> bool:
    """True if the hard rules allow this length and as many sessions as before."""
    bounds = [rule for rule in record.rules if isinstance(rule, DurationBounds) and rule.behavior == behavior.id]
    for rule in (rule for rule in bounds if rule.hard):
        if not (rule.min_minutes or 0) <= minutes <= (rule.max_minutes or MINUTES_PER_DAY):
            return False
    return record.still_possible(behavior, behavior.model_copy(update={"min_minutes": minutes, "max_minutes": minutes}))
