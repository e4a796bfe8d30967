"""Re-planning the rest of a week without leaving the screen: shows the run, then its changes."""

from datetime import date

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, ContentSwitcher, Static

from habitos_tui.domain.model.agenda import PlannedSession, Run
from habitos_tui.services.workspace import Workspace
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dialogs.base import Dialog
from habitos_tui.ui.kit.messages import SolveRequested, SolveState, Stage
from habitos_tui.ui.replan.commands import AcceptChanges, DiscardChanges, ShowRepairs, StopReplanning, TryReplanning
from habitos_tui.ui.replan.diff import DiffList, DiffPane, DiffView, dialog_lines, diff_summary, diff_view
from habitos_tui.ui.replan.progress_pane import SolveProgressPane, conflict_note, failure_note


class ReplanDialog(Dialog[bool]):
    """Returns True once the new plan was accepted and stored."""

    BOX_CLASSES = "-diff"
    SCROLLS = False
    BINDINGS = bindings(AcceptChanges, DiscardChanges, StopReplanning, TryReplanning, ShowRepairs)
    KEY_WIDGETS = frozenset({DiffList})

    def __init__(self, workspace: Workspace, week: date) -> None:
        """`week` is the first day of the week to be planned."""
        super().__init__(Content("Re-plan the rest of the week"))
        self._workspace, self._week = workspace, week
        self._after = -1
        """Id of the newest run that this dialog did not start."""
        self._run: Run | None = None
        self._over: tuple[PlannedSession, ...] = ()
        """Baseline week of the changes shown."""
        self._view = DiffView.EMPTY
        self._covered = False

    def compose_box(self) -> ComposeResult:
        """Lay out progress, changes and note, one of which is visible, over the buttons."""
        with ContentSwitcher(initial="progress", id="replan-pages"):
            yield SolveProgressPane()
            yield DiffPane()
            with VerticalScroll(id="note", can_focus=False):
                yield Static("", id="note-text", markup=False)
        with Horizontal(classes="buttons"):
            yield Button("Close  esc", id="close", action="screen.close", compact=True)
            yield Button("Accept  y", id="accept", action="screen.accept", variant="primary", compact=True)

    def on_mount(self) -> None:
        """Begin, and follow the app's run."""
        self.query_one(SolveProgressPane).follow(self.context.solver)
        self.context.solver.follow(self, self._solve_changed)
        self.action_again()

    def on_screen_suspend(self) -> None:
        """Record that an error dialog covers this one: the run did not start."""
        self._covered = True

    def on_screen_resume(self) -> None:
        """Close after the user has read the error that kept the run from starting."""
        if self._covered and not self._mine:
            self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable only the actions possible now."""
        state = self.context.solver.state
        possible = {
            "accept": self._run is not None and self._run.plan.usable and self._view.changed > 0,
            "stop": state.running and not state.stopping,
            "again": not state.running and (self._run is None or not self._run.plan.usable),
            "show_repairs": self._run is not None and bool(self._run.plan.conflict),
        }
        return possible.get(action, super().check_action(action, parameters))

    def action_again(self) -> None:
        """Ask the app for a run."""
        self._after, self._run = self.context.solver.state.run_id, None
        self.post_message(SolveRequested(self._week, rest=True))
        self._show("progress")

    def action_stop(self) -> None:
        """Stop and keep the incumbent."""
        self.context.solver.cancel()

    def action_accept(self) -> None:
        """Make this the plan of its week."""
        if self._run is None:
            return
        self._workspace.planning.accept(self._run.summary.id, compared_with=self._over)
        self.context.solver.dismiss()
        self.context.committed(diff_summary(self._view).plain)
        self.dismiss(True)

    def action_close(self) -> None:
        """Stop the run and leave the week unchanged."""
        if self._mine:
            self.context.solver.cancel()
            self.context.solver.dismiss()
        self.dismiss(None)

    def action_show_repairs(self) -> None:
        """Open the Solve screen, which shows the result and its repairs."""
        self.dismiss(None)
        self.app.switch_mode("solve")

    @property
    def _mine(self) -> bool:
        return self.context.solver.state.run_id > self._after

    def _solve_changed(self, old: SolveState, new: SolveState) -> None:
        if not self._mine or (old.stage is new.stage and old.stopping is new.stopping):
            return
        if new.run is not None and new.run is not self._run:
            self._run = new.run
            with self.context.reporting():
                self._show_run(new.run)
        elif new.stage in {Stage.FAILED, Stage.CANCELLED}:
            self._note(failure_note(new.error, stopped=new.stopping))

    def _show_run(self, run: Run) -> None:
        plan, problem, planning = run.plan, run.problem, self._workspace.planning
        if not plan.usable:
            self._note(conflict_note(plan))
            return
        self._over = planning.sessions(problem.week_start)
        before, after = planning.ahead(problem.week_start), planning.preview(problem, plan)
        worth = self._workspace.questions.worth_of_both(problem, before, after)
        self._view = diff_view(problem, before, after, missed=planning.missed(problem.week_start), worth=worth)
        self.query_one("#box").styles.max_height = dialog_lines(self._view)
        self.query_one(DiffPane).show(self._view)
        self._show("diff")
        self.query_one(DiffList).focus()

    def _note(self, text: Content) -> None:
        self.query_one("#note-text", Static).update(text)
        self._show("note")

    def _show(self, page: str) -> None:
        self.query_one(ContentSwitcher).current = page
        self.query_one("#accept").display = bool(self.check_action("accept", ()))
        self.refresh_bindings()
        self.query_one(SolveProgressPane).show_figures()
