"""Public entry point of the planner: a plan with the reasons for what it lacks, or why there is none."""

import threading

from habitos_tui.domain.model.plan import Plan, PlanStatus, Progress
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.planner import solve as solver
from habitos_tui.planner.engines.loading import has_highs
from habitos_tui.planner.search.search import OnProgress
from habitos_tui.planner.why.diagnose import diagnose
from habitos_tui.planner.why.swaps import with_swaps


def answer(
    problem: Problem,
    options: SolveOptions = SolveOptions(),  # noqa: B008 - frozen
    on_progress: OnProgress | None = None,
    cancel: threading.Event | None = None,
) -> Plan:
    """Solve; then diagnose an impossible week, or work out what it would take to place what was not placed.

    For a week that is possible the sessions are those of `solve`.
    """
    problem = problem.as_valued_by(options.engine)
    plan = solver.solve(problem, options, on_progress, cancel)
    stop = cancel or threading.Event()
    if plan.status is PlanStatus.INFEASIBLE:
        return diagnosed(problem, plan, on_progress, stop)
    if not plan.unplaced or stop.is_set():
        return plan
    _tell(on_progress, plan, "explain")
    return plan.model_copy(update={"unplaced": with_swaps(problem, plan.sessions, plan.unplaced, stop)})


def diagnosed(problem: Problem, plan: Plan, on_progress: OnProgress | None, stop: threading.Event) -> Plan:
    """Return the answer for an impossible week with what clashes and what would make it possible."""
    if not has_highs():
        return plan.model_copy(update={"repairs_complete": False})  # what clashes is for HiGHS to find
    _tell(on_progress, plan, "diagnose")
    found = diagnose(problem, stop)
    known = {"conflict": found.conflict, "repairs": found.repairs, "repairs_complete": found.complete}
    return plan.model_copy(update=known)


def _tell(on_progress: OnProgress | None, plan: Plan, phase: str) -> None:
    if on_progress is not None:
        on_progress(Progress(phase, plan.objective, plan.bound, int(plan.usable), plan.seconds))
