"""Commands of every screen, of dialogs, forms and lists; and the screens with number keys."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from habitos_tui.ui.kit import verbs
from habitos_tui.ui.kit.command import Area


@dataclass(frozen=True, slots=True)
class Mode:
    """One screen: `id` is the name of its Textual mode, `key` its number key."""

    id: str
    key: str
    title: str
    help: str


MODES: Final = (
    Mode("today", "1", "Today", "The day's sessions: mark them done and rate them"),
    Mode("week", "2", "Week", "The week as a grid"),
    Mode("behaviors", "3", "Behaviors", "What you want to do"),
    Mode("rules", "4", "Rules", "Rules, objectives, and the shape of the week"),
    Mode("solve", "5", "Solve", "Find the best week and accept it"),
    Mode("log", "6", "Log", "What you did, newest first"),
    Mode("insights", "7", "Insights", "What the log says about your weeks"),
)

KeyOf = Callable[[Mode], str]
"""Returns the key of a screen, as shown."""


app = Area("app")
Quit = app.palette_only("quit", verbs.QUIT, "app.quit", "Quit", priority=True)
Quit.does("Leave the app; everything is saved already")
Leave = app.hidden("leave", verbs.LEAVE, "app.quit", "Quit").does("Leave the app; everything is saved already")
StepBack = app.footer_only("back", verbs.BACK, "step_back", "Back")
StepBack.does("Go one step back: out of a filter or a view, then to the screen that led here")
Palette = app.hidden("palette", verbs.PALETTE, "app.command_palette", "Palette", priority=True)
Palette.does("Search every command by its name")
Help = app.command("help", verbs.HELP, "app.show_keys", "Keys").does("Show what every key does here")
OpenSettings = app.palette_only("settings", verbs.SETTINGS, "app.open_settings", "Settings")
OpenSettings.does("Change theme, keys, week start, solver defaults, password and lock")
LockNow = app.palette_only("lock", verbs.LOCK, "app.lock", "Lock the screen")
LockNow.does("Hide everything until the password is typed")
OpenGuide = app.palette_only("guide", verbs.GUIDE, "app.open_guide", "Guide")
OpenGuide.does("Read how the app works: each screen, the model in plain words, every key")
OpenReview = app.palette_only("review", verbs.REVIEW, "app.open_review", "Review", "Review the last week")
OpenReview.does("Review the last week: what went well, targets and results, surprises")
Redraw = app.palette_only("redraw", verbs.REDRAW, "app.redraw", "Redraw", "Draw the screen anew")
Redraw.does("Draw everything anew, after another program has written over it")
Jump = app.palette_only("jump", verbs.JUMP, "app.jump", "Jump", "Jump to a pane")
Jump.does("Show a letter over each pane; press it to go there")

mode = Area("mode")
MODE_COMMANDS: Final = tuple(
    mode.unlisted(each.id, verbs.number(each.key, f"go to {each.title}"), f"go('{each.id}')", each.title).does(
        each.help
    )
    for each in MODES
)

# Of two kinds: changes, that the app takes back on every screen, and runs, that Solve lists.
history = Area("history")
Undo = history.palette_only("undo", verbs.UNDO, "app.undo", "Undo", "Undo the last change")
Undo.does("Take back your last change, today's or an older one")
Redo = history.palette_only("redo", verbs.REDO, "app.redo", "Redo", "Redo what was undone")
Redo.does("Do again what you took back last")
NewerRuns = history.palette_only("newer", verbs.BEFORE, "turn_page(-1)", "Newer")
NewerRuns.does("Show the page with newer runs")
OlderRuns = history.palette_only("older", verbs.AFTER, "turn_page(1)", "Older")
OlderRuns.does("Show the page with older runs")

# Of two lists: the one in the settings to choose keys from, and the one of what every key does on a screen.
keys = Area("keys")
ResetKeys = keys.footer_only("reset", verbs.RESET_ALL, "reset_keys", "Reset all").does(
    "Give every command its default keys again"
)
FilterKeys = keys.footer_only("filter", verbs.FILTER, "filter", "Filter")
FilterKeys.does("Show only commands whose name, key or help contains what you type")
AddKey = keys.footer_only("add", verbs.NEW, "add_key", "Add a key")
AddKey.does("Give the command one more key and keep those it has")
CloseKeys = keys.unlisted("close", (verbs.HELP, verbs.LEAVE, verbs.DONE), "close", "Back").does(
    "Close the list of keys"
)
KEYS_SCROLL_COMMANDS: Final = (
    keys.unlisted("down", verbs.DOWN, "scroll('down')", "Down").does("Further down"),
    keys.unlisted("up", verbs.UP, "scroll('up')", "Up").does("Further up"),
    keys.unlisted("pagedown", (verbs.PAGE_DOWN, verbs.PAGE_ON), "scroll('page_down')", "Page down").does(
        "A page further down"
    ),
    keys.unlisted("pageup", verbs.PAGE_UP, "scroll('page_up')", "Page up").does("A page further up"),
    keys.unlisted("top", verbs.FIRST, "scroll('home')", "Top").does("To the top"),
    keys.unlisted("bottom", verbs.LAST, "scroll('end')", "Bottom").does("To the bottom"),
)

dialog = Area("dialog")
CloseDialog = dialog.footer_only("close", verbs.BACK, "close", "Back").does("Close this and change nothing")
HelpHere = dialog.footer_only("help", (verbs.HELP, verbs.KEYS_HERE), "app.show_keys", "Keys")
HelpHere.does("Show what every key does here")

form = Area("form")
SaveForm = form.footer_only("save", verbs.SAVE, "save", "Save").does("Check and save what was typed")
SaveLine = form.footer_only("save_line", (verbs.SAVE_LINE, verbs.SAVE), "save", "Save", key_display="⏎").does(
    "From a line of words: save what was understood"
)
WholeForm = form.footer_only("whole", verbs.WHOLE_FORM, "whole_form", "Whole form")
WholeForm.does("From a line of words to the whole form, filled with what was understood")

# Priority, since over a slow line keys come in bunches: the focus must move before the following keys are dispatched.
NextField = form.hidden("next", verbs.NEXT_FIELD, "app.focus_next", "Next", priority=True).does("To the next field")
PreviousField = form.hidden("previous", verbs.PREVIOUS_FIELD, "app.focus_previous", "Previous", priority=True)
PreviousField.does("To the field before")
# Of what has no use for them itself; in a field of text the letters are typed.
FieldAbove = form.hidden("above", verbs.UP, "step_row(-1)", "Above").does("To the field above")
FieldBelow = form.hidden("below", verbs.DOWN, "step_row(1)", "Below").does("To the field below")
ToggleMore = form.footer_only("more", verbs.UNFOLD, "toggle_more", "More").does(
    "Unfold the other fields, or fold them again"
)

lines = Area("lines")
OpenEditor = lines.footer_only("editor", verbs.EDITOR, "open_editor", "Editor")
OpenEditor.does("Edit the note or reason in your editor, the one that VISUAL or EDITOR names")

line_list = Area("list")
ListUp = line_list.hidden("up", verbs.UP, "step(-1)", "Up").does("Move to the line above")
ListDown = line_list.hidden("down", verbs.DOWN, "step(1)", "Down").does("Move to the line below")
ListPageUp = line_list.hidden("pageup", verbs.PAGE_UP, "page(-1)", "Page up").does("Move a screenful up")
ListPageDown = line_list.hidden("pagedown", verbs.PAGE_DOWN, "page(1)", "Page down").does("Move a screenful down")
ListTop = line_list.hidden("top", verbs.FIRST, "edge(0)", "Top").does("Move to the first line")
ListBottom = line_list.hidden("bottom", verbs.LAST, "edge(-1)", "Bottom").does("Move to the last line")
ListOpen = line_list.footer_only("open", verbs.OPEN, "open", "Details").does("Open the line under the cursor")

LIST_COMMANDS: Final = tuple(line_list)

tick = Area("tick")
PickTick = tick.unlisted("pick", (verbs.MARK, verbs.OPEN), "pick", "Tick").does("Tick or untick this")

choice = Area("choice")
OpenChoice = choice.unlisted("open", verbs.MARK, "show_overlay", "Choose").does("Open the values to choose from")
CloseChoice = choice.footer_only("close", verbs.BACK, "dismiss", "Back").does(
    "Close the values and choose none of them"
)
EnterChoice = choice.unlisted("enter", verbs.OPEN, "show_overlay", "Choose").does("Open the values to choose from")

fold = Area("fold")
ToggleFold = fold.unlisted("toggle", (verbs.MARK, verbs.OPEN), "pick", "More").does(
    "Unfold what is below, or fold it again"
)

ticks = Area("ticks")
PickEntry = ticks.command("pick", verbs.MARK, "select", "Pick", palette=False, guide=False)
PickEntry.does("Pick or unpick the entry")
EntryDown = ticks.unlisted("down", verbs.DOWN, "cursor_down", "Down").does("One entry down")
EntryUp = ticks.unlisted("up", verbs.UP, "cursor_up", "Up").does("One entry up")
FirstEntry = ticks.unlisted("top", verbs.FIRST, "first", "Top").does("To the first entry")
LastEntry = ticks.unlisted("bottom", verbs.LAST, "last", "Bottom").does("To the last entry")

CHECK_LIST_COMMANDS: Final = tuple(ticks)

PRIORITY_IDS: Final = frozenset(command.id for command in (*app, *dialog, *form) if command.priority)
"""Ids of commands that work even while typing; no feature has such a command."""
