"""The options of a solve over the history of runs; beside the stage on a wide screen, else in its place."""

from datetime import date, tzinfo

from textual.app import ComposeResult
from textual.containers import Vertical

from habitos_tui.ui.solve.options_pane import SolveOptionsPane
from habitos_tui.ui.solve.plan_request import PlanRequest
from habitos_tui.ui.solve.run_history import ReadRuns, RunHistory


class SolveSidebar(Vertical):
    """Holds both panes and shares the room between them."""

    def __init__(self, this_week: date, usual: PlanRequest, read: ReadRuns) -> None:
        """The options begin with `usual`; the history is empty until `read_again`."""
        super().__init__(id="left")
        self.options = SolveOptionsPane(this_week, usual)
        self.history = RunHistory(read)

    def compose(self) -> ComposeResult:
        """Lay out the options over the history."""
        yield self.options
        yield self.history

    def read_again(self, this_week: date, usual: PlanRequest, zone: tzinfo | None) -> None:
        """Offer the weeks from `this_week` on, begin with `usual`, and show the runs there are by now."""
        self.options.show_weeks(this_week)
        self.options.show_defaults(usual)
        self.history.read_again(zone)

    def share_room(self, *, wide: bool, shown: bool) -> None:
        """Show or hide both; an empty history takes no room on a screen that is not `wide`."""
        useful = wide or not self.history.empty
        self.display = shown
        self.history.display = useful
        self.set_class(not useful, "-short")
