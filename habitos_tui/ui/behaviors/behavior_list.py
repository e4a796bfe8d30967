"""The behaviors as a table with a cursor, and details of the current one; a move repaints only changed lines."""

from collections.abc import Sequence

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from habitos_tui.text import cell_width, shorten
from habitos_tui.ui.behaviors.card import Card, laid_out
from habitos_tui.ui.behaviors.columns import CATEGORY, DUE, NEXT, Column, columns_for, name_cells
from habitos_tui.ui.behaviors.commands import OpenBehavior
from habitos_tui.ui.behaviors.presenter import EMPTY, BehaviorRow, BehaviorsView
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.line_list import SCROLLBAR_CELLS, Line, LineList
from habitos_tui.ui.kit.marks import mark_of
from habitos_tui.ui.kit.safe_text import MUTED, fit
from habitos_tui.ui.kit.themes import category_variable


class BehaviorHeading(Widget):
    """The column headings of the list below."""

    view: reactive[BehaviorsView] = reactive(EMPTY, init=False, layout=False)

    def render(self) -> Content:
        """Return the headings for the width without the list's scroll bar."""
        width = self.size.width - SCROLLBAR_CELLS
        columns = columns_for(self.app.size.width, width, self.view)
        name = fit("Name", name_cells(width, columns))
        cells = (fit(column.heading, column.cells) for column in columns)
        return _row(name, *cells).stylize(MUTED)


class BehaviorList(LineList):
    """One line for each behavior that matches the filter."""

    BINDINGS = bindings(OpenBehavior)

    view: reactive[BehaviorsView] = reactive(EMPTY, init=False, layout=False, repaint=False)

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the lines, with as many columns as fit the window."""
        columns = columns_for(self.app.size.width, width, self.view)
        return tuple(Line(behavior_line(row, columns, width), row.id) for row in self.view.rows)

    def at_cursor(self, content: Content) -> Content:
        """Return the line without its own colours: the cursor is a block of one colour."""
        return Content(content.plain)


class BehaviorDetail(LineList, can_focus=False):
    """The card of a behavior."""

    view: reactive[Card] = reactive((), init=False, layout=False, repaint=False, always_update=True)

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the card laid out in the width, less a scroll bar if needed."""
        if width <= 0:
            return ()
        width = self.content_region.width
        lines = laid_out(self.view, width)
        if len(lines) > height:
            width -= SCROLLBAR_CELLS
            lines = laid_out(self.view, width)
        # Blanks of the text's own style cost a byte each; those that fill a line up would cost its colours once more.
        return tuple(Line(line.pad_right(max(width - line.cell_length, 0))) for line in lines)


def behavior_line(row: BehaviorRow, columns: Sequence[Column], width: int) -> Content:
    """Return a row of the list in a line of `width` cells."""
    name = name_cells(width, columns)
    colour = f"${category_variable(row.category)}"
    headings = {column.heading for column in columns}
    # Where the category has no column its letter stands before the name.
    mark = Content() if CATEGORY in headings else Content.styled(f"{mark_of(row.category).letter} ", f"bold {colour}")
    cells = (Content.styled(_aligned(row, column), colour if column.heading == CATEGORY else "") for column in columns)
    told = bool(headings & {DUE, NEXT}) and not row.due
    return _row(mark + _named(row, name - mark.cell_length, pause_told=told), *cells)


def _aligned(row: BehaviorRow, column: Column) -> str:
    text = shorten(column.text(row), column.cells)
    blanks = " " * (column.cells - cell_width(text))
    return blanks + text if column.figures else text + blanks


def _named(row: BehaviorRow, cells: int, *, pause_told: bool) -> Content:
    """Return the name with its pause, which keeps its place where the name is long, and as many tags as fit.

    Where a column tells until when it is paused, a sign does.
    """
    if not (row.paused or row.tags):
        return Content(fit(row.name, cells))
    pauses = (f" ~ paused {row.paused}", f" ~ {row.paused}") if row.paused and not pause_told else ()
    short = " ~" if row.paused else ""
    pause = next((text for text in pauses if cell_width(row.name) + cell_width(text) <= cells), short)
    name = fit(row.name, min(cell_width(row.name), cells - cell_width(pause)))
    rest = cells - cell_width(name) - cell_width(pause)
    tags = _whole(row.tags, rest - 2)
    tags = f"  {tags}" if tags else ""
    return Content.assemble((name, MUTED if row.paused else ""), (pause, f"{MUTED} italic"), (fit(tags, rest), MUTED))


def _whole(tags: str, cells: int) -> str:
    """Return as many whole tags as there is room for."""
    while tags and cell_width(tags) > cells:
        tags = tags.rpartition(" #")[0]
    return tags


def _row(*cells: str | Content) -> Content:
    return Content.assemble(*(part for cell in cells for part in (" ", cell, " ")))
