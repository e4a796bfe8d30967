"""Week: the plan on a grid of days and times."""

from dataclasses import replace
from datetime import timedelta
from typing import Final, Literal

from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

from habitos_tui.domain.model.agenda import SessionState, WeekAgenda
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dialogs.base import ask
from habitos_tui.ui.kit.line_list import SCROLLBAR_CELLS
from habitos_tui.ui.kit.messages import SolveState, WeekWanted
from habitos_tui.ui.kit.safe_text import MUTED, safe
from habitos_tui.ui.kit.screen import HabitosScreen
from habitos_tui.ui.replan.action import OVER, plan_next_week, replan_rest
from habitos_tui.ui.session.dialogs import ask_away
from habitos_tui.ui.session.pause_dialog import ask_pause
from habitos_tui.ui.session.view import Block, session_view
from habitos_tui.ui.week.busy_marker import BusyMarker
from habitos_tui.ui.week.commands import SCREEN_COMMANDS
from habitos_tui.ui.week.dialogs import SessionDialog
from habitos_tui.ui.week.draft import MoveDraft
from habitos_tui.ui.week.grid import WeekGrid
from habitos_tui.ui.week.layout import has_room, share_width
from habitos_tui.ui.week.plan_editor import NO_SESSION, PlanEditor
from habitos_tui.ui.week.presenter import WeekView, session_lines, week_view
from habitos_tui.ui.week.why_questions import WhyQuestions

_NOT_WHILE_PLACING: Final = frozenset(command.action.partition("(")[0] for command in SCREEN_COMMANDS)
"""Actions disabled until the draft is placed or cancelled."""


