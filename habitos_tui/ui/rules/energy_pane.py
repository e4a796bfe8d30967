"""Energy budgets by weekday (Monday = 0), as bars; pure functions for their lines and for typed text."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from textual.content import Content

from habitos_tui.domain.model.agenda import WeekAgenda
from habitos_tui.domain.model.base import ALL_DAYS
from habitos_tui.domain.model.validation import Issue, invalid
from habitos_tui.domain.text.phrasing import WEEKDAYS, counted_points, exact, number
from habitos_tui.ui.busy.view import days_label
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dialogs.entry import FROM_NOW, EntryDialog, EntryRow, Typed
from habitos_tui.ui.kit.line_list import Line
from habitos_tui.ui.kit.marks import cells_of, track
from habitos_tui.ui.kit.safe_text import MUTED
from habitos_tui.ui.rules.commands import ENERGY, EditEnergy, LowerEnergy, NoEnergyLimit, RaiseEnergy
from habitos_tui.ui.rules.detail import energy_detail
from habitos_tui.ui.rules.pane import Pane, with_since

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


class EnergyPane(Pane[int]):
    """One line per weekday; left and right change its budget."""

    INFO = ENERGY
    NEEDS_LINE = frozenset({"nudge", "no_limit", "edit_energy"})
    BINDINGS = bindings(RaiseEnergy, LowerEnergy, EditEnergy, NoEnergyLimit)

    def load(self) -> None:
        """Read the budgets."""
        days = ((self.first_weekday + offset) % 7 for offset in ALL_DAYS)
        since = self.context.data_directory.accounts.budget_holds_from(self.workspace.profile)
        self.show({str(day): day for day in days}, with_since(energy_summary(self._budgets), since))

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Return a line per weekday."""
        return tuple(Line(energy_line(day, self._budgets, width), key) for key, day in self.rows.items())

    def detail(self, agenda: WeekAgenda) -> Sequence[str]:
        """Return what the plan takes of the budget."""
        return () if self.row is None else energy_detail(self.row, agenda)

    def action_nudge(self, points: int) -> None:
        """Change the budget under the cursor."""
        if (day := self.row) is not None:
            label = f"Changed the energy budget of {WEEKDAYS[day]}"
            self._save((day,), nudged_budget(self._budgets[day], points), label)

    def action_no_limit(self) -> None:
        """Remove the limit of the day under the cursor."""
        if (day := self.row) is not None:
            self._save((day,), None)

    def action_edit_energy(self) -> None:
        """Ask for points and the days they apply to."""
        if (day := self.row) is None:
            return

        def save(typed: Typed, days: tuple[int, ...]) -> bool:
            self._save(days, budget_of(typed["points"], days), from_now=bool(typed[FROM_NOW]))
            return True

        points = "" if (budget := self._budgets[day]) is None else exact(budget)
        dialog = EntryDialog(
            Content(f"Energy budget: {WEEKDAYS[day]}"),
            (EntryRow("At most", "points", points, "points of energy a day", blank="any", length=7),),
            save,
            lambda typed, days: energy_meaning(typed["points"], days, self.first_weekday),
            days=(day,),
            first_weekday=self.first_weekday,
            judged=self.workspace.behaviors.has_history(),
        )
        self.app.push_screen(dialog)

    action_open = action_edit_energy  # a second click opens, as enter does

    @property
    def _budgets(self) -> tuple[float | None, ...]:
        return self.workspace.profile.preferences.energy_budget

    def _save(self, days: Sequence[int], budget: float | None, nudge: str = "", *, from_now: bool = False) -> None:
        """Commit it; consecutive changes with the same `nudge` are one undo step. `from_now` it is also judged by."""
        profile = self.workspace.profile
        old = profile.preferences
        budgets = tuple(budget if day in days else kept for day, kept in enumerate(old.energy_budget))
        if budgets != old.energy_budget or from_now:
            preferences = old.model_copy(update={"energy_budget": budgets})
            accounts = self.context.data_directory.accounts
            label = nudge or "Changed the energy budgets"
            saved = accounts.save_preferences(profile, preferences, label, coalesce=bool(nudge), from_now=from_now)
            self.context.preferences.use_profile(saved)
            self.context.committed(tell=False)
