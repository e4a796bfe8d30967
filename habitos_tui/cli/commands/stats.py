"""habitos-tui stats."""

import click

from habitos_tui.cli.completing import names
from habitos_tui.cli.invocation import current
from habitos_tui.cli.options import json_option, profile_options
from habitos_tui.cli.output import say_json, say_lines
from habitos_tui.cli.words import DAY, WordsCommand


@click.command(cls=WordsCommand)
@click.option(
    "--behavior",
    metavar="B",
    shell_complete=names("ANY_BEHAVIOR"),
    help="Only this behavior: its id, name or a part of it.",
)
@click.option(
    "--from", "first", type=DAY, metavar="D", help="First day: last mon, 1 nov, 2026-11-01; else 53 weeks are shown."
)
@click.option(
    "--tag",
    metavar="TAG",
    shell_complete=names("TAG"),
    help="Only sessions with this tag, or of a behavior with it.",
)
@click.option("--to", "last", type=DAY, metavar="D", help="Last day.")
@json_option
@profile_options
def stats(*, behavior: str | None, tag: str | None, first: str | None, last: str | None, as_json: bool) -> None:
    """Show strength, streaks, follow-through, time and ratings.

    \b
    Examples:
      habitos-tui stats
      habitos-tui stats --behavior run --from 2026-01-01
      habitos-tui stats --tag outdoors
      habitos-tui stats --from 2026-10-01 --to 2026-10-31 --json
    """
    from habitos_tui.cli.dates import optional_day
    from habitos_tui.domain.model.tag import plain_tag
    from habitos_tui.domain.text.typed.days import Sense

    workspace = current().workspace()
    begin, end = (optional_day(workspace, day, Sense.PAST) for day in (first, last))
    span = workspace.insights.span(begin, end)
    chosen = None if behavior is None else workspace.behaviors.find_any(behavior).id
    found = workspace.insights.everything(span, chosen)
    line = None if tag is None else found.efforts.of_tag(str(plain_tag(tag)))
    if as_json:
        from habitos_tui.cli.document import document

        say_json("stats", document(found)) if line is None else say_json("tag-stats", document(line))
        return
    from habitos_tui.cli.insights import page, tag_page

    say_lines(page(found) if line is None else tag_page(found, line))
