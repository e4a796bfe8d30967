"""habitos-tui week."""

from dataclasses import replace
from shutil import get_terminal_size

import click

from habitos_tui.cli.completing import names
from habitos_tui.cli.invocation import current
from habitos_tui.cli.options import json_option, profile_options, week_option
from habitos_tui.cli.output import say_json, say_lines, tell
from habitos_tui.cli.words import WordsCommand


@click.command(cls=WordsCommand)
@week_option
@click.option(
    "--tag", metavar="TAG", shell_complete=names("TAG"), help="Only sessions with this tag, or of a behavior with it."
)
@json_option
@profile_options
def week(week: str, tag: str | None, as_json: bool) -> None:
    """Show a week as a grid: its days by the slots of the day.

    \b
    Examples:
      habitos-tui week
      habitos-tui week --week next
      habitos-tui week --tag errands
      habitos-tui week --week 2026-W48 --json
    """
    from habitos_tui.cli import agenda
    from habitos_tui.cli.grid import LEGEND, week_grid
    from habitos_tui.cli.weeks import week_meant
    from habitos_tui.domain.insight.amounts import done_amounts
    from habitos_tui.domain.model.tag import plain_tag

    workspace = current().workspace()
    shown = workspace.tracking.week(week_meant(workspace, week))
    if tag is not None:
        shown = replace(shown, days=tuple(day.of_tag(str(plain_tag(tag))) for day in shown.days))
    if as_json:
        say_json("week", agenda.week_document(shown))
        return
    grid = week_grid(
        shown.start,
        shown.problem.slots,
        agenda.entries(shown),
        agenda.use(shown),
        width=get_terminal_size().columns,
        days=len(shown.days),
    )
    done = done_amounts(item for day in shown.days for item in day.items)
    say_lines([*grid, LEGEND, *agenda.away_lines(shown), *agenda.amount_lines(done)])
    if not shown.planned:
        tell("This week has no plan yet: habitos-tui plan")
