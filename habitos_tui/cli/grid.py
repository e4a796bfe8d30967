"""A week as a grid of plain text: seven days side by side, the slots of the day below each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest

from habitos_tui.cli.output import pad
from habitos_tui.domain.model.base import DAYS, format_clock
from habitos_tui.domain.model.plan import DayUse, Plan
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.week import Slot, slot_at
from habitos_tui.domain.text.phrasing import day_label, slot_label
from habitos_tui.text import cell_width, shorten

NARROWEST = 76
"""Terminal cells: seven columns of ten with a space between."""
LEGEND = "start, minutes  ✓ done  - skipped  ! missed  ~ rests  = locked  E energy/budget"
_ONE_LINE_CELLS = 22
_WIDEST_COLUMN = 30


@dataclass(frozen=True, slots=True)
class GridEntry:
    """A session in the grid; `start` in minutes after midnight, None without a time, `mark` one cell for its state."""

    day: int
    start: int | None
    minutes: int
    name: str
    mark: str = " "


def entries_of(problem: Problem, plan: Plan) -> list[GridEntry]:
    """Return the grid entries of a plan, fixed sessions included."""
    names = {behavior.id: behavior.name for behavior in problem.behaviors}
    found = [GridEntry(s.day, s.start, s.minutes, names[s.behavior]) for s in plan.sessions]
    return found + [
        GridEntry(f.day, f.start, f.minutes, names[f.behavior], "✓" if f.kind == "done" else "=") for f in problem.fixed
    ]


def plan_grid(problem: Problem, plan: Plan, *, width: int) -> list[str]:
    """Return the lines of a plan as a grid at most `width` (76 or more) cells wide."""
    days = (problem.week_end - problem.week_start).days + 1
    used = [day for day in plan.days if day.day < days]
    return week_grid(problem.week_start, problem.slots, entries_of(problem, plan), used, width=width, days=days)


def week_grid(
    start: date,
    slots: Sequence[Slot],
    entries: Sequence[GridEntry],
    use: Sequence[DayUse],
    *,
    width: int,
    days: int = len(DAYS),
) -> list[str]:
    """Return the lines of a week of so many days that begins on `start`, at most `width` (76 or more) cells wide.

    Each session shows its start and minutes, and its name; last come sessions outside every slot and what has no time.
    """
    column = min(_WIDEST_COLUMN, (max(width, NARROWEST) - 6) // 7)
    total = 7 * column + 6
    lines = [_row([day_label(start + timedelta(days=day)) for day in DAYS[:days]], column)]
    found = sorted((entry for entry in entries if entry.start is not None), key=lambda e: (e.start, e.name))
    for slot in [*slots, None]:
        here = [entry for entry in found if slot_at(slots, entry.start or 0) == (slot.name if slot else None)]
        if slot is not None or here:
            lines += [_rule(_slot_title(slot), total), *_block(here, column)]
    untimed = sorted((entry for entry in entries if entry.start is None), key=lambda e: e.name)
    if untimed:
        lines += [_rule("without a time", total), *_block(untimed, column)]
    return [*lines, "─" * total, *_footer(use, column)]


def _slot_title(slot: Slot | None) -> str:
    if slot is None:
        return "outside every slot"
    return f"{slot_label(slot.name)} {format_clock(slot.start)}-{format_clock(slot.end)}"


def _rule(title: str, total: int) -> str:
    title = shorten(f"── {title} ", total)
    return title + "─" * (total - cell_width(title))


def _block(entries: Sequence[GridEntry], column: int) -> list[str]:
    """Return the rows of one slot: as many as its fullest day needs."""
    days = [[line for e in entries if e.day == day for line in _cell(e, column)] for day in DAYS]
    return [_row(cells, column) for cells in zip_longest(*days, fillvalue="")]


def _cell(entry: GridEntry, column: int) -> list[str]:
    if entry.start is None:
        return [f"{entry.mark} {entry.name}"]
    place = f"{format_clock(entry.start)}{entry.minutes:4d}{entry.mark}"
    return [f"{place} {entry.name}"] if column >= _ONE_LINE_CELLS else [place, entry.name]


def _footer(use: Sequence[DayUse], column: int) -> list[str]:
    by_day = {day.day: day for day in use}
    shown = [by_day.get(day) for day in DAYS]
    return [
        _row(["" if day is None else f"{day.minutes} min" for day in shown], column),
        _row(["" if day is None else _energy(day) for day in shown], column),
    ]


def _energy(use: DayUse) -> str:
    limit = "" if use.energy_limit is None else f"/{use.energy_limit:g}"
    return f"E {use.energy:g}{limit}"


def _row(cells: Iterable[str], column: int) -> str:
    return " ".join(pad(cell, column) for cell in cells).rstrip()
