"""Tables read back: what `csv_tables` writes, also after a spreadsheet has saved it with other separators."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from habitos_tui.errors import InvalidInputError
from habitos_tui.exchange.csv_tables import undefused
from habitos_tui.exchange.disk import Source, name_of, read_bytes
from habitos_tui.exchange.trackers.source import cells_of, text_of

MAX_BYTES: Final = 8 * 1024 * 1024
MAX_LINES: Final = 40_000
"""Seven years of somebody who logs fifteen times a day."""
_FILES: Final = ("behaviors.csv", "completions.csv")
_PLANS: Final = "plans.csv"
_NOT_READ: Final = "is not read back: a plan comes in with its profile, from a file of export without --csv"
_SEPARATORS: Final = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table."""

    number: int
    """In its file, the first line being 1."""
    cells: Mapping[str, str]
    """By column, without the apostrophe before what a spreadsheet would take for a formula."""

    def cell(self, column: str) -> str:
        """Return a cell without spaces around it, "" where there is none."""
        return self.cells.get(column, "").strip()


@dataclass(frozen=True, slots=True)
class Tables:
    """The lines of the tables of a profile, and what was left out and why."""

    behaviors: tuple[Line, ...] = ()
    completions: tuple[Line, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()


def read_tables(source: Source) -> Tables:
    """Return the tables of a folder, or one of them; InvalidInputError where there is none that can be read."""
    if source == "-" or not Path(source).is_dir():
        return _table(source)
    folder = Path(source)
    found = [_table(folder / name) for name in _FILES if (folder / name).is_file()]
    if not found:
        raise InvalidInputError(f"{folder} holds neither {_FILES[0]} nor {_FILES[1]}.")
    plans = ((_PLANS, _NOT_READ),) if (folder / _PLANS).is_file() else ()
    behaviors = tuple(line for table in found for line in table.behaviors)
    return Tables(behaviors, tuple(line for table in found for line in table.completions), plans)


def _table(source: Source) -> Tables:
    """Return a table as what its columns say that it is."""
    name = name_of(source)
    lines = _lines(text_of(read_bytes(source, MAX_BYTES), name), name)
    head = next(lines, Line(1, {})).cells
    if "locked" in head:
        raise InvalidInputError(f"{name}, a table of plans, {_NOT_READ}.")
    if "day" in head:
        if not {"behavior", "name"} & head.keys():
            raise InvalidInputError(f"{name} has neither a column “behavior” nor one “name”.")
        return Tables(completions=tuple(lines))
    if "name" in head:
        return Tables(behaviors=tuple(lines))
    raise InvalidInputError(f"{name} has no column “day” of completions and no column “name” of behaviors.")


def _lines(text: str, name: str) -> Iterator[Line]:
    """Yield the columns, then every line that is not empty."""
    separator = max(_SEPARATORS, key=text.partition("\n")[0].count)
    head: list[str] = []
    number = 1
    for last, row in cells_of(text, separator, name):
        if not head:
            head = [cell.strip().casefold() for cell in row]
            yield Line(number, dict.fromkeys(head, ""))
        elif any(row):
            yield Line(number, {column: undefused(cell) for column, cell in zip(head, row, strict=False)})
        number = last + 1
        if number > MAX_LINES:
            raise InvalidInputError(f"{name} has more than {MAX_LINES} lines.", hint="Bring it in in parts.")
