"""Lets go of the terminal for a while, so that a text can be edited in the person's own editor."""

from typing import Any

from textual.app import App, SuspendNotSupported

from habitos_tui.errors import HabitosError
from habitos_tui.ui.kit.app_context import context_of, refuse
from habitos_tui.ui.runtime.editor import edited, editor_command


def edited_outside(app: App[Any], text: str) -> str:
    """Return what a person makes of `text` in their editor; the app waits, and draws itself again afterwards.

    HabitosError, as of `edited`, and where the app is not on a terminal of its own, such as in a browser.
    """
    refuse(context_of(app), "An editor")
    command = editor_command()
    made: str | HabitosError
    try:
        with app.suspend():
            try:
                made = edited(text, command)
            except HabitosError as error:  # the app needs the terminal back before it can tell
                made = error
    except SuspendNotSupported as error:
        raise HabitosError(
            "An editor needs a terminal, and the app does not run in one of its own.",
            hint="Go on typing here: enter begins a new line.",
        ) from error
    if isinstance(made, HabitosError):
        raise made
    return made
