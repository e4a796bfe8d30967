"""Week: the plan on a grid of days and times."""

from dataclasses import replace
from datetime import timedelta

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from habitos_tui.domain.model.agenda import SessionState, WeekAgenda
from habitos_tui.domain.model.base import ONE_WEEK
from habitos_tui.ui.kit.app_screen import HabitosScreen
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.safe_text import MUTED, announce, safe
from habitos_tui.ui.replan.action import OVER, replan_rest
from habitos_tui.ui.replan.commands import ReplanRest
from habitos_tui.ui.session.away_dialog import ask_away
from habitos_tui.ui.session.commands import BeAway
from habitos_tui.ui.session.view import session_view
from habitos_tui.ui.week.board import WeekBoard
from habitos_tui.ui.week.busy_marker import BusyMarker
from habitos_tui.ui.week.commands import LockSession, SolveWeek, ThisWeek, WeekAfter, WeekBefore
from habitos_tui.ui.week.draft import MoveDraft
from habitos_tui.ui.week.edit_commands import AddSession, AskWhyNot, DropSession, FreeBusy, MarkBusy, MoveSession
from habitos_tui.ui.week.grid import WeekGrid
from habitos_tui.ui.week.plan_editor import NO_SESSION, PlanEditor
from habitos_tui.ui.week.presenter import WeekView, week_view
from habitos_tui.ui.week.session_dialog import SessionChoice, SessionDialog
from habitos_tui.ui.week.why_questions import WhyQuestions

_NOT_WHILE_PLACING = frozenset(
    {
        "toggle_lock",
        "move_session",
        "add_session",
        "drop_session",
        "ask_why_not",
        "mark_busy",
        "free_busy",
        "turn_week",
        "this_week",
        "replan_rest",
        "solve_week",
        "be_away",
    }
)
"""Actions that have to wait until the draft is placed or given up."""


