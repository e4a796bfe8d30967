"""The day as a time axis: rows of equal time, with one more wherever several things begin in one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from habitos_tui.domain.model.base import MINUTES_PER_HOUR
from habitos_tui.domain.model.week import Busy, Slot
from habitos_tui.text import clean
from habitos_tui.ui.today.presenter import ItemLine, TodayView

_STEPS: Final = range(10, MINUTES_PER_HOUR + 1)
"""Minutes that a row may stand for."""
_TOLD: Final = 15
"""Minutes from which on free time is told."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Time of a day that is taken, by an item or by busy time; minutes after midnight."""

    start: int
    end: int
    item: ItemLine | None = None
    title: str = ""
    """Of busy time."""
    ends: bool = True
    """Whether it ends on the day, and does not go on until the next, as sleep does."""


@dataclass(frozen=True, slots=True)
class AxisDay:
    """What lies on the axis of a day."""

    stretches: tuple[Stretch, ...]
    """By start, items before busy time."""
    slots: tuple[Slot, ...]
    first: int
    last: int
    now: int | None = None
    tells_free: bool = True
    """Whether free time is worth telling: neither of a day that is over nor of one away."""


@dataclass(frozen=True, slots=True)
class AxisRow:
    """A row of the axis of one day."""

    minute: int | None
    """When it is, or when what is told on it begins; None for one more row of the same time."""
    taken: Stretch | None = None
    begins: bool = False
    """Whether what it shows begins here."""
    free: int = 0
    """Minutes that are free from here on, where that is told."""
    now: bool = False
    """Whether it is the now-line."""
    slot: str = ""
    """The part of the day that begins here."""
    hour: int | None = None
    """The whole hour nearest to it, in minutes, unless that is nearer to another row."""

    @property
    def label(self) -> int | None:
        """The time it is labelled with: when something begins, else the hour."""
        return self.minute if self.begins or self.free or self.now else self.hour


def axis_day(view: TodayView) -> AxisDay:
    """Return what is to be drawn of a day: from its first slot to its last, without the sleep before and after."""
    timed = [line for line in view.items if on_axis(line)]
    items = [Stretch(line.start or 0, line.end, line) for line in timed]
    latest = max(slot.end for slot in view.slots)
    busy = [Stretch(each.start, each.end, title=clean(each.title), ends=each.end < latest) for each in view.busy]
    seen = [(stretch.start, stretch.end) for stretch in items]
    seen += [(view.now, view.now)] if view.now is not None else []
    first, last = _waking(view.slots, view.busy, seen)
    return AxisDay(
        stretches=tuple(sorted([*items, *busy], key=lambda each: (each.start, each.item is None))),
        slots=view.slots,
        first=first,
        last=last,
        now=view.now,
        tells_free=not (view.past or view.away),
    )


def on_axis(line: ItemLine) -> bool:
    """Tell whether a line has a place on the axis: a time, and one of the day in view."""
    return line.start is not None and not line.days


def axis_rows(days: Sequence[AxisDay], height: int) -> list[tuple[AxisRow, ...]] | None:
    """Return the rows of days side by side, as many as fit `height`; None where not even an hour a row does."""
    step = next((minutes for minutes in _STEPS if _count(days, minutes) <= height), None)
    if step is None:
        return None
    rows = list(_rows(days, step))
    columns = (_finished(day, column) for day, column in zip(days, zip(*rows, strict=True), strict=True))
    return list(zip(*columns, strict=True))


