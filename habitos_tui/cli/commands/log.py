"""habitos-tui log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from habitos_tui.cli.invocation import current
from habitos_tui.cli.options import json_option, profile_options
from habitos_tui.cli.output import say_json, say_lines, table, tell
from habitos_tui.domain.model.rating_scale import MAX_RATING
from habitos_tui.errors import InvalidInputError

if TYPE_CHECKING:
    from habitos_tui.domain.model.agenda import LogEntry


@click.command()
@click.option("--from", "first", metavar="D", help="First day: a date, today or yesterday.")
@click.option("--to", "last", metavar="D", help="Last day.")
@click.option("--behavior", metavar="B", help="Only this behavior: its id, name or a part of it.")
@click.option(
    "--rating", type=click.IntRange(1, MAX_RATING), metavar=f"1-{MAX_RATING}", help="Only what was rated just so."
)
@click.option("--tag", metavar="TAG", help="Only what has this tag.")
@click.option("--text", default="", metavar="TEXT", help="Only what has this in its name, note or reason.")
@click.option("--limit", type=click.IntRange(1, 1_000_000), default=50, show_default=True, metavar="N")
@json_option
@profile_options
def log(
    *,
    first: str | None,
    last: str | None,
    behavior: str | None,
    rating: int | None,
    tag: str | None,
    text: str,
    limit: int,
    as_json: bool,
) -> None:
    """Show what was done or skipped and days away, newest first.

    \b
    Examples:
      habitos-tui log
      habitos-tui log --from 2026-11-01 --to 2026-11-30 --behavior run
      habitos-tui log --rating 5 --text rain
      habitos-tui log --tag outdoors
      habitos-tui log --limit 1000 --json
    """
    from habitos_tui.cli.dates import optional_day
    from habitos_tui.domain.model.agenda import LogFilter
    from habitos_tui.domain.model.completion import plain_tag

    workspace = current().workspace()
    today = workspace.tracking.today()
    wanted = LogFilter(
        first=optional_day(first, today),
        last=optional_day(last, today),
        behavior=None if behavior is None else workspace.behaviors.find_any(behavior).id,
        rating=rating,
        text=text,
        tag=None if tag is None else str(plain_tag(tag)),
    )
    if wanted.first is not None and wanted.last is not None and wanted.first > wanted.last:
        raise InvalidInputError(f"The first day, {wanted.first}, comes after the last, {wanted.last}.")
    entries = workspace.tracking.log(wanted, limit=limit)
    if as_json:
        say_json([_document(entry) for entry in entries])
        return
    say_lines(table(("Day", "Time", "Length", "Behavior", "Rating", "Note", "Tags"), map(_row, entries), right={2}))
    more = workspace.tracking.count(wanted) - len(entries)
    if more > 0:
        tell(f"{more} more: --limit {len(entries) + more}")


def _row(entry: LogEntry) -> tuple[str, ...]:
    from habitos_tui.domain.model.away import Away
    from habitos_tui.domain.model.base import format_clock
    from habitos_tui.domain.model.completion import Skip
    from habitos_tui.domain.text.away_phrasing import away_span
    from habitos_tui.domain.text.phrasing import stars
    from habitos_tui.text import one_line

    record = entry.entry
    if isinstance(record, Away):
        note = f"{away_span(record)}: {one_line(record.note)}" if record.note else away_span(record)
        return (record.last.isoformat(), "", "away", entry.name, "", note, "")
    if isinstance(record, Skip):
        return (record.day.isoformat(), "", "skipped", entry.name, "", one_line(record.reason), "")
    time, length = format_clock(record.start), f"{record.minutes} min"
    tags = ", ".join(record.context.tags)
    return (record.day.isoformat(), time, length, entry.name, stars(record.rating), one_line(record.note), tags)


def _document(entry: LogEntry) -> dict[str, Any]:
    from habitos_tui.domain.model.away import Away
    from habitos_tui.domain.model.completion import Completion

    record = entry.entry
    kind = "done" if isinstance(record, Completion) else "away" if isinstance(record, Away) else "skipped"
    return {"kind": kind, "name": entry.name, **record.model_dump(mode="json")}
