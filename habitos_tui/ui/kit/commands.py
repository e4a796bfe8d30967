"""What can be done on every screen, in dialogs and in forms."""

from habitos_tui.ui.kit.command import Command


class Quit(Command, id="app.quit", key="ctrl+q", action="app.quit", label="Quit", footer=False, priority=True):
    """Leave the app; everything is saved already."""


class Leave(Command, id="app.leave", key="q", action="app.quit", label="Quit", hidden=True):
    """Leave the app; everything is saved already."""


class Palette(
    Command, id="app.palette", key="ctrl+p", action="app.command_palette", label="Palette", hidden=True, priority=True
):
    """Search every command by its name."""


class Help(Command, id="app.help", key="question_mark", action="app.show_keys", label="Keys", key_display="?"):
    """Show what every key does here."""


class CloseDialog(Command, id="dialog.close", key="escape", action="close", label="Back", palette=False):
    """Close this and change nothing."""


class SaveForm(Command, id="form.save", key="ctrl+s", action="save", label="Save", palette=False):
    """Check and save what was typed."""


class NextField(Command, id="form.next", key="tab", action="app.focus_next", label="Next", hidden=True, priority=True):
    """To the next field.

    The key is taken before those typed behind it are handed out: over a slow line they come in bunches.
    """


class PreviousField(
    Command,
    id="form.previous",
    key="shift+tab",
    action="app.focus_previous",
    label="Previous",
    hidden=True,
    priority=True,
):
    """To the field before."""


class OpenSettings(
    Command, id="app.settings", key="comma", action="app.open_settings", label="Settings", key_display=",", footer=False
):
    """Change theme, keys, week start, solver defaults, password and lock."""


class LockNow(Command, id="app.lock", key="L", action="app.lock", label="Lock the screen", footer=False):
    """Hide everything until the password is typed."""


class OpenGuide(Command, id="app.guide", key="f1", action="app.open_guide", label="Guide", title="Guide", footer=False):
    """Read how the app works: each screen, the model in plain words, every key."""


class Jump(Command, id="app.jump", key="ctrl+o", action="app.jump", label="Jump", title="Jump to a pane", footer=False):
    """Show a letter over each pane; press it to go there."""
