"""One optimization as the app sees it: a frozen state, and the function its worker thread runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from threading import Event
from typing import TYPE_CHECKING, Final

from textual.message import Message

from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.errors import HabitosError, SolverError
from habitos_tui.ui.kit.messages import SolveCancelled, SolveFailed, SolveFinished, SolveProgressed

if TYPE_CHECKING:
    from habitos_tui.domain.model.agenda import Run
    from habitos_tui.domain.model.plan import Progress
    from habitos_tui.domain.model.problem import Problem
    from habitos_tui.services.planning import Planning


SOLVING_ALREADY: Final = "A week is being solved already: 5 shows how far it is, and c there stops it."


class Stage(StrEnum):
    """Where the current run is."""

    IDLE = "idle"
    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class SolveState:
    """The current run and what came of it. Only the app makes new ones; screens watch `app.solve`."""

    run_id: int = 0
    stage: Stage = Stage.IDLE
    week: date | None = None
    options: SolveOptions = field(default_factory=SolveOptions)
    started: float = 0.0
    """Seconds of the app's monotonic clock at which it began."""
    progress: Progress | None = None
    stopping: bool = False
    """The user asked to stop; the solver has not answered yet."""
    run: Run | None = None
    """The saved run, once finished."""
    error: HabitosError | None = None

    @property
    def running(self) -> bool:
        """Tell whether a solver is at work."""
        return self.stage is Stage.RUNNING


@dataclass(frozen=True, slots=True)
class SolveJob:
    """All a worker thread needs; nothing in it belongs to a widget or a database."""

    run_id: int
    week: date
    problem: Problem
    options: SolveOptions
    planning: Planning
    cancel: Event = field(default_factory=Event)


def work_on(job: SolveJob, post: Callable[[Message], object]) -> None:
    """Solve `job` in the calling thread and `post` what happens; ends with one closing message."""

    def report(progress: Progress) -> None:
        post(SolveProgressed(job.run_id, progress))

    from habitos_tui.domain.model.plan import PlanStatus

    try:
        plan = job.planning.solve(job.problem, job.options, report, job.cancel)
    except HabitosError as error:
        post(SolveFailed(job.run_id, error))
        return
    if plan.status in {PlanStatus.CANCELLED, PlanStatus.TIMED_OUT}:
        post(SolveCancelled(job.run_id))
    elif plan.status is PlanStatus.FAILED:
        post(SolveFailed(job.run_id, SolverError("The engine gave no answer.", hint="Try again, or the other engine.")))
    else:
        post(SolveFinished(job.run_id, plan))