class Ruler(Widget):
    """As wide as one column of the grid; 0 is the gutter, then come the days in view."""

    DEFAULT_CSS = "Ruler { width: auto; height: 100%; }"

    def __init__(self, column: int, grid: WeekGrid) -> None:
        super().__init__()
        self._column, self._grid = column, grid

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return the width of this column of the grid in `container`."""
        columns = share_width(container.width - SCROLLBAR_CELLS, 0, 0, few=self._grid.few_days)
        if self._column == 0:
            return columns.gutter
        return columns.width if self._column <= columns.count else 0


class WeekBoard(Container):
    """The grid over its rulers, which keep its repaints small.

    Textual sends a changed line from the nearest widget border left of the change. Inside the grid, a single widget,
    that would be the left edge of the screen: five days for a move on Saturday. So hidden widgets as wide as the
    columns lie behind the grid, whose borders split a line into days.
    """

    DEFAULT_CSS = """
    WeekBoard { height: 1fr; layers: rulers grid; }
    WeekBoard > Horizontal { layer: rulers; }
    WeekBoard > WeekGrid { layer: grid; height: 100%; }
    """

    def __init__(self, grid: WeekGrid) -> None:
        """Creates rulers for the gutter and seven days."""
        super().__init__(Horizontal(*(Ruler(column, grid) for column in range(8))), grid)
        self._grid, self._arranged = grid, (False, 0)

    def on_week_grid_arranged(self) -> None:
        """Let the rulers end where the rows of the day do: the lines below are one piece."""
        arranged = (self._grid.few_days, self._grid.rows_end)
        if arranged != self._arranged:
            self._arranged = arranged
            self.query_one(Horizontal).styles.height = self._grid.rows_end
            for ruler in self.query(Ruler):
                ruler.refresh(layout=True)


class WeekScreen(HabitosScreen):
    """One week at a time."""

    MODE = "week"
    AUTO_FOCUS = "WeekGrid"
    REFRESHES_EVERY_MINUTE = True
    BINDINGS = bindings(*SCREEN_COMMANDS)
    KEY_WIDGETS = frozenset({WeekGrid})

    def __init__(self) -> None:
        """Start with this week."""
        super().__init__()
        self._agenda: WeekAgenda | None = None
        self._facts: dict[Block, tuple[str, ...]] = {}
        """What was said of blocks since the week was read: each line of the grid asks for it."""
        self.grid = WeekGrid(id="grid")
        self.grid.facts_of = self._facts_of
        self._editor = PlanEditor(self, self.grid)
        self._busy = BusyMarker(self, self.grid)
        self._questions = WhyQuestions(self, self.grid, self._editor)

    @property
    def view(self) -> WeekView:
        """The displayed week."""
        return self.grid.view

    def compose_body(self) -> ComposeResult:
        """Lay out title, grid, and the hint of a week without a plan."""
        yield Static("", id="week-title", markup=False)
        yield Static("", id="week-hint", markup=False)
        yield WeekBoard(self.grid)

    def refresh_view(self) -> None:
        """Read the week and show it."""
        space = self.workspace
        agenda = space.tracking.week(self.week or space.planning.this_week())
        view = week_view(agenda, space.clock.now(), space.profile.preferences.day_end)
        self._agenda = agenda
        self._facts.clear()
        title = Content.assemble(safe(view.title, "bold"), "   ", safe(view.summary, MUTED))
        self.query_one("#week-title", Static).update(title)
        self._tell_what_to_do(view, agenda)
        self._arrange_days()
        if self.grid.draft is not None and replace(self.view, now=view.now) != view:
            self._editor.cancel()  # its session may be gone
        self.grid.view = view
        self.refresh_bindings()

    def on_mount(self) -> None:
        """Stop searching for room once the draft moves."""
        self.watch(self.grid, "draft", self._editor.stop_search, init=False)
        self.context.solver.follow(self, self._solve_changed)

    def _solve_changed(self, old: SolveState, new: SolveState) -> None:
        if old.waiting_week != new.waiting_week and self._agenda is not None:
            self._tell_what_to_do(self.view, self._agenda)

    def _tell_what_to_do(self, view: WeekView, agenda: WeekAgenda) -> None:
        hint = self.query_one("#week-hint", Static)
        waiting = self.context.solver.state.waiting_week == view.start
        hint.update(safe(hint_for(view, described=bool(agenda.problem.behaviors), waiting=waiting)))
        hint.display = not view.planned

    def on_week_wanted(self, message: WeekWanted) -> None:
        """Show the week that another screen asked for."""
        self.week = message.week
        self.refresh_view()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """With a draft, enable only its own actions."""
        if action in _NOT_WHILE_PLACING and self.is_mounted and self.grid.draft is not None:
            return False
        return super().check_action(action, parameters)

    def action_toggle_lock(self) -> None:
        """Lock or unlock the session under the cursor."""
        block = self.grid.selected
        if block is None or block.session is None:
            self.hint(NO_SESSION)
        elif block.state is not SessionState.PLANNED:
            self.hint(f"“{block.name}” is {block.state}: only what is still to come can be locked.")
        else:
            self.workspace.planning.lock(block.session, not block.locked)
            self.context.committed()

    def action_move_session(self) -> None:
        """Pick up the session under the cursor."""
        self._editor.move_selected()

    def action_add_session(self) -> None:
        """Ask for a behavior and add a session of it at the cursor."""
        self._editor.add_at_cursor()

    def action_drop_session(self) -> None:
        """Drop the session under the cursor from the plan."""
        self._editor.drop_selected()

    def action_ask_why_not(self) -> None:
        """Ask why a behavior is not planned at the cursor."""
        self._questions.ask_why_not()

    def action_mark_busy(self) -> None:
        """Mark time as busy from the cursor on, or change the busy time there."""
        self._busy.mark()

    def action_free_busy(self) -> None:
        """Free the busy time under the cursor."""
        self._busy.free()

    def action_turn_week(self, weeks: int) -> None:
        """Show another week."""
        self.week = self.workspace.planning.turned(self.view.start, weeks)
        self.refresh_view()

    def action_this_week(self) -> None:
        """Show this week, with the cursor on the next session."""
        self.week = None
        self.refresh_view()
        self.grid.go_to_next()

    def action_turn_days(self) -> None:
        """Show three days or all seven on a screen with no room for seven of their full width, and remember that."""
        if has_room(self.size.width - SCROLLBAR_CELLS):
            self.hint("All seven days are in view: there is room for them.")
            return
        settings = self.context.preferences.current
        choice: Literal["seven", "three"] = "three" if settings.look.narrow_week == "seven" else "seven"
        with self.context.reporting():
            look = replace(settings.look, narrow_week=choice)
            self.context.preferences.change_settings(replace(settings, look=look))
        self._arrange_days()

    def _arrange_days(self) -> None:
        """Give the grid as many days as the settings say."""
        self.grid.few_days = self.context.preferences.current.look.narrow_week == "three"

    def action_solve_week(self) -> None:
        """Open the Solve screen and solve the displayed week."""
        if self.view.over:
            self.hint(OVER)
        else:
            self.context.navigation.plan_week(self.view.start)

    def action_plan_next_week(self) -> None:
        """Let Solve plan the week to come."""
        plan_next_week(self)

    def action_replan_rest(self) -> None:
        """Re-plan the rest of the displayed week, and show the changes."""
        replan_rest(self, self.view.start)

    def action_be_away(self) -> None:
        """Add an absence from the day under the cursor on, or edit the one it is in."""
        day, _ = self.grid.cursor
        ask_away(self, self.view.start + timedelta(days=day))

    def action_pause_behavior(self) -> None:
        """Pause the behavior under the cursor from its day on, or edit the pause it is in."""
        block = self.grid.selected
        if block is None:
            self.hint(NO_SESSION)
        else:
            behavior = self.workspace.behaviors.get(block.behavior)
            ask_pause(self, behavior, self.view.start + timedelta(days=block.day))

    def _facts_of(self, block: Block) -> tuple[str, ...]:
        """Return what else there is to say of a block."""
        if self._agenda is None:
            return ()
        if block not in self._facts:
            self._facts[block] = session_lines(session_view(self._agenda, block))
        return self._facts[block]

    def on_week_grid_draft_placed(self) -> None:
        """Store the placed session, or open the form for the marked time."""
        if isinstance(self.grid.draft, MoveDraft):
            self._editor.place(self.grid.draft)
        elif self.grid.draft is not None:
            self._busy.place(self.grid.draft)

    def on_week_grid_draft_cancelled(self) -> None:
        """Drop the draft; nothing changes."""
        self._editor.cancel()

    def on_week_grid_session_opened(self, event: WeekGrid.SessionOpened) -> None:
        """Show the session in full, and do what is chosen there."""
        if self._agenda is not None:
            view, why = session_view(self._agenda, event.block), self._questions.why_here(event.block)
            ask(self, SessionDialog(view, why), self.run_action)


def hint_for(view: WeekView, *, described: bool, waiting: bool = False) -> str:
    """Return what to do in a week without a plan; empty if it has one. `waiting`: one was found, and not accepted."""
    if view.planned:
        return ""
    if view.over:
        return "There was no plan for this week. t goes back to the present one."
    if waiting:
        return "A plan for this week waits on Solve: 5 shows it, y there accepts it."
    if not described:
        return "Nothing to plan yet. Press 3 to describe what you want to do."
    return "No plan for this week yet. Press s to solve one."
