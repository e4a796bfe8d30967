"""Lines that say what to add as people say it: what was understood is told, and what was not is marked below it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from habitos_tui.cli.invocation import current
from habitos_tui.cli.json_input import STDIN
from habitos_tui.cli.output import say, say_json, tell
from habitos_tui.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from habitos_tui.domain.text.quick.draft import BehaviorDraft, BusyDraft, LogDraft
    from habitos_tui.domain.text.quick.reading import Reading

    Draft = BehaviorDraft | BusyDraft | LogDraft

    F = TypeVar("F", bound=Callable[..., Any])
    D = TypeVar("D", bound="Draft")

NAME_HINT = "Leave it out, say it otherwise, or put the name in quotes within the line."
NOTE_HINT = "Leave it out, say it otherwise, or put a dash before a note: ran 25m - too tired."


def dry_run_option(command: F) -> F:
    """Add --dry-run, passed on as `dry_run`."""
    text = "Only show what a line is understood to mean."
    return click.option("--dry-run", is_flag=True, help=text)(command)


def is_line(source: str) -> bool:
    """Tell whether an argument is a line to be read, and not a file or standard input.

    In restricted mode nothing is told about which files there are.
    """
    if source == STDIN or source.lower().endswith(".json"):
        return False
    if current().restricted_by:
        return True
    try:
        return not Path(source).exists() or Path(source).is_dir()
    except (OSError, ValueError):  # too long a name, or one with a null character: no file has it
        return True


def understood(reading: Reading[D], *, dry_run: bool, as_json: bool, hint: str = NAME_HINT) -> D | None:
    """Return what is to be saved, None for a dry run, and tell what was understood.

    InvalidInputError where something is missing, or was not understood; then that is marked.
    """
    from habitos_tui.domain.text.quick.reading import marked

    if reading.unknown:
        for line in marked(reading):
            tell(line)
    if reading.draft is None:
        raise InvalidInputError(reading.sentence)
    line = f"Understood: {reading.sentence}"
    if dry_run and as_json:
        say_json("line", _document(reading, reading.draft))
    elif dry_run:
        say(line)
    else:
        tell(line)
    if reading.unknown:
        parts = ", ".join(f"“{reading.text[start:end]}”" for start, end in reading.unknown)
        raise InvalidInputError(f"Not understood: {parts}. Nothing was saved.", hint=hint)
    return None if dry_run else reading.draft


def _document(reading: Reading[Draft], draft: Draft) -> dict[str, Any]:
    """Return what a line means as JSON data."""
    return {
        "understood": reading.sentence,
        "unknown": [reading.text[start:end] for start, end in reading.unknown],
        "draft": draft.fields(),
    }
