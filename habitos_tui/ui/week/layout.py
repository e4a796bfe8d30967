"""Where blocks lie on the week grid: in columns of days and the rows of its axis, side by side where they share a row.

Pure geometry, in cells, rows and days.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from habitos_tui.domain.planning.free_time import SlotCapacity
from habitos_tui.ui.kit.line_list import SCROLLBAR_CELLS
from habitos_tui.ui.kit.screen import WIDE
from habitos_tui.ui.session.view import Block
from habitos_tui.ui.week.axis import Axis
from habitos_tui.ui.week.presenter import WeekView

FEW_DAYS: Final = 3
"""Days in view on a screen that is not wide."""


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """A block's rows (`last` is the row after them) and its lane of `lanes` side by side.

    `paler` marks alternate blocks of one category that touch.
    """

    block: Block
    first: int
    last: int
    lane: int
    lanes: int
    paler: bool = False


class WeekLayout:
    """A view cut into the rows of an axis."""

    def __init__(self, view: WeekView, axis: Axis) -> None:
        self.view = view
        self.axis = axis
        self.rows = axis.rows
        self._by_day = [self._place_day([b for b in view.blocks if b.day == day]) for day in range(7)]
        self._found = {placed.block.key: placed for placed in self.placed()}
        self._cells: dict[tuple[int, int], list[PlacedBlock]] = {}
        for placed in self.placed():
            for row in range(placed.first, placed.last):
                self._cells.setdefault((placed.block.day, row), []).append(placed)
        for cell in self._cells.values():
            cell.sort(key=lambda placed: placed.lane)

    def placed(self) -> Iterator[PlacedBlock]:
        """Yield all blocks in time order."""
        for day in self._by_day:
            yield from day

    def at(self, day: int, row: int) -> Sequence[PlacedBlock]:
        """Return the blocks in one row of one day, by lane."""
        return self._cells.get((day, row), ())

    def find(self, key: str | None) -> PlacedBlock | None:
        """Return where the block with this key lies."""
        return None if key is None else self._found.get(key)

    def minute(self, row: int) -> int:
        """Return the minute of the day at which a row begins."""
        return self.axis.bounds[row]

    def row_of(self, minute: int) -> int:
        """Return the row of a minute of the day, the nearest row for minutes outside."""
        return self.axis.row_of(minute)

    def rows_of(self, start: int, end: int) -> range:
        """Return the rows nearest to a time of the day, at least one, clipped to the grid."""
        return self.axis.covering(start, end)

    def label_row(self, capacity: SlotCapacity) -> int | None:
        """Return the last free row of a future slot, for its capacity label; None if there is none."""
        day, now = capacity.day, self.view.now
        gone = now[1] if now is not None and now[0] == day else 0
        for row in reversed(self.rows_of(max(capacity.start, gone), capacity.end)):
            if not self.at(day, row) and self.view.busy_at(day, self.axis.middle(row)) is None:
                return row
        return None

    def _place_day(self, blocks: Iterable[Block]) -> list[PlacedBlock]:
        """Give each block the rows nearest to its time, or the next free rows if less than a step later.

        Where several may lie side by side that is half a step, as far as what is nearest may be away.
        """
        furthest = self.axis.step if self.axis.abreast == 1 else self.axis.step // 2
        spans: list[tuple[Block, int, int]] = []
        first = free = 0
        for block in blocks:
            start, end = self.axis.nearest(block.start), self.axis.nearest(block.end)
            # Never above the previous block: rows are in time order.
            first = min(max(start, first), self.rows - 1)
            if first < free < self.rows and self.minute(free) - block.start < furthest:
                first = free
            last = max(first + 1, min(end, self.rows))
            spans.append((block, first, last))
            free = max(free, last)
        return _with_alternate_shades([placed for cluster in _clusters(spans) for placed in _in_lanes(cluster)])


def _clusters(spans: Iterable[tuple[Block, int, int]]) -> Iterator[list[tuple[Block, int, int]]]:
    """Yield groups of blocks that share rows."""
    cluster: list[tuple[Block, int, int]] = []
    end = -1
    for span in spans:
        if cluster and span[1] >= end:
            yield cluster
            cluster = []
        cluster.append(span)
        end = max(end, span[2]) if len(cluster) > 1 else span[2]
    if cluster:
        yield cluster


def _in_lanes(cluster: list[tuple[Block, int, int]]) -> list[PlacedBlock]:
    ends: list[int] = []
    placed: list[PlacedBlock] = []
    for block, first, last in cluster:
        lane = next((index for index, end in enumerate(ends) if end <= first), len(ends))
        ends[lane : lane + 1] = [last]
        placed.append(PlacedBlock(block, first, last, lane, 1))
    return [replace(each, lanes=len(ends)) for each in placed]


def _with_alternate_shades(day: list[PlacedBlock]) -> list[PlacedBlock]:
    """Make alternate blocks of one category paler where they touch."""
    shaded: list[PlacedBlock] = []
    for placed in day:
        before = shaded[-1] if shaded else None
        touches = before is not None and before.last >= placed.first and before.block.mark == placed.block.mark
        shaded.append(replace(placed, paler=touches and before is not None and not before.paler))
    return shaded


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns: a gutter at the left, then `count` days of `width` cells from day `first` on."""

    gutter: int
    width: int
    first: int
    count: int

    def left(self, day: int) -> int:
        """Return the x of a day's first cell."""
        return self.gutter + (day - self.first) * self.width

    def day_at(self, x: int) -> int | None:
        """Return the day at an x, None in the gutter and right of the days."""
        day = self.first + (x - self.gutter) // self.width
        return day if x >= self.gutter and day < self.first + self.count else None

    @property
    def days(self) -> range:
        """The days in view."""
        return range(self.first, self.first + self.count)


def has_room(width: int) -> bool:
    """Tell whether seven days have their full width in a grid of so many cells."""
    return width + SCROLLBAR_CELLS >= WIDE


def share_width(width: int, cursor_day: int, first: int, *, few: bool) -> Columns:
    """Return the columns for `width` cells: seven days, or three including `cursor_day`, with the least scrolling.

    `few` asks for three where there is no room for seven of their full width.
    """
    count = FEW_DAYS if few and not has_room(width) else 7
    first = 0 if count == 7 else min(max(first, cursor_day - count + 1), cursor_day, 7 - count)
    column = max((width - _gutter(width, count)) // count, 4)
    return Columns(max(width - column * count, 0), column, first, count)


def _gutter(width: int, days: int) -> int:
    """Return the least cells for the hours, and for the names of slots below or beside them where there is room."""
    if not has_room(width):
        return 7 if days == 7 else 12
    return 9 if width < 140 else 20


def lane_cells(lane: int, lanes: int, room: int) -> tuple[int, int]:
    """Return where a lane of a day begins and ends within `room` cells."""
    return room * lane // lanes, room * (lane + 1) // lanes
