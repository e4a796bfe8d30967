"""A chart in a frame that can switch to its numbers; only visible lines are drawn."""

from collections.abc import Iterable, Sequence
from typing import Final

from textual.containers import ScrollableContainer
from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from habitos_tui.text import cell_width, clean
from habitos_tui.ui.insights.charts.chart import (
    FRAME,
    MARGIN,
    SENTENCE,
    Chart,
    ChartSize,
    InsightsView,
    Row,
    pane_title,
)
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.commands import LIST_COMMANDS, ListOpen
from habitos_tui.ui.kit.safe_text import MUTED, fit, safe, wrapped
from habitos_tui.ui.kit.themes import has_few_colors

PREFERRED_ROWS, MAX_ROWS, EMPTY_ROWS = 14, 18, 3
"""Rows of a chart among others: preferred, most before it scrolls, and without data."""
GAP: Final = 2
"""Cells between the columns of a table."""
MIN_COLUMN: Final = 6
"""Smallest width of its first column."""


class ChartPane(ScrollView, can_focus=True):
    """Shows a chart of a view, with its evidence in the lower border."""

    BINDINGS = bindings(*(each for each in LIST_COMMANDS if each is not ListOpen))
    DEFAULT_CSS = (
        "ChartPane { overflow-x: hidden; overflow-y: auto; scrollbar-gutter: stable; scrollbar-size-vertical: 1; }"
    )

    def __init__(self, chart: Chart) -> None:
        super().__init__(id=chart.id, classes="pane")
        self.chart, self.wide = chart, chart.wide
        self.numbers = False
        self.view = InsightsView.EMPTY
        self._drawn: tuple[object, Sequence[Content]] = (None, ())
        self._rows: dict[int, int] = {}
        self._entitle()

    def show(self, view: InsightsView) -> None:
        """Set another view, scrolled to its top, to be drawn with the next refresh."""
        self.view, self._drawn = view, (None, ())
        self._rows.clear()
        self.scroll_to(y=0, animate=False, force=True)
        self._entitle()

    def toggle(self) -> None:
        """Switch between chart and numbers; an empty text stays."""
        if self.chart.empty(self.view):
            return
        self.numbers = not self.numbers
        self.show(self.view)
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._fitting()))
        self.refresh()

    def rows_for(self, width: int) -> int:
        """Return the preferred number of rows of the chart at this width; numbers get no more."""
        if width not in self._rows:
            room = self._room(max(width - MARGIN, 1), EMPTY_ROWS if self.chart.empty(self.view) else PREFERRED_ROWS)
            self._rows[width] = min(len(self._drawing(room)), MAX_ROWS) + FRAME
        return self._rows[width]

    def prepare(self, size: Size) -> None:
        """Draw for the size that the layout will assign, so that no second layout is needed."""
        room = self._room(size.width - MARGIN, size.height - FRAME)
        self.set_reactive(ChartPane.virtual_size, Size(room.width, len(self._lines(room))))

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        width, row = self.scrollable_content_region.width, y + self.scroll_offset.y
        lines = self._fitting()
        if row >= len(lines):
            return Strip.blank(width, self.rich_style)
        return Visual.to_strips(self, lines[row], width, 1, self.visual_style, pad=True)[0]

    def action_step(self, lines: int) -> None:
        """Scroll the chart, or its container if the chart is fully visible."""
        self._scroller().scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by pages."""
        scroller = self._scroller()
        scroller.scroll_relative(y=pages * max(scroller.scrollable_content_region.height - 1, 1), animate=False)

    def action_edge(self, place: int) -> None:
        """Scroll to the first (0) or the last (-1) line."""
        scroller = self._scroller()
        scroller.scroll_to(y=scroller.max_scroll_y if place else 0, animate=False)

    def _scroller(self) -> ScrollableContainer:
        above = self.parent
        return above if not self.max_scroll_y and isinstance(above, ScrollableContainer) else self

    def _entitle(self) -> None:
        self.border_title = pane_title(self.chart.title, "the numbers" if self.numbers else self.chart.about)
        self.border_subtitle = safe("" if self.chart.empty(self.view) else self.chart.evidence(self.view))

    def _fitting(self) -> Sequence[Content]:
        room = self.scrollable_content_region
        return self._lines(self._room(room.width, room.height))

    def _room(self, width: int, height: int) -> ChartSize:
        return ChartSize(width, height, colors=not (has_few_colors(self.app.theme) or self.app.native_ansi_color))

    def _lines(self, room: ChartSize) -> Sequence[Content]:
        key = (self.numbers, room)
        if self._drawn[0] != key:
            some = room.width > 0 and room.height > 0
            self._drawn = (key, self._drawing(room, numbers=self.numbers) if some else ())
        return self._drawn[1]

    def _drawing(self, room: ChartSize, *, numbers: bool = False) -> Sequence[Content]:
        if why := self.chart.empty(self.view):
            return _centred(why, room)
        return table_lines(self.chart.numbers(self.view), room.width) if numbers else self.chart.draw(self.view, room)


def _centred(sentence: str, room: ChartSize) -> Sequence[Content]:
    lines = wrapped(sentence, min(room.width, SENTENCE), 4)
    above = max(min(room.height, PREFERRED_ROWS) - len(lines) + 1, 0) // 3
    return [Content("")] * above + [Content.styled(line.center(room.width), MUTED) for line in lines]


def table_lines(table: Iterable[Row], width: int) -> Sequence[Content]:
    """Return a line for each row, the titles first; if too wide the first column is cut, then others dropped.

    Cells may contain unsanitised user text.
    """
    rows = [tuple(clean(text) for text in row) for row in table]
    widths = [max(map(cell_width, column)) for column in zip(*rows, strict=True)]
    while len(widths) > 2 and sum(widths[1:]) + GAP * (len(widths) - 1) + MIN_COLUMN > width:
        widths.pop()
    widths[0] = max(min(widths[0], width - sum(widths[1:]) - GAP * (len(widths) - 1)), MIN_COLUMN)
    first, *others = (_table_line(row, widths) for row in rows)
    return (Content.styled(first, MUTED), *(Content(line) for line in others))


def _table_line(row: Sequence[str], widths: Sequence[int]) -> str:
    name, *figures = row[: len(widths)]
    cells = [" " * (GAP + room - cell_width(text)) + text for text, room in zip(figures, widths[1:], strict=True)]
    return fit(name, widths[0]) + "".join(cells)
