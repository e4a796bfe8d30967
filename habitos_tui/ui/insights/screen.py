"""Insights: charts of the log, each with its numbers, and suggestions.

A small window shows one pane at a time, under a line of tabs; a large one shows them side by side. The marked letter of
a title focuses its pane, the arrows move to the next.
"""

from collections.abc import Hashable
from typing import Final

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widget import Widget

from habitos_tui.domain.insight.suggestion import Suggestions
from habitos_tui.domain.text.gain_phrasing import kept_phrase
from habitos_tui.ui.insights.chart_pane import ChartPane
from habitos_tui.ui.insights.charts.ahead import CHART as AHEAD
from habitos_tui.ui.insights.charts.chart import FARTHEST, REACHES, InsightsView, Reach
from habitos_tui.ui.insights.charts.days import CHART as DAYS
from habitos_tui.ui.insights.charts.effort import CHART as EFFORT
from habitos_tui.ui.insights.charts.energy import CHART as ENERGY
from habitos_tui.ui.insights.charts.habits import CHART as HABITS
from habitos_tui.ui.insights.charts.minutes import CHART as MINUTES
from habitos_tui.ui.insights.charts.objectives import CHART as OBJECTIVES
from habitos_tui.ui.insights.charts.pairs import CHART as PAIRS
from habitos_tui.ui.insights.charts.ratings import CHART as RATINGS
from habitos_tui.ui.insights.charts.year import CHART as YEAR
from habitos_tui.ui.insights.commands import INSIGHTS_COMMANDS, PANES
from habitos_tui.ui.insights.list_panes import ChancesPane, SuggestionsPane
from habitos_tui.ui.insights.masonry import ChartBoard
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.commands import MODES, ListOpen
from habitos_tui.ui.kit.holds_from import told_since
from habitos_tui.ui.kit.line_list import LineList
from habitos_tui.ui.kit.line_of_parts import LetterTabBar, TabBar
from habitos_tui.ui.kit.screen import HabitosScreen
from habitos_tui.ui.kit.suggestion_check import SuggestionCheck

CHARTS: Final = (YEAR, DAYS, HABITS, RATINGS, MINUTES, ENERGY, EFFORT, OBJECTIVES, AHEAD, PAIRS)
"""All charts in their order."""
LEAST_FOR_SUGGESTIONS: Final = 8
"""Sessions done; less says nothing that could be suggested, and a chart is shown first."""


