"""The week as a grid drawn line by line: seven days (three on a narrow screen) by time.

One frozen view comes in; a moving cursor repaints only the cells that it leaves and enters.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.session.block import Block
from habitos_tui.ui.week.draft import Hand, hand_lines
from habitos_tui.ui.week.edit_commands import HAND_COMMANDS
from habitos_tui.ui.week.grid_commands import GRID_COMMANDS
from habitos_tui.ui.week.layout import (
    STEPS,
    Columns,
    Cursor,
    WeekLayout,
    cursor_at,
    cursor_on,
    fitting_step,
    move_down,
    move_sideways,
    move_up,
    next_block,
    previous_block,
    share_width,
)
from habitos_tui.ui.week.painter import FOOT_ROWS, HEAD_ROWS, WeekPainter
from habitos_tui.ui.week.presenter import WeekView, describe, describe_time

SCROLLBAR_CELLS = 1
"""Kept free at the right, whether there is something to scroll or not."""

Move = Callable[[WeekLayout, Cursor], Cursor]


class WeekGrid(ScrollView, can_focus=True):
    """A week that can be walked with arrows or hjkl. Set `view`; ask `cursor` and `selected`.

    While something is in `hand` the keys move that instead, and enter and escape end it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(*HAND_COMMANDS, *GRID_COMMANDS)]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "week-grid--line",
        "week-grid--hour",
        "week-grid--slot",
        "week-grid--head",
        "week-grid--today-head",
        "week-grid--day",
        "week-grid--other-slot",
        "week-grid--today",
        "week-grid--busy",
        "week-grid--now",
        "week-grid--cursor",
        "week-grid--foot",
        "week-grid--over",
        "week-grid--room",
        "week-grid--held",
        "week-grid--refused",
        "week-grid--reason",
    }
    DEFAULT_CSS = """
    WeekGrid {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        background: $background;
        & > .week-grid--line { color: $foreground 25%; }
        & > .week-grid--hour { color: $foreground-muted; }
        & > .week-grid--slot { color: $foreground-muted; text-style: italic; }
        & > .week-grid--head { color: $foreground; text-style: bold; }
        & > .week-grid--today-head { color: $background; background: $accent; text-style: bold; }
        & > .week-grid--day { background: $background; }
        & > .week-grid--other-slot { background: $surface; }
        & > .week-grid--today { color: $accent; }
        & > .week-grid--busy { color: $foreground 45%; background: $panel; }
        & > .week-grid--now { color: $accent; text-style: bold; }
        & > .week-grid--cursor { color: $background; background: $primary; text-style: bold; }
        & > .week-grid--foot { color: $foreground-muted; background: $surface; }
        &:ansi > .week-grid--busy, &:ansi > .week-grid--line, &:ansi > .week-grid--foot { text-style: dim; }
        & > .week-grid--room { color: $foreground 45%; text-style: italic; }
        & > .week-grid--held { color: $background; background: $success; text-style: bold; }
        & > .week-grid--reason { color: $text-error; text-style: bold; }
        & > .week-grid--refused { color: $background; background: $error; text-style: bold; }
        & > .week-grid--over { color: $text-error; background: $surface; text-style: bold; }
    }
    """

    view: reactive[WeekView] = reactive(WeekView.EMPTY, init=False, layout=False, repaint=False)

    hand: reactive[Hand | None] = reactive(None, init=False, layout=False, repaint=False)
    """What is being placed."""

    remark: reactive[str] = reactive("", init=False, layout=False, repaint=False)
    """What is said of its place instead of its own sentence, until it is moved on."""

    @dataclass
    class DraftMoved(Message):
        """What is in hand came to another place."""

        hand: Hand

    @dataclass
    class DraftLeft(Message):
        """What was in hand is to be put down where it is, or given up."""

        hand: Hand
        put_down: bool

    @dataclass
    class Opened(Message):
        """Enter was pressed on a block."""

        block: Block

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._zoom: int | None = None
        self._cursor = Cursor(0, 0)
        self._layout = WeekLayout(WeekView.EMPTY, 30)
        self._columns = Columns(9, 10, 0, 7)
        self._painter: WeekPainter | None = None
        self._foot_painted: dict[int, Strip] = {}
        self._untouched = True

    @property
    def cursor(self) -> tuple[int, int]:
        """Day and minute of the day under the cursor."""
        return self._cursor.day, self._layout.minute(self._cursor.row)

    @property
    def selected(self) -> Block | None:
        """The block under the cursor."""
        return self.view.block(self._cursor.key)

    def watch_view(self, old: WeekView, new: WeekView) -> None:
        """Draw the new view; the cursor stays where somebody put it, unless this is another week or another plan."""
        if old.now is not None and replace(old, now=new.now, rooms=new.rooms) == new:
            self._move_now(old)
            return
        self._arrange()
        if old.start != new.start or self._untouched or not old.shares_sessions_with(new):
            self._start()
        else:
            self._cursor = self._settled(self._cursor)
            self._show_cursor()
        self.refresh()

    def watch_hand(self, old: Hand | None, new: Hand | None) -> None:
        """Repaint what it leaves and where it comes to, and keep it in view."""
        self.set_reactive(WeekGrid.remark, "")
        if (old is None) is not (new is None):
            self.refresh_bindings()
        if self._day_in_view not in self._columns.days:
            self._arrange()
            self._show_cursor()
            self.refresh()
        elif not self._show_cursor():
            places = [region for hand in (old, new) if hand is not None for region in self._held_regions(hand)]
            self._repaint(*places)
        if new is not None:
            self.post_message(self.DraftMoved(new))

    def watch_remark(self) -> None:
        """Say it."""
        self._repaint()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what ends a move only while something is in hand."""
        if action in {"put_down", "give_up"}:
            return self.hand is not None
        if action in {"open", "page", "edge"}:
            return self.hand is None
        return super().check_action(action, parameters)

    def on_resize(self) -> None:
        """Choose columns and scale for the new room."""
        minute = self.cursor[1]
        self._arrange()
        if self._untouched:
            self._start()
        else:
            self._cursor = self._settled(Cursor(self._cursor.day, self._layout.row_of(minute), self._cursor.key))
            self._show_cursor()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse points; a second click opens."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        day, row = self._columns.day_at(offset.x), offset.y - HEAD_ROWS + self.scroll_offset.y
        on_grid = 0 <= offset.y - HEAD_ROWS < self._body_height and row < self._layout.rows
        if day is not None and on_grid and self.hand is None:
            lane = self._painter_now.lane_at(day, row, offset.x)
            self._go(cursor_at(self._layout, day, row) if lane is None else Cursor(day, row, lane.block.key))
            if event.chain == 2:
                self.action_open()

    def notify_style_update(self) -> None:
        """Mix the colours anew when the theme changed."""
        super().notify_style_update()
        self._painter = None

    def action_move(self, direction: str) -> None:
        """Move the cursor, or what is in hand, "up", "down", "left" or "right"."""
        if self.hand is not None:
            self.hand = self.hand.pushed(direction, self._layout.step)
            return
        moves: dict[str, Move] = {
            "up": move_up,
            "down": move_down,
            "left": lambda layout, cursor: move_sideways(layout, cursor, -1),
            "right": lambda layout, cursor: move_sideways(layout, cursor, 1),
        }
        self._go(moves[direction](self._layout, self._cursor))

    def action_session(self, direction: str) -> None:
        """Jump to the "next" or "previous" session of the week; nudge what is in hand."""
        if self.hand is not None:
            self.hand = self.hand.nudged(1 if direction == "next" else -1)
            return
        jump = next_block if direction == "next" else previous_block
        self._go(jump(self._layout, self._cursor))

    def action_page(self, rows: int) -> None:
        """Move the cursor down (1) or up (-1) by what the screen holds."""
        row = self._cursor.row + rows * max(self._body_height - 1, 1)
        self._go(cursor_at(self._layout, self._cursor.day, row))

    def action_edge(self, row: int) -> None:
        """Move to the first (0) or the last (-1) row of the day."""
        self._go(cursor_at(self._layout, self._cursor.day, row % self._layout.rows))

    def action_zoom(self, direction: int) -> None:
        """Give a row fewer (-1) or more (1) minutes; make what is in hand longer (-1) or shorter (1)."""
        if self.hand is not None:
            self.hand = self.hand.stretched(-direction)
            return
        place = STEPS.index(self._layout.step) + direction
        if not 0 <= place < len(STEPS):
            return
        minute, key = self.cursor[1], self._cursor.key
        self._zoom = STEPS[place]
        self._arrange()
        self._cursor = self._settled(Cursor(self._cursor.day, self._layout.row_of(minute), key))
        self._show_cursor()
        self.refresh()

    def action_open(self) -> None:
        """Tell the screen to show the session under the cursor."""
        if self.selected is not None:
            self.post_message(self.Opened(self.selected))

    def action_put_down(self) -> None:
        """Tell the screen that what is in hand shall be where it is."""
        if self.hand is not None:
            self.post_message(self.DraftLeft(self.hand, put_down=True))

    def action_give_up(self) -> None:
        """Tell the screen that what is in hand shall be where it was."""
        if self.hand is not None:
            self.post_message(self.DraftLeft(self.hand, put_down=False))

    @property
    def step(self) -> int:
        """Minutes of a row."""
        return self._layout.step

    def select(self, key: str) -> None:
        """Put the cursor on the block with this key, if there is one."""
        placed = self._layout.find(key)
        if placed is not None:
            self._go(cursor_on(self._layout, placed))

    def go_to_next(self) -> None:
        """Put the cursor on the first session still ahead, else on the present moment, else on the first session."""
        self._start()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window: head, a row of the day, or foot."""
        painter = self._painter_now
        row, below = y - HEAD_ROWS, y - HEAD_ROWS - self._body_height
        if y < HEAD_ROWS:
            segments = painter.head()
        elif below < 0:
            segments = painter.row(row + self.scroll_offset.y, self.scroll_offset.y, self._cursor, self.hand)
        elif below < FOOT_ROWS:
            segments = list(self._foot_line(below))
            self._foot_painted[below] = Strip(segments)
        else:
            segments = painter.legend() if y == self._height - 1 else []
        width = self.scrollable_content_region.width
        return Strip(segments).adjust_cell_length(width, painter.style("day"))

    @property
    def _day_in_view(self) -> int:
        """The day that the keys move on."""
        return self._cursor.day if self.hand is None else self.hand.day

    @property
    def _height(self) -> int:
        return self.scrollable_content_region.height

    @property
    def _room(self) -> int:
        """Lines there are for rows."""
        return max(self._height - HEAD_ROWS - FOOT_ROWS, 1)

    @property
    def _body_height(self) -> int:
        """Rows in view."""
        return min(self._room, self._layout.rows)

    @property
    def _painter_now(self) -> WeekPainter:
        if self._painter is None:
            self._painter = WeekPainter(self, self._layout, self._columns)
        return self._painter

    def _arrange(self) -> None:
        """Fit rows and columns to the room there is."""
        width = self.scrollable_content_region.width
        step = self._zoom or fitting_step(self.view.last - self.view.first, self._room)
        self._layout = WeekLayout(self.view, step)
        self._columns = share_width(width, self._day_in_view, self._columns.first)
        self._painter = None
        self.virtual_size = Size(width, self._layout.rows + HEAD_ROWS + FOOT_ROWS)

    def _start(self) -> None:
        """Put the cursor where a week is best entered: today and what follows, with what comes before it in view."""
        self._cursor, self._untouched = self._starting_point(), True
        today = self.view.now[0] if self.view.now is not None else self._cursor.day
        self._columns = replace(self._columns, first=min(today, self._cursor.day))
        self._arrange()
        self.scroll_to(y=max(self._first_row(), 0), animate=False, force=True)
        self._show_cursor()

    def _first_row(self) -> int:
        """A third of the window lies before the cursor, or all since now where that fits."""
        row, placed, now = self._cursor.row, self._layout.find(self._cursor.key), self.view.now
        last = row + 1 if placed is None else placed.last
        first = row - self._body_height // 3
        since = self._layout.row_of(now[1]) if now is not None and now[0] == self._cursor.day else first
        return min(first, since) if last - since <= self._body_height else first

    def _starting_point(self) -> Cursor:
        ahead = self._layout.find(self.view.next_key)
        if ahead is not None:
            return cursor_on(self._layout, ahead)
        if self.view.now is not None:
            day, minute = self.view.now
            return cursor_at(self._layout, day, self._layout.row_of(minute))
        first = next(self._layout.placed(), None)
        return cursor_at(self._layout, 0, 0) if first is None else cursor_on(self._layout, first)

    def _settled(self, cursor: Cursor) -> Cursor:
        """Return the cursor on its block wherever that is now, else on what is in its place."""
        placed = self._layout.find(cursor.key)
        if placed is None:
            return cursor_at(self._layout, cursor.day, cursor.row)
        row = min(max(cursor.row, placed.first), placed.last - 1) if placed.block.day == cursor.day else placed.first
        return Cursor(placed.block.day, row, cursor.key)

    def _go(self, cursor: Cursor) -> None:
        """Move the cursor and repaint what it left and where it went."""
        if cursor == self._cursor:
            return
        before, self._cursor, self._untouched = self._cursor, cursor, False
        if cursor.day not in self._columns.days:
            self._arrange()
            self._show_cursor()
            self.refresh()
        elif not self._show_cursor() and (before.key is None or before.key != cursor.key):
            self._repaint(*self._touched(before), *self._touched(cursor))

    def _move_now(self, old: WeekView) -> None:
        """Repaint the rows that the now-line left and entered, and where less is left; nothing else has changed."""
        self._layout = WeekLayout(self.view, self._layout.step)
        self._painter = None
        rows = {self._layout.row_of(now[1]) for now in (old.now, self.view.now) if now is not None}
        rows |= {self._layout.label_row(room) or 0 for room in set(old.rooms) ^ set(self.view.rooms)}
        for row in rows:
            if 0 <= row - self.scroll_offset.y < self._body_height:
                self.refresh_line(row + HEAD_ROWS)
        self._repaint()

    def _touched(self, cursor: Cursor) -> Iterator[Region]:
        placed = self._layout.find(cursor.key)
        first, last = (cursor.row, cursor.row + 1) if placed is None else (placed.first, placed.last)
        top = self.scroll_offset.y
        first, last = max(first, top), min(last, top + self._body_height)
        if first < last:
            left, width = self._painter_now.cells_of(cursor.day, placed)
            yield Region(left, first - top + HEAD_ROWS, width, last - first)

    def _held_regions(self, hand: Hand) -> Iterator[Region]:
        """The cells in view that something in hand lies on."""
        rows, top = self._layout.rows_of(hand.start, hand.end), self.scroll_offset.y
        first, last = max(rows.start, top), min(rows.stop, top + self._body_height)
        days = [day for day in hand.days if day in self._columns.days]
        if first < last and days:
            left, width = self._columns.left(days[0]) + 1, len(days) * self._columns.width - 1
            yield Region(left, first - top + HEAD_ROWS, width, last - first)

    def _hand_lines(self) -> tuple[str, ...]:
        """The lines under the days while something is in hand."""
        if self.hand is None:
            return ()
        return hand_lines(self.hand, self.view.start, self.scrollable_content_region.width - 1, self.remark)

    def _foot_line(self, row: int) -> Strip:
        """One of the lines under the days, as long as what is on it."""
        painter = self._painter_now
        if self.hand is not None:
            return Strip(painter.hand_foot(row, self._hand_lines()[row], allowed=self.hand.allowed))
        return Strip(painter.foot(row, self._detail()))

    def _foot_regions(self) -> Iterator[Region]:
        """The parts of the lines under the days where they were painted otherwise than they look now."""
        width, y = self.scrollable_content_region.width, HEAD_ROWS + self._body_height
        for row in range(FOOT_ROWS):
            before, now = self._foot_painted.get(row), self._foot_line(row)
            if before is None or before != now:
                reach = width if before is None else max(before.cell_length, now.cell_length)
                yield Region(0, y + row, min(reach, width), 1)

    def _repaint(self, *regions: Region) -> None:
        """Paint these parts anew, and what else there is to say under the days; often that is nothing."""
        if parts := (*regions, *self._foot_regions()):
            self.refresh(*parts)

    def _show_cursor(self) -> bool:
        """Scroll so that the cursor's row, and if there is room its whole block, is in view; tell whether it moved."""
        placed = self._layout.find(self._cursor.key)
        row = self._cursor.row
        first, last = (row, row + 1) if placed is None else (placed.first, placed.last)
        if self.hand is not None:
            held = self._layout.rows_of(self.hand.start, self.hand.end)
            first, last = held.start, held.stop
            row = min(max(self._layout.row_of(self.hand.edge), first), last - 1)
        top = self.scroll_offset.y
        wanted = min(max(top, last - self._body_height), first)
        wanted = min(max(wanted, row - self._body_height + 1), row)
        if wanted == top:
            return False
        self.scroll_to(y=wanted, animate=False, force=True)
        return True

    def _detail(self) -> str:
        """One line about what is under the cursor."""
        if not self.view.days:
            return ""
        block = self.selected
        if block is not None:
            return describe(self.view, block)
        return describe_time(self.view, *self.cursor)
