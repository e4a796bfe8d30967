"""The behaviors as a table with a cursor, and details of the current one; a move repaints only changed lines."""

from collections.abc import Sequence
from typing import Final

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from habitos_tui.text import cell_width
from habitos_tui.ui.behaviors.commands import OpenBehavior
from habitos_tui.ui.behaviors.presenter import EMPTY, BehaviorRow, BehaviorsView
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.line_list import SCROLLBAR_CELLS, Line, LineList
from habitos_tui.ui.kit.safe_text import MUTED, fit
from habitos_tui.ui.kit.themes import category_variable

ROOMY: Final = 100
"""Window width from which the list shows the strength; on narrower ones only the detail does."""
COLUMNS: Final = (("Category", 12), ("A week", 6), ("Minutes", 7), ("Energy", 6), ("Worth", 5), ("Strength", 8))
"""Headings and widths of all columns but the name, which takes the rest."""
OFTEN: Final = "How often"
"""Heads the times a week where something has another rhythm."""
DUE: Final = "Due next"
MIN_NAME: Final = 8
READABLE_NAME: Final = 20
"""Cells that are left to the name before the days due are told in the details only."""


class BehaviorHeading(Widget):
    """The column headings of the list below."""

    view: reactive[BehaviorsView] = reactive(EMPTY, init=False, layout=False)

    def render(self) -> Content:
        """Return the headings for the width without the list's scroll bar."""
        width = self.size.width - SCROLLBAR_CELLS
        columns = columns_for(self.app.size.width, width, self.view)
        name = fit("Name", name_cells(width, columns))
        cells = (fit(heading, width) for heading, width in columns)
        return _row(name, *cells).stylize(MUTED)


class BehaviorList(LineList):
    """One line for each behavior that matches the filter."""

    BINDINGS = bindings(OpenBehavior)

    view: reactive[BehaviorsView] = reactive(EMPTY, init=False, layout=False, repaint=False)

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the lines, with as many columns as fit the window."""
        columns = columns_for(self.app.size.width, width, self.view)
        name = name_cells(width, columns)
        return tuple(Line(_line(row, name, columns), row.id) for row in self.view.rows)

    def at_cursor(self, content: Content) -> Content:
        """Return the line without its own colours: the cursor is a block of one colour."""
        return Content(content.plain)


class BehaviorDetail(LineList, can_focus=False):
    """A behavior's objectives, strength and limits."""

    view: reactive[Content] = reactive(Content(""), init=False, layout=False, repaint=False, always_update=True)

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the text wrapped to the width, less a scroll bar if needed."""
        if width <= 0:
            return ()
        lines = self.view.wrap(self.content_region.width)
        if len(lines) > height:
            lines = self.view.wrap(self.content_region.width - SCROLLBAR_CELLS)
        # Blanks of the text's own style cost a byte each; those that fill a line up would cost its colours once more.
        return tuple(Line(line.pad_right(max(width - line.cell_length, 0))) for line in lines)


def columns_for(window: int, width: int, view: BehaviorsView) -> Sequence[tuple[str, int]]:
    """Return the columns besides the name for a window, and a line of `width` cells in it."""
    columns = list(COLUMNS if window >= ROOMY else COLUMNS[:-1])
    longest = max((cell_width(row.often) for row in view.rows if not row.often.isdecimal()), default=0)
    if longest:
        columns[1] = (OFTEN, max(longest, len(OFTEN)))
    due = max((cell_width(row.due) for row in view.rows), default=0)
    with_due = [*columns, (DUE, max(due, len(DUE)))]
    return with_due if due and name_cells(width, with_due) >= READABLE_NAME else columns


def name_cells(width: int, columns: Sequence[tuple[str, int]]) -> int:
    """Return the width of the name in a line of `width` cells; every column has a blank on each side."""
    return max(MIN_NAME, width - sum(cells + 2 for _, cells in columns) - 2)


def _line(row: BehaviorRow, name: int, columns: Sequence[tuple[str, int]]) -> Content:
    (_, category), *rest = columns
    figures = dict(zip(("Minutes", "Energy", "Worth", "Strength", DUE), _figures(row), strict=True))
    aligned = (figures.get(heading, row.often).rjust(cells) for heading, cells in rest)
    colour = f"${category_variable(row.category)}"
    return _row(_named(row, name), Content.styled(fit(row.category, category), colour), *aligned)


def _named(row: BehaviorRow, cells: int) -> Content:
    """Return the name with its pause, which keeps its place where the name is long, or with tags that have room."""
    if not row.paused:
        tags = f"  {row.tags}" if row.tags and cell_width(row.name) + cell_width(row.tags) + 2 <= cells else ""
        own = cell_width(row.name) if tags else cells
        return Content.assemble(fit(row.name, own), (fit(tags, cells - own), MUTED))
    texts = f" ~ paused {row.paused}", f" ~ {row.paused}"
    pause = next((text for text in texts if cell_width(row.name) + cell_width(text) <= cells), " ~")
    name = Content.styled(fit(row.name, min(cell_width(row.name), cells - cell_width(pause))), MUTED)
    return Content.assemble(name, (pause, f"{MUTED} italic")).pad_right(
        max(cells - name.cell_length - cell_width(pause), 0)
    )


def _figures(row: BehaviorRow) -> tuple[str, ...]:
    return row.minutes, row.energy, row.worth, row.strength, row.due


def _row(*cells: str | Content) -> Content:
    return Content.assemble(*(part for cell in cells for part in (" ", cell, " ")))
