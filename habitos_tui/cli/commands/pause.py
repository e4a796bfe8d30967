"""habitos-tui pause and resume: days on which one behavior rests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from habitos_tui.cli.completing import names
from habitos_tui.cli.default_group import AddGroup
from habitos_tui.cli.invocation import current
from habitos_tui.cli.options import json_option, profile_options
from habitos_tui.cli.output import say_json, say_lines, say_result, table, tell
from habitos_tui.cli.words import DAY, WordsCommand

if TYPE_CHECKING:
    from habitos_tui.domain.model.behavior import Behavior
    from habitos_tui.domain.model.pause import Pause
    from habitos_tui.services.workspace import Workspace


@click.group(cls=AddGroup)
def pause() -> None:
    """Let a BEHAVIOR rest: nothing of it is planned or missed.

    Its streak and its strength stand still, and what is done of it all the same counts.

    \b
    Examples:
      habitos-tui pause run
      habitos-tui pause run today 12 dec --note "my knee"
      habitos-tui pause list
    """


@pause.command(cls=WordsCommand)
@click.argument("behavior", shell_complete=names("BEHAVIOR"))
@click.argument("first", metavar="[FROM]", type=DAY, default="today")
@click.argument("last", metavar="[TO]", type=DAY, required=False)
@click.option("--note", default="", metavar="TEXT", help="A note.")
@click.option("--clear", is_flag=True, help="Take its planned sessions of these days out of the plan.")
@json_option
@profile_options
def add(*, behavior: str, first: str, last: str | None, note: str, clear: bool, as_json: bool) -> None:
    """Pause BEHAVIOR from FROM to TO, both included. The word add may be left out.

    Without FROM it begins today, without TO it lasts until it is resumed. Days are today, tomorrow, fri, 24 dec or such
    as 2026-12-24; a pause that is over can be entered as well.

    \b
    Examples:
      habitos-tui pause add run
      habitos-tui pause add run tomorrow 2026-12-12 --clear
      habitos-tui pause read 2026-10-05 2026-10-25 --note "no time for it"
    """
    from habitos_tui.cli.dates import day_after, day_meant

    workspace = current().workspace()
    begin = day_meant(workspace, first)
    end = None if last is None else day_after(workspace, last, begin)
    found = workspace.behaviors.find_any(behavior)
    _answer("Paused", found, workspace.pauses.add(found.id, begin, end, note, clear=clear), as_json=as_json)
    left = len(workspace.pauses.planned(found.id, begin, end))
    if left:
        stay = "1 planned session stays" if left == 1 else f"{left} planned sessions stay"
        tell(f"{stay} in the plan without being asked for. Plan again, or pause with --clear, to use that time.")


@pause.command("list")
@json_option
@profile_options
def list_pauses(as_json: bool) -> None:
    """List the pauses, oldest first.

    \b
    Examples:
      habitos-tui pause list
      habitos-tui pause list --json
    """
    from habitos_tui.text import one_line

    workspace = current().workspace()
    found = workspace.pauses.all()
    if as_json:
        say_json("pauses", {"pauses": [each.model_dump(mode="json") for each in found]})
        return
    names = {b.id: b.name for b in (*workspace.behaviors.all(), *workspace.behaviors.archived())}
    rows = [(names[p.behavior], str(p.first), str(p.last or "open"), one_line(p.note)) for p in found]
    say_lines(table(("Behavior", "From", "To", "Note"), rows) if rows else ["No pauses."])


@pause.command(cls=WordsCommand)
@click.argument("behavior", shell_complete=names("ONCE_PAUSED_BEHAVIOR"))
@click.argument("day", metavar="[DAY]", type=DAY, default="today")
@json_option
@profile_options
def remove(*, behavior: str, day: str, as_json: bool) -> None:
    """Forget the whole pause of BEHAVIOR that DAY is in, else today.

    Its days gone by are forgotten as well; to end it: resume.

    \b
    Examples:
      habitos-tui pause remove run
      habitos-tui pause remove run 2026-10-07
    """
    from habitos_tui.cli.dates import day_meant

    workspace = current().workspace()
    found = workspace.behaviors.find_any(behavior)
    there = workspace.pauses.at(found.id, day_meant(workspace, day))
    _answer("No longer paused", found, workspace.pauses.remove(there.id), as_json=as_json)


@click.command()
@click.argument("behavior", shell_complete=names("PAUSED_BEHAVIOR"))
@json_option
@profile_options
def resume(behavior: str, as_json: bool) -> None:
    """End the pause of a BEHAVIOR, from today on. The days on which it was paused stay so.

    \b
    Example:
      habitos-tui resume run
    """
    workspace = current().workspace()
    found = workspace.behaviors.find_any(behavior)
    workspace.pauses.resume(found.id)
    document = {"behavior": found.id, "pauses": pause_documents(workspace, found)}
    say_result("resumption", document, f"Resumed: {found.name}", as_json=as_json)


def pause_documents(workspace: Workspace, behavior: Behavior) -> list[dict[str, Any]]:
    """Return the pauses of a behavior as documents, oldest first."""
    return [each.model_dump(mode="json") for each in workspace.pauses.of(behavior.id)]


def _answer(what: str, behavior: Behavior, pause: Pause, *, as_json: bool) -> None:
    from habitos_tui.domain.text.pause_phrasing import pause_span

    say_result("pause", pause.model_dump(mode="json"), f"{what}: {behavior.name}, {pause_span(pause)}", as_json=as_json)
