"""Columns or points over time: an axis on the left, a line for a limit, and dates below."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import ceil
from typing import Final

from textual.content import Content

from habitos_tui.domain.insight.evidence import DAYS_A_WEEK
from habitos_tui.domain.model.base import ONE_DAY
from habitos_tui.domain.text.phrasing import MONTHS
from habitos_tui.ui.insights.charts.chart import ChartSize
from habitos_tui.ui.kit.marks import columns
from habitos_tui.ui.kit.safe_text import MUTED

WIDEST: Final = 8
"""Widest column with its gap, in cells."""
FULL_DATES: Final = 7
"""Column width from which every column has its own date."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Values of the lowest and highest row, labelled values, and the position of a limit line."""

    bottom: float
    top: float
    labels: Mapping[float, str]
    line: float | None = None

    def share(self, value: float | None) -> float | None:
        """Return where a value lies between bottom and top."""
        return None if value is None else (value - self.bottom) / (self.top - self.bottom)

    def row(self, value: float, height: int) -> int:
        """Return the row, counted from the top, in which a column of that value ends."""
        level = ceil((self.share(value) or 0.0) * height - 1e-9)
        return height - min(max(level, 1), height)


def timeline(
    days: Sequence[date],
    values: Mapping[date, float | None],
    axis: Axis,
    room: ChartSize,
    style: str,
    *,
    drawn_as: Callable[[Sequence[float | None], int], list[str]] = columns,
) -> list[Content]:
    """Return the values of `days`, oldest first, and a row of dates; only the newest if not all fit.

    `drawn_as` turns shares and a height into rows of text, a cell for each share.
    """
    labels = max((len(label) for label in axis.labels.values()), default=0) + 1
    shown = days[-max(room.width - labels, 1) :]
    cell = min(max((room.width - labels) // max(len(shown), 1), 1), WIDEST)
    height = max(room.height - 1, 2)
    names = {axis.row(value, height): label for value, label in axis.labels.items()}
    line = None if axis.line is None else axis.row(axis.line, height)
    rows = drawn_as([axis.share(values.get(day)) for day in shown], height)
    lines = [
        Content.assemble(
            (f"{names.get(place, ''):>{labels - 1}} ", MUTED), *_pieces(widened(row, cell), place == line, style)
        )
        for place, row in enumerate(rows)
    ]
    return [*lines, Content.styled(" " * labels + dates(shown, cell), MUTED)]


def widened(row: str, cell: int) -> str:
    """Widen each one-cell column of a row to `cell` cells, the last a gap if possible."""
    bar = max(cell - 1, 1)
    return "".join(piece * bar + " " * (cell - bar) for piece in row)


def dates(days: Sequence[date], cell: int) -> str:
    """Return a row of dates for columns of `cell` cells: days, or if too narrow the starts of months.

    Where every day has a column, each week is named.
    """
    labels = list(_labels(days, cell))
    if len(labels) > 1 and labels[1][0] <= len(labels[0][1]):
        labels.pop(0)  # the label of a month's last days would hide the next
    text = ""
    for place, label in labels:
        if len(text) <= place and place + len(label) <= len(days) * cell:
            text = text.ljust(place) + label + " "
    return text.rstrip()


def _labels(days: Sequence[date], cell: int) -> Iterator[tuple[int, str]]:
    """Yield the position and text of each label."""
    daily = len(days) > 1 and days[1] - days[0] == ONE_DAY
    named = daily or cell >= FULL_DATES
    for place, day in enumerate(days):
        month = MONTHS[day.month - 1]
        new = place % DAYS_A_WEEK == 0 if daily else named or place == 0 or days[place - 1].month != day.month
        if new:
            yield place * cell, f"{day.day} {month}" if named else month


def _pieces(row: str, on_line: bool, style: str) -> list[tuple[str, str]]:
    """Split a row into drawn and empty parts; the limit line shows in the empty ones."""
    empty = "╌" if on_line else " "
    return [
        (text.replace(" ", empty) if blank else text, MUTED if blank else style)
        for blank, text in ((blank, "".join(group)) for blank, group in groupby(row, key=" ".__eq__))
    ]
