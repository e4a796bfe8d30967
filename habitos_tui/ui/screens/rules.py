"""Rules: what a week must respect, what it is for, and the shape of its days, in panes.

Where there is room they lie side by side. Else they lie one above the other, the one with the focus open and of the
others only the titles. `tab` goes from pane to pane, and the capital letter in its title straight to one.
"""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from habitos_tui.ui.commands import bindings
from habitos_tui.ui.panes.base import Pane
from habitos_tui.ui.panes.busy import BusyPane
from habitos_tui.ui.panes.energy import EnergyPane
from habitos_tui.ui.panes.objectives import ObjectivesPane
from habitos_tui.ui.panes.rules import RulesPane
from habitos_tui.ui.panes.slots import SlotsPane
from habitos_tui.ui.rule_commands import GoToBusy, GoToEnergy, GoToObjectives, GoToRules, GoToSlots
from habitos_tui.ui.screens.base import HabitosScreen


class RulesScreen(HabitosScreen):
    """The panes, of which one is open where only one has room."""

    MODE = "rules"
    AUTO_FOCUS = "#rules"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(GoToRules, GoToObjectives, GoToEnergy, GoToBusy, GoToSlots)]

    def compose_body(self) -> ComposeResult:
        """Lay out the panes in the order in which tab goes through them."""
        with Container(id="panes"):
            yield RulesPane(id="rules")
            yield ObjectivesPane(id="objectives")
            yield EnergyPane(id="energy")
            yield BusyPane(id="busy")
            yield SlotsPane(id="slots")

    def refresh_view(self) -> None:
        """Let every pane read what it shows."""
        for pane in self.query(Pane):
            pane.load()
        self.refresh_bindings()

    def action_show_pane(self, name: str) -> None:
        """Go to a pane."""
        self.query_one(f"#{name}", Pane).focus()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Open the pane that has the focus; it stays open while a dialog or another window has it."""
        for pane in self.query(Pane):
            pane.set_class(pane is event.widget, "-open")
