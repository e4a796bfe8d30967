"""Energy budgets by weekday, as bars."""

from collections.abc import Sequence

from textual.content import Content

from habitos_tui.domain.text.phrasing import WEEKDAYS, exact
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dialogs.entry import EntryDialog, EntryRow, Typed
from habitos_tui.ui.kit.line_list import Line
from habitos_tui.ui.rules.commands import ENERGY, EditEnergy, LowerEnergy, NoEnergyLimit, RaiseEnergy
from habitos_tui.ui.rules.energy import (
    EnergyRow,
    budget_of,
    energy_line,
    energy_meaning,
    energy_rows,
    energy_scale,
    energy_summary,
    nudged_budget,
    with_budget,
)
from habitos_tui.ui.rules.pane import Pane


class EnergyPane(Pane[EnergyRow]):
    """One weekday a line; left and right move its budget."""

    INFO = ENERGY
    NEEDS_LINE = frozenset({"nudge", "no_limit", "edit_energy"})
    BINDINGS = bindings(RaiseEnergy, LowerEnergy, EditEnergy, NoEnergyLimit)

    def load(self) -> None:
        """Read the budgets."""
        rows = energy_rows(self.workspace.profile.preferences.energy_budget, self.first_weekday)
        self.show({str(row.weekday): row for row in rows}, energy_summary(rows))

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Return a weekday a line."""
        most = energy_scale(self.rows.values())
        return tuple(Line(energy_line(row, width, most), key) for key, row in self.rows.items())

    def action_nudge(self, points: int) -> None:
        """Change the budget under the cursor."""
        if (row := self.row) is not None:
            label = f"Changed the energy budget of {WEEKDAYS[row.weekday]}"
            self._save((row.weekday,), nudged_budget(row.budget, points), label)

    def action_no_limit(self) -> None:
        """Take the limit of the day under the cursor away."""
        if (row := self.row) is not None:
            self._save((row.weekday,), None)

    def action_edit_energy(self) -> None:
        """Ask for points and the days they hold for."""
        if (row := self.row) is None:
            return

        def save(typed: Typed, days: tuple[int, ...]) -> bool:
            self._save(days, budget_of(typed["points"], days))
            return True

        points = "" if row.budget is None else exact(row.budget)
        dialog = EntryDialog(
            Content(f"Energy budget: {WEEKDAYS[row.weekday]}"),
            (EntryRow("At most", "points", points, "points of energy a day", blank="any", length=7),),
            save,
            lambda typed, days: energy_meaning(typed["points"], days, self.first_weekday),
            days=(row.weekday,),
            first_weekday=self.first_weekday,
        )
        self.app.push_screen(dialog)

    action_open = action_edit_energy  # a second click opens, as enter does

    def _save(self, days: Sequence[int], budget: float | None, nudge: str = "") -> None:
        """Commit it; a `nudge` names what several presses in a row change together."""
        profile = self.workspace.profile
        old = profile.preferences
        budgets = with_budget(old.energy_budget, days, budget)
        if budgets != old.energy_budget:
            preferences = old.model_copy(update={"energy_budget": budgets})
            accounts = self.context.data_directory.accounts
            label = nudge or "Changed the energy budgets"
            saved = accounts.save_preferences(profile, preferences, label, goes_on=bool(nudge))
            self.context.preferences.use_profile(saved)
            self.context.committed(tell=False)
