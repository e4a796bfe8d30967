"""habitos-tui skip."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from habitos_tui.cli.completing import names
from habitos_tui.cli.invocation import current
from habitos_tui.cli.options import json_option, profile_options
from habitos_tui.cli.output import say, say_json
from habitos_tui.cli.words import DAY, WordsCommand

if TYPE_CHECKING:
    from datetime import date

    from habitos_tui.services.workspace import Workspace


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
    from habitos_tui.domain.text.phrasing import day_label

    workspace = current().workspace()
    found = workspace.behaviors.find(behavior)
    tracking = workspace.tracking
    skipped = tracking.skip(found.id, day=_day_of(workspace, found.id, day), reason=reason)
    if as_json:
        say_json("skip", skipped.model_dump(mode="json"))
        return
    say(f"Skipped: {found.name}, {day_label(skipped.day)}")


def _day_of(workspace: Workspace, behavior: str, text: str | None) -> date | None:
    """Return the day that is named: of a weekday the next one, or the last one where only that has a session."""
    from habitos_tui.cli.dates import optional_day
    from habitos_tui.domain.text.typed.days import Sense

    days = [optional_day(workspace, text, sense) for sense in (Sense.COMING, Sense.PAST)]
    with_session = (
        day
        for day in days
        if day is not None
        and any(i.session is not None and i.behavior.id == behavior for i in workspace.tracking.day(day).items)
    )
    return next(with_session, days[0])
