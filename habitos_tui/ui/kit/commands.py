"""What can be done on every screen, in dialogs and in forms."""

from habitos_tui.ui.kit.command import Command


class Quit(Command):
    """Leave the app."""

    id, key, action, label = "app.quit", "ctrl+q", "app.quit", "Quit"
    help = "Leave the app; everything is saved already"
    footer, priority = False, True


class Leave(Command):
    """Leave the app from a main screen."""

    id, key, action, label = "app.leave", "q", "app.quit", "Quit"
    help = "Leave the app; everything is saved already"
    footer, palette = False, False


class Palette(Command):
    """Search every command."""

    id, key, action, label = "app.palette", "ctrl+p", "app.command_palette", "Palette"
    help = "Search every command by its name"
    footer, palette, priority = False, False, True


class Help(Command):
    """Show the keys of what has the focus."""

    id, key, action, label = "app.help", "question_mark", "app.show_keys", "Keys"
    key_display = "?"
    help = "Show what every key does here"


class CloseDialog(Command):
    """Close a dialog and change nothing."""

    id, key, action, label = "dialog.close", "escape", "close", "Back"
    help = "Close this and change nothing"
    palette = False


class SaveForm(Command):
    """Check and save what a form holds."""

    id, key, action, label = "form.save", "ctrl+s", "save", "Save"
    help = "Check and save what was typed"
    palette = False


class NextField(Command):
    """Go on in a form, before the keys typed behind it are handed out: over a slow line they come in bunches."""

    id, key, action, label = "form.next", "tab", "app.focus_next", "Next"
    help = "To the next field"
    footer, palette, priority = False, False, True


class PreviousField(Command):
    """Go back in a form, in the same way."""

    id, key, action, label = "form.previous", "shift+tab", "app.focus_previous", "Previous"
    help = "To the field before"
    footer, palette, priority = False, False, True


class OpenSettings(Command):
    """Show the settings."""

    id, key, action, label = "app.settings", "comma", "app.open_settings", "Settings"
    key_display = ","
    help = "Change theme, keys, week start, solver defaults, password and lock"
    footer = False


class LockNow(Command):
    """Lock the screen."""

    id, key, action, label = "app.lock", "L", "app.lock", "Lock the screen"
    help = "Hide everything until the password is typed"
    footer = False


class OpenGuide(Command):
    """Read how the app works."""

    id, key, action, label = "app.guide", "f1", "app.open_guide", "Guide"
    title = "Guide"
    help = "Read how the app works: each screen, the model in plain words, every key"
    footer = False


class Jump(Command):
    """Go to any pane with one letter."""

    id, key, action, label = "app.jump", "ctrl+o", "app.jump", "Jump"
    title = "Jump to a pane"
    help = "Show a letter over each pane; press it to go there"
    footer = False
