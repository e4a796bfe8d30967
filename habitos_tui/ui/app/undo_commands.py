"""Taking back and doing again, on every screen."""

from habitos_tui.ui.kit.command import Command


class Undo(Command):
    """Take back the last change."""

    id, key, action, label = "history.undo", "u", "app.undo", "Undo"
    title = "Undo the last change"
    help = "Take back your last change, today's or an older one"
    footer = False


class Redo(Command):
    """Do again what was taken back."""

    id, key, action, label = "history.redo", "ctrl+r", "app.redo", "Redo"
    title = "Redo what was undone"
    help = "Do again what you took back last"
    footer = False
