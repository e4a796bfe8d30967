"""Completion rates of planned sessions by weekday and slot, and the best and hardest slots."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from habitos_tui.domain.insight.aggregate import PlaceAggregate
from habitos_tui.domain.insight.regularity import RateCell, RateMap, SlotRecord, SlotStandings
from habitos_tui.domain.model.base import DAYS
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.insight.intervals import wilson

MIN_SESSIONS: Final = 8
"""Least planned sessions of a behavior in a slot to rank it."""
MAX_NAMED: Final = 5


def slots_in_order(slots: Sequence[str], found: Iterable[str | None]) -> tuple[str | None, ...]:
    """Return `slots`, then other slots of `found`, None last."""
    others = {slot for slot in found if slot not in slots}
    named = sorted(slot for slot in others if slot is not None)
    return (*slots, *named, *([None] if None in others else []))


def rate_map(places: Sequence[PlaceAggregate], slots: Sequence[str], first_weekday: int) -> RateMap:
    """Return the map of all behaviors together; empty when no session counted."""
    if not places:
        return RateMap.EMPTY
    done: Counter[tuple[int, str | None]] = Counter()
    counted: Counter[tuple[int, str | None]] = Counter()
    for place in places:
        done[place.weekday, place.slot] += place.done
        counted[place.weekday, place.slot] += place.counted
    rows = slots_in_order(slots, (place.slot for place in places))
    weekdays = tuple((first_weekday + day) % 7 for day in DAYS)
    cells = [
        RateCell(weekday, slot, done[weekday, slot], counted[weekday, slot])
        for slot in rows
        for weekday in weekdays
        if counted[weekday, slot]
    ]
    return RateMap(counted.total(), weekdays, rows, tuple(cells))


def slot_standings(
    places: Sequence[PlaceAggregate], behaviors: Sequence[Behavior], slots: Sequence[str]
) -> SlotStandings:
    """Return the rate of each behavior in each slot, and the best and hardest ones against the overall rate.

    Best are ranked by the lower end of their interval, hardest by the upper end. Both need a few sessions.
    """
    done: Counter[tuple[str, str | None]] = Counter()
    counted: Counter[tuple[str, str | None]] = Counter()
    for place in places:
        done[place.behavior, place.slot] += place.done
        counted[place.behavior, place.slot] += place.counted
    rows = slots_in_order(slots, (place.slot for place in places))
    records = [
        SlotRecord(behavior.id, behavior.name, slot, *_figures(done, counted, (behavior.id, slot)))
        for behavior in behaviors
        for slot in rows
        if counted[behavior.id, slot]
    ]
    if not records:
        return SlotStandings.EMPTY
    overall = done.total() / counted.total()
    known = [(record, record.done / record.counted) for record in records if record.counted >= MIN_SESSIONS]
    best = sorted((record for record, share in known if share >= overall), key=lambda record: -record.low)
    hardest = sorted((record for record, share in known if share < overall), key=lambda record: record.high)
    return SlotStandings(counted.total(), tuple(records), tuple(best[:MAX_NAMED]), tuple(hardest[:MAX_NAMED]))


def _figures(
    done: Mapping[tuple[str, str | None], int],
    counted: Mapping[tuple[str, str | None], int],
    key: tuple[str, str | None],
) -> tuple[int, int, float, float]:
    return done[key], counted[key], *wilson(done[key], counted[key])
