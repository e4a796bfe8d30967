"""Find the best week: options, a run under way, its result, and the runs before it."""

from typing import ClassVar, Final
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import ContentSwitcher, DataTable, Input, Static

from habitos_tui.domain.agenda import Run
from habitos_tui.domain.phrasing import count
from habitos_tui.ui.commands import AcceptPlan, CancelSolve, DiscardPlan, ShowHistory, StartSolve, bindings
from habitos_tui.ui.content import safe_cell
from habitos_tui.ui.messages import DataChanged, SolveRequested
from habitos_tui.ui.presenters.solve import HistoryRow, failure_note, history_rows, progress_view, result_view
from habitos_tui.ui.screens.base import HabitosScreen
from habitos_tui.ui.solving import SolveState, Stage
from habitos_tui.ui.widgets.row_table import Row, RowTable
from habitos_tui.ui.widgets.solve_options import SolveOptionsPane
from habitos_tui.ui.widgets.solve_progress import SolveProgressPane
from habitos_tui.ui.widgets.solve_result import SolveResultPane

SHOWN_STAGES: Final = frozenset({Stage.RUNNING, Stage.FAILED, Stage.CANCELLED})
"""Stages that have something to say; a finished one says it through its run."""
SECONDS_BETWEEN_PAINTS: Final = 0.5
COLUMNS = (("Week of", 7), ("Status", None), ("Points", 8), ("Gap", 7), ("Taken", 5))
_TITLES: Final = {"progress": "Solving", "result": "Result", "note": "Solve"}


