"""Panes in as many columns as fit, each as high as its content."""

from typing import Final, Protocol, runtime_checkable

from textual.containers import ScrollableContainer
from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

WIDTH: Final = 62
"""Least width of each of three or more columns."""
TWO_FROM: Final = 98
"""Width from which there are two columns: a window of 100 less a scrollbar."""


@runtime_checkable
class BoardPane(Protocol):
    """The interface of a pane for the board."""

    wide: bool
    """Spans two columns if available."""

    def rows_for(self, width: int) -> int:
        """Return the preferred number of rows at this width."""

    def prepare(self, size: Size) -> None:
        """Prepare for the size that the layout will assign."""


class Masonry(Layout):
    """Puts each widget at the highest free place; a single one gets all the room.

    The columns end at the same height: the last pane of each is stretched.
    """

    name = "masonry"

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        """Return the placement of each child."""
        if len(children) == 1:
            return [_placed(children[0], Region(0, 0, size.width, size.height))]
        columns = max(size.width // WIDTH, 2 if size.width >= TWO_FROM else 1)
        edges = [size.width * column // columns for column in range(columns + 1)]
        ends = [0] * columns
        lowest: list[int | None] = [None] * columns
        regions: list[Region] = []
        for place, child in enumerate(children):
            span = min(2, columns) if isinstance(child, BoardPane) and child.wide else 1
            first = min(range(columns - span + 1), key=lambda column: (max(ends[column : column + span]), column))
            top = max(ends[first : first + span])
            width = edges[first + span] - edges[first]
            height = child.rows_for(width) if isinstance(child, BoardPane) else size.height
            regions.append(Region(edges[first], top, width, height))
            ends[first : first + span] = [top + height] * span
            lowest[first : first + span] = [place] * span
        bottom = max([*ends, size.height])
        for place in {place for place in lowest if place is not None}:
            region = regions[place]
            if all(lowest[c] == place for c in range(len(ends)) if edges[c] in region.column_range):
                regions[place] = Region(region.x, region.y, region.width, bottom - region.y)
        return [_placed(child, region) for child, region in zip(children, regions, strict=True)]


class ChartBoard(ScrollableContainer, can_focus=False):
    """Holds panes with a preferred number of rows."""

    DEFAULT_CSS = "ChartBoard { overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; }"

    @property
    def layout(self) -> Layout:
        """Return the masonry; style sheets can only name Textual's own layouts."""
        return _MASONRY


_MASONRY: Final = Masonry()


def _placed(widget: Widget, region: Region) -> WidgetPlacement:
    if isinstance(widget, BoardPane):
        widget.prepare(region.size)
    return WidgetPlacement(region, NULL_OFFSET, NULL_SPACING, widget)
