"""Suggests a better slot for a behavior, and dropping weekdays that do not work."""

from collections.abc import Iterator, Sequence
from typing import Final

from habitos_tui.domain.insight.aggregate import Episode
from habitos_tui.domain.insight.suggestion import Outlook, SetBehavior, Suggestion
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.text.phrasing import WEEKDAYS, in_slot, percent
from habitos_tui.insight.advice.record import MIN_DIFFERENCE, Aggregate, Candidate, Contrast, Record, contrast

MIN_USED: Final = 8
"""Least sessions in the slot or weekday to leave."""
MIN_KNOWN: Final = 5
"""Least sessions in the suggested slot."""


def better_slots(record: Record) -> Iterator[Candidate]:
    """Yield the other slots of each behavior, against the one that is used most."""
    for behavior in record.behaviors:
        episodes = record.planned_ones(behavior.id)
        by_slot = {slot: [episode for episode in episodes if episode.slot == slot] for slot in record.slots}
        old = max(by_slot, key=lambda slot: len(by_slot[slot]), default=None)
        if old is None or len(by_slot[old]) < MIN_USED or record.value(behavior) <= 0:
            continue
        if not behavior.prefers(old):  # Already followed; the old evidence still counts.
            continue
        for new, there in by_slot.items():
            known = new != old and len(there) >= MIN_KNOWN
            if known and record.still_possible(behavior, _only_in(behavior, new)):
                yield _slot(record, behavior, old, new, contrast(by_slot[old], there))


def _only_in(behavior: Behavior, slot: str) -> Behavior:
    return behavior.model_copy(update={"preferred_slots": (slot,), "weekend_slots": None, "strict_slots": True})


def _slot(record: Record, behavior: Behavior, old: str, new: str, found: Contrast) -> Candidate:
    if found.difference < MIN_DIFFERENCE:
        return Candidate(found.claim, None)
    moved = record.per_week(e for e in record.planned_ones(behavior.id) if e.slot == old)
    kept = tuple(slot for slot in behavior.preferred_slots if slot not in {old, new})
    suggestion = Suggestion(
        key=f"slot:{behavior.id}",
        kind="slot",
        behavior=behavior.id,
        sentence=f"“{behavior.name}” {in_slot(new)} rather than {in_slot(old)}",
        evidence=compared(found, in_slot(old), in_slot(new)),
        observations=found.here.counted + found.rest.counted,
        points=record.value(behavior) * found.difference * moved,
        proposal=SetBehavior(id=behavior.id, set={"preferred_slots": [new, *kept]}),
    )
    return Candidate(found.claim, suggestion)


def better_days(record: Record) -> Iterator[Candidate]:
    """Yield the weekdays of each behavior that its others could do without."""
    for behavior in record.behaviors:
        if len(behavior.weekdays) == 1 or record.value(behavior) <= 0:
            continue
        episodes = record.planned_ones(behavior.id)
        for weekday in behavior.weekdays:
            here = [episode for episode in episodes if episode.day.weekday() == weekday]
            enough = len(here) >= MIN_USED and len(episodes) - len(here) >= MIN_USED
            if enough and record.still_possible(behavior, _without(behavior, weekday)):
                yield _day(record, behavior, weekday, here, episodes)


def _without(behavior: Behavior, weekday: int) -> Behavior:
    return behavior.model_copy(update={"weekdays": tuple(day for day in behavior.weekdays if day != weekday)})


def _day(
    record: Record, behavior: Behavior, weekday: int, here: Sequence[Episode], episodes: Sequence[Episode]
) -> Candidate:
    found = contrast(here, [episode for episode in episodes if episode.day.weekday() != weekday])
    if found.difference < MIN_DIFFERENCE:
        return Candidate(found.claim, None)
    day, mean = WEEKDAYS[weekday], found.mean
    suggestion = Suggestion(
        key=f"day:{behavior.id}",
        kind="day",
        behavior=behavior.id,
        sentence=f"“{behavior.name}” on other days than {day}",
        evidence=compared(found, f"on {day}", "on other days"),
        observations=found.here.counted + found.rest.counted,
        points=record.value(behavior) * found.difference * record.per_week(here),
        proposal=SetBehavior(id=behavior.id, set={"weekdays": [day for day in behavior.weekdays if day != weekday]}),
        outlooks=(Outlook(behavior.id, found.likely_here - mean, found.likely_rest - mean, weekday),),
    )
    return Candidate(found.claim, suggestion)


def compared(found: Contrast, here: str, rest: str) -> str:
    """Return the counts of both, each with what is likely by them."""
    return f"done {_of(found.here, found.likely_here)} {here}, {_of(found.rest, found.likely_rest)} {rest}"


def _of(counts: Aggregate, likely: float) -> str:
    return f"{counts.done} of {counts.counted} (likely {percent(likely)})"
