"""The review of a week that is over, opened over the current screen."""

from collections.abc import Sequence
from datetime import date

from textual import getters
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.reactive import reactive

from habitos_tui.domain.insight.review import WeekReview
from habitos_tui.domain.insight.suggestion import Suggestion, Suggestions
from habitos_tui.domain.model.days import EARLIEST
from habitos_tui.domain.text.review_phrasing import summary
from habitos_tui.services.workspace import Workspace
from habitos_tui.ui.kit.app_context import workspace_of
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dates import days_of_week, week_title
from habitos_tui.ui.kit.line_list import Line, LineList
from habitos_tui.ui.kit.line_of_parts import Footer
from habitos_tui.ui.kit.safe_text import safe
from habitos_tui.ui.kit.screen import OverlaidScreen
from habitos_tui.ui.kit.suggestion_check import SuggestionCheck
from habitos_tui.ui.review.commands import SCREEN_COMMANDS, ChangeTarget, KeepTargets, OpenReviewLine, PlanNext
from habitos_tui.ui.review.presenter import BEHAVIOR, PROPOSAL, ReviewView, rows


class ReviewPage(LineList):
    """The review as one page; its behaviors, proposals and question can be opened."""

    SHOWS_REST = True
    BINDINGS = bindings(OpenReviewLine)

    view: reactive[ReviewView] = reactive(ReviewView.EMPTY, init=False, layout=False, repaint=False)

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the lines for this width."""
        return tuple(Line(line, key) for key, line in rows(self.view, width)) if width > 0 else ()


class ReviewScreen(OverlaidScreen):
    """The last week that is over, and those before it."""

    AUTO_FOCUS = "ReviewPage"
    BINDINGS = bindings(*SCREEN_COMMANDS)
    KEY_WIDGETS = frozenset({ReviewPage})

    page = getters.query_one(ReviewPage)

    def __init__(self) -> None:
        """Starts with the last week."""
        super().__init__()
        self._week: date | None = None
        self._review = WeekReview.EMPTY
        self.check = SuggestionCheck(self, self._propose, lambda: self.context.solver.state.running)
        self._proposals: tuple[Suggestion, ...] = ()

    @property
    def workspace(self) -> Workspace:
        """The services of the person logged in."""
        return workspace_of(self.context)

    def compose(self) -> ComposeResult:
        """Lay out the page, over the keys."""
        with Container(id="review"), Vertical(id="review-pane", classes="pane"):
            yield ReviewPage(id="review-page")
        yield Footer()

    def on_mount(self) -> None:
        """Read the week."""
        with self.context.reporting():
            self.workspace.review_offer.read()
            self._show()

    def on_unmount(self) -> None:
        """Try out nothing more."""
        self.check.leave()

    def show_changes(self) -> None:
        """Read the week again."""
        with self.context.reporting():
            self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Switch off what leads to a week that is not over, and what is about targets where there were none."""
        if action in {"keep_targets", "change_target"} and not self._review.targets:
            return None
        if action == "turn_week" and parameters == (1,) and self._week == self.workspace.reviews.last_week():
            return None
        return super().check_action(action, parameters)

    # Actions

    def action_keep_targets(self) -> None:
        """Change nothing."""
        self.dismiss(None)

    def action_change_target(self) -> None:
        """Go to the behavior under the cursor, else to the first whose target was not what was done."""
        lines, proposal = self._review.lines, self._proposal()
        apart = next((line.behavior for line in lines if line.done != line.wanted), None)
        under = self._under_cursor(BEHAVIOR) if proposal is None else proposal.behavior
        self.dismiss(None)
        if (chosen := under or apart) is None:
            self.app.switch_mode("behaviors")
        else:
            self.context.navigation.show_behavior(chosen)

    def action_plan_next(self) -> None:
        """Let Solve plan the week to come."""
        week = self.workspace.reviews.week_to_plan()
        self.dismiss(None)
        self.context.navigation.plan_week(week)

    def action_turn_week(self, weeks: int) -> None:
        """Look back on another week."""
        last = self.workspace.reviews.last_week()
        wanted = self.workspace.planning.turned(self._week or last, weeks)
        if EARLIEST <= wanted <= last:
            self._week = wanted
            self._show()

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)

    def on_line_list_opened(self) -> None:
        """Go to the behavior, make the change, or keep the targets."""
        proposal = self._proposal()
        if proposal is not None:
            self.workspace.advice.apply(proposal.key, proposal)
            self.context.committed()
        elif self._under_cursor(BEHAVIOR) is not None:
            self.action_change_target()
        else:
            self.action_keep_targets()

    def _proposal(self) -> Suggestion | None:
        """Return the proposal under the cursor."""
        key = self._under_cursor(PROPOSAL)
        return next((line for line in self._proposals if line.key == key), None)

    def _under_cursor(self, kind: str) -> str | None:
        key = self.page.cursor or ""
        return key.removeprefix(kind) if key.startswith(kind) else None

    def _show(self) -> None:
        """Read the week, and try out what is suggested about targets where it is the last one."""
        reviews, workspace = self.workspace.reviews, self.workspace
        last = reviews.last_week()
        self._week = min(self._week or last, last)
        self._review = reviews.review(self._week)
        self._show_page()
        if self._week == last:
            state = workspace.profile, workspace.history.state(), workspace.tracking.today()
            self.check.want(state, reviews.target_trials)
        else:
            self.check.leave()

    def _propose(self, found: Suggestions, _checking: bool) -> None:
        self._proposals = found.lines
        self._show_page()

    def _show_page(self) -> None:
        reviews, names_of = self.workspace.reviews, self.context.preferences.names_of
        if self._week is None:
            return
        keep, change, plan = (names_of(command) for command in (KeepTargets, ChangeTarget, PlanNext))
        week, last = reviews.week_to_plan(), self.workspace.planning.last_day
        next_week = days_of_week(week, last(week))
        pane = self.query_one("#review-pane")
        pane.border_title = safe(f"Review · {week_title(self._week, last(self._week))}")
        proposals = self._proposals if self._week == reviews.last_week() else ()
        self.page.view = ReviewView(self._review, proposals, keep, change, plan, next_week)
        pane.border_subtitle = safe(summary(self._review).rstrip("."))
        self.refresh_bindings()
