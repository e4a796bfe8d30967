"""Rules: what a week must respect, what it is for, and the shape of its days, in panes.

Where there is room they lie side by side. Else they lie one above the other, the one with the focus open and of the
others only the titles. `tab` goes from pane to pane, and the capital letter in its title straight to one.
"""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from habitos_tui.ui.commands import bindings
from habitos_tui.ui.panes.base import Pane
from habitos_tui.ui.panes.busy import BusyPane
from habitos_tui.ui.panes.energy import EnergyPane
from habitos_tui.ui.panes.objectives import ObjectivesPane
from habitos_tui.ui.panes.rules import RulesPane
from habitos_tui.ui.panes.shape import Shape
from habitos_tui.ui.panes.slots import SlotsPane
from habitos_tui.ui.rule_commands import GoToBusy, GoToEnergy, GoToObjectives, GoToRules, GoToSlots, PlanAgain
from habitos_tui.ui.screens.base import HabitosScreen

PANES: Final[tuple[type[Pane], ...]] = (RulesPane, ObjectivesPane, EnergyPane, BusyPane, SlotsPane)
"""In the order in which tab goes through them."""
COMPARE_AFTER: Final = 0.2
"""Seconds after the last change; comparing reads a whole plan, which no key should wait for."""
WAYS: Final = " tab goes from pane to pane, the letter in a title straight to one."
OUTDATED: Final = " The plan is older than this: s plans the week again."


class RulesScreen(HabitosScreen):
    """The panes, of which one is open where only one has room."""

    MODE = "rules"
    AUTO_FOCUS = "#rules"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(GoToRules, GoToObjectives, GoToEnergy, GoToBusy, GoToSlots, PlanAgain)
    ]

    def __init__(self) -> None:
        """Compare with the plan once there is something to compare."""
        super().__init__()
        self._comparing: Timer | None = None

    def compose_body(self) -> ComposeResult:
        """Lay out the panes, and what is said of the plan."""
        with Container(id="panes"):
            for pane in PANES:
                yield pane()
        yield Static(WAYS, id="hint", markup=False)

    def refresh_view(self) -> None:
        """Read the shape for every pane."""
        shape = Shape.of(self.workspace)
        for pane in self.query(Pane):
            pane.load(shape)
        self.refresh_bindings()
        if self._comparing is not None:
            self._comparing.stop()
        self._comparing = self.set_timer(COMPARE_AFTER, self._compare_with_plan)

    def action_show_pane(self, name: str) -> None:
        """Go to a pane."""
        self.set_focus(self.query_one(f"#{name}", Pane))  # at once: the next key is for the pane

    def action_plan_again(self) -> None:
        """Go to where plans are made and make one for this week."""
        self.app.plan_week(self.workspace.planning.this_week())

    def set_focus(self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False) -> None:
        """Open the pane that gets the focus, before either is painted; it stays open while a dialog has the focus."""
        if isinstance(widget, Pane):
            for pane in self.query(Pane):
                pane.set_class(pane is widget, "-open")
        super().set_focus(widget, scroll_visible, from_app_focus)

    def _compare_with_plan(self) -> None:
        planning = self.workspace.planning
        with self.app.reporting():
            outdated = planning.outdated(planning.this_week())
            hint = Content.styled(OUTDATED, "$text-warning") if outdated else Content(WAYS)
            self.query_one("#hint", Static).update(hint, layout=False)
