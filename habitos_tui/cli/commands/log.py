"""habitos-tui log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from habitos_tui.cli.completing import names
from habitos_tui.cli.default_group import DefaultGroup
from habitos_tui.cli.documents import log_document, log_entry_of
from habitos_tui.cli.invocation import current
from habitos_tui.cli.naming import find_entry, place_options
from habitos_tui.cli.options import amount_option, json_option, profile_options
from habitos_tui.cli.output import changed_or_not, say_json, say_lines, say_result, table, tell
from habitos_tui.cli.quick import dry_run_option
from habitos_tui.cli.words import DAY, TIME, WordsCommand
from habitos_tui.domain.model.rating_scale import MAX_RATING
from habitos_tui.errors import InvalidInputError

if TYPE_CHECKING:
    from habitos_tui.domain.model.agenda import LogEntry
    from habitos_tui.domain.model.completion import Completion, Skip
    from habitos_tui.services.workspace import Workspace


_HEADERS = ("Day", "Time", "Length", "Behavior", "Amount", "Rating", "Note", "Tags", "Entered")


class LogGroup(DefaultGroup):
    """A group whose command `show` may be left out."""

    WITHOUT_WORDS = WITH_OPTIONS = "show"


@click.group(cls=LogGroup)
def log() -> None:
    """Show and correct the log, with days away and pauses.

    Without a command the log is shown; `log show -h` tells its options.

    \b
    Examples:
      habitos-tui log
      habitos-tui log --from 2026-11-01 --to 2026-11-30 --behavior run
      habitos-tui log --rating 5 --text rain
      habitos-tui log add "ran 25m yesterday 4*"
      habitos-tui log edit run --minutes 40
      habitos-tui log delete run
    """


@log.command(cls=WordsCommand)
@click.option("--from", "first", type=DAY, metavar="D", help="First day: yesterday, last mon, 1 nov, 2026-11-01.")
@click.option("--to", "last", type=DAY, metavar="D", help="Last day.")
@click.option(
    "--behavior",
    metavar="B",
    shell_complete=names("ANY_BEHAVIOR"),
    help="Only this behavior: its id, name or a part of it.",
)
@click.option(
    "--rating", type=click.IntRange(1, MAX_RATING), metavar=f"1-{MAX_RATING}", help="Only entries with this rating."
)
@click.option("--tag", metavar="TAG", shell_complete=names("TAG"), help="Only entries with this tag.")
@click.option("--text", default="", metavar="TEXT", help="Only entries with this text in name, note or reason.")
@click.option(
    "--limit",
    type=click.IntRange(1, 1_000_000),
    default=50,
    show_default=True,
    metavar="N",
    help="Show at most so many, the newest.",
)
@json_option
@profile_options
def show(
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
    """Show what was done or skipped, days away and pauses, newest first. The word show may be left out.

    \b
    Examples:
      habitos-tui log show
      habitos-tui log --from 2026-11-01 --to 2026-11-30 --behavior run
      habitos-tui log --tag outdoors
      habitos-tui log --limit 1000 --json
    """
    from habitos_tui.cli.dates import optional_day
    from habitos_tui.domain.model.agenda import LogFilter
    from habitos_tui.domain.model.tag import plain_tag
    from habitos_tui.domain.text.typed.days import Sense

    workspace = current().workspace()
    wanted = LogFilter(
        first=optional_day(workspace, first, Sense.PAST),
        last=optional_day(workspace, last, Sense.PAST),
        behavior=None if behavior is None else workspace.behaviors.find_any(behavior).id,
        rating=rating,
        text=text,
        tag=None if tag is None else str(plain_tag(tag)),
    )
    if wanted.first is not None and wanted.last is not None and wanted.first > wanted.last:
        raise InvalidInputError(f"The first day, {wanted.first}, comes after the last, {wanted.last}.")
    entries = workspace.tracking.log(wanted, limit=limit)
    if as_json:
        say_json("log", {"entries": [log_document(entry) for entry in entries]})
        return
    say_lines(table(_HEADERS, [_row(entry) for entry in entries], right={2, 4}, if_any={4, 8}))
    more = workspace.tracking.count(wanted) - len(entries)
    if more > 0:
        tell(f"{more} more: --limit {len(entries) + more}")


@log.command()
@click.argument("words", metavar="LINE", nargs=-1, required=True)
@dry_run_option
@json_option
@profile_options
def add(*, words: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    """Log what was done, said in a line. It says what, how long, when, how good, with whom.

    A behavior is named as one says it: “ran” is Run. 4*, **** and 4/5 rate it; #outdoors and “with Sam” are tags; what
    stands in quotes or behind a dash between spaces is the note. What was understood is told, and nothing is saved
    where something was not.

    \b
    Examples:
      habitos-tui log add "ran 25m yesterday 4*"
      habitos-tui log add read 30m last night - two chapters
      habitos-tui log add "run 40m sat 18:00 #outdoors" --dry-run
    """
    from habitos_tui.cli.quick import NOTE_HINT, understood
    from habitos_tui.domain.text.quick.log import read_log
    from habitos_tui.services.quick_add import log_entry
    from habitos_tui.services.quick_lines import context_of

    workspace = current().workspace()
    reading = read_log(" ".join(words), context_of(workspace))
    draft = understood(reading, dry_run=dry_run, as_json=as_json, hint=NOTE_HINT)
    if draft is not None:
        _tell("Logged", workspace, log_entry(workspace, draft), as_json=as_json)


@log.command(cls=WordsCommand)
@click.argument("entry", shell_complete=names("ANY_BEHAVIOR"))
@place_options
@amount_option
@click.option("--minutes", type=click.IntRange(1, 1440), metavar="N", help="Actual minutes.")
@click.option("--rating", type=click.IntRange(0, MAX_RATING), metavar=f"0-{MAX_RATING}", help="Rating; 0 for none.")
@click.option(
    "--energy",
    type=click.IntRange(0, MAX_RATING),
    metavar=f"0-{MAX_RATING}",
    help="Energy before it; 0 for none.",
)
@click.option("--on", "other_day", type=DAY, metavar="DAY", help="Change the day it was done on.")
@click.option("--start", type=TIME, metavar="TIME", help="Start, such as 7:30, or 24:30 for the night after its day.")
@click.option("--note", metavar="TEXT", help='New note, or reason of a skip; "" for none.')
@click.option(
    "--tag",
    "tags",
    multiple=True,
    metavar="TAG",
    shell_complete=names("TAG"),
    help='Replaces all its tags; may be repeated; "" for none.',
)
@json_option
@profile_options
def edit(
    *,
    entry: str,
    day: str | None,
    at: str | None,
    amount: float | None,
    minutes: int | None,
    rating: int | None,
    energy: int | None,
    other_day: str | None,
    start: str | None,
    note: str | None,
    tags: tuple[str, ...],
    as_json: bool,
) -> None:
    """Change an entry of the log: what is not given stays. Undo takes it back.

    ENTRY is its id in `log --json`, or a behavior: its id, its name or a part of it that fits only one. Of a skip only
    the reason can be changed.

    \b
    Examples:
      habitos-tui log edit run --minutes 40 --rating 4
      habitos-tui log edit read --amount 25
      habitos-tui log edit read --day yesterday --start 21:30 --note "a novel"
      habitos-tui log edit run --at 07:30 --tag outdoors --tag "with Sam"
    """
    from habitos_tui.cli.correcting import Correction, corrected
    from habitos_tui.cli.dates import optional_day, parse_time
    from habitos_tui.domain.text.typed.days import Sense

    workspace = current().workspace()
    last = workspace.history.last()
    found = find_entry(workspace, entry, day, at)
    correction = Correction(
        minutes=minutes,
        day=optional_day(workspace, other_day, Sense.PAST),
        start=None if start is None else parse_time(start),
        rating=rating,
        energy=energy,
        amount=amount,
        note=note,
        tags=tags,
    )
    changed = corrected(workspace.tracking, found, correction)
    _tell(changed_or_not(workspace, last), workspace, changed, as_json=as_json)


@log.command(cls=WordsCommand)
@click.argument("entry", shell_complete=names("ANY_BEHAVIOR"))
@place_options
@json_option
@profile_options
def delete(*, entry: str, day: str | None, at: str | None, as_json: bool) -> None:
    """Delete an entry of the log; its session is open again. Undo brings it back.

    ENTRY is its id in `log --json`, or a behavior: its id, its name or a part of it that fits only one.

    \b
    Examples:
      habitos-tui log delete run
      habitos-tui log delete read --day yesterday
    """
    from habitos_tui.domain.model.completion import Completion

    workspace = current().workspace()
    found = find_entry(workspace, entry, day, at)
    if isinstance(found, Completion):
        workspace.tracking.remove(found.id)
    else:
        workspace.tracking.unskip(found.id)
    _tell("Deleted", workspace, found, as_json=as_json)


def _tell(what: str, workspace: Workspace, entry: Completion | Skip, *, as_json: bool) -> None:
    """Write what an entry is now, or was."""
    logged = log_entry_of(workspace, entry)
    say_result("log-entry", log_document(logged), f"{what}: {', '.join(filter(None, _words(logged)))}", as_json=as_json)


def _words(logged: LogEntry) -> tuple[str, ...]:
    day, time, length, name, amount, rating, note, tags = _cells(logged)
    return (name, f"{day} {time}".strip(), length, amount, rating, note, tags)


def _row(entry: LogEntry) -> tuple[str, ...]:
    return (*_cells(entry), "by an assistant" if entry.by_assistant else "")


def _cells(entry: LogEntry) -> tuple[str, ...]:
    from habitos_tui.cli.agenda import clock_span
    from habitos_tui.domain.model.away import Away
    from habitos_tui.domain.model.completion import Skip
    from habitos_tui.domain.model.pause import Pause
    from habitos_tui.domain.text.amount_phrasing import amount_text
    from habitos_tui.domain.text.away_phrasing import away_span
    from habitos_tui.domain.text.pause_phrasing import pause_span
    from habitos_tui.domain.text.phrasing import stars
    from habitos_tui.text import one_line

    record = entry.entry
    if isinstance(record, Away):
        note = f"{away_span(record)}: {one_line(record.note)}" if record.note else away_span(record)
        return (record.last.isoformat(), "", "away", entry.name, "", "", note, "")
    if isinstance(record, Pause):
        note = f"{pause_span(record)}: {one_line(record.note)}" if record.note else pause_span(record)
        return ((record.last or record.first).isoformat(), "", "paused", entry.name, "", "", note, "")
    if isinstance(record, Skip):
        return (record.day.isoformat(), "", "skipped", entry.name, "", "", one_line(record.reason), "")
    end = record.start + record.minutes if entry.ended is None else entry.ended
    time, length = clock_span(record.start, end), f"{record.minutes} min"
    amount = "" if record.counted is None else amount_text(record.counted)
    rest = (stars(record.rating), one_line(record.note), ", ".join(record.context.tags))
    return (record.day.isoformat(), time, length, entry.name, amount, *rest)
