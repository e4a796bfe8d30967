"""habitos-tui export and import: a profile in a file."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from habitos_tui.cli.completing import files
from habitos_tui.cli.invocation import current
from habitos_tui.cli.options import json_option, profile_options
from habitos_tui.cli.output import say, say_document, say_json, say_lines, say_result, say_written, tell_lines
from habitos_tui.cli.passwords import ask_new_password, can_ask, read_password
from habitos_tui.cli.restricting import UserPath, check_path
from habitos_tui.domain.model.naming import folded
from habitos_tui.errors import InvalidInputError
from habitos_tui.paths import chosen_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from habitos_tui.cli.invocation import Invocation
    from habitos_tui.domain.model.calendar_source import CalendarSource
    from habitos_tui.domain.model.profile_merge import MergedEntry, MergeReport
    from habitos_tui.exchange.profile_file import ProfileFile
    from habitos_tui.storage.profile_rows import ProfileRows


@click.command()
@click.argument("file", metavar="FILE|DIR|-", type=UserPath())
@click.option("--csv", "as_csv", is_flag=True, help="Write tables for spreadsheets into a folder.")
@click.option("--with-password", is_flag=True, help="Take the hash of the password along.")
@click.option("--force", is_flag=True, help="Write over what is there.")
@json_option
@profile_options
def export(*, file: str, as_csv: bool, with_password: bool, force: bool, as_json: bool) -> None:
    """Write everything of a profile into a file.

    All that was planned, done and wanted is in it, and the settings of the profile; not its password, nor what undo
    could take back. Only you can read the file.

    With --csv completions.csv, behaviors.csv and plans.csv are written into a folder instead. import --csv reads the
    first two back; plans come in only with a whole profile.

    \b
    Examples:
      habitos-tui export alice.json
      habitos-tui export - --with-password
      habitos-tui export --csv tables
    """
    call = current()
    if as_csv and (file == "-" or with_password):
        raise click.UsageError("--csv takes a folder, and no --with-password.")
    if not as_csv or not file:  # a folder is made
        chosen_file(file)
    names = [Path(file) / name for name in _TABLES] if as_csv else [] if file == "-" else [Path(file)]
    _check_targets(names, Path(file) if as_csv else None, force=force)
    directory = call.data_directory()
    profile = call.login(directory, call.chosen(directory))
    if as_csv:
        _write_tables(Path(file), call.profile_files().csv(profile))
    else:
        _write_profile(file, call.profile_files().export(profile, with_password=with_password))
    if file != "-":
        call.note_written()
        said = {"file": file, "name": profile.name}
        say_written("export", said, f"Exported {profile.name}: {file}", Path(file), as_json=as_json)


_TABLES = ("completions.csv", "behaviors.csv", "plans.csv")


def _check_targets(paths: list[Path], folder: Path | None, *, force: bool) -> None:
    """Make the folder of tables; refuse what cannot be written, or would be written over."""
    from habitos_tui.exchange.disk import check_target, is_stream

    if folder is not None and not folder.is_dir():
        try:
            folder.mkdir(mode=0o700)
        except OSError as error:
            raise InvalidInputError(f"“{folder}” cannot be made: {error.strerror}.") from error
    for path in paths:
        check_target(path)
        if path.is_file() and not is_stream(path) and not force:
            raise InvalidInputError(f"“{path}” is there already.", hint="To write over it: --force")


def _write_tables(folder: Path, tables: Mapping[str, str]) -> None:
    from habitos_tui.atomic_file import PRIVATE_FILE
    from habitos_tui.exchange.disk import write_text

    for name, text in tables.items():
        write_text(folder / name, text, PRIVATE_FILE)


def _write_profile(file: str, profile: ProfileFile) -> None:
    from habitos_tui.atomic_file import PRIVATE_FILE
    from habitos_tui.exchange.disk import write_text
    from habitos_tui.exchange.profile_file import profile_json

    if file == "-":
        say_document(profile_json(profile))
    else:
        write_text(Path(file), profile_json(profile), PRIVATE_FILE)


@click.command("import")
@click.argument("words", nargs=-1, required=True, metavar="[TRACKER] FILE|-", shell_complete=files)
@click.option("--csv", "as_csv", is_flag=True, help="Read tables of completions and behaviors: a folder or a file.")
@click.option("--dry-run", is_flag=True, help="Say what would come in; change nothing.")
@json_option
@profile_options
def import_(*, words: tuple[str, ...], as_csv: bool, dry_run: bool, as_json: bool) -> None:
    """Bring in a profile, or what another tracker has kept.

    A FILE that export wrote becomes a profile, or both are brought together where it is here already. It gets the name
    that it had, or that of --profile. A file of an older version is upgraded, one of a newer version refused with
    status 14. Nothing is stored of a file that does not fit. A new profile has the password of the file, if that was
    taken along; else it is asked for, or taken from --password-file.

    Of a profile that is here each entry is taken as it was changed last; what both sides had changed is told first. One
    undo takes all of it back.

    With a TRACKER it is what another program has kept: loop (the zip of its CSV export, or its backup), harsh (the
    folder of its files), habitbull, beaver, dijo, taskwarrior, or org (org-habit). Its habits become behaviors, or go
    to those of the same name; what becomes of each is shown. A second time only what is new comes in.

    With --csv it is a folder with the tables that export --csv writes, or one of them, also as a spreadsheet has
    changed it. What is here already stays as it is; a line that cannot be read is named and left out.

    \b
    Examples:
      habitos-tui import alice.json --profile anna
      habitos-tui import alice.json --dry-run
      habitos-tui import habitbull habits.csv --dry-run
      habitos-tui import --csv completions.csv
    """
    from habitos_tui.cli.trackers import kind_of, take_over, take_tables
    from habitos_tui.exchange.profile_file import read_profile

    if len(words) > 2:
        raise click.UsageError("It takes one file, and before it at most the tracker that it is from.")
    if as_csv and len(words) > 1:
        raise click.UsageError("--csv takes one folder or file, and no tracker.")
    call, file = current(), words[-1]
    check_path(call, file)
    if as_csv:
        take_tables(file, dry_run=dry_run, as_json=as_json)
        return
    if len(words) > 1:
        take_over(kind_of(words[0]), file, dry_run=dry_run, as_json=as_json)
        return
    source: Any = "-" if file == "-" else chosen_file(file)
    found = read_profile(source)
    directory = call.data_directory(create=True)
    services = call.profile_files()
    rows = services.read(found, source)
    known = services.known(found)
    if known is not None and folded(call.profile or known.name) == folded(known.name):
        profile = call.login(directory, known.name)
        if call.restricted_by:
            _refuse_calendars(call, services.preview(profile, rows), call.workspace().calendars.all())
        report = services.preview(profile, rows) if dry_run else services.merge(profile, rows)
        _tell_merged(known.name, report, as_json=as_json)
        return
    call.refuse("A file of another profile")
    if dry_run:
        name = services.new_name(found, call.profile)
        _tell_entries(name, rows, as_json=as_json)
    else:
        password = None if found.password_hash else _new_password(call)
        made = services.add(found, rows, call.profile, password)
        say_result(
            "profile-summary",
            {"name": made.name, "protected": made.protected},
            f"Imported: {made.name}",
            as_json=as_json,
        )


def _refuse_calendars(call: Invocation, report: MergeReport, known: Sequence[CalendarSource]) -> None:
    """Raise RestrictedError where calendars at other paths would come in: those are read before every plan."""
    places = {source.location for source in known}
    if any(entry.table == "calendar_sources" and entry.row.get("location") not in places for entry in report.entries):
        call.refuse("A file with calendars at other places")


def _tell_entries(name: str, rows: ProfileRows, *, as_json: bool) -> None:
    from habitos_tui.domain.text.entry_words import counted_entries

    counts = {table: len(entries) for table, entries in rows.tables.items() if entries}
    said = f"{name}: {counted_entries(counts) or 'nothing but its settings'}"
    say_result("import-preview", {"name": name, "entries": counts}, said, as_json=as_json)


def _tell_merged(name: str, report: MergeReport, *, as_json: bool) -> None:
    """Tell what both sides had changed, entry by entry, then how many others came in."""
    if as_json:
        say_json("merge", {"name": name, "entries": [_entry(one) for one in report.entries]})
        return
    from habitos_tui.domain.text.entry_words import entry_noun

    tell_lines(f"Changed on both sides, {one.outcome.value}: {_words(one)}" for one in report.contradictions)
    counts = Counter((one.outcome.value, one.table) for one in report.entries)
    say_lines(
        f"{outcome:12}  {count:5}  {entry_noun(table, count)}" for (outcome, table), count in sorted(counts.items())
    )
    say(f"{name}: {'brought together' if report.changes_something else 'nothing new'}")


def _words(entry: MergedEntry) -> str:
    """Return what an entry is, and what a person may know it by."""
    from habitos_tui.domain.text.entry_words import entry_noun

    known = [str(entry.row[name]) for name in _KNOWN_BY if entry.row.get(name) not in (None, "")]
    return f"{entry_noun(entry.table)} {' '.join(known) or ' '.join(map(str, entry.key))}".rstrip()


_KNOWN_BY = ("name", "behavior", "objective", "day", "first", "since", "title", "type")


def _entry(entry: MergedEntry) -> dict[str, Any]:
    return {
        "table": entry.table,
        "key": list(entry.key),
        "outcome": entry.outcome.value,
        "changed_on_both_sides": entry.contradicts,
    }


def _new_password(call: Invocation) -> str | None:
    if call.password_file is not None:
        return read_password(call.password_file)
    return ask_new_password() if can_ask() else None