class WeekScreen(HabitosScreen):
    """One week at a time."""

    MODE = "week"
    AUTO_FOCUS = "WeekGrid"
    BINDINGS = bindings(MoveSession, DropSession, AddSession, AskWhyNot, MarkBusy, FreeBusy) + bindings(
        LockSession, WeekBefore, WeekAfter, ThisWeek, ReplanRest, SolveWeek, BeAway
    )

    def __init__(self) -> None:
        """Start with this week."""
        super().__init__()
        self._agenda: WeekAgenda | None = None
        self.grid = WeekGrid(id="grid")
        self._editor = PlanEditor(self, self.grid)
        self._busy = BusyMarker(self, self.grid)
        self._questions = WhyQuestions(self, self.grid, self._editor)

    @property
    def view(self) -> WeekView:
        """What is on show."""
        return self.grid.view

    def compose_body(self) -> ComposeResult:
        """Lay out title, grid, and the hint of a week without a plan."""
        yield Static("", id="week-title", markup=False)
        yield Static("", id="week-hint", markup=False)
        yield WeekBoard(self.grid)

    def refresh_view(self) -> None:
        """Read the week and show it."""
        space = self.workspace
        agenda = space.tracking.week(self.context.week or space.planning.this_week())
        view = week_view(agenda, space.clock.now(), space.profile.preferences.day_end)
        self._agenda = agenda
        title = Content.assemble(safe(view.title, "bold"), "   ", safe(view.summary, MUTED))
        self.query_one("#week-title", Static).update(title)
        hint = self.query_one("#week-hint", Static)
        over = view.start < space.planning.this_week()
        hint.update(safe(hint_for(view, described=bool(agenda.problem.behaviors), over=over)))
        hint.display = not view.planned
        if self.grid.draft is not None and replace(self.view, now=view.now) != view:
            self._editor.cancel()  # the session may not be there any more
        self.grid.view = view
        self.refresh_bindings()

    def on_mount(self) -> None:
        """Move the now-line once a minute."""
        self.set_interval(60, self._minute_passed)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While there is a draft, keys move and place only that."""
        if action in _NOT_WHILE_PLACING and self.is_mounted and self.grid.draft is not None:
            return False
        return super().check_action(action, parameters)

    def action_toggle_lock(self) -> None:
        """Lock or unlock the session under the cursor."""
        block = self.grid.selected
        if block is None or block.session is None:
            self._tell(NO_SESSION)
        elif block.state is not SessionState.PLANNED:
            self._tell(f"“{block.name}” is {block.state}: only what is still to come can be locked.")
        else:
            self.workspace.planning.lock(block.session, not block.locked)
            self.context.committed()

    def action_move_session(self) -> None:
        """Pick up the session under the cursor."""
        self._editor.move_selected()

    def action_add_session(self) -> None:
        """Choose a behavior to be placed from the cursor on."""
        self._editor.add_at_cursor()

    def action_drop_session(self) -> None:
        """Take the session under the cursor out of the plan."""
        self._editor.drop_selected()

    def action_ask_why_not(self) -> None:
        """Ask why a behavior is not planned where the cursor is."""
        self._questions.ask_why_not()

    def action_mark_busy(self) -> None:
        """Mark time as busy from the cursor on, or change the busy time there."""
        self._busy.mark()

    def action_free_busy(self) -> None:
        """Free the busy time under the cursor."""
        self._busy.free()

    def action_turn_week(self, weeks: int) -> None:
        """Show another week."""
        self.context.week = self.view.start + weeks * ONE_WEEK
        self.refresh_view()

    def action_this_week(self) -> None:
        """Show this week, with the cursor on what is next."""
        self.context.week = None
        self.refresh_view()
        self.grid.go_to_next()

    def action_solve_week(self) -> None:
        """Go to the Solve screen and solve the week on show."""
        if self.view.start < self.workspace.planning.this_week():
            self._tell(OVER)
        else:
            self.context.navigation.plan_week(self.view.start)

    def action_replan_rest(self) -> None:
        """Re-plan the rest of the week on show, and show what that changes."""
        replan_rest(self, self.view.start)

    def action_be_away(self) -> None:
        """Enter days away from the day under the cursor on, or change those it is in."""
        day, _ = self.grid.cursor
        ask_away(self, self.view.start + timedelta(days=day))

    def on_week_grid_opened(self, event: WeekGrid.Opened) -> None:
        """Show the session in full."""
        if self._agenda is not None:
            view, why = session_view(self._agenda, event.block), self._questions.why_here(event.block)
            self.app.push_screen(SessionDialog(view, why), self._chosen)

    def on_week_grid_draft_moved(self, event: WeekGrid.DraftMoved) -> None:
        """Stop looking for room at the place that the draft left."""
        event.stop()
        self._editor.stop_search()

    def on_week_grid_draft_placed(self, event: WeekGrid.DraftPlaced) -> None:
        """Store the session where it is, or ask what the time is taken by."""
        event.stop()
        if isinstance(event.draft, MoveDraft):
            self._editor.place(event.draft)
        else:
            self._busy.place(event.draft)

    def on_week_grid_draft_cancelled(self, event: WeekGrid.DraftCancelled) -> None:
        """Leave everything as it was."""
        event.stop()
        self._editor.cancel()

    def _minute_passed(self) -> None:
        if self.is_current:
            self.refresh_view()

    def _tell(self, sentence: str) -> None:
        announce(self, sentence, timeout=4)

    def _chosen(self, choice: SessionChoice | None) -> None:
        actions = {
            SessionChoice.TOGGLE_LOCK: self.action_toggle_lock,
            SessionChoice.MOVE: self._editor.move_selected,
            SessionChoice.DROP: self._editor.drop_selected,
        }
        if choice is not None:
            actions[choice]()


def hint_for(view: WeekView, *, described: bool, over: bool) -> str:
    """Return what to do about a week without a plan; nothing when it has one."""
    if view.planned:
        return ""
    if over:
        return "There was no plan for this week. t goes back to the present one."
    if not described:
        return "Nothing to plan yet. Press 3 to describe what you want to do."
    return "No plan for this week yet. Press s to solve one."
