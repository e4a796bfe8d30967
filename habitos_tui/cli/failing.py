"""What the command line says when a command fails: sentences for a person, or with --json one document."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from habitos_tui.cli.command_group import hint_of
from habitos_tui.cli.output import json_of, tell, tell_document, tell_lines
from habitos_tui.errors import ExitCode, HabitosError, InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Sequence

END_OF_OPTIONS = "--"
JSON_OPTION = "--json"


@dataclass(frozen=True)
class Failure:
    """A failed call: what happened, what to do next, line by line, and its exit status."""

    title: str
    message: str
    exit_code: int
    hints: tuple[str, ...] = ()
    issues: tuple[tuple[str, str], ...] = ()
    """Path of the field and sentence, for each field of a document that cannot be used."""

    def tell(self, *, as_json: bool) -> int:
        """Write it to stderr, as JSON on one line, the last one, and return its exit status."""
        if as_json:
            tell_document(self.document())
        else:
            tell(f"{self.title}: {self.message}")
            tell_lines(self.hints)
        return self.exit_code

    def document(self) -> str:
        """Return it as JSON."""
        fields = {
            "title": self.title,
            "message": self.message,
            "hint": " ".join(self.hints),
            "issues": [{"path": path, "message": sentence} for path, sentence in self.issues],
            "exit_code": int(self.exit_code),
        }
        return json_of("error", fields, indent=None)


def of_usage(error: click.ClickException) -> Failure:
    """Return the failure of a call that was not understood."""
    # click's own guess at an option goes by other rules, in other words.
    said = error.message if isinstance(error, click.NoSuchOption) else error.format_message()
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    see = "" if ctx is None else f"See {ctx.command_path} -h."
    return Failure("Usage", said, error.exit_code, _said(hint_of(error), see))


def of_error(error: HabitosError) -> Failure:
    """Return the failure of a call that met an error of ours."""
    issues = error.issues if isinstance(error, InvalidInputError) else ()
    return Failure(error.title, error.message, error.exit_code, _said(error.hint), issues)


def of_system(error: OSError) -> Failure:
    """Return the failure of a call that the system refused something."""
    place = f" ({error.filename})." if error.filename else "."
    return Failure("The system refused", f"{error.strerror}{place}", ExitCode.FAILURE)


def json_wanted(words: Sequence[str] | None = None) -> bool:
    """Tell whether a call asks for JSON; those of this process unless other words are given.

    It is asked of the words, since a call may fail before its options are known.
    """
    return JSON_OPTION in _options(sys.argv[1:] if words is None else words)


def _options(words: Sequence[str]) -> Sequence[str]:
    return words[: words.index(END_OF_OPTIONS)] if END_OF_OPTIONS in words else words


def _said(*hints: str) -> tuple[str, ...]:
    return tuple(hint for hint in hints if hint)
