"""The keys of all commands: one table of verbs, each with its keys and what it means on every screen.

A command is declared with a verb (`Area.command`), never with a key of its own: so a key means the same wherever it is
bound. Where a screen has something else under a key, that is a verb of its own that names the one it stands in for and
why (`instead_of`, `because`); no screen offers both. A new verb gets a key that is free here.

Two kinds of keys are not in the table, since a screen shows them itself: the number keys, which lead to the screens, or
give stars where stars are asked for; and capital letters: those in the titles of panes lead there, those in front of
repairs make them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class Verb:
    """Something a user does, whatever to."""

    name: str
    keys: str
    """Textual key names, separated by commas; the first is shown."""
    means: str
    """What it means everywhere, as an order."""
    also: str = field(default="", kw_only=True)
    """Other words by which people look for it, separated by blanks."""
    instead_of: Verb | None = field(default=None, kw_only=True)
    """The verb whose key it has on some screens."""
    because: str = field(default="", kw_only=True)
    """Why, where it stands in for another."""


def number(key: int | str, means: str) -> Verb:
    """Return the verb of a number key: a screen, or so many stars."""
    return Verb(f"number {key}", str(key), means)


def letter(key: str, means: str) -> Verb:
    """Return the verb of a capital letter that the screen shows beside what it leads to."""
    return Verb(f"letter {key}", key, means)


# To move
UP: Final = Verb("up", "up,k", "go to what is above")
DOWN: Final = Verb("down", "down,j", "go to what is below")
LEFT: Final = Verb("left", "left,h", "go to what is on the left, or take less")
RIGHT: Final = Verb("right", "right,l", "go to what is on the right, or take more")
FAR_UP: Final = Verb(
    "far up", "K,shift+up", "further up: carry the line, stretch the selection, or jump a session back"
)
FAR_DOWN: Final = Verb("far down", "J,shift+down", "further down: carry the line, stretch the selection, or jump on")
FAR_LEFT: Final = Verb("far left", "shift+left", "stretch the selection to the left")
FAR_RIGHT: Final = Verb("far right", "shift+right", "stretch the selection to the right")
PAGE_UP: Final = Verb("page up", "pageup", "a page up")
PAGE_DOWN: Final = Verb("page down", "pagedown", "a page down")
FIRST: Final = Verb("first", "home,g", "to the first")
LAST: Final = Verb("last", "end,G", "to the last")
BEFORE: Final = Verb("before", "left_square_bracket", "turn to the page, day or week before")
AFTER: Final = Verb("after", "right_square_bracket", "turn to the page, day or week after")
NOW: Final = Verb("now", "t", "come back to today", also="today current")
NEXT_FIELD: Final = Verb("next field", "tab", "to the next field or pane")
PREVIOUS_FIELD: Final = Verb("field before", "shift+tab", "to the field or pane before")
VIEW: Final = Verb("view", "V", "see more at once, or more of each", also="compact days columns zoom")

# To open, close and answer
OPEN: Final = Verb("open", "enter", "open what is under the cursor: its details, its form, its text")
BACK: Final = Verb("back", "escape", "go one step back", also="close cancel")
LEAVE: Final = Verb("leave", "q", "go back, or quit where there is nothing to go back to", also="exit close")
SAVE: Final = Verb("save", "ctrl+s", "save what was typed")
ACCEPT: Final = Verb("accept", "y", "take what is proposed", also="yes")
MARK: Final = Verb("mark", "space", "mark or switch what is under the cursor", also="tick toggle")
CLEAR: Final = Verb("clear", "backspace,delete", "leave it open, as if nothing had been said", also="remove empty")
MORE: Final = Verb("more", "plus,equals_sign", "a little more")
LESS: Final = Verb("less", "minus", "a little less")

# Of lists
NEW: Final = Verb("new", "n", "add something new", also="add create make")
EDIT: Final = Verb("edit", "e", "change what is under the cursor", also="change modify")
COPY: Final = Verb("copy", "c", "start a new one from the one under the cursor", also="duplicate")
DELETE: Final = Verb("delete", "d", "delete what is under the cursor", also="remove erase")
ARCHIVE: Final = Verb("archive", "a", "put it away with its history", also="hide retire")
ARCHIVED: Final = Verb("archived", "A", "show what was put away", also="hidden retired")
FILTER: Final = Verb("filter", "slash", "show only what contains the words you type", also="search find")
ONLY: Final = Verb("only", "o", "show or take only this one kind")
TAGS: Final = Verb("tags", "number_sign", "show only what has a tag", also="labels")
RENAME_TAG: Final = Verb("rename tag", "T", "give a tag another name", also="label")

# Of sessions and weeks
SOLVE: Final = Verb("solve", "s", "find the best plan", also="plan optimize")
REPLAN: Final = Verb("re-plan", "R", "plan the rest of the week anew", also="replan reschedule")
PLAN_NEXT: Final = Verb("plan next week", "N", "plan the week to come", also="solve")
MOVE: Final = Verb("move", "m", "move the session by hand", also="shift reschedule drag")
DROP: Final = Verb("leave out", "x", "leave the session out", also="remove skip cancel unschedule")
PIN: Final = Verb("lock in place", "p", "keep the session where it is", also="pin fix")
WHY: Final = Verb("why", "w", "ask why", also="reason explain")
BUSY: Final = Verb("busy", "b", "mark busy time", also="block blocked calendar appointment meeting work")
FREE: Final = Verb("free", "B", "free time that was taken")
RATE: Final = Verb("rate", "r", "rate what is done", also="stars rating")
CALENDAR: Final = Verb("calendar", "i", "bring in a calendar", also="import add ics ical vdir feed busy")
READ_AGAIN: Final = Verb("read again", "I", "read the calendars again", also="refresh reload sync ics busy")
AWAY: Final = Verb("away", "v", "be away for some days", also="vacation holiday ill illness sick travel trip absence")
PAUSE: Final = Verb("pause", "z", "let a behavior rest for some days", also="rest break injury")
FINISH: Final = Verb("finish", "f", "finish the task", also="complete done")
IN_EDITOR: Final = Verb("edit outside", "E", "write the note in your editor", also="vim nano notes")
HISTORY: Final = Verb("history", "H", "go to earlier runs", also="runs earlier past")
PLANS: Final = Verb("plans", "P", "compare several plans", also="alternatives")
FRONT: Final = Verb("between two", "F", "see what one objective costs another", also="trade-off tradeoff pareto front")

# Everywhere
UNDO: Final = Verb("undo", "u", "take back the last change", also="revert")
REDO: Final = Verb("redo", "ctrl+r", "do again what was taken back", also="again")
HELP: Final = Verb("keys", "question_mark", "show what every key does here", also="help shortcuts bindings hotkeys")
GUIDE: Final = Verb("guide", "f1", "read how the app works", also="help manual documentation tutorial")
SETTINGS: Final = Verb("settings", "comma", "change settings", also="preferences options configuration")
LOCK: Final = Verb("lock the screen", "L", "hide everything until the password is typed", also="hide privacy")
REVIEW: Final = Verb("review", "W", "review the last week", also="retrospective summary")
PALETTE: Final = Verb("palette", "ctrl+p", "search every command by its name", also="commands search")
REDRAW: Final = Verb("redraw", "ctrl+l", "draw everything anew", also="refresh repaint garbage")
JUMP: Final = Verb("jump", "ctrl+o", "show a letter over each pane", also="focus")
QUIT: Final = Verb("quit", "ctrl+q", "leave the app", also="exit close")
UNFOLD: Final = Verb("more fields", "ctrl+t", "unfold the other fields, or fold them")
EDITOR: Final = Verb("editor", "ctrl+g", "go on writing in your editor")
RESET_ALL: Final = Verb("reset all", "X", "give everything its default value again")

# What a screen has instead
DISCARD: Final = Verb(
    "discard",
    "n",
    "refuse what is proposed",
    instead_of=NEW,
    also="no reject",
    because="n answers no where y answers yes",
)
STOP: Final = Verb(
    "stop",
    "c",
    "stop looking, keep the best so far",
    instead_of=COPY,
    also="cancel abort",
    because="c cancels a search",
)
EVERY: Final = Verb("every", "e", "all of them", instead_of=EDIT, because="a question with o and e on its buttons")
MISSED: Final = Verb("missed", "m", "it was missed", instead_of=MOVE, because="a question with y and m on its buttons")
KEYS_HERE: Final = Verb("keys here", "f1", "show what the keys do", instead_of=GUIDE, because="a field types ?")
PAGE_ON: Final = Verb("page on", "space", "a page down", instead_of=MARK, because="a text has nothing to mark")
DONE: Final = Verb("done", "enter", "go back, it is read", instead_of=OPEN, because="there is nothing left to open")
SAVE_LINE: Final = Verb("save line", "enter", "save the line", instead_of=OPEN, because="enter ends a line")
PUT_DOWN: Final = Verb("put down", "enter", "put it here", instead_of=OPEN, because="a session is in hand")
WHOLE_FORM: Final = Verb("whole form", "tab", "open the form", instead_of=NEXT_FIELD, because="a line is one field")
OPTIONS: Final = Verb(
    "options",
    "o",
    "go to the options",
    instead_of=ONLY,
    also="engine time limit gap balance",
    because="o as in options",
)
STRETCH_LEFT: Final = Verb(
    "H left", "H", "as shift and left", instead_of=HISTORY, because="letters select while you paint"
)
STRETCH_RIGHT: Final = Verb(
    "L right", "L", "as shift and right", instead_of=LOCK, because="letters select while you paint"
)
PAINT_WORK: Final = Verb("work", "w", "paint work", instead_of=WHY, because="letters are brushes while you paint")
PAINT_SLEEP: Final = Verb("sleep", "s", "paint sleep", instead_of=SOLVE, because="letters are brushes while you paint")
PAINT_MEALS: Final = Verb("meals", "m", "paint meals", instead_of=MOVE, because="letters are brushes while you paint")
PAINT_FREE: Final = Verb("free", "x", "paint free time", instead_of=DROP, because="letters are brushes while you paint")

SHARED: Final = (
    *(NEW, EDIT, COPY, DELETE, FILTER, OPEN, MARK, BEFORE, AFTER, NOW),
    *(SOLVE, REPLAN, PLAN_NEXT, DROP, BUSY, AWAY, PAUSE, WHY, BACK),
)
"""Those that most screens have, for the tables of keys."""
