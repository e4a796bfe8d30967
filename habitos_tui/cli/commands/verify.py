"""habitos-tui verify."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from habitos_tui.cli.options import json_option
from habitos_tui.cli.output import say, say_json
from habitos_tui.errors import ExitCode

if TYPE_CHECKING:
    from habitos_tui.planner.verification.verify import Verification

_TOLERANCE = 1e-6
"""Model units; plan files round their objective."""


@click.command()
@click.argument("problem_file", metavar="PROBLEM")
@click.argument("plan_file", metavar="PLAN")
@json_option
@click.pass_context
def verify(ctx: click.Context, problem_file: str, plan_file: str, as_json: bool) -> None:
    """Check a plan file against its problem. Says what it is worth, too; no solver is involved.

    Either file may be - for standard input. Ends with 0 when the plan keeps every limit, with 1 when it does not.

    \b
    Examples:
      habitos-tui verify week.json plan.json
      habitos-tui solve week.json --json | habitos-tui verify week.json - --json
    """
    if problem_file == plan_file == "-":
        raise click.UsageError("Only one of the two files can come from standard input.")
    from habitos_tui.cli.json_input import source_of
    from habitos_tui.exchange.files import read_plan, read_problem
    from habitos_tui.planner.verification.verify import verify as check

    problem = read_problem(source_of(problem_file))
    plan = read_plan(source_of(plan_file), problem)
    verdict = check(problem, plan.sessions)
    if as_json:
        say_json(_document(verdict, plan.objective))
    else:
        _report(verdict, plan.objective)
    ctx.exit(ExitCode.FAILURE if verdict.violations else ExitCode.OK)


def _report(verdict: Verification, stated: float | None) -> None:
    from habitos_tui.domain.text.phrasing import points

    for violation in verdict.violations:
        say(f"{violation.path}: {violation.sentence}" if violation.path else violation.sentence)
    count = len(verdict.violations)
    say("The plan keeps every limit." if not count else f"{count} violation{'s' if count > 1 else ''}.")
    say(f"Objective {verdict.objective:.6f} ({points(verdict.objective)} points).")
    if _differs(verdict, stated):
        say(f"The plan states {stated:.6f}, which is not what it is worth.")


def _differs(verdict: Verification, stated: float | None) -> bool:
    return stated is not None and abs(stated - verdict.objective) > _TOLERANCE * max(1.0, abs(verdict.objective))


def _document(verdict: Verification, stated: float | None) -> dict[str, Any]:
    return {
        "ok": not verdict.violations,
        "violations": [
            {"kind": found.kind, "sentence": found.sentence, "path": found.path} for found in verdict.violations
        ],
        "objective": verdict.objective,
        "stated_objective": stated,
        "objective_differs": _differs(verdict, stated),
        "objectives": [share.model_dump(mode="json") for share in verdict.objectives],
        "days": [day.model_dump(mode="json") for day in verdict.days],
    }
