"""habitos-tui done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from habitos_tui.cli.completing import names
from habitos_tui.cli.invocation import current
from habitos_tui.cli.options import amount_option, json_option, profile_options
from habitos_tui.cli.output import say, say_json
from habitos_tui.cli.words import MOMENT, WordsCommand
from habitos_tui.domain.model.rating_scale import MAX_RATING

if TYPE_CHECKING:
    from habitos_tui.domain.model.behavior import Behavior
    from habitos_tui.domain.model.completion import Completion


@click.command(cls=WordsCommand)
@click.argument("behavior", shell_complete=names("BEHAVIOR"))
@click.option(
    "--minutes", type=click.IntRange(1, 1440), metavar="N", help="Minutes; by default as planned, or as usual."
)
@amount_option
@click.option("--rating", type=click.IntRange(1, MAX_RATING), metavar=f"1-{MAX_RATING}", help="Rating.")
@click.option("--energy", type=click.IntRange(1, MAX_RATING), metavar=f"1-{MAX_RATING}", help="Energy before it.")
@click.option(
    "--tag",
    "tags",
    multiple=True,
    metavar="TAG",
    shell_complete=names("TAG"),
    help="Tag; may be repeated.",
)
@click.option("--at", "moment", type=MOMENT, metavar="TIME", help="Start: 7:30, 7pm, fri 19.30, yesterday.")
@click.option("--note", default="", metavar="TEXT", help="A note.")
@json_option
@profile_options
def done(
    *,
    behavior: str,
    minutes: int | None,
    amount: float | None,
    rating: int | None,
    energy: int | None,
    tags: tuple[str, ...],
    moment: str | None,
    note: str,
    as_json: bool,
) -> None:
    """Mark a behavior done. It is the session planned for that day, or something unplanned.

    BEHAVIOR is its id, its name or a part of it that fits only one. What is left of the date may be done early; a
    session that begins after the next midnight is meant from 12 hours before on.

    \b
    Examples:
      habitos-tui done run
      habitos-tui done "strength training" --minutes 40 --rating 4
      habitos-tui done read --amount 25
      habitos-tui done run --energy 2 --tag outdoors --tag "with Sam"
      habitos-tui done read --at yesterday 21:30 --note "two chapters"
    """
    from habitos_tui.cli.dates import moment_done
    from habitos_tui.domain.model.base import format_clock
    from habitos_tui.domain.text.amount_phrasing import amount_done
    from habitos_tui.domain.text.phrasing import day_label, stars

    workspace = current().workspace()
    found = workspace.behaviors.find(behavior)
    day, at = (None, None) if moment is None else moment_done(workspace, moment)
    completion = workspace.tracking.done(
        found.id,
        minutes=minutes,
        rating=rating,
        day=day,
        at=at,
        note=note,
        energy_before=energy,
        tags=tags,
        amount=amount,
    )
    if as_json:
        say_json("completion", completion.model_dump(mode="json"))
        return
    when = f"{day_label(completion.day)} {format_clock(completion.start)}"
    length = f"{completion.minutes} min{_length_origin(completion, found, minutes, amount)}"
    parts = filter(None, (found.name, when, length, amount_done(completion.counted, found)))
    say(f"Done: {', '.join(parts)} {stars(completion.rating)}".rstrip())


def _length_origin(completion: Completion, behavior: Behavior, minutes: int | None, amount: float | None) -> str:
    """Return where the minutes of what was logged by its amount alone come from."""
    if minutes is not None or not amount:
        return ""
    if completion.minutes == completion.context.planned_minutes:
        return " as planned"
    return " as usual" if completion.minutes == behavior.typical_minutes else ""
