"""The part of the app that owns the solver's thread.

It belongs to the app and not to a screen, because popping a screen drops its messages. The thread gets a frozen job,
touches neither widgets nor the database, and only posts messages; everything that becomes of a run is decided here.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from textual.reactive import var
from textual.worker import Worker, WorkerState

from habitos_tui.errors import HabitosError, SolverError
from habitos_tui.ui.kit.app_context import ContextApp
from habitos_tui.ui.kit.dialogs.error import ErrorDialog
from habitos_tui.ui.kit.messages import (
    SolveCancelled,
    SolveFailed,
    SolveFinished,
    SolveProgressed,
    SolveRequested,
)
from habitos_tui.ui.kit.reporting import Reporting
from habitos_tui.ui.kit.safe_text import announce
from habitos_tui.ui.kit.screen import LowTrafficScreen
from habitos_tui.ui.kit.solve_state import SOLVING_ALREADY, SolveJob, SolveState, Stage, work_on

if TYPE_CHECKING:
    from textual.dom import DOMNode

    from habitos_tui.services.workspace import Workspace

SOLVE_GROUP: Final = "solve"
PREPARE_GROUP: Final = "prepare"


class SolveHost(Reporting, ContextApp):
    """Starts, follows and stops one optimization at a time; `solve` says where it is."""

    solve: var[SolveState] = var(SolveState(), init=False)

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        """`monotonic` times the runs, in seconds."""
        super().__init__()
        self.monotonic = monotonic
        self.workspace: Workspace | None = None
        self.week: date | None = None
        """First day of the week that is looked at; None follows the clock."""
        self._job: SolveJob | None = None

    @property
    def state(self) -> SolveState:
        """Where the run is."""
        return self.solve

    @property
    def elapsed(self) -> float:
        """For how many seconds it has run."""
        return self.monotonic() - self.solve.started

    def follow(self, follower: DOMNode, changed: Callable[[SolveState, SolveState], None]) -> None:
        """Call `changed` with the old and the new state whenever it is another one, as long as `follower` lives."""
        follower.watch(self, "solve", changed, init=False)

    @contextmanager
    def reporting(self) -> Iterator[None]:
        """Show a HabitosError raised inside as a dialog instead of ending the app."""
        try:
            yield
        except HabitosError as error:
            self.show_error(error)

    def show_error(self, error: HabitosError) -> None:
        """Show what went wrong and what to do next."""
        self.push_screen(ErrorDialog(error))

    def show_changes(self) -> None:
        """Let the screen on top show what is true now; the others do when they come to the front."""
        if isinstance(self.screen, LowTrafficScreen):
            self.screen.show_changes()

    def prepare(self) -> None:
        """Load the solver in a thread before it is wanted: its libraries hold up the interpreter while they load."""
        from habitos_tui.services.planning import Planning

        self.run_worker(
            Planning.prepare, name="prepare", group=PREPARE_GROUP, thread=True, exclusive=True, exit_on_error=False
        )

    def cancel(self) -> None:
        """Ask the solver to stop; what it found so far arrives as its result."""
        if self.solve.running:
            self.stop_solver()
            self.solve = replace(self.solve, stopping=True)

    def dismiss(self) -> None:
        """Forget the result on show; the run stays in the history."""
        if not self.solve.running:
            self.solve = SolveState(self.solve.run_id)

    def stop_solver(self) -> None:
        """Set the event that the solver reads; it answers within a fraction of a second."""
        if self._job is not None:
            self._job.cancel.set()

    def exit(self, *args: Any, **kwargs: Any) -> None:
        """Leave; a solver at work is told to stop, so that its thread ends well within a second."""
        self.stop_solver()
        super().exit(*args, **kwargs)

    def on_unmount(self) -> None:
        """Stop the solver on every other way out."""
        self.stop_solver()

    def on_solve_requested(self, message: SolveRequested) -> None:
        """Freeze the week's problem and hand it to a thread, unless one is at work already."""
        if self.workspace is None:
            return
        if self.solve.running:
            announce(self, SOLVING_ALREADY, severity="warning", timeout=4)
            return
        with self.reporting():
            planning = self.workspace.planning
            problem = planning.problem_for(message.week, rest=message.rest, settings=message.settings)
            job = SolveJob(self.solve.run_id + 1, message.week, problem, message.options, planning)
            self._job = job
            self.solve = SolveState(job.run_id, Stage.RUNNING, job.week, job.options, started=self.monotonic())
            self.run_worker(
                lambda: work_on(job, self.post_message),
                group=SOLVE_GROUP,
                thread=True,
                exclusive=True,
                exit_on_error=False,
            )

    def on_solve_progressed(self, message: SolveProgressed) -> None:
        """Keep the latest figures of the current run."""
        if self._is_current(message.run_id):
            self.solve = replace(self.solve, progress=message.progress)

    def on_solve_finished(self, message: SolveFinished) -> None:
        """Save the run and show it."""
        if not self._is_current(message.run_id) or self._job is None:
            return
        state = replace(self.solve, stage=Stage.CANCELLED)
        with self.reporting():
            run = self._job.planning.save(self._job.week, self._job.problem, message.plan)
            state = replace(state, stage=Stage.FINISHED, run=run)
        self.solve = state
        self.show_changes()

    def on_solve_failed(self, message: SolveFailed) -> None:
        """Show why there is no answer."""
        if self._is_current(message.run_id):
            self.solve = replace(self.solve, stage=Stage.FAILED, error=message.error)

    def on_solve_cancelled(self, message: SolveCancelled) -> None:
        """Show that nothing was found before the stop."""
        if self._is_current(message.run_id):
            self.solve = replace(self.solve, stage=Stage.CANCELLED)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Turn whatever a solver thread did not expect into a failed run: the net below `work_on`."""
        if event.worker.group == SOLVE_GROUP and event.state is WorkerState.ERROR and self.solve.running:
            message = f"The solver broke off unexpectedly ({type(event.worker.error).__name__})."
            error = SolverError(message, hint="Try again; the other engine may do better.")
            self.post_message(SolveFailed(self.solve.run_id, error))

    def _is_current(self, run_id: int) -> bool:
        return self.solve.running and run_id == self.solve.run_id
