"""Holds the week grid, and keeps its repaints small.

Textual sends a changed line from the nearest border of a widget to the left of the change. Inside the grid, one widget,
that would be the left edge of the screen: five days of a week for a move on Saturday. So behind the grid lie plain
widgets as wide as its columns, never seen, whose borders cut a line into days.
"""

from textual.containers import Container, Horizontal
from textual.geometry import Size
from textual.widget import Widget

from habitos_tui.ui.week.columns import share_width
from habitos_tui.ui.week.grid import SCROLLBAR_CELLS, WeekGrid


class Ruler(Widget):
    """As wide as one column of the grid; 0 is the gutter, then come the days in view."""

    DEFAULT_CSS = """
    Ruler { width: auto; height: 100%; }
    """

    def __init__(self, column: int) -> None:
        super().__init__()
        self._column = column

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return the width that the grid gives this column in `container`."""
        columns = share_width(container.width - SCROLLBAR_CELLS, 0, 0)
        if self._column == 0:
            return columns.gutter
        return columns.width if self._column <= columns.count else 0


class WeekBoard(Container):
    """The grid over its rulers."""

    DEFAULT_CSS = """
    WeekBoard { height: 1fr; layers: rulers grid; }
    WeekBoard > Horizontal { layer: rulers; height: 100%; }
    WeekBoard > WeekGrid { layer: grid; height: 100%; }
    """

    def __init__(self, grid: WeekGrid) -> None:
        """There are rulers for the gutter and seven days."""
        super().__init__(Horizontal(*(Ruler(column) for column in range(8))), grid)
