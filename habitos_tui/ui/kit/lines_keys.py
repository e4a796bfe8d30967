"""What the keys do in a text of several lines: told by the dialog around it, and the editor for such a text."""

from typing import Any

from textual.screen import Screen

from habitos_tui.ui.kit.app_context import context_of
from habitos_tui.ui.kit.commands import OpenEditor
from habitos_tui.ui.kit.fields import Lines


def lines_keys(dialog: Screen[Any]) -> str:
    """Return the keys of the text of several lines that has the focus, as one line; "" when none has it."""
    if not isinstance(dialog.focused, Lines):
        return ""
    context = context_of(dialog.app)
    editor = "" if context.restricted_by else context.preferences.names_of(OpenEditor)
    return " · ".join(part for part in ("enter new line", "tab leaves", f"{editor} editor" if editor else "") if part)


def edit_at_once(dialog: Screen[Any]) -> None:
    """Open the editor for the first text of several lines of a dialog, as soon as that is there."""

    def open_editor() -> None:
        lines = dialog.query(Lines).first()
        lines.focus()
        lines.action_open_editor()

    dialog.call_after_refresh(open_editor)
