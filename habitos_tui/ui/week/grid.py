"""The week as a grid drawn line by line: seven days, or three on a narrow screen, by time.

One frozen view comes in; a moving cursor repaints only the cells that it leaves and enters.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.session.view import Block
from habitos_tui.ui.week.axis import (
    SCALES,
    STEPS,
    USUAL_STEP,
    WHOLE_WEEK,
    Axis,
    Scale,
    axis_of,
    even_axis,
    fitting_axis,
)
from habitos_tui.ui.week.block_styles import GRID_CLASSES, GRID_CSS
from habitos_tui.ui.week.commands import DRAFT_COMMANDS, GRID_COMMANDS
from habitos_tui.ui.week.cursor import (
    Cursor,
    block_beside,
    cursor_at,
    cursor_on,
    kept_in,
    move_down,
    move_sideways,
    move_up,
    start_of,
)
from habitos_tui.ui.week.draft import Draft, draft_lines
from habitos_tui.ui.week.layout import Columns, WeekLayout, share_width
from habitos_tui.ui.week.painter import LEGEND, WeekPainter
from habitos_tui.ui.week.presenter import WeekView, describe, describe_time
from habitos_tui.ui.week.window import FOOT_ROWS, HEAD_ROWS, GridWindow, changed_lines

LEGEND_ROWS: Final = 1
FACT_ROWS: Final = 3
"""Lines with more about a session at most."""

_MOVES: Final[dict[str, Callable[[WeekLayout, Cursor], Cursor]]] = {
    "up": move_up,
    "down": move_down,
    "left": lambda layout, cursor: move_sideways(layout, cursor, -1),
    "right": lambda layout, cursor: move_sideways(layout, cursor, 1),
}


class WeekGrid(ScrollView, can_focus=True):
    """A week with a cursor moved by arrows or hjkl. Set `view`; read `cursor` and `selected`.

    While there is a `draft` the keys move it instead; the screen places or cancels it.
    """

    BINDINGS = bindings(*DRAFT_COMMANDS, *GRID_COMMANDS)
    COMPONENT_CLASSES: ClassVar[set[str]] = set(GRID_CLASSES)
    DEFAULT_CSS = GRID_CSS

    view: reactive[WeekView] = reactive(WeekView.EMPTY, init=False, layout=False, repaint=False)

    draft: reactive[Draft | None] = reactive(None, init=False, layout=False, repaint=False)
    """The session or busy time being placed."""

    remark: reactive[str] = reactive("", init=False, layout=False, repaint=False)
    """Shown instead of the draft's sentence, until the draft moves."""

    few_days: reactive[bool] = reactive(False, init=False, layout=False, repaint=False)
    """Whether three days are in view where there is no room for seven of their full width."""

    class Arranged(Message):
        """Days or rows are in other places than before."""

    class DraftPlaced(Message):
        """The user places the draft here."""

    class DraftCancelled(Message):
        """The user cancels the draft."""

    @dataclass
    class SessionOpened(Message):
        """Enter was pressed on a block."""

        block: Block

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._zoom: int | None = None
        self._cursor = Cursor(0, 0)
        self._minute = 0
        """Where the cursor was put last; rows that are coarser for a while do not change that."""
        self._layout = WeekLayout(WeekView.EMPTY, even_axis(WeekView.EMPTY, USUAL_STEP))
        self._columns = Columns(9, 10, 0, 7)
        self._foot_rows = FOOT_ROWS
        self._painter: WeekPainter | None = None
        self._foot: dict[int, Strip] = {}
        """The lines under the days as last painted."""
        self._reach: dict[int, int] = {}
        """How many cells of each of them were ever painted, and may still hold something."""
        self._untouched = True
        self.facts_of: Callable[[Block], Sequence[str]] = lambda _: ()
        """Returns what else there is to say of a block, as lines for where there is room."""

    @property
    def cursor(self) -> tuple[int, int]:
        """Day and minute of the day under the cursor."""
        return self._cursor.day, self._layout.minute(self._cursor.row)

    @property
    def selected(self) -> Block | None:
        """The block under the cursor."""
        return self.view.block(self._cursor.key)

    def watch_view(self, old: WeekView, new: WeekView) -> None:
        """Draw the new view; the cursor stays unless the week or the plan is another."""
        if old.now is not None and replace(old, now=new.now, over=new.over, capacities=new.capacities) == new:
            self._move_now(old)
        else:
            other = old.start != new.start or not old.shares_sessions_with(new)
            self._redraw(from_start=self._untouched or other)

    def watch_draft(self, old: Draft | None, new: Draft | None) -> None:
        """Repaint its old and new place, and keep it in view."""
        self.set_reactive(WeekGrid.remark, "")
        if (old is None) is not (new is None):
            self.refresh_bindings()
        window, drafts = self._window, [draft for draft in (old, new) if draft is not None]
        self._follow(region for draft in drafts for region in window.draft_regions(draft))

    def watch_few_days(self) -> None:
        """Show more or fewer days, at the scale that suits them."""
        self._zoom = None
        self._redraw(from_start=self._untouched)

    def watch_remark(self) -> None:
        """Show the remark."""
        self._repaint()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable placing and cancelling only with a draft, and opening and paging only without."""
        if action in {"place_draft", "cancel_draft"}:
            return self.draft is not None
        if action in {"open", "page", "edge"}:
            return self.draft is None
        return super().check_action(action, parameters)

    def on_resize(self) -> None:
        """Choose columns and scale for the new size."""
        self._redraw(from_start=self._untouched)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse points; a second click opens."""
        offset = event.get_content_offset(self)
        cursor = None if offset is None or self.draft is not None else self._window.cursor_at(offset.x, offset.y)
        if cursor is not None:
            self._go(cursor)
            if event.chain == 2:
                self.action_open()

    def notify_style_update(self) -> None:
        """Blend the colours again when the theme changed."""
        super().notify_style_update()
        self._painter = None

    def action_move(self, direction: str) -> None:
        """Move the cursor, or the draft, "up", "down", "left" or "right"."""
        if self.draft is not None:
            self.draft = self.draft.pushed(direction, self._layout.axis.step_at(self.draft.edge))
        else:
            self._go(_MOVES[direction](self._layout, self._cursor))

    def action_session(self, direction: str) -> None:
        """Jump to the "next" or "previous" session of the week; nudge the draft."""
        step = 1 if direction == "next" else -1
        if self.draft is not None:
            self.draft = self.draft.nudged(step)
        else:
            self._go(block_beside(self._layout, self._cursor, step))

    def action_page(self, rows: int) -> None:
        """Move the cursor a page down (1) or up (-1)."""
        row = self._cursor.row + rows * max(self._body_height - 1, 1)
        self._go(cursor_at(self._layout, self._cursor.day, row))

    def action_edge(self, row: int) -> None:
        """Move to the first (0) or the last (-1) row of the day."""
        self._go(cursor_at(self._layout, self._cursor.day, row % self._layout.rows))

    def action_zoom(self, direction: int) -> None:
        """Give a row fewer (-1) or more (1) minutes; make the draft longer (-1) or shorter (1)."""
        if self.draft is not None:
            self.draft = self.draft.stretched(-direction)
            return
        place = STEPS.index(self.step) + direction
        if 0 <= place < len(STEPS):
            self._zoom = None if STEPS[place] == self._fitting_axis().step else STEPS[place]
            self._redraw()

    def action_open(self) -> None:
        """Tell the screen to show the session under the cursor."""
        if self.selected is not None:
            self.post_message(self.SessionOpened(self.selected))

    def action_place_draft(self) -> None:
        """Post that the draft is placed."""
        self.post_message(self.DraftPlaced())

    def action_cancel_draft(self) -> None:
        """Post that the draft is cancelled."""
        self.post_message(self.DraftCancelled())

    @property
    def step(self) -> int:
        """The usual minutes of a row."""
        return self._layout.axis.step

    @property
    def row_minutes(self) -> int:
        """Minutes of the row under the cursor."""
        return self._layout.axis.minutes(self._cursor.row)

    def select(self, key: str) -> None:
        """Put the cursor on the block with this key, if there is one."""
        placed = self._layout.find(key)
        if placed is not None:
            self._go(cursor_on(self._layout, placed))

    def go_to_next(self) -> None:
        """Put the cursor on the next session, else at the current time, else on the first session."""
        self._redraw(from_start=True)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window: head, a row of the day, or foot."""
        painter, window = self._painter_now, self._window
        row, below = y - HEAD_ROWS, y - HEAD_ROWS - window.height
        if y < HEAD_ROWS:
            segments = painter.head()
        elif below < 0:
            segments = painter.row(row + window.top, window.top, self._cursor, self.draft)
        elif below < self._foot_rows:
            self._foot[below] = line = self._foot_line(below)
            self._reach[below] = max(self._reach.get(below, 0), line.cell_length)
            segments = list(line)
        else:
            spare = y == self.scrollable_content_region.height - 1
            segments = [Segment(LEGEND, painter.style("hour"))] if spare else []
        width = self.scrollable_content_region.width
        return Strip(segments).adjust_cell_length(width, painter.style("day"))

    def caret(self) -> Offset | None:
        """Return the place of the session, free time or draft under the cursor."""
        window, draft = self._window, self.draft
        regions = window.cursor_regions(self._cursor) if draft is None else window.draft_regions(draft)
        return next((region.offset for region in regions), None)

    @property
    def _day_in_view(self) -> int:
        """The day that the keys move on."""
        return self._cursor.day if self.draft is None else self.draft.day

    @property
    def _room(self) -> int:
        """Lines available for rows."""
        return max(self.scrollable_content_region.height - HEAD_ROWS - FOOT_ROWS, 1)

    @property
    def _body_height(self) -> int:
        return min(self._room, self._layout.rows)

    @property
    def rows_end(self) -> int:
        """The line below the last row of the day."""
        return HEAD_ROWS + self._body_height

    @property
    def _window(self) -> GridWindow:
        return GridWindow(self._layout, self._columns, self.scroll_offset.y, self._body_height)

    @property
    def _painter_now(self) -> WeekPainter:
        if self._painter is None:
            self._painter = WeekPainter(self, self._layout, self._columns)
        return self._painter

    def _arrange(self) -> None:
        """Fit rows and columns to the size."""
        width = self.scrollable_content_region.width
        self._columns = share_width(width, self._day_in_view, self._columns.first, few=self.few_days)
        self._layout = WeekLayout(self.view, self._axis())
        spare = self._room - self._layout.rows
        self._foot_rows = FOOT_ROWS + min(max(spare - LEGEND_ROWS, 0), FACT_ROWS)
        self._painter = None
        self.virtual_size = Size(width, self._layout.rows + HEAD_ROWS + FOOT_ROWS)
        self.post_message(self.Arranged())

    def _axis(self) -> Axis:
        """Return the rows of the day in the scale that was chosen, else the fitting ones."""
        return self._fitting_axis() if self._zoom is None else axis_of(self.view, Scale(self._zoom), self._room)

    def _fitting_axis(self) -> Axis:
        """Return the finest rows that show the whole day; of three days the usual ones where none do."""
        if self._columns.count == 7:
            return fitting_axis(self.view, WHOLE_WEEK, self._room)
        return fitting_axis(self.view, SCALES, self._room, Scale(USUAL_STEP))

    def _start(self) -> None:
        """Put the cursor at its initial place, with today and some time before it in view."""
        self._cursor, self._untouched = start_of(self._layout), True
        today = self.view.now[0] if self.view.now is not None else self._cursor.day
        self._columns = replace(self._columns, first=min(today, self._cursor.day))
        self._arrange()
        self._minute = self.cursor[1]
        self.scroll_to(y=self._window.top_at_start(self._cursor), animate=False, force=True)
        self._show_cursor()

    def _redraw(self, *, from_start: bool = False) -> None:
        """Fit the rows again; the cursor keeps its block or time, or resets if `from_start`."""
        self._arrange()
        if from_start:
            self._start()
        else:
            self._cursor = kept_in(self._layout, replace(self._cursor, row=self._layout.row_of(self._minute)))
            self._show_cursor()
        self.refresh()

    def _go(self, cursor: Cursor) -> None:
        """Move the cursor and repaint its old and new place."""
        if cursor == self._cursor:
            return
        before, self._cursor, self._untouched = self._cursor, cursor, False
        self._minute = self.cursor[1]
        window, inside = self._window, before.key is not None and before.key == cursor.key
        self._follow(() if inside else (*window.cursor_regions(before), *window.cursor_regions(cursor)))

    def _follow(self, regions: Iterable[Region]) -> None:
        """Keep the cursor or the draft in view, and repaint its old and new regions."""
        if self._day_in_view not in self._columns.days:
            self._arrange()
            self._show_cursor()
            self.refresh()
        elif not self._show_cursor():
            self._repaint(*regions)

    def _move_now(self, old: WeekView) -> None:
        """Repaint the rows that the now-line left and entered, and the slots with less free time."""
        self._layout = WeekLayout(self.view, self._layout.axis)
        self._painter = None
        rows = {self._layout.row_of(now[1]) for now in (old.now, self.view.now) if now is not None}
        rows |= {self._layout.label_row(free) or 0 for free in set(old.capacities) ^ set(self.view.capacities)}
        for row in rows:
            if (line := self._window.line_of(row)) is not None:
                self.refresh_line(line)
        self._repaint()

    def _foot_line(self, row: int) -> Strip:
        """One of the lines under the days, without padding."""
        painter, draft, width = self._painter_now, self.draft, self.scrollable_content_region.width - 1
        if draft is None:
            return Strip(painter.foot(row, self._details(width - 1), width))
        lines = draft_lines(draft, self.view.start, width, self.remark)
        text = lines[row] if row < len(lines) else ""
        return Strip([Segment(text, painter.style("head" if row == 0 or draft.allowed else "reason"))])

    def _repaint(self, *regions: Region) -> None:
        """Repaint these regions and the lines under the days that changed."""
        top, width = self.rows_end, self.scrollable_content_region.width
        lines = [self._foot_line(row) for row in range(self._foot_rows)]
        if parts := (*regions, *changed_lines(self._foot, lines, self._reach, top, width)):
            self.refresh(*parts)

    def _show_cursor(self) -> bool:
        """Scroll the cursor or the draft into view, entirely if it fits; return whether anything scrolled."""
        window, row = self._window, self._cursor.row
        rows = window.rows_under(self._cursor)
        if self.draft is not None:
            rows = self._layout.rows_of(self.draft.start, self.draft.end)
            row = min(max(self._layout.row_of(self.draft.edge), rows.start), rows.stop - 1)
        wanted = window.top_showing(rows, row)
        if wanted == window.top:
            return False
        self.scroll_to(y=wanted, animate=False, force=True)
        return True

    def _details(self, width: int) -> Sequence[str]:
        """What is under the cursor, in lines of at most `width` cells as far as there is room for them."""
        if not self.view.days:
            return ()
        block, room = self.selected, self._foot_rows - FOOT_ROWS
        if block is None:
            return (describe_time(self.view, *self.cursor),)
        return (describe(self.view, block, width), *(self.facts_of(block)[:room] if room else ()))
