"""Three plans with different priorities: as weighted, more balanced, less change."""

import threading
from collections.abc import Sequence
from typing import Any, Final

from habitos_tui.domain.model.base import TOLERANCE
from habitos_tui.domain.model.plan import Plan, PlanStatus, Session, proven, relative_gap
from habitos_tui.domain.model.problem import PreviousSession, Problem
from habitos_tui.domain.planning.alternatives import NamedPlan, PlanName
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.planner.reasons import unplaced
from habitos_tui.planner.result import changes
from habitos_tui.planner.solve import ANSWER_SECONDS, solve
from habitos_tui.planner.verification.verify import verify

BALANCED: Final = 2.0
"""Least balance factor of the more balanced plan."""
STEADY: Final = 0.2
"""Least stability of the plan with less change."""


def named_plans(
    problem: Problem,
    current: Sequence[Session] = (),
    options: SolveOptions = SolveOptions(time_limit=ANSWER_SECONDS),  # noqa: B008 - frozen
    *,
    cancel: threading.Event | None = None,
) -> tuple[NamedPlan, ...]:
    """Return the plan as weighted, a more balanced one, and one with less change against the previous plan.

    The previous plan is the problem's, else `current`; without either the third is left out, and so are plans that
    were not found. Objectives and gaps of the plans are those of the problem as it is, so that they can be compared.
    Each sets out from `current` and from those before it, and is no worse at what it is for.
    """
    previous = problem.previous or tuple(
        PreviousSession(behavior=s.behavior, day=s.day, slot=s.slot) for s in dict.fromkeys(current)
    )
    settings = problem.settings
    asked: list[tuple[PlanName, dict[str, Any]]] = [
        ("as weighted", {}),
        ("more balanced", {"settings": settings.model_copy(update={"balance": max(BALANCED, 5 * settings.balance)})}),
    ]
    if previous:
        steady = settings.model_copy(update={"stability": max(STEADY, 5 * settings.stability)})
        asked.append(("less change", {"settings": steady, "previous": previous}))
    found: list[tuple[PlanName, Plan]] = []
    for name, different in asked:
        starts = [tuple(current), *(plan.sessions for _, plan in found)]
        plan = solve(problem.changed(**different), options, None, cancel, starts=starts if current else starts[1:])
        if plan.usable:
            found.append((name, plan))
    return _compared(problem, found, previous, options.gap)


def _compared(
    problem: Problem, found: Sequence[tuple[PlanName, Plan]], previous: Sequence[PreviousSession], gap: float
) -> tuple[NamedPlan, ...]:
    """Return the plans with the figures they have in the problem as it is, and their gaps to what is proved of it.

    What was found for something else may be the best found by the weights too: it is the plan as weighted then.
    """
    worth = {plan.sessions: verify(problem, plan.sessions).objective for _, plan in found}
    best = max((plan for _, plan in found), key=lambda plan: worth[plan.sessions], default=None)
    bound = next((plan.bound for name, plan in found if name == "as weighted"), None)
    named = []
    for name, plan in found:
        taken = best if best is not None and name == "as weighted" else plan
        named.append(NamedPlan(name, _measured(problem, taken, bound, gap), _kept(problem, taken, previous)))
    return tuple(named)


def _measured(problem: Problem, plan: Plan, bound: float | None, gap: float) -> Plan:
    """Return a plan with its figures in the problem as it is, of which `bound` is proved."""
    verification = verify(problem, plan.sessions)
    objective = verification.objective
    if bound is not None and bound - objective <= TOLERANCE * min(1.0, abs(objective)):
        bound = objective
    return plan.model_copy(
        update={
            "status": PlanStatus.OPTIMAL if proven(objective, bound, gap, 0.0) else PlanStatus.FEASIBLE,
            "objective": objective,
            "bound": bound,
            "gap": None if bound is None else relative_gap(objective, bound),
            "objectives": verification.objectives,
            "unplaced": unplaced(problem, plan.sessions, verification),
            "changes": changes(problem, plan.sessions),
        }
    )


def _kept(problem: Problem, plan: Plan, previous: Sequence[PreviousSession]) -> int | None:
    """Return how much of `previous` a plan keeps; None without one."""
    there = {(s.behavior, s.day, s.slot) for s in plan.sessions}
    there |= {(f.behavior, f.day, problem.slot_at(f.start) or "") for f in problem.fixed}
    return sum((p.behavior, p.day, p.slot) in there for p in previous) if previous else None
