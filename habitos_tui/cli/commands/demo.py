"""habitos-tui demo."""

import sys
from pathlib import Path
from shutil import get_terminal_size

import click

from habitos_tui.atomic_file import folder_for_a_moment
from habitos_tui.cli.invocation import current
from habitos_tui.cli.options import json_option
from habitos_tui.cli.output import at_terminal, say_lines, tell_lines
from habitos_tui.errors import NeedsTerminalError


@click.command()
@json_option
@click.pass_context
def demo(ctx: click.Context, as_json: bool) -> None:
    """Show a planned week. It belongs to a throw-away profile; nothing of it is kept.

    In a terminal that can show it the app opens; otherwise the solved week is printed.

    \b
    Examples:
      habitos-tui demo
      habitos-tui demo | less
    """
    if at_terminal(sys.stdin, sys.stdout) and not as_json:
        from habitos_tui.bootstrap import run_demo_app

        try:
            ctx.exit(run_demo_app(current().restricted_by))
        except NeedsTerminalError as error:
            tell_lines([error.message, error.hint])
    with folder_for_a_moment() as folder:
        _print_week(ctx, folder, as_json=as_json)


def _print_week(ctx: click.Context, folder: Path, *, as_json: bool) -> None:
    from habitos_tui.bootstrap import open_data_directory, open_workspace
    from habitos_tui.cli import solving
    from habitos_tui.cli.grid import LEGEND, plan_grid
    from habitos_tui.cli.report import details, say_plan, summary
    from habitos_tui.domain.planning.options import SolveOptions
    from habitos_tui.services.demo.profile import build_demo

    directory = open_data_directory(folder, create=True)
    planning = open_workspace(directory, build_demo(directory.database, directory.clock)).planning
    # Some days of this week may be over, so use the next.
    problem = planning.problem_for(planning.turned(planning.this_week(), 1))
    outcome = solving.run(lambda on_progress, cancel: planning.solve(problem, SolveOptions(), on_progress, cancel))
    with solving.ending(ctx, outcome):
        if as_json:
            say_plan(problem, outcome.plan, as_json=True)
            return
        grid = plan_grid(problem, outcome.plan, width=get_terminal_size().columns)
        say_lines([summary(problem, outcome.plan), "", *grid, LEGEND, "", f"Details: {details(outcome.plan)}"])