class SolveScreen(HabitosScreen):
    """Shows `app.solve`, or an earlier run that was opened from the history."""

    MODE = "solve"
    AUTO_FOCUS = "#history"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(StartSolve, CancelSolve, AcceptPlan, DiscardPlan, ShowHistory),
        Binding("escape", "show_history", show=False, id="solve.back", tooltip="Go back to the list of runs"),
    ]

    def __init__(self) -> None:
        """Start with whatever the app is doing."""
        super().__init__()
        self._opened: Run | None = None
        self._shown: Run | None = None
        self._offered: object = None
        self._ticker: Timer | None = None

    def compose_body(self) -> ComposeResult:
        """Lay out options above or beside the stage."""
        with Container(id="split"):
            yield SolveOptionsPane(self.workspace.planning.this_week())
            with Vertical(id="stage", classes="pane"), ContentSwitcher(initial="note"):
                yield SolveProgressPane()
                yield SolveResultPane()
                yield Static("", id="note", markup=False)
            with Vertical(id="earlier", classes="pane") as earlier:
                earlier.border_title = "Earlier runs"
                yield RowTable(COLUMNS, id="history")
                yield Static("", id="history-empty", classes="empty", markup=False)

    def on_mount(self) -> None:
        """Follow the app's run; a timer paints it, and only while there is one."""
        self._ticker = self.set_interval(SECONDS_BETWEEN_PAINTS, self._paint_progress, pause=True)
        self.watch(self.app, "solve", self._solve_changed, init=False)
        if not self.app.solve.running:
            self.app.prepare_solver()

    def refresh_view(self) -> None:
        """Show the run, the result or the history; begin with the week that another screen asked for."""
        options = self.query_one(SolveOptionsPane)
        options.show_weeks(self.workspace.planning.this_week())
        self._fill_history()
        week = self.app.take_week_to_plan()
        if week is not None and not self.app.solve.running:
            options.choose(week)
            self.action_start_solve()
        self._show_stage(self.app.solve)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        run = self._run
        possible = {
            "start_solve": not self.app.solve.running,
            "cancel_solve": self.app.solve.running and not self.app.solve.stopping,
            "accept_plan": run is not None and run.plan.usable,
            "discard_plan": run is not None or self.app.solve.stage in {Stage.FAILED, Stage.CANCELLED},
            "show_history": not self.app.solve.running,
        }
        return possible.get(action, super().check_action(action, parameters))

    # What keys do

    def action_start_solve(self) -> None:
        """Ask the app for a run with the options shown."""
        wish = self.query_one(SolveOptionsPane).wish()
        if wish is not None:
            self._opened = None
            self.set_focus(None)  # numbers lead to screens again, not into a field
            self.post_message(SolveRequested(wish.week, wish.options, rest=True))

    def action_cancel_solve(self) -> None:
        """Stop and keep the best plan."""
        self.app.cancel_solve()

    def action_accept_plan(self) -> None:
        """Make the plan shown the one that is lived, and go to see it."""
        if (run := self._run) is None:
            return
        self.workspace.planning.accept(run.summary.id)
        self.app.tell_change("1 shows today")
        self._opened = None
        self.app.week = run.problem.week_start
        self.app.dismiss_solve()
        self.post_message(DataChanged())
        self.app.switch_mode("week")

    def action_discard_plan(self) -> None:
        """Go back to the history."""
        self.action_show_history()

    def action_show_history(self) -> None:
        """Leave the result on show; it stays in the history."""
        self._opened = None
        self.app.dismiss_solve()
        self._show_stage(self.app.solve)
        self.query_one(RowTable).focus()

    # Inside

    @property
    def _run(self) -> Run | None:
        """The run whose result is on show."""
        return None if self.app.solve.running else self._opened or self.app.solve.run

    @on(Input.Submitted)
    def _options_typed(self) -> None:
        """Enter in a field is as good as s."""
        if not self.app.solve.running:
            self.action_start_solve()

    @on(DataTable.RowSelected)
    def _open_run(self, event: DataTable.RowSelected) -> None:
        if self.app.solve.running:
            return
        with self.app.reporting():
            self._opened = self.workspace.planning.run(UUID(event.row_key.value))
            self._show_stage(self.app.solve)

    def _solve_changed(self, old: SolveState, new: SolveState) -> None:
        if old.stage is not new.stage or old.stopping is not new.stopping:
            self._show_stage(new)

    def _show_stage(self, state: SolveState) -> None:
        """Bring the part to the front that fits the state."""
        run, page = self._run, "note"
        if state.running:
            page = "progress"
            self._paint_progress()
        elif run is not None:
            page = "result"
            if run is not self._shown:
                self.query_one(SolveResultPane).show(result_view(run))
        else:
            self.query_one("#note", Static).update(self._note(state))
        self._shown = run
        self.query_one(ContentSwitcher).current = page
        self.query_one("#stage").border_title = _TITLES[page]
        nothing_to_say = run is None and state.stage not in SHOWN_STAGES
        self.query_one("#split").set_class(nothing_to_say and self.query_one(RowTable).row_count > 0, "-idle")
        if self._ticker is not None:
            (self._ticker.resume if state.running else self._ticker.pause)()
        offered = (page, run, state.stopping)
        if offered != self._offered:  # the footer is built anew each time, so only when it says something else
            self._offered = offered
            self.refresh_bindings()

    def _paint_progress(self) -> None:
        state = self.app.solve
        if state.running and self.is_current:
            elapsed = self.app.monotonic() - state.started
            view = progress_view(state.progress, state.options, elapsed=elapsed, stopping=state.stopping)
            self.query_one(SolveProgressPane).view = view

    def _fill_history(self) -> None:
        rows = history_rows(self.workspace.planning.runs())
        table, empty = self.query_one(RowTable), self.query_one("#history-empty", Static)
        table.fill(_row(row) for row in rows)
        table.display = bool(rows)
        empty.display = not rows
        empty.update(Content("No runs yet."))

    def _advice(self) -> str:
        behaviors = len(self.workspace.behaviors.all())
        if not behaviors:
            return "There is nothing to plan yet.\nPress 3 to describe what you want to do."
        return f"Press s to plan the week with your {count(behaviors, 'behavior')}."

    def _note(self, state: SolveState) -> Content:
        """Return what to say while there is neither a run under way nor a result."""
        if state.stage in {Stage.FAILED, Stage.CANCELLED}:
            return failure_note(state.error, stopped=state.stopping)
        return Content(self._advice())


def _row(row: HistoryRow) -> Row:
    cells = (row.week, row.status, row.points.rjust(8), row.gap.rjust(7), row.accepted.center(5))
    return row.id, tuple(safe_cell(text) for text in cells)
