"""What can be done on every screen, in dialogs and in forms."""

from typing import Final

from habitos_tui.ui.kit.command import Area

app = Area("app")
Quit = app.palette_only("quit", "ctrl+q", "app.quit", "Quit", priority=True).does(
    "Leave the app; everything is saved already"
)
Leave = app.hidden("leave", "q", "app.quit", "Quit").does("Leave the app; everything is saved already")
Palette = app.hidden("palette", "ctrl+p", "app.command_palette", "Palette", priority=True).does(
    "Search every command by its name"
)
Help = app.command("help", "question_mark", "app.show_keys", "Keys").does("Show what every key does here")
OpenSettings = app.palette_only("settings", "comma", "app.open_settings", "Settings").does(
    "Change theme, keys, week start, solver defaults, password and lock"
)
LockNow = app.palette_only("lock", "L", "app.lock", "Lock the screen").does(
    "Hide everything until the password is typed"
)
OpenGuide = app.palette_only("guide", "f1", "app.open_guide", "Guide").does(
    "Read how the app works: each screen, the model in plain words, every key"
)
Jump = app.palette_only("jump", "ctrl+o", "app.jump", "Jump", "Jump to a pane").does(
    "Show a letter over each pane; press it to go there"
)

dialog = Area("dialog")
CloseDialog = dialog.footer_only("close", "escape", "close", "Back").does("Close this and change nothing")

form = Area("form")
SaveForm = form.footer_only("save", "ctrl+s", "save", "Save").does("Check and save what was typed")

# The key is taken before those typed behind it are handed out: over a slow line they come in bunches.
NextField = form.hidden("next", "tab", "app.focus_next", "Next", priority=True).does("To the next field")
PreviousField = form.hidden("previous", "shift+tab", "app.focus_previous", "Previous", priority=True).does(
    "To the field before"
)

PRIORITY_IDS: Final = frozenset(command.id for command in (*app, *dialog, *form) if command.priority)
"""What works whatever has the focus; no feature has such a command."""
