"""Starts, follows and stops one optimization at a time, after reading the calendars again if there are any.

Its thread belongs to the app and not to a screen, because popping a screen drops its messages. The thread gets a frozen
job, touches neither widgets nor the database, and only posts messages; the controller here handles them.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from math import inf
from threading import Event
from typing import TYPE_CHECKING, Final

from textual.message import Message
from textual.worker import Worker, WorkerState

from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.errors import BusyError, HabitosError, SolverError
from habitos_tui.free_memory import give_back_free_memory
from habitos_tui.ui.kit.app_context import workspace_of
from habitos_tui.ui.kit.messages import (
    SOLVING_ALREADY,
    RunMessage,
    SolveCancelled,
    SolveFailed,
    SolveFinished,
    SolveProgressed,
    SolveRequested,
    SolveState,
    Stage,
)
from habitos_tui.ui.kit.safe_text import announce

if TYPE_CHECKING:
    from textual.dom import DOMNode

    from habitos_tui.domain.model.plan import Plan, Progress
    from habitos_tui.domain.model.problem import Problem
    from habitos_tui.services.calendars import Refreshed
    from habitos_tui.services.planning import Planning
    from habitos_tui.services.workspace import Workspace
    from habitos_tui.ui.kit.app_context import ContextApp

SOLVE_GROUP: Final = "solve"
PREPARE_GROUP: Final = "prepare"
CALENDAR_GROUP: Final = "calendars"
BROKEN_OFF: Final = {
    SOLVE_GROUP: ("The solver", "Try again; another engine may do better."),
    CALENDAR_GROUP: ("Reading your calendars", "Try again; d on Rules removes a calendar that cannot be read."),
}
SAVING_LATER: Final = "The plan is found and waits to be saved: another program is writing."
SAVE_AGAIN_SECONDS: Final = 1
SAVE_PATIENCE_SECONDS: Final = 1.0
"""For the first time: a thread of the app itself may be writing."""
REPLAN_TOO: Final = "The plan of this week is older than that: R on Week re-plans the rest of it."


@dataclass(frozen=True, slots=True)
class SolveJob:
    """The input of a worker thread; free of widgets and database objects."""

    run_id: int
    week: date
    problem: Problem
    options: SolveOptions
    planning: Planning
    cancel: Event = field(default_factory=Event)


def work_on(job: SolveJob, post: Callable[[Message], object]) -> None:
    """Solve `job` in the calling thread and `post` progress, then exactly one closing message."""

    def report(progress: Progress) -> None:
        post(SolveProgressed(job.run_id, progress))

    from habitos_tui.domain.model.plan import PlanStatus
    from habitos_tui.domain.text.result_phrasing import outcome_sentence

    try:
        plan = job.planning.solve(job.problem, job.options, report, job.cancel)
    except HabitosError as error:
        post(SolveFailed(job.run_id, error))
        return
    finally:
        give_back_free_memory()
    if plan.status in {PlanStatus.CANCELLED, PlanStatus.TIMED_OUT}:
        post(SolveCancelled(job.run_id))
    elif plan.status is PlanStatus.FAILED:
        post(SolveFailed(job.run_id, SolverError(outcome_sentence(plan), hint="Try again, or another engine.")))
    else:
        post(SolveFinished(job.run_id, plan))


@dataclass
class CalendarsRead(RunMessage):
    """The calendars were read again for a run, which goes on with what they take now."""

    wanted: SolveRequested
    workspace: Workspace
    results: tuple[Refreshed, ...]


def read_for(run_id: int, wanted: SolveRequested, workspace: Workspace, post: Callable[[Message], object]) -> None:
    """Read the calendars again in the calling thread, and `post` what came of it."""
    try:
        results = workspace.calendars.refresh_all()
    except HabitosError as error:
        post(SolveFailed(run_id, error))
    else:
        post(CalendarsRead(run_id, wanted, workspace, results))


def _of_another_week(read: CalendarsRead) -> str:
    """Return what to do about the plan of this week, where another is planned and this one is older than its times."""
    planning = read.workspace.planning
    this_week = planning.this_week()
    return REPLAN_TOO if read.wanted.week != this_week and planning.outdated(this_week) else ""


class SolverController:
    """Owns the SolveState; screens observe it."""

    def __init__(
        self,
        app: ContextApp,
        monotonic: Callable[[], float],
        unattended: Callable[[float], AbstractContextManager[None]],
    ) -> None:
        """`monotonic` times the runs, in seconds. Within `unattended` nothing waits longer than it is told."""
        self._app, self._monotonic, self._unattended = app, monotonic, unattended
        self._job: SolveJob | None = None
        self.state = SolveState()
        """The state of the run."""
        self._followers: list[tuple[DOMNode, Callable[[SolveState, SolveState], None]]] = []
        self._threads: set[object] = set()
        """One for each thread at work; they add and remove it in one step each."""
        self.worked_until = -inf
        """When the last thread ended its work, by the steady clock."""

    @property
    def elapsed(self) -> float:
        """Seconds since the run began."""
        return self._monotonic() - self.state.started

    @property
    def working(self) -> bool:
        """Whether a thread works on a run. Any thread may ask: the state follows only once the app hears of it."""
        return bool(self._threads)

    def follow(self, follower: DOMNode, changed: Callable[[SolveState, SolveState], None]) -> None:
        """Call `changed` with the old and the new state on every change, until `follower` is removed."""
        self._followers.append((follower, changed))

    def prepare(self) -> None:
        """Load the solver in a thread before it is needed, since importing its libraries blocks the interpreter."""
        from habitos_tui.services.planning import Planning

        self._app.run_worker(
            Planning.prepare, name="prepare", group=PREPARE_GROUP, thread=True, exclusive=True, exit_on_error=False
        )

    def start(self, wanted: SolveRequested) -> None:
        """Freeze the week's problem and solve it in a thread, unless a run is active."""
        if self.state.running:
            announce(self._app, SOLVING_ALREADY, severity="warning", timeout=4)
            return
        with self._app.context.reporting():
            workspace = workspace_of(self._app.context)
            if workspace.calendars.all():
                self._read_calendars(wanted, workspace)
            else:
                self._solve(wanted, workspace)

    def _read_calendars(self, wanted: SolveRequested, workspace: Workspace) -> None:
        """Read the calendars again in a thread; the week is solved with what they take by then."""
        run_id = self.state.run_id + 1
        self._job = None
        started = self._monotonic()
        self._become(SolveState(run_id, Stage.RUNNING, wanted.week, wanted.options, started=started, reading=True))
        self._app.run_worker(
            self._noted(lambda: read_for(run_id, wanted, workspace, self._app.post_message)),
            group=CALENDAR_GROUP,
            thread=True,
            exit_on_error=False,
        )

    def _calendars_read(self, message: CalendarsRead) -> None:
        """Solve with what the calendars take now, and say what has changed."""
        from habitos_tui.ui.busy.calendars import any_trouble, told

        with self._app.context.reporting():
            if said := told(message.results, plan_again=_of_another_week(message)):
                announce(self._app, said, severity="warning" if any_trouble(message.results) else "information")
            self._app.context.show_changes()
        try:
            self._solve(message.wanted, message.workspace, run_id=message.run_id)
        except HabitosError as error:
            self._become(replace(self.state, stage=Stage.FAILED, error=error, reading=False))

    def _solve(self, wanted: SolveRequested, workspace: Workspace, *, run_id: int | None = None) -> None:
        """Freeze the week's problem and solve it in a thread, as a new run or the one that has begun."""
        planning = workspace.planning
        problem = planning.problem_for(wanted.week, rest=wanted.rest, settings=wanted.settings)
        job = SolveJob(run_id or self.state.run_id + 1, wanted.week, problem, wanted.options, planning)
        self._job = job
        self._become(SolveState(job.run_id, Stage.RUNNING, job.week, job.options, started=self._monotonic()))
        self._app.run_worker(
            self._noted(lambda: work_on(job, self._app.post_message)),
            group=SOLVE_GROUP,
            thread=True,
            exclusive=True,
            exit_on_error=False,
        )

    def _noted(self, work: Callable[[], None]) -> Callable[[], None]:
        """Return the work for a thread, which counts as working from now until it ends."""
        thread = object()
        self._threads.add(thread)

        def noted() -> None:
            try:
                work()
            finally:
                self.worked_until = self._monotonic()
                self._threads.discard(thread)

        return noted

    def cancel(self) -> None:
        """Ask the solver to stop; its incumbent becomes the result. While calendars are read there is none."""
        if self.state.running and self.state.reading:
            self.stop()
            self._become(replace(self.state, stage=Stage.CANCELLED, stopping=True, reading=False))
        elif self.state.running:
            self.stop()
            self._become(replace(self.state, stopping=True))

    def dismiss(self) -> None:
        """Clear the result; the run stays in the history."""
        if not self.state.running:
            self._become(SolveState(self.state.run_id))

    def stop(self) -> None:
        """Signal the solver to stop, and what reads calendars; their threads end well within a second."""
        if (workspace := self._app.context.workspace) is not None:
            workspace.calendars.stop()
        if self._job is not None:
            self._job.cancel.set()

    def hear(self, message: RunMessage) -> None:
        """Update the state from a message of the current run; drop messages of other runs."""
        if not self.state.running or message.run_id != self.state.run_id:
            return
        match message:
            case CalendarsRead():
                self._calendars_read(message)
            case SolveProgressed():
                self._become(replace(self.state, progress=message.progress))
            case SolveFinished():
                self._finish(message.plan)
            case SolveFailed():
                self._become(replace(self.state, stage=Stage.FAILED, error=message.error))
            case SolveCancelled():
                self._become(replace(self.state, stage=Stage.CANCELLED))

    def worker_changed(self, event: Worker.StateChanged) -> None:
        """Fallback for unexpected errors in `work_on`: the run fails."""
        group = CALENDAR_GROUP if self.state.reading else SOLVE_GROUP
        if event.worker.group == group and event.state is WorkerState.ERROR and self.state.running:
            what, hint = BROKEN_OFF[group]
            error = SolverError(f"{what} broke off unexpectedly ({type(event.worker.error).__name__}).", hint=hint)
            self._app.post_message(SolveFailed(self.state.run_id, error))

    def _finish(self, plan: Plan, patience: float = SAVE_PATIENCE_SECONDS) -> None:
        """Save the plan; again soon where another program is writing, since what took a minute to find is not lost."""
        if self._job is None:
            return
        try:
            with self._unattended(patience):
                run = self._job.planning.save(self._job.week, self._job.problem, plan)
        except BusyError:
            self._app.set_timer(SAVE_AGAIN_SECONDS, partial(self._save_again, self._job, plan), name="save plan")
            if not any(toast.message == SAVING_LATER for toast in self._app._notifications):
                announce(self._app, SAVING_LATER)
        except HabitosError as error:
            self._become(replace(self.state, stage=Stage.FAILED, error=error))
            self._app.context.show_error(error)
        else:
            self._become(replace(self.state, stage=Stage.FINISHED, run=run))
            self._app.context.show_changes()

    def _save_again(self, job: SolveJob, plan: Plan) -> None:
        if self.state.running and job is self._job:
            self._finish(plan, 0.0)

    def _become(self, state: SolveState) -> None:
        before, self.state = self.state, state
        self._followers = [(follower, changed) for follower, changed in self._followers if follower.is_running]
        if state != before:
            for _, changed in self._followers:
                changed(before, state)
