"""Slots, busy time, and the free windows that are left."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, Final

from pydantic import Field

from habitos_tui.domain.model.base import (
    DAYS,
    MINUTES_PER_DAY,
    BusyEnd,
    BusyTime,
    ClockTime,
    Day,
    FrozenModel,
    Identifier,
    SlotEnd,
)

Title = Annotated[str, Field(max_length=200)]


class Slot(FrozenModel):
    """A named stretch of every day."""

    name: Identifier
    start: ClockTime
    end: SlotEnd


class SlotList(FrozenModel):
    """The slots of a profile as a document."""

    slots: tuple[Slot, ...]


class Busy(FrozenModel):
    """Time that is taken from one day on: a night belongs to the day it begins on and reaches into the next."""

    day: Day
    start: BusyTime
    end: BusyEnd
    title: Title = ""


NEXT_WEEK: Final = "Next week"
"""The title of what takes the days that a week which is cut does not have."""

DEFAULT_SLOTS: Final = (
    Slot(name="early_morning", start=5 * 60, end=7 * 60),
    Slot(name="morning", start=7 * 60, end=12 * 60),
    Slot(name="midday", start=12 * 60, end=14 * 60),
    Slot(name="afternoon", start=14 * 60, end=17 * 60),
    Slot(name="evening", start=17 * 60, end=21 * 60),
    Slot(name="night", start=21 * 60, end=24 * 60),
)


@dataclass(frozen=True, slots=True)
class Window:
    """A maximal free stretch inside one slot of one day; minutes after midnight, both ends on the grid."""

    index: int
    """Place in time order over the whole week, from 0."""
    day: int
    slot: str
    start: int
    end: int

    @property
    def minutes(self) -> int:
        """Length in minutes."""
        return self.end - self.start

    def holds(self, start: int, minutes: int) -> bool:
        """Tell whether a session lies wholly inside."""
        return self.start <= start and start + minutes <= self.end


def slot_at(slots: Iterable[Slot], minute: int) -> str | None:
    """Return the name of the slot that `minute` of the day falls into."""
    return next((slot.name for slot in slots if slot.start <= minute < slot.end), None)


def on_grid(minutes: int, grid: int) -> int:
    """Return `minutes` rounded up to whole steps of `grid`.

    Starts are multiples of the grid, so two neighbours can only be a whole number of steps apart: a transition
    that is not takes the next larger one.
    """
    return -(-minutes // grid) * grid


def free_windows(
    slots: Sequence[Slot],
    taken: Iterable[tuple[int, int, int]],
    *,
    grid: int,
    transition: int,
    first_day: int = 0,
) -> tuple[Window, ...]:
    """Return the windows of the days from `first_day` on, in time order.

    `taken` holds (day, start, end) in minutes, pauses around fixed sessions included; stretches may overlap, and
    reach into other days: 25:00 of a day is 01:00 of the next.
    """
    spans = sorted((_absolute(day, start), _absolute(day, end)) for day, start, end in taken)
    stretches = [
        (day, slot.name, start, end)
        for day in DAYS[first_day:]
        for slot in slots
        for start, end in _gaps(_absolute(day, slot.start), _absolute(day, slot.end), spans)
    ]
    windows: list[Window] = []
    following = [start for _, _, start, _ in stretches[1:]] + [-1]
    for (day, name, start, end), next_start in zip(stretches, following, strict=False):
        # A pause is kept across a slot border inside free time too.
        last = end - transition if end == next_start else end
        midnight = _absolute(day, 0)
        first, last = on_grid(start - midnight, grid), (last - midnight) // grid * grid
        if last - first >= grid:
            windows.append(Window(len(windows), day, name, first, last))
    return tuple(windows)


def _absolute(day: int, minute: int) -> int:
    """Return minutes since midnight of the week's first day."""
    return day * MINUTES_PER_DAY + minute


def _gaps(first: int, last: int, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the stretches from `first` to `last` that the sorted `spans` leave free."""
    position = first
    for start, end in spans:
        if start > position:
            yield position, min(start, last)
        position = max(position, end)
        if position >= last:
            return
    yield position, last


def local_day(moment: datetime, day_end: int) -> date:
    """Return the date a local moment counts for when days end `day_end` minutes after midnight (0 to 360)."""
    return (moment - timedelta(minutes=day_end)).date()
