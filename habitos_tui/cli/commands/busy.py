"""habitos-tui busy: the time that is taken every week, or on one date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from habitos_tui.cli.command_group import CommandGroup
from habitos_tui.cli.invocation import current
from habitos_tui.cli.options import json_option, profile_options
from habitos_tui.cli.output import say_json, say_lines, say_result, table
from habitos_tui.cli.quick import dry_run_option
from habitos_tui.cli.words import DAY, DAYS, DAYS_OR_TIME, TIME, WordsCommand

if TYPE_CHECKING:
    from habitos_tui.cli.busy_entries import BusyEntry
    from habitos_tui.domain.model.agenda import DatedBusy, WeeklyBusy
    from habitos_tui.domain.text.quick.draft import BusyDraft
    from habitos_tui.services.busy_time import BusyTime
    from habitos_tui.services.workspace import Workspace


@click.group(cls=CommandGroup, no_args_is_help=False)
def busy() -> None:
    """List, add and delete busy time, weekly or of one date.

    \b
    Examples:
      habitos-tui busy list
      habitos-tui busy add mon-fri 09:00 17:00 Work
      habitos-tui busy add 2026-12-01 14:00 15:00 Dentist
    """


@busy.command("list")
@json_option
@profile_options
def list_busy(as_json: bool) -> None:
    """List busy time, each with the number that delete takes.

    First comes that of every week, by weekday; then that of single dates, with what calendars take, and the dates on
    which some of every week is free, all from the beginning of this week on.

    \b
    Examples:
      habitos-tui busy list
      habitos-tui busy list --json
    """
    from habitos_tui.cli.busy_entries import busy_entries

    workspace = current().workspace()
    entries, busy_time = busy_entries(workspace), workspace.busy_time
    if as_json:
        say_json("busy", {"busy": [entry.model_dump(mode="json") for entry in entries]})
        return
    rows = [(str(number), *_words(entry, busy_time)) for number, entry in enumerate(entries, 1)]
    say_lines(table(("No", "Day", "Time", "Title"), rows, right={0}))


@busy.command(cls=WordsCommand)
@click.argument("words", type=DAYS_OR_TIME, metavar="LINE|DAYS START END [TITLE]", nargs=-1, required=True)
@dry_run_option
@json_option
@profile_options
def add(*, words: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    """Add busy time on DAYS of every week, or on one date.

    A LINE says it as people say it: what was understood is told, and nothing is saved where something was not. A single
    weekday is the coming one there, “every tue” and “tuesdays” are every week.

    DAYS are all, weekdays, weekend, or such as mon, mon-fri, mon,wed,sat; a date is today, tomorrow, next fri, 1 dec or
    such as 2026-12-01. Times are 9, 9:30, 17.30 or 5pm. An END that is not later than the START is on the next day.
    Times up to 48:00 are of the next day too: mon 25:00 26:00 is Tuesday from 01:00 to 02:00.

    \b
    Examples:
      habitos-tui busy add mon-fri 09:00 17:00 Work
      habitos-tui busy add all 23 7 Sleep
      habitos-tui busy add 1 dec 2pm 3pm Dentist
      habitos-tui busy add "dentist tue 14-15"
      habitos-tui busy add sleep 23-7 daily --dry-run
    """
    from habitos_tui.cli.quick import understood
    from habitos_tui.domain.text.quick.busy import busy_sentence, read_busy
    from habitos_tui.domain.text.quick.reading import Reading
    from habitos_tui.services.quick_add import add_busy
    from habitos_tui.services.quick_lines import context_of

    workspace = current().workspace()
    busy_time = workspace.busy_time
    line, context, draft = " ".join(words), context_of(workspace), _said_in_order(workspace, words)
    reading = read_busy(line, context) if draft is None else Reading(line, draft, busy_sentence(draft, context))
    if draft is None or dry_run:
        draft = understood(reading, dry_run=dry_run, as_json=as_json)
    if draft is None:
        return
    added = add_busy(workspace, draft)
    if as_json:
        say_json("busy", {"busy": [entry.model_dump(mode="json") for entry in added]})
        return
    say_lines("Added: " + " ".join(_words(entry, busy_time)) for entry in added)


@busy.command(cls=WordsCommand)
@click.argument("number", type=click.IntRange(min=1))
@click.option("--on", "day", type=DAY, metavar="DATE", help="Free it on this date only: tomorrow, next wed, 2 dec.")
@json_option
@profile_options
def delete(*, number: int, day: str | None, as_json: bool) -> None:
    """Free the time with this number in the list again. The numbers behind it move up.

    With --on, busy time of every week is free on that date alone. What a calendar takes is freed, and stays so when the
    calendar is read again. Deleting a date on which something is free takes the time again.

    \b
    Examples:
      habitos-tui busy delete 3
      habitos-tui busy delete 3 --on 2026-12-02
    """
    from habitos_tui.cli.busy_entries import busy_entries, give_up
    from habitos_tui.cli.dates import day_meant
    from habitos_tui.domain.model.agenda import WeeklyBusy
    from habitos_tui.errors import InvalidInputError, NotFoundError

    workspace = current().workspace()
    busy_time, hint = workspace.busy_time, "See: habitos-tui busy list"
    entries = busy_entries(workspace)
    if number > len(entries):
        raise NotFoundError(f"There is no busy time number {number}.", hint=hint)
    entry = entries[number - 1]
    words = " ".join(_words(entry, busy_time))
    if day is not None:
        if not isinstance(entry, WeeklyBusy):
            raise InvalidInputError(f"Number {number} is not of every week: leave --on out.", hint=hint)
        off = busy_time.free_on(entry.id, day_meant(workspace, day))
        say_result("busy-time", off.model_dump(mode="json"), f"Freed on {off.day}: {words}", as_json=as_json)
        return
    give_up(busy_time, entry)
    say_result("busy-time", entry.model_dump(mode="json"), f"Deleted: {words}", as_json=as_json)


def _said_in_order(workspace: Workspace, words: tuple[str, ...]) -> BusyDraft | None:
    """Return the busy time that is given by its days, its start, its end and a title; None for any other line."""
    from habitos_tui.cli.dates import parse_busy_time, weekdays_or_day
    from habitos_tui.domain.text.quick.draft import BusyDraft
    from habitos_tui.domain.text.typed.times import following

    if len(words) not in {3, 4} or not (DAYS.fits(words[0]) or all(TIME.fits(word) for word in words[1:3])):
        return None
    weekdays, day = weekdays_or_day(workspace, words[0])
    start, end = following(parse_busy_time(words[1]), parse_busy_time(words[2]))
    return BusyDraft(words[3] if len(words) > 3 else "", start, end, weekdays, day)


def _words(entry: BusyEntry, busy_time: BusyTime) -> tuple[str, str, str]:
    from habitos_tui.domain.model.agenda import BusyDayOff, WeeklyBusy, on_own_day
    from habitos_tui.domain.text.phrasing import WEEKDAYS

    if isinstance(entry, BusyDayOff):
        block = next(block for block in busy_time.busy() if block.id == entry.busy)
        return str(entry.day), _clocks(block), f"{block.title or 'busy time'} is free"
    if isinstance(entry, WeeklyBusy):
        weekly = on_own_day(entry)
        return WEEKDAYS[weekly.weekday], _clocks(weekly), entry.title
    dated = on_own_day(entry)
    return str(dated.day), _clocks(dated), f"{entry.title or 'busy time'} is free" if entry.freed else entry.title


def _clocks(block: WeeklyBusy | DatedBusy) -> str:
    """Return start and end as clock times: an end the next morning is 07:00, not 31:00.

    A block of a day or longer keeps 31:00, since 07:00 would not show its length.
    """
    from habitos_tui.domain.model.base import MINUTES_PER_DAY, format_clock, own_day

    _, start, end = own_day(block.start, block.end)
    shown = end if end <= MINUTES_PER_DAY or end - start >= MINUTES_PER_DAY else end - MINUTES_PER_DAY
    return f"{format_clock(start)}-{format_clock(shown)}"
