"""Energy budgets by weekday: frozen rows, and back from how they are typed; pure functions."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from textual.content import Content

from habitos_tui.domain.model.validation import Issue, invalid
from habitos_tui.domain.text.phrasing import WEEKDAYS, counted_points, number
from habitos_tui.errors import InvalidInputError
from habitos_tui.ui.busy.view import days_label
from habitos_tui.ui.kit.bars import cells_of, track
from habitos_tui.ui.kit.safe_text import MUTED

ENERGY_START: Final = 12.0
"""What a day without a limit begins with."""
ENERGY_MOST: Final = 10_000.0
_LEAST_SCALE: Final = 20.0
_DAY: Final = 10
_POINTS: Final = 11


@dataclass(frozen=True, slots=True)
class EnergyRow:
    """The energy budget of a weekday (Monday = 0); None sets no limit."""

    weekday: int
    budget: float | None


def energy_rows(budgets: Sequence[float | None], first_weekday: int = 0) -> tuple[EnergyRow, ...]:
    """Return a row a weekday, the week's first one first."""
    days = [(first_weekday + offset) % 7 for offset in range(7)]
    return tuple(EnergyRow(day, budgets[day]) for day in days)


def energy_summary(rows: Iterable[EnergyRow]) -> str:
    """Return the budget that most days have."""
    [(budget, _)] = Counter(row.budget for row in rows).most_common(1)
    return "no limit on most days" if budget is None else f"{counted_points(budget, 2)} on most days"


def energy_line(row: EnergyRow, width: int, most: float) -> Content:
    """Return weekday, bar and points; the bar is full at `most`."""
    room = max(width - 2 - _DAY - 1 - _POINTS, 0)
    points = "no limit" if row.budget is None else number(row.budget, 2)
    return Content.assemble(
        f"  {WEEKDAYS[row.weekday]:<{_DAY}} ",
        track(cells_of(row.budget or 0, most, room), room, "$accent"),
        (f"{points:>{_POINTS - 1}} ", MUTED if row.budget is None else "bold"),
    )


def energy_scale(rows: Iterable[EnergyRow]) -> float:
    """Return what a full bar stands for."""
    return max(_LEAST_SCALE, *(row.budget or 0 for row in rows))


def nudged_budget(budget: float | None, points: float) -> float:
    """Return the budget with `points` more, never below nothing."""
    return ENERGY_START if budget is None else min(max(budget + points, 0.0), ENERGY_MOST)


def with_budget(budgets: Sequence[float | None], days: Iterable[int], budget: float | None) -> tuple[float | None, ...]:
    """Return the budgets by weekday with `budget` on `days`."""
    chosen = set(days)
    return tuple(budget if day in chosen else old for day, old in enumerate(budgets))


def budget_of(typed: str, days: Sequence[int]) -> float | None:
    """Return the points that were typed, None for nothing typed; InvalidInputError for what is no number."""
    issues: list[Issue] = [] if days else [("days", "needs at least one day")]
    budget: float | None = None
    if typed:
        try:
            budget = float(typed.replace(",", "."))
        except ValueError:
            budget = -1
        if not 0 <= budget <= ENERGY_MOST:
            issues.append(("points", f"must be a number from 0 to {ENERGY_MOST:.0f}"))
    if issues:
        raise invalid("This budget", tuple(issues))
    return budget


def energy_meaning(typed: str, days: Sequence[int], first_weekday: int = 0) -> str:
    """Return what the budget says; nothing while it is not complete."""
    try:
        budget = budget_of(typed, days)
    except InvalidInputError:
        return ""
    when = days_label(days, first_weekday)
    if budget is None:
        return f"No limit, {when}."
    return f"What is planned costs at most {counted_points(budget, 2)} of energy, {when}."
