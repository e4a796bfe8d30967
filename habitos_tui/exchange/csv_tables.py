"""Tables of a profile for spreadsheets: comma-separated, UTF-8, one header line."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from habitos_tui.domain.model.agenda import PlannedSession
from habitos_tui.domain.model.base import format_clock
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.completion import Completion

Cell = str | int | float | None

COMPLETIONS: Final = (
    *("day", "start", "minutes", "behavior", "name", "rating", "amount", "unit", "note", "tags"),
    *("slot", "planned_start", "planned_minutes", "energy_before", "id"),
)
BEHAVIORS: Final = (
    *("id", "name", "category", "archived", "min_minutes", "typical_minutes", "max_minutes", "target_per_week"),
    *("min_per_week", "max_per_week", "energy_cost", "tags", "unit", "amount"),
)
PLANS: Final = ("day", "start", "minutes", "behavior", "name", "slot", "locked", "id")

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""How texts begin that a spreadsheet would run; behind an apostrophe they stay what they are."""


def completions_csv(completions: Iterable[Completion], names: Mapping[str, str]) -> str:
    """Return a line for each completion."""
    return _table(COMPLETIONS, (_completion(one, names) for one in completions))


def completion_cells(completion: Completion) -> dict[str, str]:
    """Return the cells of a completion by column, before formulas are defused."""
    cells = zip(COMPLETIONS, _completion(completion, {}), strict=True)
    return {column: "" if cell is None else str(cell) for column, cell in cells}


def behaviors_csv(active: Iterable[Behavior], archived: Iterable[Behavior]) -> str:
    """Return a line for each behavior."""
    rows = [_behavior(one, "no") for one in active] + [_behavior(one, "yes") for one in archived]
    return _table(BEHAVIORS, rows)


def plans_csv(sessions: Iterable[PlannedSession], names: Mapping[str, str]) -> str:
    """Return a line for each planned session."""
    return _table(PLANS, (_session(one, names) for one in sessions))


def _completion(one: Completion, names: Mapping[str, str]) -> tuple[Cell, ...]:
    context = one.context
    planned = None if context.planned_start is None else format_clock(context.planned_start)
    return (
        *(one.day.isoformat(), format_clock(one.start), one.minutes, one.behavior, names.get(one.behavior, "")),
        *(one.rating, one.amount, one.unit, one.note, ", ".join(context.tags)),
        *(context.slot, planned, context.planned_minutes, context.energy_before, one.id.hex),
    )


def _behavior(one: Behavior, archived: str) -> tuple[Cell, ...]:
    return (
        *(one.id, one.name, one.category, archived, one.min_minutes, one.typical_minutes, one.max_minutes),
        *(one.target_per_week, one.min_per_week, one.max_per_week, one.energy_cost, ", ".join(one.tags)),
        *(one.unit, one.amount),
    )


def _session(one: PlannedSession, names: Mapping[str, str]) -> tuple[Cell, ...]:
    when = (one.day.isoformat(), format_clock(one.start), one.minutes)
    return (*when, one.behavior, names.get(one.behavior, ""), one.slot, "yes" if one.locked else "no", one.id.hex)


def _table(headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    return "".join(_line(row) for row in (headers, *([_defused(cell) for cell in row] for row in rows)))


def _line(row: Sequence[Cell]) -> str:
    """Return a line; only what is in the end of one is quoted everywhere, and a carriage return has to be."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(row)
    return text.getvalue().removesuffix("\r\n") + "\n"


def _defused(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula; numbers stay numbers.

    One that has apostrophes before such a text gets another, so that it comes back as it was.
    """
    return f"'{cell}" if isinstance(cell, str) and _is_formula(cell) else cell


def undefused(cell: str) -> str:
    """Return a cell as it was before it was written."""
    return cell[1:] if cell.startswith("'") and _is_formula(cell) else cell


def _is_formula(text: str) -> bool:
    return text.lstrip("'").startswith(_FORMULA)
