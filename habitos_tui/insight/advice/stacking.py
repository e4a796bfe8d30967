"""Suggests stacking an often missed behavior after a steady one."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from habitos_tui.domain.insight.suggestion import AddRule, Suggestion
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.rule import Precedence, Stack
from habitos_tui.domain.text.phrasing import in_slot
from habitos_tui.insight.advice.record import Aggregate, Record, aggregate

STEADY: Final = 0.7
"""Least strength of the steady behavior."""
MIN_WITH: Final = 8
MIN_WITHOUT: Final = 5
"""Least sessions on days with the steady behavior done, and on days without."""


def stacks(record: Record) -> Iterator[Suggestion]:
    """Yield, per behavior, the steady one in the same slot on whose days it is done significantly more often."""
    bound = {name for rule in record.rules if isinstance(rule, Stack | Precedence) for name in rule.behavior_ids}
    steady = [behavior for behavior in record.behaviors if record.strengths.get(behavior.id, 0.0) >= STEADY]
    for behavior in record.behaviors:
        if behavior.id in bound or record.strengths.get(behavior.id, 0.0) >= STEADY or record.value(behavior) <= 0:
            continue
        found = [
            line for cue in steady for slot in record.slots if (line := _stack(record, cue, behavior, slot)) is not None
        ]
        yield from sorted(found, key=lambda line: -line.points)[:1]


def _stack(record: Record, cue: Behavior, behavior: Behavior, slot: str) -> Suggestion | None:
    days = _days_done(record, cue.id, slot)
    planned = [e for e in record.of.get(behavior.id, ()) if e.slot == slot and e.planned is not None]
    together = aggregate(episode for episode in planned if episode.day in days)
    alone = aggregate(episode for episode in planned if episode.day not in days)
    if together.counted < MIN_WITH or alone.counted < MIN_WITHOUT or not together.surely_better_than(alone):
        return None
    gain = record.value(behavior) * (together.share - alone.share)
    return Suggestion(
        key=f"stack:{behavior.id}",
        kind="stack",
        behavior=behavior.id,
        sentence=f"“{behavior.name}” right behind “{cue.name}”",
        evidence=f"{in_slot(slot)} done {_of(together)} on days with “{cue.name}”, {_of(alone)} on days without",
        observations=together.counted + alone.counted,
        points=gain * alone.counted / (together.counted + alone.counted) * record.per_week(planned),
        proposal=AddRule(
            rule=Stack(id=f"{behavior.id}-behind-{cue.id}"[:60], first=cue.id, then=behavior.id, penalty=round(gain, 1))
        ),
    )


def _days_done(record: Record, behavior: str, slot: str) -> set[date]:
    return {episode.day for episode in record.of.get(behavior, ()) if episode.done and episode.slot == slot}


def _of(found: Aggregate) -> str:
    return f"{found.done} of {found.counted}"
