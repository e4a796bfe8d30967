"""habitos-tui undo and redo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from habitos_tui.cli.invocation import current
from habitos_tui.cli.options import json_option, profile_options
from habitos_tui.cli.output import say_result
from habitos_tui.errors import NotFoundError

if TYPE_CHECKING:
    from habitos_tui.domain.model.undo_entry import UndoEntry


@click.command()
@json_option
@profile_options
def undo(as_json: bool) -> None:
    """Take back the last change, wherever it was made.

    A second undo takes back the change before it. What an assistant has changed is told as such. With nothing to undo
    the exit status is 1.

    \b
    Examples:
      habitos-tui undo
      habitos-tui undo --json
    """
    _tell("Undone", current().workspace().history.undo(), "There is nothing to undo.", as_json=as_json)


@click.command()
@json_option
@profile_options
def redo(as_json: bool) -> None:
    """Do again what undo took back.

    \b
    Examples:
      habitos-tui redo
      habitos-tui redo --json
    """
    _tell("Done again", current().workspace().history.redo(), "There is nothing to do again.", as_json=as_json)


def _tell(verb: str, change: UndoEntry | None, nothing: str, *, as_json: bool) -> None:
    if change is None:
        raise NotFoundError(nothing, title="Nothing to do")
    say_result(
        "change",
        {"change": change.label, "made_at": change.made_at.isoformat(), "author": change.author.value},
        f"{verb}: {change.description}",
        as_json=as_json,
    )
