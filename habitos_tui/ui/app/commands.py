"""Taking back and doing again, on every screen."""

from habitos_tui.ui.kit.command import Command


class Undo(
    Command, id="history.undo", key="u", action="app.undo", label="Undo", title="Undo the last change", footer=False
):
    """Take back your last change, today's or an older one."""


class Redo(
    Command,
    id="history.redo",
    key="ctrl+r",
    action="app.redo",
    label="Redo",
    title="Redo what was undone",
    footer=False,
):
    """Do again what you took back last."""
