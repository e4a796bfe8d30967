"""What the solver's thread gets and does: a frozen job, from which only messages come back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from threading import Event
from typing import TYPE_CHECKING

from textual.message import Message

from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.errors import HabitosError, SolverError
from habitos_tui.ui.kit.messages import SolveCancelled, SolveFailed, SolveFinished, SolveProgressed

if TYPE_CHECKING:
    from habitos_tui.domain.model.plan import Progress
    from habitos_tui.domain.model.problem import Problem
    from habitos_tui.services.planning import Planning


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
