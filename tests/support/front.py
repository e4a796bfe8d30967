"""A front between two objectives as the planner would find one."""

from habitos_tui.domain.model.plan import Plan, PlanStatus, Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.alternatives import Front, FrontPoint, WholeFront, WholePoint
from habitos_tui.planner.verification.verify import verify


def canned_front(problem: Problem) -> Front:
    """Return three plans, each doing more for the weightiest objective and less for the next.

    What they achieve is told as a front's points would, whatever their sessions do.
    """
    first, second = sorted(problem.objectives, key=lambda name: -problem.objectives[name])[:2]
    ids, slot = [behavior.id for behavior in problem.behaviors], problem.slots[1]
    points = []
    for number in range(3):
        sessions = tuple(
            Session(behavior=ids[(3 * day + number) % len(ids)], day=day, slot=slot.name, start=slot.start, minutes=45)
            for day in range(3, 5 + number)
        )
        shares = tuple(
            share.model_copy(update={"achieved": achieved(share.reachable, number)})
            for share in verify(problem, sessions).objectives
            for achieved in [_more if share.objective == first else _less]
        )
        plan = Plan(
            status=PlanStatus.FEASIBLE,
            objective=3.0 - abs(number - 1) / 8,
            engine="highs",
            sessions=sessions,
            objectives=shares,
        )
        by_name = {share.objective: share.achieved for share in shares}
        points.append(FrontPoint(by_name[first], by_name[second], 0.004 * number, plan))
    return Front(first, second, tuple(points), (points[0].first, points[2].second))


def canned_whole_front(problem: Problem) -> WholeFront:
    """Return the same plans as a front over all objectives, as evolve would have found them."""
    points = []
    for point in canned_front(problem).points:
        plan = point.plan.model_copy(update={"engine": "evolve", "bound": 3.1, "gap": 0.03})
        points.append(WholePoint(tuple(share.achieved for share in plan.objectives), plan))
    names = tuple(share.objective for share in points[0].plan.objectives)
    return WholeFront(names, tuple(points), points[2].achieved)


def _more(reachable: float, number: int) -> float:
    return reachable * (0.4, 0.7, 0.85)[number]


def _less(reachable: float, number: int) -> float:
    return reachable * (0.9, 0.8, 0.4)[number]
