"""A table of rows with a cursor on one of them; letters move it like arrows do."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, Final

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import DataTable
from textual.widgets.data_table import RowDoesNotExist

Row = tuple[str, Sequence[Text]]
"""Key of a row, and its cells."""

SCROLLBAR_CELLS: Final = 1
"""Kept free whether or not there is a scroll bar, so that columns do not jump."""


class RowTable(DataTable[Text]):
    """A DataTable that selects whole rows and keeps its cursor on the same row when it is filled again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", "Down", show=False, id="table.down", tooltip="One row down"),
        Binding("k", "cursor_up", "Up", show=False, id="table.up", tooltip="One row up"),
        Binding("home,g", "scroll_top", "Top", show=False, id="table.top", tooltip="To the first row"),
        Binding("end,G", "scroll_bottom", "Bottom", show=False, id="table.bottom", tooltip="To the last row"),
    ]

    def __init__(self, columns: Sequence[tuple[str, int | None]], *, id: str) -> None:  # noqa: A002 - Textual's word
        """`columns` are (heading, cells) pairs; the one with None takes the room that is left."""
        super().__init__(cursor_type="row", zebra_stripes=False, id=id)
        self._wanted = columns
        self._filled: tuple[Row, ...] = ()
        self._laid_out_for = -1

    @property
    def key_at_cursor(self) -> str | None:
        """Key of the row under the cursor; None in an empty table."""
        if not self.row_count:
            return None
        return self.coordinate_to_cell_key(self.cursor_coordinate).row_key.value

    @property
    def flexible_cells(self) -> int:
        """Cells of the column that takes the room that is left."""
        fixed = sum(cells for _, cells in self._wanted if cells is not None)
        room = self.content_size.width - SCROLLBAR_CELLS
        return max(8, room - fixed - 2 * self.cell_padding * len(self._wanted))

    def fill(self, rows: Iterable[Row], columns: Sequence[tuple[str, int | None]] | None = None) -> None:
        """Show `rows`, from now on in other `columns` if they are given; does nothing when all is on show already."""
        rows, columns = tuple(rows), columns or self._wanted
        same = rows == self._filled and columns == self._wanted
        self._wanted = columns
        width = self.flexible_cells
        if same and width == self._laid_out_for:
            return
        key = self.key_at_cursor
        before = self.cursor_row
        self.clear(columns=True)
        for heading, cells in self._wanted:
            self.add_column(Text(heading), width=width if cells is None else cells)
        for row_key, cells_of_row in rows:
            self.add_row(*cells_of_row, key=row_key)
        self._filled, self._laid_out_for = rows, width
        self._restore(key, before)

    def select(self, key: str) -> None:
        """Put the cursor on the row with this key, if there is one."""
        self._restore(key, self.cursor_row)

    def _restore(self, key: str | None, before: int) -> None:
        try:
            row = self.get_row_index(key or "")
        except RowDoesNotExist:
            row = before
        self.move_cursor(row=max(0, min(row, self.row_count - 1)))

    def on_resize(self) -> None:
        """Give the flexible column its new width."""
        if self._filled and self.flexible_cells != self._laid_out_for:
            self.fill(self._filled)
