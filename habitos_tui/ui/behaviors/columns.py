"""Which columns the list of behaviors has: those that say something, as many as leave room for the names."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from habitos_tui.text import cell_width
from habitos_tui.ui.behaviors.presenter import BehaviorRow, BehaviorsView

ROOMY: Final = 100
"""Window width from which the list shows the strength; on narrower ones only the detail does."""
READABLE_NAME: Final = 16
"""Cells that are left to the names while there is a column that can go."""
MIN_NAME: Final = 8
CATEGORY: Final = "Category"
OFTEN: Final = "How often"
"""Heads the times a week where something has another rhythm."""
NEXT: Final = "Next"
DUE: Final = "Due next"
"""Heads a column that is there if something is due on days of its own, or a pause has no room behind its name."""
WIDE: Final = 160
"""Window width from which a column tells when everything is on next, what is planned as well."""
MARK, PAUSE = 2, 3
"""Cells of the letter before a name, and of what is between a name and its pause."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column besides the name; it is at least as wide as its heading."""

    heading: str
    text: Callable[[BehaviorRow], str]
    cells: int = 0
    """Its width; 0 for that of its longest text, which it is left out without."""
    most: int = 26
    """Its greatest width."""
    from_window: int = 0
    """Window width from which it is shown."""
    figures: bool = True
    """Whether its texts end in line, as figures do, or begin in line."""


def _often(row: BehaviorRow) -> str:
    return row.often


def _due(row: BehaviorRow) -> str:
    """Return when something is due next; while it is paused, until when."""
    return row.due or (f"paused {row.paused}" if row.paused else "")


_CATEGORY: Final = Column(CATEGORY, lambda row: row.category, 12, figures=False)
_WEEKLY: Final = Column("A week", _often, 6)
_OFTEN: Final = Column(OFTEN, _often)
_MINUTES: Final = Column("Minutes", lambda row: row.minutes, 7)
_AMOUNT: Final = Column("Amount", lambda row: row.amount, most=14)
_ENERGY: Final = Column("Energy", lambda row: row.energy, 8, figures=False)
_WORTH: Final = Column("Worth", lambda row: row.worth, 5)
_STRENGTH: Final = Column("Strength", lambda row: row.strength, 8, from_window=ROOMY)
_BEST: Final = Column("Best", lambda row: row.best, figures=False)
_DUE: Final = Column(DUE, _due, figures=False)
_NEXT: Final = Column(NEXT, lambda row: _due(row) or row.planned, figures=False)
_LAST: Final = Column("Last done", lambda row: row.last, figures=False, from_window=ROOMY)
_LEFT: Final = Column("Left", lambda row: row.left)
_SHOWN: Final = (_CATEGORY, _WEEKLY, _MINUTES, _AMOUNT, _ENERGY, _WORTH, _STRENGTH, _LAST, _BEST, _DUE, _LEFT)
_FIRST_TO_GO: Final = ("Best", "Last done", "Amount", "Energy", CATEGORY, "Strength", "Worth", "Minutes")
"""What is left out, one after the other, where names would be too short; the details have all of it."""


def columns_for(window: int, width: int, view: BehaviorsView) -> tuple[Column, ...]:
    """Return the columns besides the name for a window, and a line of `width` cells in it."""
    due = any(row.due for row in view.rows)
    columns = _readable(window, width, view, due=due)
    room = name_cells(width, columns) - (0 if any(column is _CATEGORY for column in columns) else MARK)
    told = due or all(cell_width(row.name) + cell_width(row.paused) + PAUSE <= room for row in _paused(view))
    return columns if told else _readable(window, width, view, due=True)


def _paused(view: BehaviorsView) -> Iterator[BehaviorRow]:
    return (row for row in view.rows if row.paused)


def _readable(window: int, width: int, view: BehaviorsView, *, due: bool) -> tuple[Column, ...]:
    """Return as many columns as leave the names readable."""
    weekly = all(row.often.isdecimal() for row in view.rows)
    shown = tuple(_OFTEN if column is _WEEKLY and not weekly else column for column in _SHOWN)
    if window >= WIDE:
        shown, due = tuple(_NEXT if column is _DUE else column for column in shown), True
    wanted = (column for column in shown if window >= column.from_window and (due or column is not _DUE))
    columns = [sized for column in wanted if (sized := _sized(column, view.rows)).cells]
    for heading in _FIRST_TO_GO:
        if name_cells(width, columns) >= READABLE_NAME:
            break
        columns = [column for column in columns if column.heading != heading]
    return tuple(columns)


def name_cells(width: int, columns: Sequence[Column]) -> int:
    """Return the width of the name in a line of `width` cells; every column has a blank on each side."""
    return max(MIN_NAME, width - sum(column.cells + 2 for column in columns) - 2)


def _sized(column: Column, rows: Sequence[BehaviorRow]) -> Column:
    if column.cells:
        return column
    longest = max((cell_width(column.text(row)) for row in rows), default=0)
    cells = min(max(longest, len(column.heading)), column.most) if longest else 0
    return replace(column, cells=cells)