def _waking(slots: Iterable[Slot], busy: Sequence[Busy], seen: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return the span of the slots without busy time at its ends, widened to what is `seen` on the day."""
    spans = [(slot.start, slot.end) for slot in slots]
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    first = max([first, *(each.end for each in busy if each.start <= first < each.end < last)])
    last = min([last, *(each.start for each in busy if first < each.start < last <= each.end)])
    first, last = min([first, *(start for start, _ in seen)]), max([last, *(end for _, end in seen)])
    return first // MINUTES_PER_HOUR * MINUTES_PER_HOUR, -(-last // MINUTES_PER_HOUR) * MINUTES_PER_HOUR


def _count(days: Sequence[AxisDay], step: int) -> int:
    """Return how many rows there are if each stands for so many minutes, without making them."""
    first, last = _span(days)
    pieces = Counter[int]()
    for day in days:
        begun = Counter((stretch.start - first) // step for stretch in day.stretches if first <= stretch.start < last)
        if day.now is not None and first <= day.now < last:
            begun[(day.now - first) // step] = max(begun[(day.now - first) // step], 1) + 1
        pieces |= begun
    return -(-(last - first) // step) + sum(rows - 1 for rows in pieces.values())


def _span(days: Sequence[AxisDay]) -> tuple[int, int]:
    return min(day.first for day in days), max(day.last for day in days)


def _rows(days: Sequence[AxisDay], step: int) -> Iterator[tuple[AxisRow, ...]]:
    first, last = _span(days)
    for minute in range(first, last, step):
        columns = [_cells(day, minute, step) for day in days]
        most = max(len(column) for column in columns)
        filled = (
            [*column, *[_rest(day, column[-1], minute + step // 2)] * (most - len(column))]
            for day, column in zip(days, columns, strict=True)
        )
        yield from zip(*filled, strict=True)


def _cells(day: AxisDay, minute: int, step: int) -> list[AxisRow]:
    """Return the rows of a day for a piece of time: one for each thing that begins in it, else what goes on."""
    begun = [stretch for stretch in day.stretches if minute <= stretch.start < minute + step]
    rows = [AxisRow(stretch.start, stretch, begins=True) for stretch in begun]
    rows = rows or [AxisRow(minute, _covering(day, minute + step // 2), hour=_hour(minute, step))]
    if day.now is not None and minute <= day.now < minute + step:
        place = sum(stretch.start <= day.now for stretch in begun) if begun else int(day.now >= minute + step // 2)
        rows.insert(place, AxisRow(day.now, now=True))
    return rows


def _hour(minute: int, step: int) -> int | None:
    """Return the whole hour that is nearest to a row, if no other row is nearer to it."""
    hour = round(minute / MINUTES_PER_HOUR) * MINUTES_PER_HOUR
    return hour if -step < 2 * (hour - minute) <= step else None


def _rest(day: AxisDay, last: AxisRow, middle: int) -> AxisRow:
    """Return one more row after the last of a piece of time, since another day has more of them."""
    if last.now or last.taken is None:
        return AxisRow(None, _covering(day, middle))
    return AxisRow(None, last.taken if last.taken.end > middle else _covering(day, middle))


def _covering(day: AxisDay, minute: int) -> Stretch | None:
    """Return what takes a minute: the item that began last, else busy time."""
    there = [stretch for stretch in day.stretches if stretch.start <= minute < stretch.end]
    items = [stretch for stretch in there if stretch.item is not None]
    return next(chain(reversed(items), reversed(there)), None)


def _finished(day: AxisDay, column: Sequence[AxisRow]) -> Iterator[AxisRow]:
    """Yield the rows of a day with the slots that begin on them, the free time that does, and each hour once."""
    reach, slot, was_free, told = day.first, "", False, -1
    over = not day.tells_free or day.now is not None
    for row in column:
        reach = max(reach, 0 if row.taken is None else row.taken.end, row.minute or 0 if row.now else 0)
        here = slot if row.now else _slot_at(day, row.minute if row.hour is None else row.hour) or slot
        free, over = row.taken is None and not row.now, over and not (row.now and day.tells_free)
        named = replace(row, slot=here if here != slot else "")
        if free and not was_free and not over:
            named = _telling_free(day, named, reach)
        label = named.label
        yield named if label is None or label > told or named.hour is None else replace(named, hour=None)
        slot, was_free, told = here, free, max(told, -1 if label is None else label)


def _slot_at(day: AxisDay, minute: int | None) -> str:
    return next((slot.name for slot in day.slots if minute is not None and slot.start <= minute < slot.end), "")


def _telling_free(day: AxisDay, row: AxisRow, since: int) -> AxisRow:
    """Return a row with how long it is free from there on, if that is worth telling and not over."""
    end = min((each.start for each in day.stretches if each.start >= since), default=day.last)
    return replace(row, minute=since, free=end - since) if end - since >= _TOLD else row
