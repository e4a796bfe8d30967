"""Energy budgets by weekday (Monday = 0) as lines, and parsed from typed text; pure functions."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from textual.content import Content

from habitos_tui.domain.model.validation import Issue, invalid
from habitos_tui.domain.text.phrasing import WEEKDAYS, counted_points, number
from habitos_tui.ui.busy.view import days_label
from habitos_tui.ui.kit.marks import cells_of, track
from habitos_tui.ui.kit.safe_text import MUTED

ENERGY_START: Final = 12.0
"""First budget of a day that had no limit."""
MAX_ENERGY: Final = 10_000.0
_MIN_SCALE: Final = 20.0
_DAY: Final = 10
_POINTS: Final = 11


def energy_summary(budgets: Sequence[float | None]) -> str:
    """Return the most common budget as text."""
    [(budget, _)] = Counter(budgets).most_common(1)
    return "no limit on most days" if budget is None else f"{counted_points(budget, 2)} on most days"


def energy_line(weekday: int, budgets: Sequence[float | None], width: int) -> Content:
    """Return weekday, bar and points; None means no limit, and the bar is full at the highest of the `budgets`."""
    room = max(width - 2 - _DAY - 1 - _POINTS, 0)
    most, budget = max(_MIN_SCALE, *(each or 0 for each in budgets)), budgets[weekday]
    points = "no limit" if budget is None else number(budget, 2)
    return Content.assemble(
        f"  {WEEKDAYS[weekday]:<{_DAY}} ",
        track(cells_of(budget or 0, most, room), room, "$accent"),
        (f"{points:>{_POINTS - 1}} ", MUTED if budget is None else "bold"),
    )


def nudged_budget(budget: float | None, points: float) -> float:
    """Return the budget with `points` more, at least 0."""
    return ENERGY_START if budget is None else min(max(budget + points, 0.0), MAX_ENERGY)


def budget_of(typed: str, days: Sequence[int]) -> float | None:
    """Return the typed points, None if empty; InvalidInputError if not a number."""
    issues: list[Issue] = [] if days else [("days", "needs at least one day")]
    budget: float | None = None
    if typed:
        try:
            budget = float(typed.replace(",", "."))
        except ValueError:
            budget = -1
        if not 0 <= budget <= MAX_ENERGY:
            issues.append(("points", f"must be a number from 0 to {MAX_ENERGY:.0f}"))
    if issues:
        raise invalid("This budget", tuple(issues))
    return budget


def energy_meaning(typed: str, days: Sequence[int], first_weekday: int = 0) -> str:
    """Return the budget as a sentence; InvalidInputError while incomplete."""
    budget = budget_of(typed, days)
    when = days_label(days, first_weekday)
    if budget is None:
        return f"No limit, {when}."
    return f"What is planned costs at most {counted_points(budget, 2)} of energy, {when}."
