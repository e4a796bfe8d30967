"""Three plans with different priorities: as weighted, more balanced, less change."""

import threading
from collections.abc import Sequence
from typing import Any, Final

from habitos_tui.domain.model.plan import Plan, PlanStatus, Session
from habitos_tui.domain.model.problem import PreviousSession, Problem
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.domain.planning.why import NamedPlan, PlanName
from habitos_tui.planner.result import changes
from habitos_tui.planner.solve import solve
from habitos_tui.planner.verification.verify import verify

BALANCED: Final = 2.0
"""Least balance factor of the more balanced plan."""
STEADY: Final = 0.2
"""Least stability of the plan with less change."""


def named_plans(
    problem: Problem,
    current: Sequence[Session] = (),
    options: SolveOptions = SolveOptions(time_limit=10.0),  # noqa: B008 - frozen
    *,
    cancel: threading.Event | None = None,
) -> tuple[NamedPlan, ...]:
    """Return the plan as weighted, a more balanced one, and one with less change against the previous plan.

    The previous plan is the problem's, else `current`; without either the third is left out, and so are plans that
    were not found. Objectives of the plans are those of the problem as it is, so that they can be compared. Each sets
    out from `current` and from those before it, and is no worse at what it is for.
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
    fields = {name: getattr(problem, name) for name in Problem.model_fields}
    found: list[NamedPlan] = []
    for name, different in asked:
        starts = [tuple(current), *(named.plan.sessions for named in found)]
        plan = solve(Problem(**fields | different), options, None, cancel, starts=starts if current else starts[1:])
        if plan.usable:
            found.append(NamedPlan(name, *_measured(problem, plan, previous, proven=not different)))
    return tuple(found)


def _measured(
    problem: Problem, plan: Plan, previous: Sequence[PreviousSession], *, proven: bool
) -> tuple[Plan, int | None]:
    """Return the plan with the figures it has in the problem as it is, and how much of `previous` it keeps."""
    verification = verify(problem, plan.sessions)
    figures = {"objective": verification.objective, "changes": changes(problem, plan.sessions)}
    if not proven:
        figures |= {"status": PlanStatus.FEASIBLE, "bound": None, "gap": None, "objectives": verification.objectives}
    there = {(s.behavior, s.day, s.slot) for s in plan.sessions}
    there |= {(f.behavior, f.day, problem.slot_at(f.start) or "") for f in problem.fixed}
    kept = sum((p.behavior, p.day, p.slot) in there for p in previous) if previous else None
    return plan.model_copy(update=figures), kept
