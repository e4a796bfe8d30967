"""habitos-tui slots: the named parts of the day."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from habitos_tui.cli.command_group import CommandGroup
from habitos_tui.cli.completing import names
from habitos_tui.cli.invocation import current
from habitos_tui.cli.options import json_option, profile_options
from habitos_tui.cli.output import say, say_json, say_lines, table, tell
from habitos_tui.cli.restricting import UserPath

if TYPE_CHECKING:
    from habitos_tui.domain.model.week import Slot


@click.group(cls=CommandGroup, no_args_is_help=False)
def slots() -> None:
    """List, replace and rename the named parts of the day.

    \b
    Examples:
      habitos-tui slots list
      habitos-tui slots rename midday lunch
    """


@slots.command("list")
@json_option
@profile_options
def list_slots(as_json: bool) -> None:
    """List the slots. With --json it is a document that replace takes.

    \b
    Examples:
      habitos-tui slots list
      habitos-tui slots list --json
    """
    from habitos_tui.domain.text.phrasing import span

    found = current().workspace().slots.all()
    if as_json:
        _say_document(found)
        return
    say_lines(table(("Slot", "Time"), [(slot.name, span(slot.start, slot.end - slot.start)) for slot in found]))


@slots.command()
@click.argument("source", metavar="FILE|-", type=UserPath())
@json_option
@profile_options
def replace(source: str, as_json: bool) -> None:
    """Replace all slots by those of a JSON object. They come in the order of the day.

    \b
    Example:
      habitos-tui slots list --json | habitos-tui slots replace -
    """
    from habitos_tui.cli.json_input import read_object
    from habitos_tui.domain.model.validation import validated
    from habitos_tui.domain.model.week import SlotList
    from habitos_tui.domain.text.phrasing import day_end_hint

    workspace = current().workspace()
    service = workspace.slots
    text = json.dumps(read_object(source, "slots"))
    wanted = validated(lambda: SlotList.model_validate_json(text, strict=True), "These slots").slots
    service.save(wanted)
    if as_json:
        _say_document(wanted)
    else:
        say(f"Slots: {', '.join(slot.name for slot in wanted)}")
    if hint := day_end_hint(wanted, workspace.profile.preferences.day_end):
        tell(hint)


@slots.command()
@click.argument("old", shell_complete=names("SLOT"))
@click.argument("new")
@json_option
@profile_options
def rename(old: str, new: str, as_json: bool) -> None:
    """Give a slot another name. Behaviors and rules that speak of it follow.

    \b
    Example:
      habitos-tui slots rename midday lunch
    """
    service = current().workspace().slots
    service.rename(old, new)
    if as_json:
        _say_document(service.all())
    else:
        say(f"Renamed: {old}, now {new}")


def _say_document(slots: Iterable[Slot]) -> None:
    say_json("slots", {"slots": [slot.model_dump(mode="json") for slot in slots]})
