"""habitos-tui solve."""

from pathlib import Path

import click

from habitos_tui.cli.invocation import current
from habitos_tui.cli.options import finite, json_option, solver_options
from habitos_tui.cli.restricting import UserPath
from habitos_tui.domain.planning.options import EngineName


@click.command()
@click.argument("problem_file", metavar="PROBLEM", type=UserPath())
@click.option(
    "-o",
    "--output",
    type=UserPath(stream=False, dir_okay=False, path_type=Path),
    metavar="PLAN",
    help="File to write the plan to.",
)
@click.option(
    "--explain",
    metavar="BEHAVIOR[:DAY[:SLOT]]",
    help="Explain why this is in the week or not, instead of printing the week.",
)
@click.option(
    "--narrow",
    type=float,
    callback=finite(0),
    default=0.0,
    metavar="S",
    help="With --explain: spend up to so many more seconds on an exact price.",
)
@click.option(
    "--front",
    is_flag=True,
    help="With --engine evolve: list weeks of the front over all objectives, instead of one week.",
)
@solver_options
@json_option
@click.pass_context
def solve(
    ctx: click.Context,
    *,
    problem_file: str,
    output: Path | None,
    explain: str | None,
    narrow: float,
    front: bool,
    engine: EngineName,
    seed: int,
    time_limit: float,
    gap: float,
    as_json: bool,
) -> None:
    """Plan a problem file; needs no profile.

    PROBLEM is a habitos-problem file, - for standard input. Ctrl-C stops and keeps the best week so far.
    Ends with 0 when there is a plan, 15 when no week keeps all the limits.

    \b
    Examples:
      habitos-tui solve week.json
      habitos-tui solve week.json -o plan.json --time-limit 20
      habitos-tui problem | habitos-tui solve - --json
      habitos-tui solve week.json --engine evolve --front
      habitos-tui solve week.json --explain guitar:tuesday:evening
      habitos-tui solve week.json --explain guitar --narrow 30
    """
    from habitos_tui.exchange.disk import check_target, is_standard_output

    if output is not None and (output == Path("-") or is_standard_output(output)):
        raise click.UsageError("For the plan on standard output use --json.")
    if front and (engine != "evolve" or output is not None or explain is not None):
        raise click.UsageError("--front goes with --engine evolve, and neither with --output nor with --explain.")
    from habitos_tui.cli import solving
    from habitos_tui.cli.explaining import question_of, say_explanation
    from habitos_tui.cli.json_input import source_of
    from habitos_tui.cli.report import say_plan
    from habitos_tui.domain.planning.options import SolveOptions
    from habitos_tui.exchange.files import read_problem, write_plan
    from habitos_tui.planner.plan_week import answer

    if output is not None:
        check_target(output)
    problem = read_problem(source_of(problem_file))
    question = None if explain is None else question_of(explain, problem)
    options = SolveOptions(engine=engine, gap=gap, time_limit=time_limit, seed=seed)
    if front:
        from habitos_tui.cli.fronts import show_front

        show_front(ctx, problem, options, as_json=as_json)
    outcome = solving.run(lambda on_progress, cancel: answer(problem, options, on_progress, cancel))
    with solving.ending(ctx, outcome):
        try:
            if output is not None:
                write_plan(output, outcome.plan)
                current().note_written()
        finally:  # a disk that is full by now must not take the plan with it
            if question is not None and outcome.plan.usable:
                say_explanation(problem, outcome.plan, question, as_json=as_json, narrowing=narrow)
            else:
                say_plan(problem, outcome.plan, as_json=as_json)
