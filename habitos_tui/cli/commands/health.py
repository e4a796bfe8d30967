"""habitos-tui doctor and check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from habitos_tui.cli.invocation import current
from habitos_tui.cli.options import data_options, json_option
from habitos_tui.cli.output import say_json, say_lines, say_result, tell, tell_lines
from habitos_tui.errors import DamagedDatabaseError, ExitCode, HabitosError, NeedsTerminalError, NoProfileError

if TYPE_CHECKING:
    from habitos_tui.domain.model.finding import Finding
    from habitos_tui.extras import FoundExtra
    from habitos_tui.services.backups import Mending


@click.command()
@json_option
@data_options
@click.pass_context
def doctor(ctx: click.Context, *, as_json: bool) -> None:
    """Check versions, extras, data and terminal.

    The database is read as a whole, as by check. What you planned and logged is not in the answer: it may go into a
    report of an error. The exit status is 0 when all is well, also where an extra is not installed, 1 when a directory,
    a file, a library or an extra that is there cannot be used, 13 for a damaged database, 14 for one from a newer
    version.

    \b
    Examples:
      habitos-tui doctor
      habitos-tui doctor --json
    """
    from habitos_tui.extras import find_extras
    from habitos_tui.services.health import describe_extras, describe_program

    about_data, status = _data()
    extras = [*find_extras()]
    about_extras = [*describe_extras(extras)]
    program = [*describe_program()]
    about_program = [*program, *map(_reachable, about_extras), _terminal(), *_restriction()]
    _show([*about_program, *map(_reachable, about_data)], as_json=as_json, extras=[*map(_extra, extras)])
    ctx.exit(status or (ExitCode.FAILURE if any(map(_is_bad, [*program, *about_extras])) else ExitCode.OK))


@click.command()
@click.option("--mend", is_flag=True, help="Make a new database of what can be read of a damaged one.")
@click.option("--yes", is_flag=True, help="With --mend: do not ask.")
@json_option
@data_options
@click.pass_context
def check(ctx: click.Context, *, mend: bool, yes: bool, as_json: bool) -> None:
    """Check the database and everything stored in it.

    No password is needed, and nothing that is stored is shown. The exit status is 0 for a sound database, 13 for a
    damaged one, 14 for one from a newer version and 10 when there is none.

    With --mend a damaged one is replaced by a new one of all rows that can be read; what would be lost is shown first.
    The damaged one is kept with the backups. Where there is a good backup, restore is mostly better.

    \b
    Examples:
      habitos-tui check
      habitos-tui check --mend
      habitos-tui check --json
    """
    if yes and not mend:
        raise click.UsageError("--yes goes with --mend.")
    if mend:
        current().refuse_for_one("A database for every profile")
        current().refuse_strangers()
    findings = _checked()
    if mend and any(map(_is_bad, findings)):
        _mend(yes=yes, as_json=as_json)
    else:
        ctx.exit(_show([*map(_reachable, findings)], as_json=as_json))


def _checked() -> list[Finding]:
    from habitos_tui.services.health import check_data

    call = current()
    try:
        return list(check_data(call.data_directory().database, call.named_profile))
    except DamagedDatabaseError as error:
        return [_found(error)]


def _mend(*, yes: bool, as_json: bool) -> None:
    """Show what can be read, ask, and put it in the place of the damaged database."""
    from habitos_tui.cli.commands.backup import confirm, told_contents
    from habitos_tui.cli.document import document

    with current().backups().mending() as mending:
        if not as_json:
            tell_lines(["Of the damaged database can be read:", *told_contents(mending.found), "", *_lost(mending)])
        if not yes:
            confirm("mended", "Put it in the place of the damaged one?")
        kept = mending.put_back()
        current().note_written()
    tell(f"The damaged one is kept in {kept}.")
    losses = [
        {"table": loss.table, "rows": loss.rows, "unread": loss.unread, "reset": loss.reset} for loss in mending.losses
    ]
    result = {
        "file": str(mending.source),
        "kept": str(kept),
        "rows": mending.rows,
        "losses": losses,
        "remade": mending.remade,
    }
    say_result("mending", {**result, "restored": document(mending.found)}, f"Mended: {mending.source}", as_json=as_json)


def _lost(mending: Mending) -> Iterator[str]:
    yield f"{mending.rows} rows come into the new one, and nothing to undo. What does not:"
    for loss in mending.losses:
        parts = [f"{loss.rows} that do not fit"] if loss.rows else []
        parts += ["what cannot be read"] if loss.unread else []
        parts += [f"a value that makes no sense in {loss.reset}"] if loss.reset else []
        yield f"  {loss.table}: {' and '.join(parts)}"
    if not mending.losses:
        yield "  nothing"
    if mending.remade:
        yield f"Lost behaviors that the log names are made anew, archived, with their ids as names: {mending.remade}"
    if mending.filled:
        yield f"What nothing works without is made anew, as far as it is gone: {', '.join(mending.filled)}"


def _terminal() -> Finding:
    from habitos_tui.bootstrap import require_terminal
    from habitos_tui.domain.model.finding import CheckLevel, Finding

    try:
        require_terminal()
    except NeedsTerminalError as error:
        return Finding("Terminal", CheckLevel.NOTE, error.message.rstrip("."), error.hint)
    return Finding("Terminal", CheckLevel.GOOD, "The app can be shown here")


def _restriction() -> Iterator[Finding]:
    """Yield whether restricted mode is on, and why a file of the system that could switch it on counts for nothing."""
    from habitos_tui.domain.model.finding import CheckLevel, Finding
    from habitos_tui.restriction import SYSTEM_FILE, distrusted, unguarded

    if why := current().restricted_by:
        yield Finding("Restricted", CheckLevel.NOTE, f"Restricted mode is on by {why}")
    if why := distrusted():
        hint = f"chown root “{SYSTEM_FILE}”; chmod 644 “{SYSTEM_FILE}”"
        yield Finding("Restricted", CheckLevel.NOTE, f"“{SYSTEM_FILE}” counts for nothing: it {why}", hint)
    if SYSTEM_FILE.parent.is_dir() and (place := unguarded()) is not None:
        sentence = f"Others than root can take “{SYSTEM_FILE}” away: “{place}” is not root's alone"
        yield Finding("Restricted", CheckLevel.NOTE, sentence, f"chown root “{place}”; chmod go-w “{place}”")


def _data() -> tuple[list[Finding], ExitCode]:
    """Return the findings about the data, and the exit status that they stand for."""
    about_places = list(_places())
    try:
        about_database = list(_database())
    except NoProfileError as error:
        about_database, status = [_found(error)], ExitCode.OK
    except HabitosError as error:
        about_database, status = [_found(error)], error.exit_code
    else:
        status = ExitCode.DAMAGED_DATABASE if any(map(_is_bad, about_database)) else ExitCode.OK
    unusable = ExitCode.FAILURE if any(map(_is_bad, about_places)) else ExitCode.OK
    return [*about_places, *about_database], status or unusable


def _places() -> Iterator[Finding]:
    """Yield the findings about the directories and what lies in them beside the database."""
    from habitos_tui.bootstrap import data_paths
    from habitos_tui.services.health import describe_backups, describe_directory, describe_settings
    from habitos_tui.services.places import describe_places
    from habitos_tui.settings import found_settings

    paths = data_paths(current().data_dir)
    troubles = list(describe_places(paths))
    yield from describe_directory(paths.root)
    yield from troubles
    settings = found_settings(paths.settings, paths.settings_before)
    yield describe_settings(settings)
    if not {"Data", "Backups"} & {trouble.subject for trouble in troubles} and paths.root.is_dir():
        yield describe_backups(current().backups(), automatic=settings.current.backup.automatic == "on")


def _database() -> Iterator[Finding]:
    """Yield the findings about the database; a HabitosError for one that cannot be opened."""
    from habitos_tui.services.health import describe_database

    call = current()
    yield from describe_database(call.data_directory().database, call.named_profile)


def _is_bad(finding: Finding) -> bool:
    from habitos_tui.domain.model.finding import CheckLevel

    return finding.level is CheckLevel.BAD


def _found(error: HabitosError) -> Finding:
    from habitos_tui.domain.model.finding import CheckLevel, Finding

    level = CheckLevel.NOTE if isinstance(error, NoProfileError) else CheckLevel.BAD
    return Finding("Database", level, error.message.rstrip("."), error.hint)


def _finding(found: Finding) -> dict[str, str]:
    return {"subject": found.subject, "verdict": found.level, "sentence": found.sentence, "hint": found.hint}


def _extra(found: FoundExtra) -> dict[str, Any]:
    from habitos_tui.extras import install_command

    packages = [
        {"name": one.name, "version": one.version, "wanted": one.wanted, "problem": one.problem}
        for one in found.packages
    ]
    install = "" if current().restricted_by else install_command(found.extra.name)
    return {"name": found.extra.name, "state": found.state, "packages": packages, "install": install}


def _reachable(finding: Finding) -> Finding:
    """Return a finding about the data with what whoever reads it can do about it: nothing, in restricted mode."""
    from dataclasses import replace

    from habitos_tui.restriction import ASK

    if not current().restricted_by or not finding.hint:
        return finding
    return replace(finding, hint=ASK if _is_bad(finding) else "")


def _show(findings: Sequence[Finding], *, as_json: bool, **more: Any) -> ExitCode:
    """Write the findings and return their exit status; `more` is what only a document has."""
    from habitos_tui.domain.model.finding import CheckLevel

    if as_json:
        say_json("health", {"findings": [_finding(found) for found in findings], **more})
    else:
        signs = {CheckLevel.GOOD: "ok", CheckLevel.NOTE: "note", CheckLevel.BAD: "BAD"}
        say_lines(f"{signs[finding.level]:4}  {finding.subject:10}  {finding.sentence}" for finding in findings)
        for finding in findings:
            if finding.hint:
                tell(f"{finding.subject}: {finding.hint}")
    return ExitCode.DAMAGED_DATABASE if any(map(_is_bad, findings)) else ExitCode.OK
