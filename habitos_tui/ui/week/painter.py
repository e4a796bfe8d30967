"""Turns one line of the week's layout into segments: the gutter, then every day in view."""

from collections.abc import Iterator, Sequence
from typing import Final

from rich.segment import Segment
from rich.style import Style
from textual.color import Color, ColorParseError
from textual.widget import Widget

from habitos_tui.domain.model.week import Busy
from habitos_tui.domain.text.phrasing import duration
from habitos_tui.text import cell_width, shorten
from habitos_tui.ui.kit.dates import clock
from habitos_tui.ui.kit.line_list import POINTER
from habitos_tui.ui.kit.marks import Mark, amount_bar
from habitos_tui.ui.kit.safe_text import fit
from habitos_tui.ui.week.block_styles import block_rows, block_styles
from habitos_tui.ui.week.cursor import Cursor
from habitos_tui.ui.week.draft import Draft, draft_rows
from habitos_tui.ui.week.layout import Columns, PlacedBlock, WeekLayout, lane_cells
from habitos_tui.ui.week.presenter import DayColumn, slot_title
from habitos_tui.ui.week.window import SUM_ROWS

LEGEND: Final = " ✓ done   ✗ missed   ↷ skipped   ⚑ locked   ┊ busy   ▸ now and cursor"
BESIDE_HOURS: Final = 18
"""Gutter width from which slot names fit beside the hours."""

NARROWEST_WITH_EDGE: Final = 3
"""Width from which a block has an edge beside its letter and its mark."""

NARROWEST_WITH_TALLY: Final = 12
"""Width from which a number beside the date is not taken for a part of it."""

FOLD: Final = "⋮"
"""Beside the hour at which a folded stretch begins."""

ROOM_FOR_WORDS: Final = 16
"""Width from which the word “free” fits after the figure."""

Line = list[Segment]


