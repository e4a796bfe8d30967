"""Insights: what the log says, as far as figures can say it; enter leads to the week or the behavior meant."""

from datetime import date

from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from habitos_tui.domain.week import week_of
from habitos_tui.ui.presenters.insights import DAYS_A_WEEK, NOTHING_YET, WEEKS, first_day, insights_view
from habitos_tui.ui.screens.base import HabitosScreen
from habitos_tui.ui.widgets.insights_list import WEEK, InsightsList
from habitos_tui.ui.widgets.line_list import LineList


class InsightsScreen(HabitosScreen):
    """The last four weeks in figures, and this week behavior by behavior."""

    MODE = "insights"
    AUTO_FOCUS = "InsightsList"

    figures = getters.query_one(InsightsList)

    def compose_body(self) -> ComposeResult:
        """Lay out the figures, and what to do when there are none."""
        with Vertical(id="insights", classes="pane") as pane:
            pane.border_title = "Insights"
            yield InsightsList(id="figures")
            yield Static(NOTHING_YET, id="empty", classes="empty", markup=False)

    def refresh_view(self) -> None:
        """Read the last weeks and show them."""
        workspace = self.workspace
        today = workspace.tracking.today()
        first = first_day(week_of(today, workspace.profile.preferences.week_start))
        days = workspace.tracking.days(first, DAYS_A_WEEK * WEEKS)
        self.figures.view = insights_view(days, workspace.behaviors.all(), today)
        self.query_one("#insights").set_class(self.figures.view.empty, "-empty")

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        """Show the week, or the behavior."""
        kind, _, which = event.key.partition(":")
        if f"{kind}:" == WEEK:
            week = date.fromisoformat(which)
            self.app.week = week if week != self.workspace.planning.this_week() else None
            self.app.switch_mode("week")
        else:
            self.app.show_behavior(which)
