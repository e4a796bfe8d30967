"""habitos-tui busy: the time that is taken every week."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from habitos_tui.cli.invocation import current
from habitos_tui.cli.options import json_option, profile_options
from habitos_tui.cli.output import say, say_json, say_lines, table

if TYPE_CHECKING:
    from habitos_tui.domain.agenda import WeeklyBusy


@click.group(no_args_is_help=False)
def busy() -> None:
    """List, add and delete the time that is taken every week.

    \b
    Examples:
      habitos-tui busy list
      habitos-tui busy add mon-fri 09:00 17:00 Work
    """


@busy.command("list")
@json_option
@profile_options
def list_busy(as_json: bool) -> None:
    """List busy time by weekday, each with the number that delete takes.

    \b
    Examples:
      habitos-tui busy list
      habitos-tui busy list --json
    """
    blocks = current().workspace().calendar.busy()
    if as_json:
        say_json([block.model_dump(mode="json") for block in blocks])
        return
    rows = [(str(number), *_words(block)) for number, block in enumerate(blocks, 1)]
    say_lines(table(("No", "Day", "Time", "Title"), rows, right={0}))


@busy.command()
@click.argument("days")
@click.argument("start")
@click.argument("end")
@click.argument("title", default="")
@json_option
@profile_options
def add(*, days: str, start: str, end: str, title: str, as_json: bool) -> None:
    """Add busy time on DAYS: all, weekdays, weekend, or such as mon, mon-fri, mon,wed,sat.

    An END before the START means the next morning, up to 06:00.

    \b
    Examples:
      habitos-tui busy add mon-fri 09:00 17:00 Work
      habitos-tui busy add all 23:00 06:00 Sleep
    """
    from habitos_tui.cli.dates import parse_time, parse_weekdays

    service = current().workspace().calendar
    begins, ends = parse_time(start), parse_time(end)
    added = [service.add_busy(day, begins, ends, title) for day in parse_weekdays(days)]
    if as_json:
        say_json([block.model_dump(mode="json") for block in added])
        return
    say_lines("Added: " + " ".join(_words(block)) for block in added)


@busy.command()
@click.argument("number", type=click.IntRange(min=1))
@json_option
@profile_options
def delete(number: int, as_json: bool) -> None:
    """Free the time with this number in the list again; the numbers behind it move up.

    \b
    Example:
      habitos-tui busy delete 3
    """
    from habitos_tui.errors import NotFoundError

    service = current().workspace().calendar
    blocks = service.busy()
    if number > len(blocks):
        raise NotFoundError(f"There is no busy time number {number}.", hint="See: habitos-tui busy list")
    block = blocks[number - 1]
    service.delete_busy(block.id)
    if as_json:
        say_json(block.model_dump(mode="json"))
    else:
        say("Deleted: " + " ".join(_words(block)))


def _words(block: WeeklyBusy) -> tuple[str, str, str]:
    from habitos_tui.domain.phrasing import WEEKDAYS, span

    return WEEKDAYS[block.weekday], span(block.start, block.end - block.start), block.title
