"""Rules: panes for rules, objectives, slots, busy time and energy.

On large screens they are side by side. Otherwise they are stacked: the focused pane is open, the others show only their
titles. `tab` goes from pane to pane, and the capital letter of a title focuses its pane.
"""

from typing import Any, Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.filter_bar import FilterBar
from habitos_tui.ui.kit.line_list import LineList
from habitos_tui.ui.kit.screen import HabitosScreen
from habitos_tui.ui.rules.busy_pane import BusyPane
from habitos_tui.ui.rules.commands import GO_TO_PANES, AddCalendar, FilterPanes, PlanAgain, ReadCalendars
from habitos_tui.ui.rules.detail_pane import DetailPane
from habitos_tui.ui.rules.energy_pane import EnergyPane
from habitos_tui.ui.rules.objectives_pane import ObjectivesPane
from habitos_tui.ui.rules.pane import Pane
from habitos_tui.ui.rules.rules_pane import RulesPane
from habitos_tui.ui.rules.slots_pane import SlotsPane

PANES: Final[tuple[type[Pane[Any]], ...]] = (RulesPane, ObjectivesPane, EnergyPane, BusyPane, SlotsPane)
"""The panes in tab order."""
BESIDE_DETAIL: Final = 1
"""The place of the pane after which the grid of a large screen has what the chosen line means."""
COMPARE_AFTER: Final = 0.2
"""Delay in seconds after the last change, since comparing reads a whole plan."""
HINT: Final = " tab goes from pane to pane, the letter in a title straight to one."
OUTDATED: Final = " The plan is older than this: s plans the week again."


class RulesScreen(HabitosScreen):
    """The panes; only one is open if not all fit."""

    MODE = "rules"
    AUTO_FOCUS = "#rules"
    BINDINGS = bindings(*GO_TO_PANES, PlanAgain, FilterPanes, AddCalendar, ReadCalendars)
    KEY_WIDGETS = frozenset(PANES)

    _comparing: Timer | None = None
    """Timer of the comparison with the plan."""

    def compose_body(self) -> ComposeResult:
        """Lay out the panes and the line about the plan."""
        with Container(id="panes"):
            for place, pane in enumerate(PANES):
                yield pane()
                if place == BESIDE_DETAIL:
                    yield DetailPane()
        yield FilterBar(placeholder="Type a part of a rule, an objective, a slot or busy time")
        yield Static(HINT, id="hint", markup=False)

    def refresh_view(self) -> None:
        """Let every pane read its rows."""
        for pane in self.query(Pane):
            pane.load()
        self.query_one(DetailPane).forget()
        self._tell()
        if any(pane.wanted is not None for pane in self.query(Pane)):
            self.step_outside()
        self.refresh_bindings()
        if self._comparing is not None:
            self._comparing.stop()
        self._comparing = self.set_timer(COMPARE_AFTER, self._compare_with_plan)

    def action_show_pane(self, name: str) -> None:
        """Go to a pane."""
        self.set_focus(self.query_one(f"#{name}", Pane))  # immediately, since the next key is for the pane

    def action_plan_again(self) -> None:
        """Open the Solve screen and plan this week."""
        self.context.navigation.plan_week(self.workspace.planning.this_week())

    def action_add_calendar(self) -> None:
        """Ask for a calendar to read busy time from; it is listed with the busy time."""
        self.action_show_pane(BusyPane.INFO.id)
        self.query_one(BusyPane).action_add_calendar()

    def action_read_calendars(self) -> None:
        """Read all calendars again."""
        self.query_one(BusyPane).read_calendars()

    @property
    def is_inside(self) -> bool:
        """Whether a filter is on."""
        return self.query_one(FilterBar).display

    def step_outside(self) -> None:
        """Show every line again."""
        self.query_one(FilterBar).close()
        self._go_back_to_panes()

    @on(Input.Changed, "#filter")
    def _filter_changed(self, event: Input.Changed) -> None:
        for pane in self.query(Pane):
            pane.filter_lines(event.value.strip())
        self._open(self._best_pane())
        self.refresh_bindings()

    @on(Input.Submitted, "#filter")
    def _go_back_to_panes(self) -> None:
        self.set_focus(self._best_pane())

    def _best_pane(self) -> Pane[Any]:
        """Return the open pane, or another if only that has matching lines."""
        panes = sorted(self.query(Pane), key=lambda pane: not pane.has_class("-open"))
        return next((pane for pane in panes if pane.cursor is not None), panes[0])

    def _open(self, opened: Pane[Any]) -> None:
        for pane in self.query(Pane):
            pane.set_class(pane is opened, "-open")

    def set_focus(self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False) -> None:
        """Open the pane that gets the focus, before painting; it stays open while a dialog has the focus."""
        if isinstance(widget, Pane):
            self._open(widget)
            self._tell()
        super().set_focus(widget, scroll_visible, from_app_focus)

    @on(LineList.Moved)
    def _moved(self) -> None:
        self._tell()

    def on_resize(self) -> None:
        """Tell of the chosen line where there is room for it now."""
        self._tell()

    def _tell(self) -> None:
        """Show what the chosen line means, where there is room for it."""
        opened = next((pane for pane in self.query(Pane) if pane.has_class("-open")), None)
        if opened is not None:
            with self.context.reporting():
                self.query_one(DetailPane).tell(opened, self.workspace)

    def _compare_with_plan(self) -> None:
        planning = self.workspace.planning
        with self.context.reporting():
            outdated = planning.outdated(planning.this_week())
            hint = Content.styled(OUTDATED, "$text-warning") if outdated else Content(HINT)
            self.query_one("#hint", Static).update(hint, layout=False)
