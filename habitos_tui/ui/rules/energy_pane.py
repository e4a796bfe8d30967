"""Energy budgets by weekday, as bars."""

from collections.abc import Sequence

from textual.content import Content

from habitos_tui.domain.model.base import ALL_DAYS
from habitos_tui.domain.text.phrasing import WEEKDAYS, exact
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dialogs.entry import EntryDialog, EntryRow, Typed
from habitos_tui.ui.kit.line_list import Line
from habitos_tui.ui.rules.commands import ENERGY, EditEnergy, LowerEnergy, NoEnergyLimit, RaiseEnergy
from habitos_tui.ui.rules.energy import budget_of, energy_line, energy_meaning, energy_summary, nudged_budget
from habitos_tui.ui.rules.pane import Pane


class EnergyPane(Pane[int]):
    """One line per weekday; left and right change its budget."""

    INFO = ENERGY
    NEEDS_LINE = frozenset({"nudge", "no_limit", "edit_energy"})
    BINDINGS = bindings(RaiseEnergy, LowerEnergy, EditEnergy, NoEnergyLimit)

    def load(self) -> None:
        """Read the budgets."""
        days = ((self.first_weekday + offset) % 7 for offset in ALL_DAYS)
        self.show({str(day): day for day in days}, energy_summary(self._budgets))

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Return a line per weekday."""
        return tuple(Line(energy_line(day, self._budgets, width), key) for key, day in self.rows.items())

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
            self._save(days, budget_of(typed["points"], days))
            return True

        points = "" if (budget := self._budgets[day]) is None else exact(budget)
        dialog = EntryDialog(
            Content(f"Energy budget: {WEEKDAYS[day]}"),
            (EntryRow("At most", "points", points, "points of energy a day", blank="any", length=7),),
            save,
            lambda typed, days: energy_meaning(typed["points"], days, self.first_weekday),
            days=(day,),
            first_weekday=self.first_weekday,
        )
        self.app.push_screen(dialog)

    action_open = action_edit_energy  # a second click opens, as enter does

    @property
    def _budgets(self) -> tuple[float | None, ...]:
        return self.workspace.profile.preferences.energy_budget

    def _save(self, days: Sequence[int], budget: float | None, nudge: str = "") -> None:
        """Commit it; consecutive changes with the same `nudge` are one undo step."""
        profile = self.workspace.profile
        old = profile.preferences
        budgets = tuple(budget if day in days else kept for day, kept in enumerate(old.energy_budget))
        if budgets != old.energy_budget:
            preferences = old.model_copy(update={"energy_budget": budgets})
            accounts = self.context.data_directory.accounts
            label = nudge or "Changed the energy budgets"
            saved = accounts.save_preferences(profile, preferences, label, coalesce=bool(nudge))
            self.context.preferences.use_profile(saved)
            self.context.committed(tell=False)
