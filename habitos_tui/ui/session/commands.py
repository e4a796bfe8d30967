"""Commands of the session dialogs, being away, and pausing a behavior."""

from typing import Final

from habitos_tui.domain.model.rating_scale import MAX_RATING
from habitos_tui.ui.kit import verbs
from habitos_tui.ui.kit.command import Area

skip = Area("skip")
SaveReason = skip.footer_only("save", verbs.SAVE, "save", "Skip it").does("Skip the session with this reason")

session = Area("session")
ToggleLockHere = session.footer_only("lock", verbs.PIN, "dismiss('toggle_lock')", "Lock")
ToggleLockHere.does("Lock the session in its place when the week is planned again, or unlock it")
MoveFromHere = session.footer_only("move", verbs.MOVE, "dismiss('move_session')", "Move").does(
    "Move the session by hand"
)
DropFromHere = session.footer_only("drop", verbs.DROP, "dismiss('drop_session')", "Drop")
DropFromHere.does("Take the session out of the plan")
CloseSession = session.hidden("close", (verbs.DONE, verbs.LEAVE), "close", "Back").does("Back to the week")

away = Area("away")
BeAway = away.palette_only("enter", verbs.AWAY, "be_away", "Away", "Be away for some days")
BeAway.does("Enter days away (vacation, illness), from the day in view on, or change those it is in")

pause = Area("pause")
PauseBehavior = pause.palette_only("pause", verbs.PAUSE, "pause_behavior", "Pause", "Pause a behavior")
PauseBehavior.does("Pause the behavior under the cursor for some days, or change or end its pause")

WasAway = away.footer_only("was_away", verbs.ACCEPT, "dismiss(True)", "Away")
WasAway.does("Enter these days as days away, so that nothing counts as missed on them")
WasThere = away.footer_only("was_there", verbs.MISSED, "dismiss(False)", "Missed")
WasThere.does("Say that you were there: what was planned on these days was missed")

rating = Area("rating")
RATING_COMMANDS: Final = (
    *(
        rating.unlisted(f"set{step}", verbs.number(step, f"give {step}"), f"set({step})", f"Set {step}").does(
            f"Set {step} of {MAX_RATING}"
        )
        for step in range(1, MAX_RATING + 1)
    ),
    rating.unlisted("more", (verbs.RIGHT, verbs.MORE), "change(1)", "More").does("One step more"),
    rating.unlisted("less", (verbs.LEFT, verbs.LESS), "change(-1)", "Less").does("One step less"),
    rating.unlisted("clear", (verbs.number(0, "leave it open"), verbs.CLEAR), "set(0)", "Clear").does("Leave it open"),
)
