"""Commands that change a plan by hand, and the questions that come before them."""

from typing import Final

from habitos_tui.ui.kit.command import Area

week = Area("week")
MoveSession = week.command("move", "m", "move_session", "Move", "Move by hand").does(
    "Move the session by hand: the arrows choose the place, and you see what it costs"
)
DropSession = week.command("drop", "x", "drop_session", "Drop").does("Take the session out of the plan")
AddSession = week.command("add", "a", "add_session", "Add", "Add a session").does(
    "Add a session by hand, of whatever behavior you choose"
)
AskWhyNot = week.command("why", "w", "ask_why_not", "Why not?", "Why not here?").does(
    "Ask why a behavior is not planned here, and what it would cost"
)
MarkBusy = week.command("busy", "b", "mark_busy", "Busy", "Mark busy time").does(
    "Mark time that is taken, this week or every week, or change what is marked under the cursor"
)
FreeBusy = week.palette_only("free", "B", "free_busy", "Free", "Free busy time").does(
    "Free the busy time under the cursor, on this day or for good"
)

free = Area("free")
FreeOnce = free.footer_only("once", "o", "once", "Only that day").does("Free the time on that day only")
FreeForGood = free.footer_only("every", "e", "every", "Every week").does("Free the time in every week, on all its days")

hand = Area("hand")
PlaceDraft = hand.footer_only("put_down", "enter", "place_draft", "Put it here").does("Put down here what is in hand")
CancelDraft = hand.footer_only("give_up", "escape", "cancel_draft", "Leave it").does("Leave everything as it was")

DRAFT_COMMANDS: Final = tuple(hand)

why = Area("why")
PickUp = why.footer_only("take", "y", "pick_up", "Take it").does(
    "Take the session in hand at the place that was found, to put it down there"
)
