"""Commands of the session dialogs, being away, and pausing a behavior."""

from typing import Final

from habitos_tui.domain.model.rating_scale import MAX_RATING
from habitos_tui.ui.kit.command import Area

skip = Area("skip")
SaveReason = skip.footer_only("save", "ctrl+s", "save", "Skip it").does("Skip the session with this reason")

session = Area("session")
ToggleLockHere = session.footer_only("lock", "p", "dismiss('toggle_lock')", "Lock")
ToggleLockHere.does("Keep the session where it is when the week is planned again, or let it go")
MoveFromHere = session.footer_only("move", "m", "dismiss('move_session')", "Move").does("Move the session by hand")
DropFromHere = session.footer_only("drop", "x", "dismiss('drop_session')", "Drop")
DropFromHere.does("Take the session out of the plan")
CloseSession = session.hidden("close", "enter,q", "close", "Back").does("Back to the week")

away = Area("away")
BeAway = away.palette_only("enter", "v", "be_away", "Away", "Be away for some days")
BeAway.does("Enter days away (vacation, illness), from the day in view on, or change those it is in")

pause = Area("pause")
PauseBehavior = pause.palette_only("pause", "z", "pause_behavior", "Pause", "Pause a behavior")
PauseBehavior.does("Let the behavior under the cursor rest for some days, or change its pause or take it up again")

WasAway = away.footer_only("was_away", "a", "dismiss(True)", "Away")
WasAway.does("Enter the days on which nobody looked as days away, so that nothing was missed on them")
WasThere = away.footer_only("was_there", "m", "dismiss(False)", "Missed")
WasThere.does("Say that you were there: what was planned on these days was missed")

rating = Area("rating")
RATING_COMMANDS: Final = (
    *(
        rating.unlisted(f"set{step}", str(step), f"set({step})", f"Set {step}").does(f"Set {step} of {MAX_RATING}")
        for step in range(1, MAX_RATING + 1)
    ),
    rating.unlisted("more", "right,l,plus", "change(1)", "More").does("One step more"),
    rating.unlisted("less", "left,h,minus", "change(-1)", "Less").does("One step less"),
    rating.unlisted("clear", "0,backspace,delete", "set(0)", "Clear").does("Leave it open"),
)
