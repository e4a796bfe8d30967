"""Commands of every screen, of dialogs, forms and lists."""

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

# Priority, since over a slow line keys come in bunches: the focus must move before the following keys are dispatched.
NextField = form.hidden("next", "tab", "app.focus_next", "Next", priority=True).does("To the next field")
PreviousField = form.hidden("previous", "shift+tab", "app.focus_previous", "Previous", priority=True).does(
    "To the field before"
)

line_list = Area("list")
ListUp = line_list.hidden("up", "up,k", "step(-1)", "Up").does("Move to the line above")
ListDown = line_list.hidden("down", "down,j", "step(1)", "Down").does("Move to the line below")
ListPageUp = line_list.hidden("pageup", "pageup", "page(-1)", "Page up").does("Move a screenful up")
ListPageDown = line_list.hidden("pagedown", "pagedown", "page(1)", "Page down").does("Move a screenful down")
ListTop = line_list.hidden("top", "home,g", "edge(0)", "Top").does("Move to the first line")
ListBottom = line_list.hidden("bottom", "end,G", "edge(-1)", "Bottom").does("Move to the last line")
ListOpen = line_list.footer_only("open", "enter", "open", "Details").does("Open the line under the cursor")

LIST_COMMANDS: Final = tuple(line_list)

PRIORITY_IDS: Final = frozenset(command.id for command in (*app, *dialog, *form) if command.priority)
"""Ids of commands that work even while typing; no feature has such a command."""
