"""Seven days of half hours to paint busy time on, from the keyboard.

Arrows or hjkl move, with shift they stretch a selection over times and days; w, s, m and x make it work, sleep, meals
or free, and space repeats the last stroke. Other titles are kept, and drawn with a sign.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import Final

from textual import events
from textual.content import Content
from textual.geometry import Offset, Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from habitos_tui.domain.model.base import ALL_DAYS
from habitos_tui.domain.text.phrasing import WEEKDAYS
from habitos_tui.text import clean
from habitos_tui.ui.busy.commands import paint
from habitos_tui.ui.busy.painting import CELLS, FREE, MEALS, SLEEP, STEP_MINUTES, WORK, Painting, painted
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dates import from_to
from habitos_tui.ui.kit.safe_text import FAINT, MUTED, safe

_LABEL: Final = 4
_SCALE_ROWS: Final = 1
_STATUS_ROW: Final = _SCALE_ROWS + len(ALL_DAYS) + 1
_SIGNS: Final = {WORK: ("W", "bold $primary"), SLEEP: ("S", "$accent"), MEALS: ("M", "$secondary")}
_OTHER: Final = ("▒", MUTED)


class PaintGrid(Widget, can_focus=True):
    """A row per day and a cell per half hour, with the selection in words below."""

    BINDINGS = bindings(*paint)
    ALLOW_SELECT = False
    DEFAULT_CSS = "PaintGrid { height: 10; }"

    first_weekday: reactive[int] = reactive(0)
    """The day of the first row, Monday = 0."""

    class Changed(Message):
        """Something was painted."""

    def __init__(self, painting: Painting, *, first_weekday: int = 0, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.set_reactive(PaintGrid.first_weekday, first_weekday)
        self.painting = painting
        self._cursor = self._anchor = (0, 9 * 60 // STEP_MINUTES)
        self._brush = WORK

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a selection where the mouse is pressed."""
        if (place := self._place_at(event)) is not None:
            before = self._rows()
            self._cursor = self._anchor = place
            self.capture_mouse()
            self._repaint(before | self._rows())

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Stretch it while the mouse is held."""
        place = self._place_at(event) if self.app.mouse_captured is self else None
        if place is not None and place != self._cursor:
            self.action_stretch(place[0] - self._cursor[0], place[1] - self._cursor[1])

    def on_mouse_up(self) -> None:
        """Keep what is selected; keys paint it."""
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Paint at a second click."""
        if event.chain == 2 and self._place_at(event) == self._cursor:
            self.action_paint_again()

    def action_move(self, days: int, cells: int) -> None:
        """Move the cursor, and with it the selection."""
        before = self._rows()
        self._cursor = self._anchor = self._beside(days, cells)
        self._repaint(before | self._rows())

    def action_stretch(self, days: int, cells: int) -> None:
        """Stretch the selection."""
        before = self._rows()
        self._cursor = self._beside(days, cells)
        self._repaint(before | self._rows())

    def action_paint(self, title: str) -> None:
        """Paint the selection with `title`; an empty one frees it."""
        if title:
            self._brush = title
        first, last = self._times()
        self.painting = painted(self.painting, self._days(), first, last, title)
        self._repaint(self._rows())
        self.post_message(self.Changed())

    def action_paint_again(self) -> None:
        """Paint with the last title, or free the selection if it already has that title."""
        first, last = self._times()
        has_it = all(self.painting[day][cell] == self._brush for day in self._days() for cell in range(first, last + 1))
        self.action_paint(FREE if has_it else self._brush)

    def render_line(self, y: int) -> Strip:
        """Draw the hours, a day, or the status line."""
        if y < _SCALE_ROWS:
            content = self._scale()
        elif y - _SCALE_ROWS < len(ALL_DAYS):
            content = self._day(y - _SCALE_ROWS)
        else:
            content = self._status() if y == _STATUS_ROW else Content("")
        return Visual.to_strips(self, content, self.size.width, 1, self.visual_style, pad=True)[0]

    def caret(self) -> Offset:
        """Return the place of the half hour under the cursor."""
        row, cell = self._cursor
        return Offset(_LABEL + cell * self._cell_width, _SCALE_ROWS + row)

    def _scale(self) -> Content:
        hours = "".join(f"{hour:02d}".ljust(6 * self._cell_width) for hour in range(0, 24, 3))
        return Content.styled(" " * _LABEL + hours, MUTED)

    def _day(self, row: int) -> Content:
        weekday = self._weekday(row)
        first, last = self._times() if self.has_focus and row in self._rows() else (CELLS, CELLS)
        runs = groupby(range(CELLS), lambda cell: (self.painting[weekday][cell], first <= cell <= last))
        label = f"{WEEKDAYS[weekday][:2]}".ljust(_LABEL)
        return Content.assemble(
            (label, MUTED), *(self._run(title, cells, selected=selected) for (title, selected), cells in runs)
        )

    def _run(self, title: str, cells: Iterable[int], *, selected: bool) -> tuple[str, str]:
        """Return a run of cells with the same title; a free full hour has a dot."""
        sign, style = _SIGNS.get(title, _OTHER) if title != FREE else ("", FAINT)
        text = "".join((sign or ("·" if cell % 2 == 0 else " ")).ljust(self._cell_width, sign or " ") for cell in cells)
        return text, f"{style} reverse" if selected else style

    def _status(self) -> Content:
        """Return the selected time and its titles."""
        first, last = self._times()
        rows = sorted(self._rows())
        days = "\N{EN DASH}".join(WEEKDAYS[self._weekday(row)][:3] for row in dict.fromkeys((rows[0], rows[-1])))
        when = from_to(first * STEP_MINUTES, (last + 1) * STEP_MINUTES)
        titles = {self.painting[day][cell] for day in self._days() for cell in range(first, last + 1)}
        what = "mixed" if len(titles) > 1 else clean(titles.pop(), limit=24) or "free"
        return Content.assemble(safe(f"{days} {when}", "bold"), "  ", safe(what, MUTED))

    @property
    def _cell_width(self) -> int:
        return 2 if self.size.width >= _LABEL + 2 * CELLS else 1

    def _place_at(self, event: events.MouseEvent) -> tuple[int, int] | None:
        """Return the row and the cell under the mouse."""
        row, cell = event.y - _SCALE_ROWS, (event.x - _LABEL) // self._cell_width
        return (row, cell) if 0 <= row < len(ALL_DAYS) and 0 <= cell < CELLS else None

    def _weekday(self, row: int) -> int:
        return (self.first_weekday + row) % len(ALL_DAYS)

    def _beside(self, days: int, cells: int) -> tuple[int, int]:
        row, cell = self._cursor
        return min(max(row + days, 0), len(ALL_DAYS) - 1), min(max(cell + cells, 0), CELLS - 1)

    def _rows(self) -> set[int]:
        low, high = sorted((self._anchor[0], self._cursor[0]))
        return set(range(low, high + 1))

    def _days(self) -> set[int]:
        return {self._weekday(row) for row in self._rows()}

    def _times(self) -> tuple[int, int]:
        """Return the first and the last cell of the selection."""
        low, high = sorted((self._anchor[1], self._cursor[1]))
        return low, high

    def _repaint(self, rows: set[int]) -> None:
        """Repaint only these days and the status line, to keep output small on slow lines."""
        for y in (*(row + _SCALE_ROWS for row in rows), _STATUS_ROW):
            self.refresh(Region(0, y, self.size.width, 1))
