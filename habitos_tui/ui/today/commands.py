"""Commands of the Today screen."""

from typing import Final

from habitos_tui.domain.model.rating_scale import MAX_RATING
from habitos_tui.ui.kit import verbs
from habitos_tui.ui.kit.command import Area
from habitos_tui.ui.replan.commands import PlanNextWeek, ReplanRest
from habitos_tui.ui.session.commands import BeAway, PauseBehavior

today = Area("today")
MarkDone = today.command("done", verbs.MARK, "mark_done", "Done", "Mark as done")
MarkDone.does("Mark the session as done with its planned minutes; then 1-5 rates it")
LogInFull = today.command("log", verbs.OPEN, "open", "Log it", "Log in full")
LogInFull.does("Log minutes, rating, time, energy, tags and a note; on what is done, change them")
RateAgain = today.palette_only("rate", verbs.RATE, "rate_again", "Rate", "Rate again")
RateAgain.does("Rate the session that is done: then press 1-5")
SkipSession = today.command("skip", verbs.DROP, "skip_session", "Skip").does("Skip the session, with a reason")
TakeBack = today.command("take_back", verbs.CLEAR, "take_back", "Reopen")
TakeBack.does("Open the session again: forget that it was done or skipped")
LogUnplanned = today.command("unplanned", verbs.NEW, "log_unplanned", "Add", "Log something unplanned")
LogUnplanned.does("Log something you did that was not planned, in one line or in the form")
DayBefore = today.palette_only("before", verbs.BEFORE, "turn_day(-1)", "Day before")
DayBefore.does("Show the day before, to log what you forgot")
DayAfter = today.command("after", verbs.AFTER, "turn_day(1)", "Days", "Day after", key_display="[ ]")
DayAfter.does("Show the day after; [ shows the day before")
BackToToday = today.palette_only("now", verbs.NOW, "show_today", "Today", "Back to today").does("Show today again")
RATE_NOW: Final = tuple(
    today.command(
        *(f"rate{stars}", verbs.number(stars, f"give {stars} stars"), f"rate({stars})", "Rate"),
        key_display=f"1-{MAX_RATING}",
        footer=stars == 1,
        palette=False,
        guide=False,
    ).does(f"Give what you just did {stars} of {MAX_RATING} stars")
    for stars in range(1, MAX_RATING + 1)
)
RateLater = today.command("rate_later", verbs.BACK, "rate_later", "Later", palette=False, guide=False)
RateLater.does("Leave it without a rating")

SCREEN_COMMANDS: Final = (
    *(MarkDone, SkipSession, LogUnplanned, RateAgain, TakeBack),
    *(DayBefore, DayAfter, BackToToday, ReplanRest, PlanNextWeek, BeAway, PauseBehavior),
)
"""In the order of the footer."""
