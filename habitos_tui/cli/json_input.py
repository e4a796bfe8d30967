"""JSON objects from files or standard input, for adding and editing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from habitos_tui.cli.invocation import current
from habitos_tui.cli.output import format_of
from habitos_tui.cli.restricting import check_path
from habitos_tui.errors import InvalidInputError

if TYPE_CHECKING:
    from habitos_tui.exchange.disk import Source

STDIN: Final = "-"
"""The argument for standard input."""


def source_of(argument: str) -> Source:
    """Return the file an argument names, or standard input for "-"."""
    return STDIN if argument == STDIN else Path(argument)


def read_object(source: str, kind: str) -> dict[str, Any]:
    """Return the JSON object of a kind in a file, or on standard input for "-"; InvalidInputError if invalid.

    It need not say its format, which is left out.
    """
    # The models come with it, for which a shell that completes a line does not wait.
    from habitos_tui.exchange.disk import name_of, read_bytes
    from habitos_tui.exchange.strict_json import decode

    check_path(current(), source)
    if source == current().password_file == STDIN:
        raise InvalidInputError("Standard input cannot hold both the password and the JSON.")
    place = source_of(source)
    data = json.loads(decode(read_bytes(place), name_of(place)))
    if not isinstance(data, dict):
        raise InvalidInputError(f"{name_of(place)} must hold one object with named fields.")
    said = data.pop("format", format_of(kind))
    if said != format_of(kind):
        raise InvalidInputError(f"{name_of(place)} must be of the format {format_of(kind)}, not {json.dumps(said)}.")
    return data
