"""The numbers behind a chart, as a table that fits its width."""

from collections.abc import Iterable, Sequence
from typing import Final

from textual.content import Content

from habitos_tui.text import cell_width, clean
from habitos_tui.ui.kit.safe_text import MUTED
from habitos_tui.ui.kit.text_layout import fit

GAP: Final = 2
"""Cells between columns."""
LEAST: Final = 6
"""Cells that the first column keeps in any case."""


Row = tuple[str, ...]
"""A text for each column: a name, to the left, and figures."""


def table_lines(table: Iterable[Row], width: int) -> Sequence[Content]:
    """Return a line for each row, the titles first; where it is tight the first column is cut, then the last left out.

    What the rows hold may be as it was typed.
    """
    rows = [tuple(clean(text) for text in row) for row in table]
    widths = [max(map(cell_width, column)) for column in zip(*rows, strict=True)]
    while len(widths) > 2 and sum(widths[1:]) + GAP * (len(widths) - 1) + LEAST > width:
        widths.pop()
    widths[0] = max(min(widths[0], width - sum(widths[1:]) - GAP * (len(widths) - 1)), LEAST)
    first, *others = (_line(row, widths) for row in rows)
    return (Content.styled(first, MUTED), *(Content(line) for line in others))


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    name, *figures = row[: len(widths)]
    cells = [" " * (GAP + room - cell_width(text)) + text for text, room in zip(figures, widths[1:], strict=True)]
    return fit(name, widths[0]) + "".join(cells)
