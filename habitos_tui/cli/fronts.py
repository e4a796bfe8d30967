"""The front over all objectives at once, as a table or a document."""

from collections.abc import Callable, Iterator
from threading import Event
from typing import Any

import click

from habitos_tui.cli.output import pad, say_json, say_lines, tell
from habitos_tui.cli.report import say_plan
from habitos_tui.cli.solving import run
from habitos_tui.domain.model.plan import Plan, Progress
from habitos_tui.domain.model.problem import EVOLVE, Problem
from habitos_tui.domain.planning.alternatives import WholeFront
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.domain.text.phrasing import count, points, reached, slot_label
from habitos_tui.domain.text.result_phrasing import how_far

_CELLS = 14
OnProgress = Callable[[Progress], None]


def show_front(ctx: click.Context, problem: Problem, options: SolveOptions, *, as_json: bool) -> None:
    """Look for the front, write it, and end the command: as for a single week where none was found."""
    from habitos_tui.planner.alternatives.whole_front import whole_front

    found: list[WholeFront] = []

    def solve(on_progress: OnProgress, cancel: Event) -> Plan:
        found.append(whole_front(problem, options, on_progress, cancel))
        return found[0].points[0].plan if found[0].points else _without(problem, found[0], on_progress, cancel)

    outcome = run(solve)
    (front,) = found
    if as_json:
        say_json("front", _document(front))
    elif front.points:
        say_lines(_lines(problem, front))
    else:
        say_plan(problem, outcome.plan, as_json=False)
    if outcome.signal is not None and front.points:
        tell("Stopped: these are the weeks found by then.")
    ctx.exit(outcome.exit_code)


def _without(problem: Problem, front: WholeFront, on_progress: OnProgress, cancel: Event) -> Plan:
    """Return why no week was found; where none is possible, with what clashes."""
    from habitos_tui.domain.model.plan import PlanStatus
    from habitos_tui.planner.plan_week import diagnosed

    plan = Plan(problem=problem.name, status=front.status, engine=EVOLVE)
    return diagnosed(problem, plan, on_progress, cancel) if front.status is PlanStatus.INFEASIBLE else plan


def _lines(problem: Problem, front: WholeFront) -> Iterator[str]:
    """Yield the weeks, one a line, with the share of what is within reach of each objective."""
    best = front.points[0].plan
    known = "how far below the best it is, is unknown"
    if best.gap is not None:
        known = f"{how_far(best.gap)} below what any week could be worth"
    yield f"{count(len(front.points), 'week')} found by evolve, none better than another in everything; not proved."
    yield f"The first one is worth most of them; {known}."
    yield ""
    names = [slot_label(name).capitalize() for name in front.objectives]
    yield "      points  " + "".join(pad(name, _CELLS) for name in names) + "sessions"
    for place, point in enumerate(front.points, start=1):
        whole = {share.objective: share.share for share in point.plan.objectives}
        shares = [reached(whole[name] or 0.0) for name in front.objectives]
        row = "".join(pad(share, _CELLS) for share in shares)
        yield f"{place:3}  {points(point.plan.objective or 0.0):>7}  {row}{len(point.plan.sessions)}"


def _document(front: WholeFront) -> dict[str, Any]:
    return {
        "objectives": list(front.objectives),
        "now": None if front.now is None else dict(zip(front.objectives, front.now, strict=True)),
        "points": [
            {
                "achieved": dict(zip(front.objectives, point.achieved, strict=True)),
                "plan": point.plan.model_dump(mode="json"),
            }
            for point in front.points
        ],
    }
