"""Edits a text in the program that VISUAL or EDITOR names, on the terminal that the app has let go of."""

import os
import shlex
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from habitos_tui.errors import HabitosError
from habitos_tui.text import clean
from habitos_tui.ui.runtime.signal_guard import interrupts_spared

VARIABLES: Final = ("VISUAL", "EDITOR")
"""Where editors are named, the first one that is set counting."""

_UNCHANGED: Final = "The text is as it was."


def editor_command(env: Mapping[str, str] = os.environ) -> list[str]:
    """Return the words that start the editor; HabitosError when none is set, or what is set cannot be read."""
    name = next((name for name in VARIABLES if env.get(name, "").strip()), None)
    if name is None:
        raise HabitosError("No editor is set.", hint="Set VISUAL or EDITOR, for example: export EDITOR=nano")
    try:
        return shlex.split(env[name])
    except ValueError as error:
        raise HabitosError(
            f"{name} cannot be read: {clean(env[name])}", hint="A quotation mark in it is not closed."
        ) from error


def edited(text: str, command: Sequence[str]) -> str:
    """Return what a person makes of `text` in an editor.

    HabitosError when the editor is not there or fails. What was written till then stays in a file that the error names.
    """
    place = _written(text)
    try:
        status = _run([*command, str(place)])
    except OSError as error:
        place.unlink(missing_ok=True)
        raise HabitosError(
            f"The editor {clean(command[0])} cannot be started: {error.strerror}. {_UNCHANGED}",
            hint="VISUAL and EDITOR say which one is; for example: export EDITOR=nano",
        ) from error
    if status:
        raise HabitosError(f"The editor ended with status {status}. {_UNCHANGED}", hint=_kept(place, text))
    try:
        made = place.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise HabitosError(f"What the editor wrote is no UTF-8. {_UNCHANGED}", hint=_kept(place, text)) from error
    except OSError as error:
        raise HabitosError(f"{place} cannot be read: {error.strerror}. {_UNCHANGED}") from error
    place.unlink(missing_ok=True)
    return made.removesuffix("\n").removesuffix("\r")


def _written(text: str) -> Path:
    """Write the text, for its owner only, and end its last line, as editors expect."""
    handle, name = tempfile.mkstemp(prefix="habitos-tui-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="") as file:
        file.write(f"{text}\n" if text else "")
    return Path(name)


def _run(command: Sequence[str]) -> int:
    with interrupts_spared():  # ctrl+c is the editor's
        return subprocess.run(command, check=False).returncode  # noqa: S603 - the person's own choice


def _kept(place: Path, text: str) -> str:
    """Return where what was written stays; the file goes when there is nothing new in it."""
    if place.read_bytes().rstrip(b"\r\n") == text.encode(errors="replace").rstrip(b"\r\n"):
        place.unlink()
        return "Nothing had been written."
    return f"What was written is in {place}"
