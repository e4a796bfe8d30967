"""Suggests a better slot for a behavior, and dropping weekdays that do not work."""

from collections.abc import Iterator, Mapping
from typing import Final

from habitos_tui.domain.insight.suggestion import SetBehavior, Suggestion
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.text.phrasing import WEEKDAYS, in_slot
from habitos_tui.insight.advice.record import Aggregate, Record, aggregate

MIN_USED: Final = 8
"""Least sessions in the slot or weekday to leave."""
MIN_KNOWN: Final = 5
"""Least sessions in the suggested slot."""


def better_slots(record: Record) -> Iterator[Suggestion]:
    """Yield changes to a slot significantly better than the most used one."""
    for behavior in record.behaviors:
        aggregates = record.by_slot(behavior.id)
        old = max(aggregates, key=lambda slot: aggregates[slot].counted, default=None)
        if old is None or aggregates[old].counted < MIN_USED or record.value(behavior) <= 0:
            continue
        if not behavior.prefers(old):  # Already followed; the old evidence still counts.
            continue
        new = _best_other(aggregates, old)
        if new is None or not aggregates[new].surely_better_than(aggregates[old]):
            continue
        if record.still_possible(behavior, _only_in(behavior, new)):
            yield _slot(record, behavior, old, new, aggregates)


def _only_in(behavior: Behavior, slot: str) -> Behavior:
    return behavior.model_copy(update={"preferred_slots": (slot,), "weekend_slots": None, "strict_slots": True})


def _best_other(aggregates: Mapping[str, Aggregate], old: str) -> str | None:
    known = [slot for slot, found in aggregates.items() if slot != old and found.counted >= MIN_KNOWN]
    return max(known, key=lambda slot: aggregates[slot].share, default=None)


def _slot(record: Record, behavior: Behavior, old: str, new: str, aggregates: Mapping[str, Aggregate]) -> Suggestion:
    moved = record.per_week(e for e in record.of[behavior.id] if e.slot == old and e.planned is not None)
    kept = tuple(slot for slot in behavior.preferred_slots if slot not in {old, new})
    return Suggestion(
        key=f"slot:{behavior.id}",
        kind="slot",
        behavior=behavior.id,
        sentence=f"“{behavior.name}” {in_slot(new)} rather than {in_slot(old)}",
        evidence=f"done {_of(aggregates[old])} {in_slot(old)}, {_of(aggregates[new])} {in_slot(new)}",
        observations=aggregates[old].counted + aggregates[new].counted,
        points=record.value(behavior) * (aggregates[new].share - aggregates[old].share) * moved,
        proposal=SetBehavior(id=behavior.id, set={"preferred_slots": [new, *kept]}),
    )


def better_days(record: Record) -> Iterator[Suggestion]:
    """Yield the weekday of a behavior significantly worse than its others, if the others suffice."""
    for behavior in record.behaviors:
        if len(behavior.weekdays) == 1 or record.value(behavior) <= 0:
            continue
        free = [day for day in behavior.weekdays if record.still_possible(behavior, _without(behavior, day))]
        found = [_day(record, behavior, weekday) for weekday in free]
        yield from sorted((line for line in found if line is not None), key=lambda line: -line.points)[:1]


def _without(behavior: Behavior, weekday: int) -> Behavior:
    return behavior.model_copy(update={"weekdays": tuple(day for day in behavior.weekdays if day != weekday)})


def _day(record: Record, behavior: Behavior, weekday: int) -> Suggestion | None:
    episodes = [episode for episode in record.of.get(behavior.id, ()) if episode.planned is not None]
    there = [episode for episode in episodes if episode.day.weekday() == weekday]
    here, rest = aggregate(there), aggregate(episode for episode in episodes if episode.day.weekday() != weekday)
    if here.counted < MIN_USED or rest.counted < MIN_USED or not rest.surely_better_than(here):
        return None
    day = WEEKDAYS[weekday]
    return Suggestion(
        key=f"day:{behavior.id}",
        kind="day",
        behavior=behavior.id,
        sentence=f"“{behavior.name}” on other days than {day}",
        evidence=f"done {_of(here)} on {day}, {_of(rest)} on other days",
        observations=here.counted + rest.counted,
        points=record.value(behavior) * (rest.share - here.share) * record.per_week(there),
        proposal=SetBehavior(id=behavior.id, set={"weekdays": [day for day in behavior.weekdays if day != weekday]}),
    )


def _of(found: Aggregate) -> str:
    return f"{found.done} of {found.counted}"
