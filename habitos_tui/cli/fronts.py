"""The front over all objectives at once, as a table or a document."""

from collections.abc import Iterator
from typing import Any

import click

from habitos_tui.cli.output import pad, say, say_json, say_lines, tell
from habitos_tui.cli.solving import Solve, run
from habitos_tui.domain.model.plan import Plan
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.alternatives import WholeFront
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.domain.text.phrasing import count, percent, points, reached, slot_label
from habitos_tui.domain.text.result_phrasing import UNFOUND, UNKNOWN
from habitos_tui.errors import ExitCode

_CELLS = 14


def show_front(ctx: click.Context, problem: Problem, options: SolveOptions, *, as_json: bool) -> None:
    """Look for the front, write it, and end the command: with 1 where no week was found."""
    from habitos_tui.planner.alternatives.whole_front import whole_front

    found: list[WholeFront] = []

    def solve(*listeners: Any) -> Plan:
        found.append(whole_front(problem, options, *listeners))
        from habitos_tui.domain.model.plan import PlanStatus

        return found[0].points[0].plan if found[0].points else Plan(status=PlanStatus.FAILED, engine=options.engine)

    asked: Solve = solve
    outcome = run(asked)
    (front,) = found
    if as_json:
        say_json("front", _document(front))
    elif front.points:
        say_lines(_lines(problem, front))
    else:
        say(UNFOUND)
    if outcome.signal is not None:
        tell("Stopped: these are the weeks found by then.")
    ctx.exit(outcome.exit_code if front.points else ExitCode.FAILURE)


def _lines(problem: Problem, front: WholeFront) -> Iterator[str]:
    """Yield the weeks, one a line, with the share of what is within reach of each objective."""
    best = front.points[0].plan
    known = UNKNOWN if best.gap is None else f"at most {percent(best.gap, 2)} below what any week could be worth"
    yield f"{count(len(front.points), 'week')} found by evolve, none better than another in everything; not proved."
    yield f"The first one is worth most; how far it is below the best: {known}."
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
