"""Where passwords come from: a prompt on a terminal, a file, or standard input; never an argument, never a variable."""

import sys
from collections.abc import Callable
from pathlib import Path
from time import sleep
from typing import Final, TypeVar

from habitos_tui.cli.output import at_terminal, tell
from habitos_tui.errors import InvalidInputError, TooManyTriesError, WrongPasswordError
from habitos_tui.text import clean

T = TypeVar("T")

PATIENCE_SECONDS: Final = 15
"""For which a command waits that comes too soon behind other tries."""
_LONGEST = 4096
"""Most bytes read of a first line: far beyond any password, and a limit for endless files."""


def read_password(source: str, what_is_in_it: str = "password") -> str:
    """Return the first line of a file, or the next one of standard input for "-", without its line break."""
    what = "Standard input" if source == "-" else f"The {what_is_in_it} file {source}"
    try:
        line = _first_line(source)
        # Some editors start files with a byte order mark, which cannot be typed.
        password = line.decode("utf-8-sig").removesuffix("\n").removesuffix("\r")
    except OSError as error:
        raise InvalidInputError(f"{what} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise InvalidInputError(f"{what} is not UTF-8 text.") from error
    if not password:
        raise InvalidInputError(f"{what} has no {what_is_in_it} in its first line.")
    if len(line) > _LONGEST:
        raise InvalidInputError(f"{what} has a first line of over {_LONGEST} bytes, too long for a {what_is_in_it}.")
    return password


def _first_line(source: str) -> bytes:
    if source == "-":
        return sys.stdin.buffer.readline(_LONGEST + 1) if sys.stdin is not None else b""
    with Path(source).open("rb") as file:
        return file.readline(_LONGEST + 1)


def can_ask() -> bool:
    """True if a password can be prompted for."""
    return at_terminal(sys.stdin, sys.stderr)


def ask_password(prompt: str) -> str:
    """Prompt for a password without echo; WrongPasswordError without a terminal.

    The sentence does not say whether there is such a profile.
    """
    if not can_ask():
        raise WrongPasswordError(
            "A password is needed, and there is no terminal to ask for it.",
            hint="Give it with --password-file FILE, or - for standard input.",
        )
    from getpass import getpass

    try:
        return getpass(clean(prompt) + " ", stream=sys.stderr)
    except EOFError as error:
        raise WrongPasswordError("No password was given.") from error


def patiently(check: Callable[[], T]) -> T:
    """Return what `check` finds with a password; a wait of a few seconds in all is waited for.

    A few commands at once have one each, with the right password, too: every try counts until it turns out right.
    """
    left = PATIENCE_SECONDS
    while True:
        try:
            return check()
        except TooManyTriesError as error:
            if error.seconds > left:
                raise
            left -= error.seconds
            sleep(error.seconds)


def ask_new_password() -> str | None:
    """Return a new password typed twice, None for an empty one; asks again until both are the same."""
    while True:
        first = ask_password("New password (empty for none):")
        if not first or ask_password("Repeat the new password:") == first:
            return first or None
        tell("The two passwords differ. Try again.")
