"""Suggests stacking an often missed behavior after a steady one."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from datetime import date
from typing import Final

from habitos_tui.domain.insight.aggregate import Episode
from habitos_tui.domain.insight.suggestion import AddRule, Outlook, Suggestion
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.rule import Precedence, Stack
from habitos_tui.domain.text.phrasing import in_slot, percent
from habitos_tui.insight.advice.record import MIN_DIFFERENCE, Candidate, Contrast, Record, block, contrast

STEADY: Final = 0.7
"""Least strength of the steady behavior."""
MIN_WITH: Final = 8
MIN_WITHOUT: Final = 5
"""Least sessions on days with the steady behavior done, and on days without."""
GOOD: Final = 0.5
"""Share of a day's other sessions done from which on it was a good one."""


def stacks(record: Record) -> Iterator[Candidate]:
    """Yield, for each behavior that is not steady, the steady ones of its slots."""
    bound = {name for rule in record.rules if isinstance(rule, Stack | Precedence) for name in rule.behavior_ids}
    steady = [behavior for behavior in record.behaviors if record.strengths.get(behavior.id, 0.0) >= STEADY]
    by_day: dict[date, list[Episode]] = defaultdict(list)
    for episode in record.episodes:
        by_day[episode.day].append(episode)
    for behavior in record.behaviors:
        if behavior.id in bound or record.strengths.get(behavior.id, 0.0) >= STEADY or record.value(behavior) <= 0:
            continue
        for cue in steady:
            for slot in record.slots:
                found = _compared(record, cue.id, behavior.id, slot, by_day)
                if found is not None:
                    yield Candidate(found.claim, _stack(record, cue, behavior, slot, found))


def _compared(
    record: Record, cue: str, behavior: str, slot: str, by_day: Mapping[date, list[Episode]]
) -> Contrast | None:
    """Compare days without the cue with days with it, good days among themselves and bad ones among themselves.

    On a day on which nothing works out neither gets done, which makes none the cue of the other.
    """

    def stratum(episode: Episode) -> Hashable:
        others = [e.done for e in by_day[episode.day] if e.behavior not in {cue, behavior} and e.planned is not None]
        return block(episode.day), sum(others) >= GOOD * len(others) if others else None

    days = {episode.day for episode in record.of.get(cue, ()) if episode.done and episode.slot == slot}
    planned = [episode for episode in record.planned_ones(behavior) if episode.slot == slot]
    together = [episode for episode in planned if episode.day in days]
    alone = [episode for episode in planned if episode.day not in days]
    enough = len(together) >= MIN_WITH and len(alone) >= MIN_WITHOUT
    return contrast(alone, together, stratum) if enough else None


def _stack(record: Record, cue: Behavior, behavior: Behavior, slot: str, found: Contrast) -> Suggestion | None:
    if found.difference < MIN_DIFFERENCE:
        return None
    alone, together, mean = found.here, found.rest, found.mean
    gain = record.value(behavior) * found.difference
    planned = [episode for episode in record.planned_ones(behavior.id) if episode.slot == slot]
    with_cue = f"{together.done} of {together.counted} (likely {percent(found.likely_rest)})"
    without = f"{alone.done} of {alone.counted} ({percent(found.likely_here)})"
    return Suggestion(
        key=f"stack:{behavior.id}",
        kind="stack",
        behavior=behavior.id,
        sentence=f"“{behavior.name}” right after “{cue.name}”",
        evidence=f"{in_slot(slot)} done {with_cue} on days with “{cue.name}”, {without} on days without",
        observations=together.counted + alone.counted,
        points=gain * alone.counted / (together.counted + alone.counted) * record.per_week(planned),
        proposal=AddRule(
            rule=Stack(id=f"{behavior.id}-behind-{cue.id}"[:60], first=cue.id, then=behavior.id, penalty=round(gain, 1))
        ),
        outlooks=(Outlook(behavior.id, found.likely_rest - mean, found.likely_here - mean, cue=cue.id, slot=slot),),
    )
