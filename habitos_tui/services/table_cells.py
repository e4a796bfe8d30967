"""What a line of a table says, as values; InvalidInputError names the column of what is none."""

import math
from datetime import date
from typing import Any, Final
from uuid import UUID, uuid5

from habitos_tui.domain.model.base import NOON, parse_clock
from habitos_tui.domain.model.days import EARLIEST, LATEST
from habitos_tui.domain.model.tag import parse_tags
from habitos_tui.domain.model.validation import Issue
from habitos_tui.errors import InvalidInputError
from habitos_tui.exchange.csv_reading import Line
from habitos_tui.services.tracker_import import MOST_A_DAY, NAMESPACE, WEEK

KIND: Final = "tables"
_NUMBERS: Final = (
    *("min_minutes", "typical_minutes", "max_minutes", "target_per_week", "min_per_week", "max_per_week"),
    *("energy_cost", "amount"),
)


def behavior_fields(line: Line) -> dict[str, Any]:
    """Return the fields of a behavior that a line has something for."""
    said: dict[str, Any] = {name: _number(line.cell(name)) for name in _NUMBERS if line.cell(name)}
    said |= {name: line.cell(name) for name in ("category", "unit") if line.cell(name)}
    often = (said.get(name) for name in ("target_per_week", "min_per_week", "max_per_week"))
    most = max((number for number in often if isinstance(number, int)), default=0)
    said["max_per_day"] = max(1, min(MOST_A_DAY, -(-most // WEEK)))
    return said | {"tags": list(parse_tags(line.cell("tags")))}


def _number(cell: str) -> float | str:
    """Return a number, or the text itself, of which the model says what is wrong with it."""
    try:
        number = float(cell.replace(",", "."))
    except ValueError:
        return cell
    if not math.isfinite(number):
        return cell
    return int(number) if number.is_integer() else number


def name_in(line: Line) -> str:
    """Return the name of a behavior, "" where there is none."""
    return line.cells.get("name", "") if line.cell("name") else ""


def day_in(line: Line) -> date:
    """Return the day of an entry; InvalidInputError for what is none."""
    text = line.cell("day")
    try:
        day = date.fromisoformat(text) if len(text) == len("2026-11-23") else None
    except ValueError:
        day = None
    if day is None or not EARLIEST <= day <= LATEST:
        raise wrong("day", "must be a date such as 2026-11-23")
    return day


def start_in(line: Line) -> int:
    """Return when an entry began, noon where the line does not say; InvalidInputError for what is no time."""
    try:
        return parse_clock(line.cell("start")) if line.cell("start") else NOON
    except ValueError as error:
        raise wrong("start", str(error)) from error


def id_in(line: Line, key: str) -> UUID:
    """Return the id of an entry, one that follows from what is in the line where it has none."""
    said = "\0".join((KIND, key, *(line.cell(column) for column in ("day", "start", "minutes", "note"))))
    try:
        return UUID(line.cell("id")) if line.cell("id") else uuid5(NAMESPACE, said)
    except ValueError as error:
        raise wrong("id", "must be an id of 32 hexadecimal digits") from error


def place_of(line: Line) -> str:
    """Return where a line stands, for a person."""
    return f"line {line.number}"


def wrong(column: str, sentence: str) -> InvalidInputError:
    """Return the error of a line that cannot be read."""
    issue: Issue = (column, sentence)
    return InvalidInputError(f"{column} {sentence}.".strip(), issues=(issue,))