class InsightsScreen(HabitosScreen):
    """Suggestions, the charts of one reach, and chances."""

    MODE = "insights"
    AUTO_FOCUS = ""
    BINDINGS = bindings(*INSIGHTS_COMMANDS)
    KEY_WIDGETS = frozenset({SuggestionsPane, ChancesPane, ChartPane})

    board = getters.query_one(ChartBoard)
    suggestions = getters.query_one(SuggestionsPane)
    chances = getters.query_one(ChancesPane)
    tabs = getters.query_one("#charts", LetterTabBar)
    reaches = getters.query_one("#reaches", TabBar)

    def __init__(self) -> None:
        """Starts with a reach of a year."""
        super().__init__()
        self._reach: Reach = FARTHEST
        self._chances_shown = False
        self.check = SuggestionCheck(self, self._show_suggestions, lambda: self.context.solver.state.running)
        self._in_sight: Widget | None = None
        """The pane with the focus that was all in sight before suggestions came."""
        self._shown: Hashable = None
        """What the charts on show depend on."""

    def compose_body(self) -> ComposeResult:
        """Lay out the reaches, the tabs, and the panes."""
        yield TabBar(id="reaches")
        yield LetterTabBar(id="charts", places={pane.id: pane.place for pane in PANES})
        yield ChartBoard(SuggestionsPane(), *map(ChartPane, CHARTS), ChancesPane(), id="board")

    def on_mount(self) -> None:
        """Set the titles of the tabs."""
        self.reaches.tabs = tuple((reach.id, reach.title) for reach in REACHES)
        self.tabs.tabs = tuple((pane.id, pane.title) for pane in PANES)

    def on_resize(self) -> None:
        """Show one pane or all."""
        self._arrange()

    def refresh_view(self) -> None:
        """Read everything within reach, unless it is on show."""
        workspace = self.workspace
        state = workspace.profile, workspace.history.state(), workspace.tracking.today()
        minute = workspace.clock.now().replace(second=0, microsecond=0)
        shown = state, minute, self._reach, self.context.preferences.current
        if shown != self._shown:
            self._show_all()
            self._shown = shown
        self.check.want(state, workspace.advice.trials)

    def _show_all(self) -> None:
        workspace = self.workspace
        insights, today = workspace.insights, workspace.tracking.today()
        weeks = workspace.profile.weeks
        statistics = insights.everything(self._reach.span(today, weeks))
        year = statistics.year if self._reach is FARTHEST else insights.year(FARTHEST.span(today, weeks))
        self.reaches.active = self._reach.id
        self.suggestions.tell(kept_phrase(workspace.advice.kept()))
        self._chances_shown = False
        self._show_chances()
        view = InsightsView(self._reach, statistics, year, weeks)
        for pane in self.query(ChartPane):
            pane.show(view)
        # One refresh for all, since heights change; separate ones would paint everything twice.
        (self.board if self.tabs.display else self).refresh(layout=True)
        if not self.tabs.active:
            self.action_show_pane(PANES[0 if year.evidence >= LEAST_FOR_SUGGESTIONS else 1].id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable what the focused pane can do; disable what needs a line under its cursor."""
        if action == "toggle_numbers" and not isinstance(self.focused, ChartPane):
            return False
        if action.endswith("_suggestion") and self.suggestions.cursor is None:
            return None
        if action == "switch_learning" and self.chances.switchable is None:
            return None
        return super().check_action(action, parameters)

    def key_label(self, binding: Binding) -> str:
        """Say that enter on a suggestion or chance leads to its behavior."""
        return "Show behavior" if binding.id == ListOpen.id else super().key_label(binding)

    @property
    def is_inside(self) -> bool:
        """Whether the chart shows its numbers."""
        return isinstance(self.focused, ChartPane) and self.focused.numbers

    def step_outside(self) -> None:
        """Show the chart again."""
        self.action_toggle_numbers()

    def action_toggle_numbers(self) -> None:
        """Switch the focused chart between chart and numbers."""
        if isinstance(self.focused, ChartPane):
            self.focused.toggle()
            self.refresh_bindings()

    def action_reach(self, by: int) -> None:
        """Lengthen or shorten the reach."""
        self._show_reach(REACHES[min(max(REACHES.index(self._reach) + by, 0), len(REACHES) - 1)])

    def action_turn(self, by: int) -> None:
        """Go to the pane `by` places on, wrapping around."""
        self.action_show_pane(self.tabs.turned(by))

    def action_show_pane(self, pane: str) -> None:
        """Go to a pane."""
        self.tabs.active = pane
        self._arrange()
        self.set_focus(self.board.get_child_by_id(pane))

    def on_tab_bar_chosen(self, event: TabBar.Chosen) -> None:
        """Go to the clicked pane or reach."""
        reach = next((reach for reach in REACHES if reach.id == event.tab), None)
        if reach is None:
            self.action_show_pane(event.tab)
        else:
            self._show_reach(reach)

    def action_follow_suggestion(self) -> None:
        """Apply the suggestion under the cursor."""
        if self.suggestions.cursor is not None:
            key = self.suggestions.cursor
            followed = self.workspace.advice.apply(key, self.suggestions.suggestion(key))
            since = self.workspace.advice.holds_from(followed)
            self.context.committed(*told_since(since), self._plan_hint())

    def action_put_away_suggestion(self) -> None:
        """Dismiss the suggestion under the cursor for a month."""
        if self.suggestions.cursor is not None:
            self.workspace.advice.dismiss(self.suggestions.cursor)
            self.context.committed()

    def action_switch_learning(self) -> None:
        """Switch learning for the behavior under the cursor."""
        if (known := self.chances.switchable) is not None:
            self.workspace.learning.switch(known.behavior, on=not known.on)
            self.context.committed(self._plan_hint())

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        """Show the behavior of a suggestion or chance."""
        suggestion = self.suggestions.suggestion(event.key)
        behavior = event.key if suggestion is None else suggestion.behavior
        if behavior is not None:
            self.context.navigation.show_behavior(behavior)

    def set_focus(self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False) -> None:
        """Open the pane that gets the focus, including by mouse or jump mode."""
        if widget is not None and widget.id is not None and widget.parent is self.board:
            self.tabs.active = widget.id
        super().set_focus(widget, scroll_visible, from_app_focus)

    def on_screen_suspend(self) -> None:
        """Check no further while nobody looks."""
        self.check.leave()

    def _show_suggestions(self, found: Suggestions, checking: bool) -> None:
        """Show them; once all are there, what is looked at below is brought back into sight."""
        pane = self.focused
        if pane is not None and pane.parent is self.board and self.board.region.contains_region(pane.region):
            self._in_sight = pane
        self.suggestions.show(found, checking=checking)
        if not checking:
            self.refresh(layout=True)
            if pane is not None and pane is self._in_sight:
                self.call_after_refresh(pane.scroll_visible, animate=False, immediate=True)

    def _plan_hint(self) -> str:
        solve = next(mode for mode in MODES if mode.id == "solve")
        return f"{self.context.preferences.mode_key(solve)} plans with it"

    def _show_chances(self) -> None:
        """Read the chances once visible, since that takes as long as a chart or two."""
        if self.chances.display and not self._chances_shown:
            self._chances_shown = True
            with self.context.reporting():
                self.chances.show(self.workspace.learning.all())

    def _show_reach(self, reach: Reach) -> None:
        if reach is not self._reach:
            self._reach = reach
            self._refresh()

    def _arrange(self) -> None:
        """Show every pane if they fit, else only the open one."""
        every = self.has_class("-wide") and self.has_class("-high")
        self.tabs.display = not every
        for pane in self.board.children:
            pane.display = every or pane.id == self.tabs.active
        self._show_chances()
