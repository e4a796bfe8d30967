"""A list drawn line by line, with a cursor that repaints only the two lines it leaves and enters."""

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, ClassVar, Final

from textual import events
from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.commands import LIST_COMMANDS
from habitos_tui.ui.kit.first_letters import letter_typed, next_beginning
from habitos_tui.ui.kit.themes import has_few_colors

POINTER: Final = "▸"
SCROLLBAR_CELLS: Final = 1
"""Reserved even without a scroll bar, so that columns do not jump."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list, built for its width; a line without a key is not selectable."""

    content: Content
    key: str | None = None
    part_of: str | None = None
    """Key of the line that a click on it means, where it has none of its own."""


class LineList(ScrollView, can_focus=True):
    """Subclasses build the lines of their `view` for a size; the cursor stays on its key, or near its old place."""

    BINDINGS = bindings(*LIST_COMMANDS)
    COMPONENT_CLASSES: ClassVar[set[str]] = {"line-list--cursor", "line-list--cursor-blurred"}
    DEFAULT_CSS = """
    LineList {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        & > .line-list--cursor { background: $cursor-ground; text-style: bold; }
        & > .line-list--cursor-blurred { background: $cursor-ground-blurred; }
        &:ansi > .line-list--cursor { text-style: bold reverse; }
    }
    """

    SHOWS_REST: ClassVar[bool] = False
    """Lines without a key belong to the line above, and are scrolled into view with it."""

    @dataclass
    class Moved(Message):
        """The cursor moved to another line."""

        key: str

    @dataclass
    class Opened(Message):
        """Enter was pressed on a line."""

        key: str

    def __init__(self, *, id: str | None = None, classes: str = "") -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id, classes=classes)
        self._lines: Sequence[Line] = ()
        self._places: dict[str, int] = {}
        self._cursor: str | None = None
        self._scrolls = False

    @abstractmethod
    def build(self, width: int, height: int) -> Iterable[Line]:
        """Return the lines for this width and height."""

    @property
    def cursor(self) -> str | None:
        """Key of the line under the cursor; None without selectable lines."""
        return self._cursor

    def rebuild(self, *, start: str | None = None) -> None:
        """Rebuild the lines; the cursor goes to `start` if given."""
        room, before = self.scrollable_content_region, self._lines
        place = self._places.get(self._cursor or "", 0)
        self._lines = tuple(self.build(room.width, room.height))
        self._places = {line.key: row for row, line in enumerate(self._lines) if line.key is not None}
        cursor, self._cursor = self._cursor, self._near(start if start is not None else self._cursor, place)
        self._scroll_over(Size(room.width, len(self._lines)), room.height)
        self._show_cursor()
        if cursor != self._cursor:
            self.refresh()
            return
        nothing = Line(Content(""))
        for row, (old, new) in enumerate(zip_longest(before, self._lines, fillvalue=nothing)):
            if old.key != new.key or not old.content.is_same(new.content):
                self.refresh_line(row)

    def watch_view(self, old: Any, new: Any) -> None:
        """Rebuild the lines for a new `view`, which subclasses may declare as a reactive."""
        self.rebuild()

    def on_resize(self) -> None:
        """Build the lines for the new width."""
        self.rebuild()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the line under the mouse; a second click opens it."""
        offset = event.get_content_offset(self)
        row = -1 if offset is None else offset.y + self.scroll_offset.y
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        key = None if line is None else line.key or line.part_of
        if key is not None:
            self._go(key)
            if event.chain == 2:
                self.action_open()

    def on_key(self, event: events.Key) -> None:
        """Go to the next line that begins with what is typed into the list of a dialog."""
        if letter := letter_typed(self, event):
            keys = list(self._places)
            lines = [self._lines[place].content.plain for place in self._places.values()]
            place = keys.index(self._cursor) if self._cursor in keys else -1
            if (found := next_beginning(lines, letter, place)) is not None:
                event.stop()
                self._go(keys[found])

    def action_step(self, lines: int) -> None:
        """Move by `lines` selectable lines."""
        keys = list(self._places)
        if self._cursor is not None:
            place = keys.index(self._cursor) + lines
            self._go(keys[min(max(place, 0), len(keys) - 1)])

    def action_page(self, pages: int) -> None:
        """Move by pages."""
        self.action_step(pages * max(self.scrollable_content_region.height - 1, 1))

    def action_edge(self, place: int) -> None:
        """Move to the first (0) or the last (-1) line."""
        keys = list(self._places)
        if keys:
            self._go(keys[place])

    def action_open(self) -> None:
        """Post that the line was opened."""
        if self._cursor is not None:
            self.post_message(self.Opened(self._cursor))

    def select(self, key: str) -> None:
        """Put the cursor on the line with this key, if there is one."""
        if key in self._places:
            self._go(key)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        width, row = self.scrollable_content_region.width, y + self.scroll_offset.y
        if row >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        line = self._lines[row]
        style, content = self.visual_style, line.content
        if line.key is not None and line.key == self._cursor:
            style = self.get_visual_style("line-list--cursor" if self.has_focus else "line-list--cursor-blurred")
            content = self.at_cursor(content)
            if self.has_focus and has_few_colors(self.app.theme):
                content = Content(content.plain)
        if content.cell_length > width:
            content = content.truncate(width, ellipsis=True)
        return Visual.to_strips(self, content, width, 1, style, pad=True)[0]

    def caret(self) -> Offset | None:
        """Return the place of the line under the cursor."""
        row = self._places.get(self._cursor or "")
        return None if row is None else Offset(0, row - self.scroll_offset.y)

    def refresh_line(self, y: int) -> None:
        """Redraw a visible line without the scroll bar, which Textual would send too."""
        room, row = self.scrollable_content_region, y - self.scroll_offset.y
        if 0 <= row < room.height:
            self.refresh(Region(0, row, room.width, 1))

    def at_cursor(self, content: Content) -> Content:
        """Return the line under the cursor, styled."""
        return Content.assemble((POINTER, "bold $accent"), content[1:])

    def _scroll_over(self, lines: Size, height: int) -> None:
        """Set the scrollable size to `lines`, in a window of `height` rows.

        A change of `virtual_size` makes Textual lay out the screen and send the whole list. That is needed only if a
        scroll bar appears or disappears, or if the widget is as high as its lines.
        """
        scrolls = lines.height > height
        if self.styles.auto_dimensions or lines.width != self.virtual_size.width or scrolls != self._scrolls:
            self.virtual_size = lines
        elif lines != self.virtual_size:
            self.set_reactive(LineList.virtual_size, lines)
            if scrolls:
                self.vertical_scrollbar.window_virtual_size = lines.height
                self.scroll_y = min(self.scroll_y, self.max_scroll_y)
        self._scrolls = scrolls
        if self.show_vertical_scrollbar and not scrolls:
            # In a window that just got lower Textual saw lines that were built for the height before.
            self.show_vertical_scrollbar = False

    def _near(self, key: str | None, row: int) -> str | None:
        """Return the key if it still exists, else the key at its place or above."""
        if key in self._places:
            return key
        before = [known for known, place in self._places.items() if place <= row]
        return before[-1] if before else next(iter(self._places), None)

    def _go(self, key: str) -> None:
        if key == self._cursor:
            return
        left, self._cursor = self._places.get(self._cursor or ""), key
        if not self._show_cursor():
            for row in (left, self._places[key]):
                if row is not None:
                    self.refresh_line(row)
        self.post_message(self.Moved(key))

    def _show_cursor(self) -> bool:
        """Scroll to the cursor, with the headings above the first line; return whether anything scrolled."""
        row = self._places.get(self._cursor or "", 0)
        first = 0 if row == min(self._places.values(), default=0) else row
        height = self.scrollable_content_region.height
        top = self.scroll_offset.y
        last = row
        if self.SHOWS_REST:
            last = min((place for place in self._places.values() if place > row), default=len(self._lines)) - 1
        wanted = max(min(max(top, last - height + 1), first), 0)
        if wanted == top:
            return False
        self.scroll_to(y=wanted, animate=False, force=True)
        return True
