"""What one can do with the day."""

from habitos_tui.ui.kit.command import Command


class MarkDone(Command, id="today.done", key="space", action="mark_done", label="Done", title="Mark as done"):
    """Mark the session as done with its planned minutes; then 1-5 rates it."""


class LogInFull(Command, id="today.log", key="enter", action="open", label="Log it", title="Log in full"):
    """Log minutes, rating, time, energy, tags and a note; on what is done, change them."""


class RateAgain(Command, id="today.rate", key="r", action="rate_again", label="Rate", title="Rate again", footer=False):
    """Rate the session that is done: then press 1-5."""


class SkipSession(Command, id="today.skip", key="s", action="skip_session", label="Skip"):
    """Leave the session out, with a reason."""


class TakeBack(Command, id="today.take_back", key="backspace", action="take_back", label="Reopen", key_display="⌫"):
    """Open the session again: forget that it was done or skipped."""


class LogUnplanned(
    Command, id="today.unplanned", key="n", action="log_unplanned", label="Add", title="Log something unplanned"
):
    """Log something you did that was not planned."""


class DayBefore(
    Command,
    id="today.before",
    key="left_square_bracket",
    action="turn_day(-1)",
    label="Day before",
    key_display="[",
    footer=False,
):
    """Show the day before, to log what you forgot."""


class DayAfter(
    Command,
    id="today.after",
    key="right_square_bracket",
    action="turn_day(1)",
    label="Days",
    title="Day after",
    key_display="[ ]",
):
    """Show the day after; [ shows the day before."""


class BackToToday(
    Command, id="today.now", key="t", action="show_today", label="Today", title="Back to today", footer=False
):
    """Show today again."""
