"""Public entry point of the planner: a plan with the reasons for what it lacks, or why there is none."""

import threading
import time
from collections.abc import Sequence
from typing import Final

from habitos_tui.domain.model.plan import Plan, PlanStatus, Progress, Unplaced
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.domain.planning.valuation import Valuation
from habitos_tui.domain.planning.why import Reason
from habitos_tui.planner import solve as solver
from habitos_tui.planner.search.search import OnProgress
from habitos_tui.planner.why.diagnose import diagnose
from habitos_tui.planner.why.explain import explain

SECONDS_FOR_WHY: Final = 1.0
"""Time after a solve for finding out what sessions that were not placed would cost."""

_OPEN: Final = {"costs", "time", "energy", "rule", "not_allowed"}
"""Reasons that hold for the plan as it is; another week might have room."""


def answer(
    problem: Problem,
    options: SolveOptions = SolveOptions(),  # noqa: B008 - frozen
    on_progress: OnProgress | None = None,
    cancel: threading.Event | None = None,
    *,
    seconds_for_why: float = SECONDS_FOR_WHY,
) -> Plan:
    """Solve; then diagnose an impossible week, or work out the price of what was not placed.

    For a week that is possible the sessions are those of `solve`. Prices are worked out within `seconds_for_why`, what
    is worth most first; what is not reached keeps the simple reason why it does not fit the plan as it is.
    """
    plan = solver.solve(problem, options, on_progress, cancel)
    stop = cancel or threading.Event()
    if plan.status is PlanStatus.INFEASIBLE:
        _tell(on_progress, plan, "diagnose")
        found = diagnose(problem, stop)
        known = {"conflict": found.conflict, "repairs": found.repairs, "repairs_complete": found.complete}
        return plan.model_copy(update=known)
    if not plan.unplaced or seconds_for_why <= 0 or stop.is_set():
        return plan
    _tell(on_progress, plan, "explain")
    return plan.model_copy(update={"unplaced": _priced(problem, plan, seconds_for_why, stop)})


def _tell(on_progress: OnProgress | None, plan: Plan, phase: str) -> None:
    if on_progress is not None:
        on_progress(Progress(phase, plan.objective, plan.bound, int(plan.usable), plan.seconds))


def _priced(problem: Problem, plan: Plan, seconds: float, stop: threading.Event) -> Sequence[Unplaced]:
    deadline = time.monotonic() + seconds
    worth = Valuation(problem).worth
    found = {missing.behavior: missing for missing in plan.unplaced}
    for missing in sorted(plan.unplaced, key=lambda missing: -worth[missing.behavior]):
        left = deadline - time.monotonic()
        if left <= 0 or stop.is_set():
            break
        if missing.reason in _OPEN:
            # A price for more of them is worth more here than a lower one for some.
            told = explain(problem, plan.sessions, missing.behavior, cancel=stop, seconds=left, bound=plan.bound)
            if told.reason is not Reason.UNKNOWN:
                changed = {"reason": told.reason.value, "sentence": told.sentence}
                found[missing.behavior] = missing.model_copy(update=changed)
    return tuple(found.values())
