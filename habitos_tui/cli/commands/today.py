"""habitos-tui today."""

import click

from habitos_tui.cli.completing import names
from habitos_tui.cli.invocation import current
from habitos_tui.cli.options import json_option, profile_options
from habitos_tui.cli.output import say, say_json, say_lines, tell_lines
from habitos_tui.cli.words import DAY, WordsCommand


@click.command(cls=WordsCommand)
@click.option("--day", type=DAY, metavar="DAY", default="today", help="Another day: yesterday, fri, last fri, 27 nov.")
@click.option(
    "--tag", metavar="TAG", shell_complete=names("TAG"), help="Only sessions with this tag, or of a behavior with it."
)
@json_option
@profile_options
def today(day: str, tag: str | None, as_json: bool) -> None:
    """Show what is on today. Sessions come by time, minutes and energy against the budget.

    On a day with nothing on it, a week without a plan is told, and whether the next one has a plan. After days on which
    nothing was opened or logged, you are asked once whether you were away.

    \b
    Examples:
      habitos-tui today
      habitos-tui today --profile alice --json
      habitos-tui today --day yesterday
      habitos-tui today --tag errands
    """
    from habitos_tui.cli.agenda import day_document, item_lines, totals
    from habitos_tui.cli.away_question import ask_or_tell, question_document
    from habitos_tui.cli.dates import day_meant
    from habitos_tui.cli.document import document
    from habitos_tui.cli.weeks import planned_weeks, unplanned
    from habitos_tui.domain.insight.regularity import Streaks, longest_streak
    from habitos_tui.domain.model.tag import plain_tag
    from habitos_tui.domain.text.phrasing import day_label

    workspace = current().workspace()
    tracking = workspace.tracking
    agenda = tracking.day(day_meant(workspace, day))
    agenda = agenda if tag is None else agenda.of_tag(str(plain_tag(tag)))
    streaks = Streaks.EMPTY if agenda.day > tracking.today() else workspace.insights.streaks(day=agenda.day)
    if as_json:
        lines = {"streaks": [document(line) for line in streaks.lines]}
        say_json(
            "today", day_document(agenda) | planned_weeks(workspace, agenda.day) | lines | question_document(workspace)
        )
        return
    longest = longest_streak(streaks)
    row = "" if longest is None else f"; {longest.name} {longest.in_a_row}"
    say(f"{day_label(agenda.day)}: {totals(agenda)}{row}")
    say_lines(item_lines(agenda))
    if tag is None and not (agenda.items or agenda.night or agenda.away):
        tell_lines(unplanned(workspace, agenda.day))
    ask_or_tell(workspace)
