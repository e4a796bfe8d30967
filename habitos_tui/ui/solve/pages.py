"""The pane that shows a solve: progress, result, plans to choose from, why there is none; or the plan of now."""

from enum import StrEnum
from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import ContentSwitcher, Static

from habitos_tui.ui.kit.messages import SolveState, Stage
from habitos_tui.ui.replan.progress_pane import SolveProgressPane, failure_note
from habitos_tui.ui.solve.alternatives_pane import AlternativesPane
from habitos_tui.ui.solve.idle_pane import IdlePane
from habitos_tui.ui.solve.plan_on_show import PlanOnShow
from habitos_tui.ui.solve.result_pane import SolveResultPane

SHOWN_STAGES: Final = frozenset({Stage.RUNNING, Stage.FAILED, Stage.CANCELLED})
"""Stages that have a note; a finished solve shows its run."""


class Page(StrEnum):
    """The pages; values are widget ids."""

    PROGRESS = "progress"
    RESULT = "result"
    PLANS = "plans"
    IDLE = "idle"
    NOTE = "note"


_TITLES: Final = {Page.PROGRESS: "Solving", Page.RESULT: "Result", Page.NOTE: "Solve", Page.IDLE: "Your plan now"}
_FOCUS: Final = {Page.RESULT: "result-list", Page.NOTE: "history", Page.IDLE: "history"}
"""Ids of the widgets to focus on each page."""


class SolvePages(Vertical):
    """Shows one page at a time."""

    def __init__(self) -> None:
        """Starts with an empty note."""
        super().__init__(id="pages", classes="pane")
        self.progress, self.result, self.plans = SolveProgressPane(), SolveResultPane(), AlternativesPane()
        self.idle = IdlePane(id="idle")
        self._note = Static("", id="note", markup=False)
        self._noted = Content("")
        self.page: Page | None = None
        """The visible page."""
        self._focused: Page | None = Page.IDLE

    def compose(self) -> ComposeResult:
        """Lay out the pages."""
        with ContentSwitcher(initial=Page.IDLE):
            yield self.progress
            yield self.result
            yield self.plans
            yield self.idle
            yield self._note

    def show(self, state: SolveState, plan: PlanOnShow) -> None:
        """Show the page that fits the state: progress, plans, result, why there is none, else the plan of now."""
        if state.running:
            page = Page.PROGRESS
            self.progress.show_figures()
        elif self.plans.comparing:
            page = Page.PLANS
        elif plan.run is not None:
            page = Page.RESULT
            self.result.show(plan.run, *plan.ahead(plan.run), plan.reduced(plan.run), plan.too_long(plan.run))
        elif state.stage in SHOWN_STAGES:
            page, noted = Page.NOTE, failure_note(state.error, stopped=state.stopping)
            if not noted.is_same(self._noted):  # the screen is laid out anew each time
                self._noted = noted
                self._note.update(noted)
        else:
            page = Page.IDLE
        self.query_one(ContentSwitcher).current = page
        title = _TITLES.get(page) or self.plans.title
        if (page, title) != (self.page, self.border_title):  # setting either repaints the whole pane
            self.page, self.border_title = page, title

    def focus_page(self) -> None:
        """Focus the page if it changed since the last call and can take the focus."""
        if self.page is None or self.page is self._focused:
            return
        self._focused = self.page
        # On a narrow screen the history is hidden, and hidden widgets get no keys.
        wanted = _FOCUS.get(self.page) or self.plans.choices.id
        target = [widget for widget in self.screen.focus_chain if widget.id == wanted]
        self.screen.set_focus(target[0] if target else None)

    def expect_another(self) -> None:
        """Focus the next page even if it is the same one."""
        self._focused = None
