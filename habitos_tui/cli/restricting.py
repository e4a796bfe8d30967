"""What restricted mode leaves out on the command line: files of one's choice, and other profiles and directories."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import click

from habitos_tui.cli.completing import files
from habitos_tui.cli.invocation import Invocation
from habitos_tui.domain.model.naming import folded
from habitos_tui.restriction import OPTION, another_directory, refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from click.shell_completion import CompletionItem

STREAM: Final = "-"


class UserPath(click.Path):
    """A path that the user chooses; - is standard input or output. Restricted mode knows the latter alone."""

    def __init__(self, *, stream: bool = True, **options: Any) -> None:
        """With `stream`, - is standard input or output; else it is a file like any other."""
        super().__init__(allow_dash=stream, readable=False, **options)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path; RestrictedError in restricted mode."""
        call = None if ctx is None else ctx.find_object(Invocation)
        if call is not None and not (self.allow_dash and value == STREAM):
            check_path(call, str(value), stream=self.allow_dash)
        return super().convert(value, param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Leave it to the shell to offer files."""
        return files(ctx, param, incomplete)


def check_path(call: Invocation, path: str, *, stream: bool = True) -> None:
    """Raise RestrictedError in restricted mode, unless it is the standard input or output that a command may have."""
    if path != STREAM or not stream:
        call.refuse("A file of your choice", "- in its place is standard input or output." if stream else "")


def check_words(words: Sequence[str], why: str) -> None:
    """Raise RestrictedError for words that would choose another profile, directory or file than the host has.

    They are looked for everywhere, even where they would be a part of a note, as all commands have these options.
    """
    guest = words[words.index(OPTION) + 1 :] if why == OPTION else words
    if any(True for _ in _values(guest, "--data-dir")):
        raise another_directory("Another data directory", why)
    if any(source != STREAM for source in _values(guest, "--password-file")):
        raise refused("A file with the password", why, "- in its place takes it from standard input.")
    if len({folded(name) for name in _values(words, "--profile")}) > 1:
        raise refused("Another profile", why)


def _values(words: Sequence[str], option: str) -> Iterator[str]:
    """Yield what stands after an option, or in one word with it."""
    for word, following in pairwise([*words, ""]):
        if word == option:
            yield following
        elif word.startswith(f"{option}="):
            yield word.removeprefix(f"{option}=")
