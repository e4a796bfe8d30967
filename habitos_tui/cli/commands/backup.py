"""habitos-tui backup and restore."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from habitos_tui.cli.completing import backups, files
from habitos_tui.cli.invocation import current
from habitos_tui.cli.options import data_options, json_option
from habitos_tui.cli.output import say_json, say_lines, say_result, table, tell, tell_lines
from habitos_tui.cli.passwords import can_ask
from habitos_tui.errors import InvalidInputError
from habitos_tui.paths import chosen_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habitos_tui.domain.model.backup import Backup, DatabaseContents
    from habitos_tui.services.backups import Restoration


@click.command()
@click.argument("file", metavar="[FILE]", required=False, shell_complete=files)
@click.option("--list", "listed", is_flag=True, help="List the backups that are there instead.")
@click.option("--force", is_flag=True, help="Write over FILE if it is there.")
@json_option
@data_options
def backup(*, file: str | None, listed: bool, force: bool, as_json: bool) -> None:
    """Copy the database, with all profiles, into a file.

    It may be in use meanwhile. The copy is read back before it gets its name. FILE may be a folder; without it the copy
    is kept with the automatic ones, in backups/ of the data directory.

    Automatic ones are made when the app ends, and once a day after a command that changed something. The last seven
    are kept, and the last of four weeks and of six months.

    \b
    Examples:
      habitos-tui backup
      habitos-tui backup copy.db
      habitos-tui backup --list
    """
    call = current()
    call.refuse_for_one("A copy of every profile")
    call.refuse_strangers()
    if listed:
        if file is not None or force:
            raise click.UsageError("--list takes no FILE.")
        _list(call.backups().all(), as_json=as_json)
        return
    database = call.data_directory().database
    made = call.backups().make(database, None if file is None else chosen_file(file), force=force)
    call.note_written()
    say_result("backup", {"file": str(made), "bytes": made.stat().st_size}, f"Backed up: {made}", as_json=as_json)


@click.command()
@click.argument("file", metavar="FILE", shell_complete=backups)
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
@data_options
def restore(*, file: str, yes: bool, as_json: bool) -> None:
    """Put a backup in the place of the database, with all profiles.

    FILE is a path, or a name from backup --list. What is in it and what would go is shown first. What was there is kept
    as another backup. One of an older version is upgraded, one of a newer version refused with status 14. An app that
    is open shows what was restored.

    \b
    Examples:
      habitos-tui restore copy.db
      habitos-tui restore copy.db --yes
    """
    current().refuse_for_one("A copy of every profile")
    current().refuse_strangers()
    with current().backups().restoring(chosen_file(file)) as restoration:
        if not as_json:
            tell_lines(_compared(restoration))
        if not yes:
            confirm("restored", "Restore it?")
        kept = restoration.put_back()
        current().note_written()
    if kept is not None:
        tell(f"What was there is kept in {kept}.")
    document = {
        "file": str(restoration.source),
        "kept": None if kept is None else str(kept),
        "restored": _document(restoration.found),
        "replaced": _document(restoration.present),
    }
    say_result("restoration", document, f"Restored: {restoration.source}", as_json=as_json)


def confirm(done: str, question: str) -> None:
    """Ask before something is `done`, such as "restored"; InvalidInputError unless the answer is yes."""
    if not can_ask():
        raise InvalidInputError(f"Nothing was {done}: there is nobody to ask.", hint="Confirm it with --yes.")
    if not click.confirm(question, err=True):
        raise InvalidInputError(f"Nothing was {done}.")


def _compared(restoration: Restoration) -> Iterator[str]:
    yield f"In {restoration.source}:"
    yield from told_contents(restoration.found)
    yield ""
    if not restoration.something_there:
        yield "There is no database yet: nothing would go."
        return
    yield "What would go, and is kept as another backup:"
    yield from ["  a file that cannot be read"] if restoration.present is None else told_contents(restoration.present)


def told_contents(found: DatabaseContents | None) -> Iterator[str]:
    """Yield a table of the profiles."""
    if found is None or not found.profiles:
        yield "  no profile"
        return
    rows = [
        (one.name, str(one.behaviors), str(one.completions), str(one.plans), *(_days(one.days)))
        for one in found.profiles
    ]
    headers = ("Profile", "Behaviors", "Completions", "Plans", "First day", "Last day")
    yield from (f"  {line}" for line in table(headers, rows, right=(1, 2, 3)))
    yield from (f"  “{one}” and “{other}” look alike." for one, other in _alike(found))
    yield f"  Version {found.version}"


def _alike(found: DatabaseContents) -> Iterator[tuple[str, str]]:
    """Yield profiles of which one could be taken for the other: they may be older than what refuses such names."""
    from habitos_tui.domain.model.look_alikes import alike_pairs

    return alike_pairs(one.name for one in found.profiles)


def _days(days: tuple[Any, Any] | None) -> tuple[str, str]:
    return ("", "") if days is None else (days[0].isoformat(), days[1].isoformat())


def _list(found: tuple[Backup, ...], *, as_json: bool) -> None:
    if as_json:
        say_json("backups", {"backups": [_entry(one) for one in found]})
        return
    if not found:
        tell("There is no backup yet. To make one: habitos-tui backup")
        return
    say_lines(table(("Name", "Made", "Why", "kB", "Profiles"), [_row(one) for one in found], right=(3,)))


def _row(one: Backup) -> tuple[str, ...]:
    names = "" if one.contents is None else ", ".join(profile.name for profile in one.contents.profiles)
    inside = names if one.good else "cannot be restored"
    return one.path.name, f"{one.made_at:%Y-%m-%d %H:%M}", one.kind.value, str(-(-one.size // 1024)), inside


def _entry(one: Backup) -> dict[str, Any]:
    return {
        "file": str(one.path),
        "made_at": one.made_at.isoformat(timespec="seconds"),
        "kind": one.kind.value,
        "bytes": one.size,
        "good": one.good,
        "contents": _document(one.contents),
    }


def _document(found: DatabaseContents | None) -> Any:
    from habitos_tui.cli.document import document

    return document(found)
