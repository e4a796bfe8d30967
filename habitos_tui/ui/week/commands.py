"""Commands for the sessions, busy time and draft of a week, and the keys of the grid."""

from typing import Final

from habitos_tui.ui.kit import verbs
from habitos_tui.ui.kit.command import Area
from habitos_tui.ui.replan.commands import PlanNextWeek, ReplanRest
from habitos_tui.ui.session.commands import BeAway, PauseBehavior

week = Area("week")
LockSession = week.command("lock", verbs.PIN, "toggle_lock", "Lock")
LockSession.does("Lock the session in its place when the week is planned again, or unlock it")
WeekBefore = week.palette_only("before", verbs.BEFORE, "turn_week(-1)", "Week before")
WeekBefore.does("Show the week before")
WeekAfter = week.command("after", verbs.AFTER, "turn_week(1)", "Weeks", "Week after", key_display="[ ]")
WeekAfter.does("Show the week after; [ shows the week before")
ThisWeek = week.command("this", verbs.NOW, "this_week", "This week").does(
    "Show this week, with the cursor on what is next"
)
TurnDays = week.palette_only("days", verbs.VIEW, "turn_days", "Days", "Three days or seven")
TurnDays.does("On a narrow screen, show three days with more of each, or all seven at once")
SolveWeek = week.command("solve", verbs.SOLVE, "solve_week", "Solve")
SolveWeek.does("Find the best plan for the week on show; nothing changes until you accept it")
MoveSession = week.command("move", verbs.MOVE, "move_session", "Move", "Move by hand")
MoveSession.does("Move the session by hand: the arrows choose the place, and you see what it costs")
DropSession = week.command("drop", verbs.DROP, "drop_session", "Drop").does("Take the session out of the plan")
AddSession = week.command("add", verbs.NEW, "add_session", "Add", "Add a session")
AddSession.does("Add a session by hand, of whatever behavior you choose")
AskWhyNot = week.command("why", verbs.WHY, "ask_why_not", "Why not?", "Why not here?")
AskWhyNot.does("Ask why a behavior is not planned here, and what it would cost")
MarkBusy = week.command("busy", verbs.BUSY, "mark_busy", "Busy", "Mark busy time")
MarkBusy.does("Mark busy time, this week or every week, or change the busy time under the cursor")
FreeBusy = week.palette_only("free", verbs.FREE, "free_busy", "Free", "Free busy time")
FreeBusy.does("Free the busy time under the cursor, on this day or for good")

SCREEN_COMMANDS: Final = (
    *(MoveSession, DropSession, AddSession, AskWhyNot, MarkBusy, FreeBusy),
    *(LockSession, WeekBefore, WeekAfter, ThisWeek, TurnDays, ReplanRest, SolveWeek, PlanNextWeek, BeAway),
    PauseBehavior,
)
"""In the order of the footer."""

free = Area("free")
FreeOnce = free.footer_only("once", verbs.ONLY, "dismiss(False)", "Only that day").does(
    "Free the time on that day only"
)
FreeForGood = free.footer_only("every", verbs.EVERY, "dismiss(True)", "Every week")
FreeForGood.does("Free the time in every week, on all its days")

draft = Area("hand")
PlaceDraft = draft.footer_only("put_down", verbs.PUT_DOWN, "place_draft", "Put it here").does("Place it here")
CancelDraft = draft.footer_only("give_up", verbs.BACK, "cancel_draft", "Cancel").does("Leave everything as it was")

DRAFT_COMMANDS: Final = tuple(draft)

why = Area("why")
PickUp = why.footer_only("take", verbs.ACCEPT, "pick_up", "Take it")
PickUp.does("Pick up the session at the place that was found, to place it there")

grid = Area("grid")
GridUp = grid.hidden("up", verbs.UP, "move('up')", "Earlier").does("Move to the step before, or to the session above")
GridDown = grid.hidden("down", verbs.DOWN, "move('down')", "Later").does(
    "Move to the next step, or to the session below"
)
GridLeft = grid.hidden("left", verbs.LEFT, "move('left')", "Day before").does("Move to the day before")
GridRight = grid.hidden("right", verbs.RIGHT, "move('right')", "Day after").does("Move to the day after")
GridNextSession = grid.hidden("next", verbs.FAR_DOWN, "session('next')", "Next session")
GridNextSession.does("Jump to the next session of the week")
GridPreviousSession = grid.hidden("previous", verbs.FAR_UP, "session('previous')", "Session before")
GridPreviousSession.does("Jump to the session before")
GridPageUp = grid.hidden("pageup", verbs.PAGE_UP, "page(-1)", "Page up").does("Move a screenful earlier")
GridPageDown = grid.hidden("pagedown", verbs.PAGE_DOWN, "page(1)", "Page down").does("Move a screenful later")
GridDayStart = grid.hidden("start", verbs.FIRST, "edge(0)", "Start of day").does("Move to the beginning of the day")
GridDayEnd = grid.hidden("end", verbs.LAST, "edge(-1)", "End of day").does("Move to the end of the day")
GridFiner = grid.palette_only("finer", verbs.MORE, "zoom(-1)", "Zoom in", key_display="+")
GridFiner.does("Show fewer minutes a row")
GridCoarser = grid.palette_only("coarser", verbs.LESS, "zoom(1)", "Zoom out")
GridCoarser.does("Show more minutes a row, up to the whole day at once")
GridOpen = grid.command("open", verbs.OPEN, "open", "Details")
GridOpen.does("Show the session under the cursor: what it is worth and how likely it is done")

GRID_COMMANDS: Final = tuple(grid)
