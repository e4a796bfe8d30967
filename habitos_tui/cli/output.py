"""Data on stdout, messages on stderr; the only place where the command line writes."""

from __future__ import annotations

import json
import re
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TextIO

import click

from habitos_tui.bidi import isolated
from habitos_tui.text import cell_width, clean, shorten

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from habitos_tui.domain.model.undo_entry import UndoEntry
    from habitos_tui.services.workspace import Workspace

# Safe inside JSON, unsafe on a terminal: controls, bidirectional and invisible formatting, lone surrogates.
_UNSAFE = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e0fff]"
)


class OutputError(OSError):
    """What a command has to say could not be written to stdout; what it has changed by then is changed."""


def say(line: str = "") -> None:
    """Write one line of data to stdout."""
    _write(_shown(line, sys.stdout))


def say_lines(lines: Iterable[str]) -> None:
    """Write lines of data to stdout."""
    for line in lines:
        say(line)


def say_result(kind: str, document: Mapping[str, Any], line: str, *, as_json: bool) -> None:
    """Write what came of a command: its document of a kind for the next program, or one line for a person."""
    say_json(kind, document) if as_json else say(line)


def say_written(kind: str, document: Mapping[str, Any], line: str, place: Path, *, as_json: bool) -> None:
    """Say what came of writing into `place`, as `say_result`; to stderr where the data themselves are on stdout."""
    from habitos_tui.exchange.disk import is_standard_output

    if is_standard_output(place):
        tell(line)
    else:
        say_result(kind, document, line, as_json=as_json)


def changed_or_not(workspace: Workspace, last: UndoEntry | None) -> str:
    """Return "Changed", or "Unchanged" where `last` is still what undo would take back."""
    return "Unchanged" if workspace.history.last() == last else "Changed"


def tell(message: str) -> None:
    """Write one message for the user to stderr."""
    _write_message(_shown(message, sys.stderr))


def tell_lines(messages: Iterable[str]) -> None:
    """Write messages for the user to stderr."""
    for message in messages:
        tell(message)


def say_json(kind: str, data: Mapping[str, Any]) -> None:
    """Write `data` as JSON of a kind to stdout; parsing gives back its text unchanged."""
    say_document(json_of(kind, data))


def json_of(kind: str, data: Mapping[str, Any], *, indent: int | None = 1) -> str:
    """Return `data` as JSON that says its kind first, so that a program knows what it reads."""
    return json.dumps({"format": format_of(kind), **data}, ensure_ascii=False, indent=indent, allow_nan=False)


def format_of(kind: str) -> str:
    """Return the format of the documents of a kind; docs/documents.schema.json holds what is in each."""
    return f"habitos-{kind}/1"


def say_document(text: str) -> None:
    """Write a finished JSON document to stdout, with control characters as JSON escapes."""
    _write(_UNSAFE.sub(_escaped, text.rstrip("\n")))


def tell_document(text: str) -> None:
    """Write a finished JSON document to stderr, as `say_document` does to stdout."""
    _write_message(_UNSAFE.sub(_escaped, text))


def _write(text: str) -> None:
    try:
        click.echo(text)
    except OSError as error:
        raise OutputError(error.errno, error.strerror) from error


def _write_message(text: str) -> None:
    """Write to stderr; a message that cannot be told must not keep a command from its work."""
    with suppress(OSError):
        click.echo(text, err=True)


def _shown(line: str, stream: TextIO | None) -> str:
    """Return a line as a person may read it; for another program without signs that only a terminal needs."""
    return isolated(clean(line)) if at_terminal(stream) else clean(line)


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]


def pad(text: str, cells: int, *, right: bool = False) -> str:
    """Return `text` cleaned and exactly `cells` terminal cells wide: cut, or filled with spaces."""
    fitted = shorten(text, cells)
    filling = " " * (cells - cell_width(fitted))
    return filling + fitted if right else fitted + filling


def table(
    headers: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    right: Collection[int] = (),
    if_any: Collection[int] = (),
) -> list[str]:
    """Return lines with columns aligned by terminal cells; `right` holds the columns that align right.

    Those of `if_any` are left out where no row has anything in them.
    """
    cells = [[clean(cell, limit=_WIDEST_CELL) for cell in row] for row in (headers, *rows)]
    shown = [column for column in range(len(headers)) if column not in if_any or any(row[column] for row in cells[1:])]
    widths = {column: max(cell_width(row[column]) for row in cells) for column in shown}
    return [
        "  ".join(pad(row[column], widths[column], right=column in right) for column in shown).rstrip() for row in cells
    ]


_WIDEST_CELL = 60


def at_terminal(*streams: TextIO | None) -> bool:
    """True if all of `streams` are terminals; a closed one is None."""
    return all(stream is not None and stream.isatty() for stream in streams)


def tell_since(since: date | None, way: str = "--from-now") -> None:
    """Tell from when on a change is what things done are judged by, if that is still to come, and the `way` around."""
    from habitos_tui.domain.text.phrasing import day_label

    if since is not None:
        tell(f"It holds from {day_label(since)} on; until then everything is judged as before. {way} changes that.")
