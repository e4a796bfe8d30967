"""Week: the plan on a grid of days and times."""

from dataclasses import replace
from datetime import timedelta
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from habitos_tui.domain.model.agenda import SessionState, WeekAgenda
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.safe_text import safe
from habitos_tui.ui.replan.action import OVER, replan_rest
from habitos_tui.ui.replan.commands import ReplanRest
from habitos_tui.ui.session.away import ask_away
from habitos_tui.ui.session.away_commands import BeAway
from habitos_tui.ui.session.view import session_view
from habitos_tui.ui.week.board import WeekBoard
from habitos_tui.ui.week.busy import WeekBusy
from habitos_tui.ui.week.commands import LockSession, SolveWeek, ThisWeek, WeekAfter, WeekBefore
from habitos_tui.ui.week.grid import WeekGrid
from habitos_tui.ui.week.presenter import WeekView, week_view
from habitos_tui.ui.week.session_dialog import SessionChoice, SessionDialog

WEEK = timedelta(days=7)
WHOLE_WEEK = frozenset(
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
"""Actions that have to wait until what is in hand is put down."""


class WeekScreen(WeekBusy):
    """A week at a time; the grid has the room."""

    MODE = "week"
    AUTO_FOCUS = "WeekGrid"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(LockSession, WeekBefore, WeekAfter, ThisWeek, ReplanRest, SolveWeek, BeAway)
    ]

    def __init__(self) -> None:
        """Start with this week."""
        super().__init__()
        self._agenda: WeekAgenda | None = None

    def compose_body(self) -> ComposeResult:
        """Lay out title, grid, and the hint of a week without a plan."""
        yield Static("", id="week-title", markup=False)
        yield Static("", id="week-hint", markup=False)
        yield WeekBoard()

    def refresh_view(self) -> None:
        """Read the week and show it."""
        space = self.workspace
        agenda = space.tracking.week(self.context.week or space.planning.this_week())
        view = week_view(agenda, space.clock.now(), space.profile.preferences.day_end)
        self._agenda = agenda
        title = Content.assemble(safe(view.title, "bold"), "   ", safe(view.summary, "$foreground-muted"))
        self.query_one("#week-title", Static).update(title)
        hint = self.query_one("#week-hint", Static)
        over = view.start < space.planning.this_week()
        hint.update(safe(hint_for(view, described=bool(agenda.problem.behaviors), over=over)))
        hint.display = not view.planned
        if self.grid.hand is not None and replace(self.view, now=view.now) != view:
            self.let_go()  # what was in hand may not be there any more
        self.grid.view = view
        self.refresh_bindings()

    def on_mount(self) -> None:
        """Move the now-line once a minute."""
        self.set_interval(60, self._minute_passed)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is in hand the keys are for that."""
        if action in WHOLE_WEEK and self.is_mounted and self.grid.hand is not None:
            return False
        return super().check_action(action, parameters)

    def action_toggle_lock(self) -> None:
        """Lock or unlock the session under the cursor."""
        block = self.grid.selected
        if block is None or block.session is None:
            self._tell("There is no planned session under the cursor. J jumps to the next one.")
        elif block.state is not SessionState.PLANNED:
            self._tell(f"“{block.name}” is {block.state}: only what is still to come can be locked.")
        else:
            self.workspace.planning.lock(block.session, not block.locked)
            self.context.committed()

    def action_turn_week(self, weeks: int) -> None:
        """Show another week."""
        self.context.week = self.view.start + weeks * WEEK
        self.refresh_view()

    def action_this_week(self) -> None:
        """Show this week, with the cursor on what is next."""
        self.context.week = None
        self.refresh_view()
        self.grid.go_to_next()

    def action_solve_week(self) -> None:
        """Go to where plans are made and make one for the week on show."""
        if self.view.start < self.workspace.planning.this_week():
            self._tell(OVER)
        else:
            self.context.plan_week(self.view.start)

    def action_replan_rest(self) -> None:
        """Plan what is left of the week on show anew, and show what that changes."""
        replan_rest(self, self.view.start)

    def action_be_away(self) -> None:
        """Enter days away from the day under the cursor on, or change those it is in."""
        day, _ = self.grid.cursor
        ask_away(self, self.view.start + timedelta(days=day))

    def on_week_grid_opened(self, event: WeekGrid.Opened) -> None:
        """Show the session in full."""
        if self._agenda is not None:
            view, why = session_view(self._agenda, event.block), self.why_here(event.block)
            self.app.push_screen(SessionDialog(view, why), self._chosen)

    def _minute_passed(self) -> None:
        if self.is_current:
            self.refresh_view()

    def _chosen(self, choice: SessionChoice | None) -> None:
        actions = {
            SessionChoice.TOGGLE_LOCK: self.action_toggle_lock,
            SessionChoice.MOVE: self.action_move_session,
            SessionChoice.DROP: self.action_drop_session,
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
