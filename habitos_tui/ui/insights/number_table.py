"""The numbers behind a chart, as a table that fits its width."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from textual.content import Content

from habitos_tui.text import cell_width, clean
from habitos_tui.ui.kit.safe_text import MUTED
from habitos_tui.ui.kit.text_layout import fit

GAP: Final = 2
"""Cells between columns."""
LEAST: Final = 6
"""Cells that the first column keeps in any case."""


@dataclass(frozen=True, slots=True)
class Table:
    """Column titles, and rows with a text for each; the first column is names, to the left, the others are figures."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def table_lines(table: Table, width: int) -> Sequence[Content]:
    """Return a line of titles and one for each row; where it is tight the first column is cut, then the last left out.

    What the rows hold may be as it was typed.
    """
    rows = [tuple(clean(text) for text in row) for row in (table.titles, *table.rows)]
    widths = [max(cell_width(row[column]) for row in rows) for column in range(len(table.titles))]
    while len(widths) > 2 and sum(widths[1:]) + GAP * (len(widths) - 1) + LEAST > width:
        widths.pop()
    widths[0] = max(min(widths[0], width - sum(widths[1:]) - GAP * (len(widths) - 1)), LEAST)
    first, *others = (_line(row, widths) for row in rows)
    return (Content.styled(first, MUTED), *(Content(line) for line in others))


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    name, *figures = row[: len(widths)]
    cells = [" " * (GAP + room - cell_width(text)) + text for text, room in zip(figures, widths[1:], strict=True)]
    return fit(name, widths[0]) + "".join(cells)
