"""Weekly busy time that is painted over: what no stroke touched stays as it is, to the minute."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final
from uuid import UUID, uuid4

from habitos_tui.domain.model.agenda import WeeklyBusy
from habitos_tui.domain.model.base import ALL_DAYS, MINUTES_PER_DAY
from habitos_tui.domain.text.phrasing import duration
from habitos_tui.ui.busy.painting import (
    CELLS,
    FREE,
    Painting,
    free_minutes,
    over_midnight,
    painted,
    painting_of,
    stretches_of,
)

UNTITLED: Final = "Busy"
"""What busy time without a title is called on the grid, where no title means free."""


def painting_for(blocks: Iterable[WeeklyBusy]) -> Painting:
    """Return the blocks as half hours to paint on."""
    return painting_of((b.weekday, b.start, b.end, b.title or UNTITLED) for b in blocks)


def repainted(
    blocks: Sequence[WeeklyBusy], after: Painting, new_id: Callable[[], UUID] = uuid4
) -> tuple[WeeklyBusy, ...]:
    """Return the busy time that `after` shows: blocks of which no half hour changed, and what is painted besides."""
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
    return f"{duration(taken)} of the week are taken, {duration(free)} are free."


def _cells(block: WeeklyBusy) -> set[tuple[int, int]]:
    """Return the weekdays and half hours that a block touches."""
    alone = painting_of([(block.weekday, block.start, block.end, UNTITLED)])
    return {(day, cell) for day in ALL_DAYS for cell in range(CELLS) if alone[day][cell] != FREE}
