"""A week as half-hour cells: pure functions between cells, stretches of busy time, and words.

Blocks that no stroke touched keep their exact minutes.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import groupby
from typing import Final
from uuid import UUID, uuid4

from habitos_tui.domain.model.agenda import WeeklyBusy
from habitos_tui.domain.model.base import ALL_DAYS, MINUTES_PER_DAY
from habitos_tui.domain.text.phrasing import duration

STEP_MINUTES: Final = 30
CELLS: Final = MINUTES_PER_DAY // STEP_MINUTES
"""Half hours of a day."""

WORK: Final = "Work"
SLEEP: Final = "Sleep"
MEALS: Final = "Meals"
FREE: Final = ""
"""Content of a free cell."""

Painting = tuple[tuple[str, ...], ...]
"""By weekday (Monday = 0) and half hour from midnight on: the title of its busy time, or FREE."""

Stretch = tuple[int, int, int, str]
"""Weekday, start and end in minutes after midnight, title."""

_NIGHT_ENDS: Final = 12 * 60
"""Latest end of a block from midnight that still counts as night."""

BLANK: Final[Painting] = ((FREE,) * CELLS,) * len(ALL_DAYS)


def painting_of(stretches: Iterable[Stretch]) -> Painting:
    """Return the cells touched by the stretches; the part past midnight goes to the next day, later stretches win."""
    cells = [list(day) for day in BLANK]
    for weekday, start, end, title in stretches:
        for cell in range(start // STEP_MINUTES, -(-end // STEP_MINUTES)):
            cells[(weekday + cell // CELLS) % len(cells)][cell % CELLS] = title
    return tuple(map(tuple, cells))


def stretches_of(painting: Painting) -> tuple[Stretch, ...]:
    """Return the painted stretches by weekday and time; adjacent cells of the same title are one stretch."""
    found: list[Stretch] = []
    for weekday, day in enumerate(painting):
        cell = 0
        for title, run in groupby(day):
            first, cell = cell, cell + len(list(run))
            if title != FREE:
                found.append((weekday, first * STEP_MINUTES, cell * STEP_MINUTES, title))
    return tuple(found)


def over_midnight(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Return the stretches with those that meet at midnight joined; they belong to the day they begin on.

    Sunday's may continue on Monday, since weekdays wrap around.
    """
    mornings = {(day, title): end for day, start, end, title in stretches if start == 0 and end <= _NIGHT_ENDS}
    evenings = {(day, title) for day, start, end, title in stretches if end == MINUTES_PER_DAY and start > 0}
    joined: list[Stretch] = []
    for day, start, end, title in stretches:
        following = ((day + 1) % len(ALL_DAYS), title)
        if (day, title) in evenings and end == MINUTES_PER_DAY and following in mornings:
            joined.append((day, start, MINUTES_PER_DAY + mornings[following], title))
        elif not (start == 0 and end <= _NIGHT_ENDS and ((day - 1) % len(ALL_DAYS), title) in evenings):
            joined.append((day, start, end, title))
    return tuple(joined)


def painted(painting: Painting, days: Collection[int], first: int, last: int, title: str) -> Painting:
    """Return the painting with the cells `first` to `last` of these weekdays holding `title`."""
    return tuple(
        (*day[:first], *(title,) * (last + 1 - first), *day[last + 1 :]) if weekday in days else day
        for weekday, day in enumerate(painting)
    )


def free_minutes(painting: Painting) -> int:
    """Return the free minutes of the week."""
    return sum(title == FREE for day in painting for title in day) * STEP_MINUTES


def days_with(painting: Painting, title: str) -> tuple[int, ...]:
    """Return the weekdays on which `title` takes any time."""
    return tuple(weekday for weekday, day in enumerate(painting) if title in day)


UNTITLED: Final = "Busy"
"""Name of busy time without a title on the grid, where an empty title means free."""


def painting_for(blocks: Iterable[WeeklyBusy]) -> Painting:
    """Return the blocks as half-hour cells."""
    return painting_of((b.weekday, b.start, b.end, b.title or UNTITLED) for b in blocks)


def repainted(
    blocks: Sequence[WeeklyBusy], after: Painting, new_id: Callable[[], UUID] = uuid4
) -> tuple[WeeklyBusy, ...]:
    """Return the busy time of `after`: unchanged blocks kept as they are, and new blocks for the rest."""
    before = painting_for(blocks)
    changed = {(d, c) for d in ALL_DAYS for c in range(CELLS) if before[d][c] != after[d][c]}
    kept = tuple(block for block in blocks if not _cells(block) & changed)
    rest = after
    for day, cell in set().union(*map(_cells, kept)):
        rest = painted(rest, (day,), cell, cell, FREE)
    made = (
        WeeklyBusy(id=new_id(), weekday=day, start=start, end=end, title=title)
        for day, start, end, title in over_midnight(stretches_of(rest))
    )
    return (*kept, *made)


def taken_text(painting: Painting) -> str:
    """Return how much of the week is taken and how much is left."""
    free = free_minutes(painting)
    taken = len(ALL_DAYS) * MINUTES_PER_DAY - free
    return f"{duration(taken)} of the week are busy, {duration(free)} are free."


def _cells(block: WeeklyBusy) -> set[tuple[int, int]]:
    """Return the weekdays and half hours that a block touches."""
    alone = painting_of([(block.weekday, block.start, block.end, UNTITLED)])
    return {(day, cell) for day in ALL_DAYS for cell in range(CELLS) if alone[day][cell] != FREE}
