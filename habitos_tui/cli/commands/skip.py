"""habitos-tui skip."""

from __future__ import annotations

import click

from habitos_tui.cli.completing import names
from habitos_tui.cli.invocation import current
from habitos_tui.cli.options import json_option, profile_options
from habitos_tui.cli.output import say, say_json
from habitos_tui.cli.words import DAY, WordsCommand


@click.command(cls=WordsCommand)
@click.argument("behavior", shell_complete=names("BEHAVIOR"))
@click.option("--reason", default="", metavar="TEXT", help="The reason.")
@click.option(
    "--day", type=DAY, metavar="DAY", help="Day of the session: today, fri, last fri, 27 nov; by default the nearest."
)
@json_option
@profile_options
def skip(behavior: str, reason: str, day: str | None, as_json: bool) -> None:
    """Skip a planned session, with a reason.

    BEHAVIOR is its id, its name or a part of it that fits only one. A session that begins after the next midnight, and
    more than 12 hours from now, is meant only when --day names its day.

    \b
    Examples:
      habitos-tui skip run --reason "a cold"
      habitos-tui skip read --day 2026-11-24
    """
    from habitos_tui.cli.skipping import day_skipped
    from habitos_tui.domain.text.phrasing import day_label

    workspace = current().workspace()
    found = workspace.behaviors.find(behavior)
    tracking = workspace.tracking
    skipped = tracking.skip(found.id, day=day_skipped(workspace, found.id, day), reason=reason)
    if as_json:
        say_json("skip", skipped.model_dump(mode="json"))
        return
    say(f"Skipped: {found.name}, {day_label(skipped.day)}")
