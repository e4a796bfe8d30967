"""habitos-tui stats."""

import click

from habitos_tui.cli.invocation import current
from habitos_tui.cli.options import json_option, profile_options
from habitos_tui.cli.output import say_json, say_lines


@click.command()
@click.option("--behavior", metavar="B", help="Only this behavior: its id, name or a part of it.")
@click.option("--from", "first", metavar="D", help="First day: a date, today or yesterday; else 53 weeks are shown.")
@click.option("--to", "last", metavar="D", help="Last day.")
@json_option
@profile_options
def stats(*, behavior: str | None, first: str | None, last: str | None, as_json: bool) -> None:
    """Show strength, streaks, follow-through, time and ratings.

    \b
    Examples:
      habitos-tui stats
      habitos-tui stats --behavior run --from 2026-01-01
      habitos-tui stats --from 2026-10-01 --to 2026-10-31 --json
    """
    from habitos_tui.cli.dates import optional_day

    workspace = current().workspace()
    today = workspace.tracking.today()
    span = workspace.insights.span(optional_day(first, today), optional_day(last, today))
    chosen = None if behavior is None else workspace.behaviors.find_any(behavior).id
    found = workspace.insights.everything(span, chosen)
    if as_json:
        from habitos_tui.cli.document import document

        say_json(document(found))
        return
    from habitos_tui.cli.insights import page

    say_lines(page(found))
