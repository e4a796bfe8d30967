"""From what a solver found to the plan that people get: laid out, verified, compared and explained."""

from collections.abc import Callable, Sequence

from habitos_tui.domain.model.plan import Plan, PlanDelta, PlanStatus, Session, proven, relative_gap
from habitos_tui.domain.model.problem import Problem
from habitos_tui.planner.reasons import unplaced
from habitos_tui.planner.verification.verify import Verification


def plan_of(
    problem: Problem,
    sessions: Sequence[Session],
    verification: Verification,
    *,
    bound: float | None,
    gap: float,
    tolerance: float,
    seconds: Callable[[], float],
    engine: str,
) -> Plan:
    """Return the finished plan: optimal when its verified objective lies within `gap` of the proven bound.

    A distance of up to `tolerance` is none.
    """
    if bound is not None and bound - verification.objective <= tolerance:
        # A plan is a proof too: numbers that differ in the last digits must not make it better than its bound.
        bound = verification.objective
    return Plan(
        format=problem.plan_format,
        problem=problem.name,
        status=PlanStatus.OPTIMAL if proven(verification.objective, bound, gap, tolerance) else PlanStatus.FEASIBLE,
        objective=verification.objective,
        bound=bound,
        gap=None if bound is None else relative_gap(verification.objective, bound),
        seconds=seconds(),
        engine=engine,
        sessions=tuple(sessions),
        unplaced=unplaced(problem, sessions, verification),
        objectives=verification.objectives,
        days=verification.days,
        changes=changes(problem, sessions),
    )


def changes(problem: Problem, sessions: Sequence[Session]) -> tuple[PlanDelta, ...]:
    """Return what was kept, added and removed against the previous plan, in time order; nothing without one."""
    if not problem.previous:
        return ()
    rank = {slot.name: place for place, slot in enumerate(problem.slots)}
    before = {(p.behavior, p.day, p.slot) for p in problem.previous}
    now = {(s.behavior, s.day, s.slot) for s in sessions}
    fixed = {(f.behavior, f.day, slot) for f in problem.fixed if (slot := problem.slot_at(f.start)) is not None}
    found = []
    for behavior, day, slot in sorted(before | now, key=lambda key: (key[1], rank[key[2]], key[0])):
        here = (behavior, day, slot)
        kind = "added" if here not in before else "kept" if here in now | fixed else "removed"
        found.append(PlanDelta.model_validate({"behavior": behavior, "day": day, "slot": slot, "kind": kind}))
    return tuple(found)
