"""The visible part of the week: its rows and days, and the cells they are drawn on.

A line of day names stands above the rows; below them are two lines of sums, and what is under the cursor.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from textual.geometry import Region
from textual.strip import Strip

from habitos_tui.ui.week.cursor import Cursor, cursor_at
from habitos_tui.ui.week.draft import Draft
from habitos_tui.ui.week.layout import Columns, PlacedBlock, WeekLayout, lane_cells

HEAD_ROWS: Final = 1
SUM_ROWS: Final = 2
FOOT_ROWS: Final = SUM_ROWS + 1
"""Lines under the days at least; more where there is room."""


@dataclass(frozen=True, slots=True)
class GridWindow:
    """`height` rows from `top` on, and the days of `columns`."""

    layout: WeekLayout
    columns: Columns
    top: int
    height: int

    def rows_under(self, cursor: Cursor) -> range:
        """Return the rows that the cursor covers: its block's, or its own."""
        placed = self.layout.find(cursor.key)
        return range(cursor.row, cursor.row + 1) if placed is None else range(placed.first, placed.last)

    def line_of(self, row: int) -> int | None:
        """Return the widget line of a row; None if out of view."""
        return row - self.top + HEAD_ROWS if self.top <= row < self.top + self.height else None

    def cursor_at(self, x: int, y: int) -> Cursor | None:
        """Return the cursor for a point of the widget; None outside of the days."""
        day, row = self.columns.day_at(x), y - HEAD_ROWS + self.top
        if day is None or self.line_of(row) is None or row >= self.layout.rows:
            return None
        for placed in self.layout.at(day, row):
            left, width = self._cells(day, placed)
            if left <= x < left + width:
                return Cursor(day, row, placed.block.key)
        return cursor_at(self.layout, day, row)

    def cursor_regions(self, cursor: Cursor) -> Iterator[Region]:
        """Yield the cells highlighted by the cursor."""
        left, width = self._cells(cursor.day, self.layout.find(cursor.key))
        yield from self._region(self.rows_under(cursor), left, width)

    def draft_regions(self, draft: Draft) -> Iterator[Region]:
        """Yield the cells that a draft covers."""
        days = [day for day in draft.days if day in self.columns.days]
        if days:
            left, width = self.columns.left(days[0]) + 1, len(days) * self.columns.width - 1
            yield from self._region(self.layout.rows_of(draft.start, draft.end), left, width)

    def top_showing(self, rows: range, row: int) -> int:
        """Return the nearest `top` that shows `row`, and all of `rows` if they fit."""
        top = min(max(self.top, rows.stop - self.height), rows.start)
        return min(max(top, row - self.height + 1), row)

    def top_at_start(self, cursor: Cursor) -> int:
        """Return the initial `top`: a third of the window above the cursor, or everything since now if it fits."""
        now, last = self.layout.view.now, self.rows_under(cursor).stop
        first = cursor.row - self.height // 3
        since = self.layout.row_of(now[1]) if now is not None and now[0] == cursor.day else first
        return max(min(first, since) if last - since <= self.height else first, 0)

    def _region(self, rows: range, left: int, width: int) -> Iterator[Region]:
        """Yield the visible part of some rows, if any."""
        first, last = max(rows.start, self.top), min(rows.stop, self.top + self.height)
        if first < last:
            yield Region(left, first - self.top + HEAD_ROWS, width, last - first)

    def _cells(self, day: int, placed: PlacedBlock | None) -> tuple[int, int]:
        """Return x and width of a day, or of the lane of a block in it."""
        left, room = self.columns.left(day) + 1, self.columns.width - 1
        if placed is None:
            return left, room
        start, end = lane_cells(placed.lane, placed.lanes, room)
        return left + start, end - start


def changed_lines(
    painted: Mapping[int, Strip], lines: Sequence[Strip], reach: Mapping[int, int], top: int, width: int
) -> Iterator[Region]:
    """Yield the parts of `lines`, drawn from `top` on, that differ from what was `painted` there.

    Each covers all that was ever painted in its line: that is its `reach`, and nothing of it may stay.
    """
    for number, line in enumerate(lines):
        if painted.get(number) != line:
            yield Region(0, top + number, min(max(reach.get(number, width), line.cell_length), width), 1)
