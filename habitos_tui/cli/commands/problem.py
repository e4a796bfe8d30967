"""habitos-tui problem."""

import click

from habitos_tui.cli.invocation import current
from habitos_tui.cli.options import fresh_option, profile_options, week_option
from habitos_tui.cli.output import say_document
from habitos_tui.cli.words import WordsCommand


@click.command(cls=WordsCommand)
@week_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON; it always does.")
@fresh_option
@profile_options
def problem(week: str, as_json: bool, fresh: bool) -> None:
    """Write a week as a problem file. It is what plan would solve.

    \b
    Examples:
      habitos-tui problem > week.json
      habitos-tui problem --week next | habitos-tui solve -
    """
    from habitos_tui.cli.weeks import week_meant
    from habitos_tui.exchange.files import problem_json

    workspace = current().workspace()
    say_document(problem_json(workspace.planning.problem_for(week_meant(workspace, week), rest=not fresh)))