class WeekPainter:
    """Draws the lines of a layout in the styles of a widget; replaced when either changes."""

    def __init__(self, widget: Widget, layout: WeekLayout, columns: Columns) -> None:
        self._widget = widget
        self._layout = layout
        self._view = layout.view
        self._columns = columns
        slots, minutes = self._view.slots, [layout.minute(row) for row in range(layout.rows)]
        self._names = dict(self._named_rows())
        self._capacities = {(free.day, layout.label_row(free)): free for free in self._view.capacities}
        # Every other slot has a background of its own.
        self._band = [any(slot.start <= minute < slot.end for slot in slots[1::2]) for minute in minutes]
        _, self._background = widget.background_colors
        self._foreground = widget.styles.color if widget.styles.has_rule("color") else widget.colors[3]

    def _named_rows(self) -> Iterator[tuple[int, str]]:
        """Yield where the name of a slot stands: in its first row, or below the hour where both do not fit."""
        layout = self._layout
        for slot in self._view.slots:
            row = layout.row_of(slot.start)
            if self._columns.gutter < BESIDE_HOURS:
                row += 1
            if row == layout.rows or layout.minute(row) >= slot.end or layout.minute(row) % 60 == 0:
                row = layout.row_of(slot.start)
            yield row, slot_title(slot)

    def style(self, part: str) -> Style:
        """Return the style of a part of the grid, such as "hour"."""
        return self._widget.get_component_rich_style(f"week-grid--{part}")

    def head(self) -> Line:
        """The names of the days; arrows in the gutter show that days are out of view."""
        columns = self._columns
        more = ("◂ " if columns.first else "") + ("▸" if columns.first + columns.count < 7 else "")
        line = [Segment(fit(f" {more}", columns.gutter), self.style("hour"))]
        for day in columns.days:
            line += self._day_head(day) if self._view.days else ()
        return line

    def foot(self, row: int, details: Sequence[str], width: int) -> Line:
        """The lines under the days: minutes, energy, and details of the place under the cursor."""
        if row >= SUM_ROWS:
            place = row - SUM_ROWS
            text = details[place] if place < len(details) else ""
            return [Segment(shorten(f" {text}", width), self.style("head" if place == 0 else "hour"))]
        title, cells = ("time", "energy")[row], self._columns.width
        line = [Segment(fit(f" {title}", self._columns.gutter), self.style("foot"))]
        for column in self._view.days[self._columns.first :][: self._columns.count]:
            text = _time_text(column, cells - 2) if row == 0 else _energy(column, cells - 2)
            style = self.style("over" if row and column.energy.over else "foot")
            line.append(Segment(fit(f"  {text}", cells), style))
        return line

    def row(self, row: int, top: int, cursor: Cursor, draft: Draft | None = None) -> Line:
        """One row of the day, `top` being the first row in view; a draft covers everything else."""
        now = self._view.now
        if now is not None and self._layout.row_of(now[1]) != row:
            now = None
        line = self._gutter(row, None if now is None else now[1])
        for day in self._columns.days:
            line.append(self._rule(day))
            here = self._layout.at(day, row)
            if draft is not None and day in draft.days and row in self._layout.rows_of(draft.start, draft.end):
                line.append(self._draft(draft, row))
            elif here:
                line += self._blocks(day, row, here, cursor)
            else:
                line.append(self._open_cell(day, row, top, now is not None and now[0] == day, cursor))
        return line

    def _rule(self, day: int) -> Segment:
        """The line left of a day, heavier and in colour for today."""
        if self._view.days and self._view.days[day].today:
            return Segment("┃", self.style("today"))
        return Segment("│", self.style("line"))

    def _gutter(self, row: int, now: int | None) -> Line:
        width, name = self._columns.gutter, self._names.get(row, "")
        hour = self._time(row, named=bool(name)) if now is None else f"{POINTER}{clock(now)} "
        time = (hour or " ")[:width]
        room = max(width - len(time) - 1, 0)
        if hour and width < BESIDE_HOURS and cell_width(name) > room:
            name = ""
        if now is not None:
            return [Segment(fit(hour + name, width), self.style("now"))]
        slot = fit(fit(name, room), width - len(time))
        return [Segment(time, self.style("hour")), Segment(slot, self.style("slot"))]

    def _time(self, row: int, *, named: bool) -> str:
        """The hour, and in a row cut from a longer one the minutes after it; a folded stretch has a sign of its own."""
        axis, minute = self._layout.axis, self._layout.minute(row)
        if row in axis.folds:
            return f" {clock(minute)}{FOLD} "
        if minute % 60 == 0:
            return f" {clock(minute)} "
        return "" if named or axis.minutes(row) >= axis.step else f"   :{minute % 60:02} "

    def _ground(self, row: int) -> Style:
        return self.style("other-slot" if self._band[row] else "day")

    def _open_cell(self, day: int, row: int, top: int, at_now: bool, cursor: Cursor) -> Segment:
        """A cell without a session: free, busy, now, or under the cursor."""
        width = self._columns.width - 1
        if cursor.key is None and (cursor.day, cursor.row) == (day, row):
            text = POINTER + clock(self._layout.minute(row))
            return Segment(fit(text, width), self.style("cursor"))
        bar = self._view.busy_at(day, self._layout.axis.middle(row))
        style = self._ground(row) if bar is None else self.style("busy")
        if at_now:
            return Segment("─" * width, style + self.style("now"))
        if bar is None:
            free = self._capacities.get((day, row))
            left = "" if free is None else capacity_label(free.minutes, width)
            return Segment(f"{left:>{width}}", style + self.style("room") if left else style)
        title = "" if self._goes_on(day, row, bar) and row > top else bar.title or "busy"
        return Segment(fit(f"┊{title}", width), style)

    def _goes_on(self, day: int, row: int, bar: Busy) -> bool:
        """Tell whether the row above shows the same busy time."""
        return row > 0 and not self._layout.at(day, row - 1) and self._above(day, row) == bar

    def _above(self, day: int, row: int) -> Busy | None:
        return self._view.busy_at(day, self._layout.axis.middle(row - 1))

    def _draft(self, draft: Draft, row: int) -> Segment:
        rows, width = self._layout.rows_of(draft.start, draft.end), self._columns.width - 1
        text = draft_rows(draft, width, len(rows))[row - rows.start]
        return Segment(fit(text, width), self.style("draft" if draft.allowed else "refused"))

    def _blocks(self, day: int, row: int, here: Sequence[PlacedBlock], cursor: Cursor) -> Line:
        """The lanes of a row, with free cells between and behind them."""
        line: Line = []
        room, x = self._columns.width - 1, 0
        for placed in here:
            start, end = lane_cells(placed.lane, placed.lanes, room)
            if start > x:
                line.append(Segment(" " * (start - x), self._ground(row)))
            line += self._block(placed, row - placed.first, end - start, selected=placed.block.key == cursor.key)
            x = end
        if x < room:
            line.append(Segment(" " * (room - x), self._ground(row)))
        return line

    def _block(self, placed: PlacedBlock, index: int, width: int, *, selected: bool) -> Line:
        height, block = placed.last - placed.first, placed.block
        grounds = self._background, self._foreground
        styles = block_styles(self._colour(block.mark), block.state, *grounds, selected=selected, paler=placed.paler)
        edge = (POINTER if index == 0 else " ") if selected else "▌"
        if width < NARROWEST_WITH_EDGE:
            head = block.mark.letter + block.glyph if index == 0 else ""
            return [Segment(f"{head:{width}}"[:width], styles.edge)]
        head, rest, fine = block_rows(block, width - 1, height)[index]
        return [Segment(edge + head, styles.edge), Segment(rest, styles.fine if fine else styles.name)]

    def _colour(self, mark: Mark) -> Color:
        try:
            return Color.parse(self._widget.app.theme_variables.get(mark.variable, ""))
        except ColorParseError:
            return self._foreground

    def _day_head(self, day: int) -> Line:
        width = self._columns.width - 1
        column = self._view.days[day]
        here = " · today" if width >= 15 else ""
        label = f"{POINTER}{column.label}{here}" if column.today else f" {column.label}"
        tally = f" {column.tally} "
        if width < NARROWEST_WITH_TALLY or cell_width(label) + cell_width(tally) > width:
            tally = ""
        text = fit(label, width - cell_width(tally)) + tally
        return [self._rule(day), Segment(text, self.style("today-head" if column.today else "head"))]


def capacity_label(minutes: int, width: int) -> str:
    """Return "1 h 35 free ", shortened to "1 h 35 " or nothing if it does not fit."""
    text = duration(minutes)
    text = f"{text.removesuffix(' min') if ' h ' in text else text}{' free' if width >= ROOM_FOR_WORDS else ''} "
    return text if len(text) <= width else ""


def _time_text(column: DayColumn, room: int) -> str:
    """Return "2 h 55 min", shortened to "2 h 55" where that does not fit."""
    text = duration(column.minutes) if column.minutes else ""
    return shorten(text if len(text) <= room else text.removesuffix(" min"), room)


def _energy(column: DayColumn, room: int) -> str:
    """The figures, after a bar if it fits."""
    figures = column.energy_text
    cells = min(room - len(figures) - 2, 10)
    if column.energy.limit is None or cells < 4:
        return shorten(figures, room)
    return f"{amount_bar(column.energy, cells).plain} {figures}"
