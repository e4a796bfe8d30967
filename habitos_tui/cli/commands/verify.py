"""habitos-tui verify."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from habitos_tui.cli.options import json_option
from habitos_tui.cli.output import say, say_json
from habitos_tui.cli.restricting import UserPath
from habitos_tui.errors import ExitCode

if TYPE_CHECKING:
    from habitos_tui.planner.verification.verify import Verification


@click.command()
@click.argument("problem_file", metavar="PROBLEM", type=UserPath())
@click.argument("plan_file", metavar="PLAN", type=UserPath())
@json_option
@click.pass_context
def verify(ctx: click.Context, problem_file: str, plan_file: str, as_json: bool) -> None:
    """Check a plan file against its problem. Says what it is worth, too; no solver is involved.

    A plan of the engine smooth is valued as that engine does.

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
    verification = check(problem.as_valued_by(plan.engine), plan.sessions)
    if as_json:
        say_json("verification", _document(verification, plan.objective))
    else:
        _report(verification, plan.objective)
    ctx.exit(ExitCode.FAILURE if verification.violations else ExitCode.OK)


def _report(verification: Verification, stated: float | None) -> None:
    from habitos_tui.domain.text.phrasing import points

    for violation in verification.violations:
        say(f"{violation.path}: {violation.sentence}" if violation.path else violation.sentence)
    count = len(verification.violations)
    say("The plan keeps every limit." if not count else f"{count} violation{'s' if count > 1 else ''}.")
    say(f"Objective {_figure(verification.objective)} ({points(verification.objective)} points).")
    if stated is not None and _differs(verification, stated):
        say(f"The plan states {_figure(stated)}, which is not what it is worth.")


def _figure(value: float) -> str:
    """Return six decimals, or six significant digits if those would be zeros."""
    return f"{value:.6f}" if abs(value) >= 0.0001 or not value else f"{value:.6g}"


def _differs(verification: Verification, stated: float | None) -> bool:
    from habitos_tui.domain.model.base import TOLERANCE

    worth = abs(verification.objective)
    # A millionth for a worth of 1 or more; a thousandth of the worth if that is tiny.
    allowed = TOLERANCE * max(worth, min(1.0, 1000 * worth))
    return stated is not None and abs(stated - verification.objective) > allowed


def _document(verification: Verification, stated: float | None) -> dict[str, Any]:
    return {
        "ok": not verification.violations,
        "violations": [
            {"kind": found.kind, "sentence": found.sentence, "path": found.path} for found in verification.violations
        ],
        "objective": verification.objective,
        "stated_objective": stated,
        "objective_differs": _differs(verification, stated),
        "objectives": [share.model_dump(mode="json") for share in verification.objectives],
        "days": [day.model_dump(mode="json") for day in verification.days],
    }
