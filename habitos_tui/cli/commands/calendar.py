"""habitos-tui calendar: busy time from calendar files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from habitos_tui.cli.command_group import CommandGroup
from habitos_tui.cli.completing import names
from habitos_tui.cli.invocation import current
from habitos_tui.cli.options import F, json_option, profile_options
from habitos_tui.cli.output import say_json, say_lines, say_result, say_written, table, tell_lines
from habitos_tui.cli.restricting import UserPath

if TYPE_CHECKING:
    from habitos_tui.domain.model.calendar_source import CalendarSource
    from habitos_tui.services.calendars import CalendarPreview, Calendars, Refreshed

SHOWN = 20
"""Times of a preview that are shown without --all."""


def filter_options(command: F) -> F:
    """Add --calendar, --only and --without: which events take time."""
    for option in (
        click.option("--without", multiple=True, metavar="TEXT", help="No events with this in their title."),
        click.option("--only", "titles", multiple=True, metavar="TEXT", help="Only events with this in their title."),
        click.option("--calendar", "calendars", multiple=True, metavar="NAME", help="Of several, only this one."),
    ):
        command = option(command)
    return command


@click.group(cls=CommandGroup, no_args_is_help=False)
def calendar() -> None:
    """Read busy time from calendars, write the plan into one.

    A calendar is a file that another program keeps, or a folder of files as vdirsyncer and khal keep them. It is read
    again before every plan, eight weeks ahead. What it takes cannot be edited here, but freed: busy delete.

    \b
    Examples:
      habitos-tui calendar add calendars --dry-run
      habitos-tui calendar add calendars --name Ours --only Sam --all-day
      habitos-tui calendar add invitation.ics --once
      habitos-tui calendar edit Ours --without Lunch
      habitos-tui calendar refresh
      habitos-tui calendar write plan.ics
    """


@calendar.command()
@click.argument("location", type=UserPath(), metavar="FILE|FOLDER|-")
@click.option("--name", default="", metavar="NAME", help="What to call it; the name of the file if it is left out.")
@click.option("--all-day", is_flag=True, help="Events of whole days take time as well: most are birthdays.")
@filter_options
@click.option("--once", is_flag=True, help="Take what it says now as busy time of yours, and do not read it again.")
@click.option("--dry-run", is_flag=True, help="Only show what it would take, and what not and why.")
@click.option("--all", "whole", is_flag=True, help="Show every time, not the first ones only.")
@json_option
@profile_options
def add(
    *,
    location: str,
    name: str,
    all_day: bool,
    calendars: tuple[str, ...],
    titles: tuple[str, ...],
    without: tuple[str, ...],
    once: bool,
    dry_run: bool,
    whole: bool,
    as_json: bool,
) -> None:
    """Add a calendar: a file, a folder of files, or - for standard input.

    Standard input is taken once.

    What it will take of the next eight weeks is shown, and what in it takes nothing, with the reason.

    \b
    Examples:
      habitos-tui calendar add calendars
      habitos-tui calendar add team.ics --without Lunch --dry-run
      habitos-tui calendar add team.ics --calendar Work --all
    """
    from habitos_tui.cli.calendars import located, preview_lines

    service = current().workspace().calendars
    with located(location) as path:
        source = service.new(
            path,
            name=name or ("Calendar" if location == "-" else ""),
            whole_days=all_day,
            calendars=calendars,
            titles=titles,
            without=without,
        )
        preview = service.preview(source, "Standard input" if location == "-" else "")
    if not as_json:
        say_lines(preview_lines(preview, None if whole else SHOWN))
    if not dry_run and (once or location == "-"):
        taken = service.take_once(preview)
        done = f"Added {_times(len(taken))} from “{source.name}” as busy time of yours."
    elif not dry_run:
        service.add(preview)
        done = f"Added “{source.name}”. It is read again before every plan."
    else:
        done = "Nothing was saved."
    say_result("calendar-preview", _document(preview), done, as_json=as_json)


@calendar.command()
@click.argument("name", shell_complete=names("CALENDAR"))
@click.option("--name", "new_name", metavar="NAME", help="What to call it from now on.")
@click.option("--location", type=UserPath(stream=False), metavar="FILE|FOLDER", help="Where it lies now.")
@click.option("--all-day/--no-all-day", default=None, help="Whether events of whole days take time.")
@filter_options
@click.option("--dry-run", is_flag=True, help="Only show what would be busy and what free.")
@click.option("--all", "whole", is_flag=True, help="Show every time, not the first ones only.")
@json_option
@profile_options
def edit(
    *,
    name: str,
    new_name: str | None,
    location: str | None,
    all_day: bool | None,
    calendars: tuple[str, ...],
    titles: tuple[str, ...],
    without: tuple[str, ...],
    dry_run: bool,
    whole: bool,
    as_json: bool,
) -> None:
    """Change what counts of a calendar, its name or where it lies.

    What is not named stays. Words take the place of those that were there; "" takes all away. What would be busy and
    what free is shown: + comes, ~ is changed, - goes. What was freed stays free.

    \b
    Examples:
      habitos-tui calendar edit Work --without Lunch --without Hold --dry-run
      habitos-tui calendar edit Work --only "" --all-day
      habitos-tui calendar edit Work --name Team --location team.ics
    """
    from habitos_tui.cli.calendars import effect_lines

    words = {"calendars": calendars, "titles": titles, "without": without}
    fields: dict[str, object] = {key: tuple(word for word in given if word) for key, given in words.items() if given}
    fields |= {key: value for key, value in {"name": new_name, "whole_days": all_day}.items() if value is not None}
    if not fields and location is None:
        raise click.UsageError("Name what to change: --name, --location, --all-day, --calendar, --only or --without.")
    service = current().workspace().calendars
    source = service.edited(service.named(name), None if location is None else Path(location), **fields)
    if fields.keys() == {"name"} and location is None:
        _rename(service, source, dry_run=dry_run, as_json=as_json)
        return
    preview = service.preview(source)
    delta = service.effect(preview)
    if not as_json:
        say_lines(effect_lines(preview, delta, None if whole else SHOWN))
    if not dry_run:
        service.replace(preview)
    done = "Nothing was saved." if dry_run else f"Changed “{source.name}”."
    document = {key: [block.model_dump(mode="json") for block in getattr(delta, key)] for key in _PARTS}
    say_result("calendar-change", _document(preview) | document, done, as_json=as_json)


_PARTS = ("added", "changed", "removed")


def _rename(service: Calendars, source: CalendarSource, *, dry_run: bool, as_json: bool) -> None:
    """Keep another name, for which nothing has to be read."""
    if not dry_run:
        service.rename(source)
    done = "Nothing was saved." if dry_run else f"It is called “{source.name}” now."
    say_result("calendar", source.model_dump(mode="json"), done, as_json=as_json)


@calendar.command("list")
@json_option
@profile_options
def list_calendars(as_json: bool) -> None:
    """List the calendars that are read again and again.

    \b
    Examples:
      habitos-tui calendar list
      habitos-tui calendar list --json
    """
    found = current().workspace().calendars.all()
    if as_json:
        say_json("calendars", {"calendars": [source.model_dump(mode="json") for source in found]})
        return
    if not found:
        tell_lines(["There is no calendar yet: habitos-tui calendar add FILE"])
        return
    say_lines(table(("Name", "Read", "What counts", "Where"), [_row(source) for source in found]))


@calendar.command()
@click.argument("name", required=False, shell_complete=names("CALENDAR"))
@json_option
@profile_options
def refresh(name: str | None, as_json: bool) -> None:
    """Read calendars again, and follow what has changed.

    Without a NAME all are read.

    \b
    Examples:
      habitos-tui calendar refresh
      habitos-tui calendar refresh Work
    """
    from habitos_tui.services.calendar_words import sentence

    service = current().workspace().calendars
    results = (service.refresh(service.named(name).id),) if name is not None else service.refresh_all()
    if as_json:
        say_json("calendar-refresh", {"calendars": [_refreshed(result) for result in results]})
        return
    say_lines(sentence(result) for result in results)
    if not results:
        tell_lines(["There is no calendar yet: habitos-tui calendar add FILE"])


@calendar.command()
@click.argument("name", shell_complete=names("CALENDAR"))
@json_option
@profile_options
def remove(name: str, as_json: bool) -> None:
    """Forget a calendar and what it takes from now on.

    What it took in the past stays as it was.

    \b
    Examples:
      habitos-tui calendar remove Work
    """
    service = current().workspace().calendars
    source = service.remove(service.named(name).id)
    say_result("calendar", source.model_dump(mode="json"), f"Removed “{source.name}”.", as_json=as_json)


@calendar.command()
@click.argument("place", type=UserPath(stream=False, path_type=Path), metavar="FILE|FOLDER")
@click.option("--weeks", type=click.IntRange(1, 52), default=2, show_default=True, help="This week and those after it.")
@click.option("--alarm", metavar="TIME", help="Ring this long before each session: 10m, 1h.")
@json_option
@profile_options
def write(*, place: Path, weeks: int, alarm: str | None, as_json: bool) -> None:
    """Write the plan into a calendar for other programs.

    A FILE is one calendar with all sessions. Into a FOLDER that exists comes one item for each, as vdirsyncer and khal
    keep them: what has not changed stays untouched, what is no longer planned is removed, other items are left alone.
    Done sessions are marked with ✓, skipped ones are cancelled.

    \b
    Examples:
      habitos-tui calendar write plan.ics --weeks 1
      habitos-tui calendar write calendars --alarm 10m
    """
    from dataclasses import asdict

    from habitos_tui.cli.spans import time_span

    ring = None if alarm is None else time_span(alarm)
    result = current().workspace().calendar_export.write(place, weeks, ring)
    current().note_written()
    words = {"added": "new", "changed": "changed", "removed": "removed", "kept": "as before"}
    numbers = asdict(result)
    said = ", ".join(f"{numbers[name]} {word}" for name, word in words.items() if numbers[name])
    say_written(
        "calendar-export",
        {"place": str(place), **numbers},
        f"{place}: {said or 'no session is planned'}.",
        place,
        as_json=as_json,
    )


def _times(number: int) -> str:
    return "1 time" if number == 1 else f"{number} times"


def _row(source: CalendarSource) -> tuple[str, str, str, str]:
    from habitos_tui.services.calendar_words import what_counts

    read = "never" if source.read_at is None else f"{source.read_at:%Y-%m-%d %H:%M}"
    return source.name, read, what_counts(source), source.location


def _document(preview: CalendarPreview) -> dict[str, object]:
    return {
        "calendar": preview.source.model_dump(mode="json"),
        "busy": [block.model_dump(mode="json") for block in preview.busy],
        "files": [
            {
                "file": file.reading.file,
                "calendar": file.reading.calendar,
                "busy": len(file.busy),
                "left_out": [one.model_dump(mode="json") for one in file.left_out],
                "trouble": file.reading.trouble,
                "note": file.reading.note,
            }
            for file in preview.files
        ],
    }


def _refreshed(result: Refreshed) -> dict[str, object]:
    return {
        "calendar": result.source.model_dump(mode="json"),
        "added": result.added,
        "changed": result.changed,
        "removed": result.removed,
        "trouble": result.trouble,
    }
