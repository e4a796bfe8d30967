"""How the width of the week grid is shared between a gutter for the hours and the days in view."""

from dataclasses import dataclass
from typing import Final

from habitos_tui.ui.kit.screen import WIDE

FEW_DAYS: Final = 3
"""Days in view on a screen that is not wide."""


@dataclass(frozen=True, slots=True)
class Columns:
    """How the width is shared: a gutter at the left, then `count` days of `width` cells from day `first` on."""

    gutter: int
    width: int
    first: int
    count: int

    def left(self, day: int) -> int:
        """Return the x of a day's first cell."""
        return self.gutter + (day - self.first) * self.width

    def day_at(self, x: int) -> int | None:
        """Return the day that an x falls into, None for the gutter and what lies right of the days."""
        day = self.first + (x - self.gutter) // self.width
        return day if x >= self.gutter and day < self.first + self.count else None

    @property
    def days(self) -> range:
        """The days in view."""
        return range(self.first, self.first + self.count)


def share_width(width: int, cursor_day: int, first: int) -> Columns:
    """Return the columns for `width` cells: seven days, or three with `cursor_day` that move as little as possible."""
    count = 7 if width >= WIDE else FEW_DAYS
    first = 0 if count == 7 else min(max(first, cursor_day - count + 1), cursor_day, 7 - count)
    # Room for the hours, and for slot names beside them where there is plenty.
    gutter = 12 if width < WIDE else 9 if width < 140 else 20
    column = max((width - gutter) // count, 4)
    return Columns(max(width - column * count, 0), column, first, count)


def lane_cells(lane: int, lanes: int, room: int) -> tuple[int, int]:
    """Return where a lane of a day begins and ends within `room` cells."""
    return room * lane // lanes, room * (lane + 1) // lanes
