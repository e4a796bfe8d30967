"""What one can do with the day."""

from habitos_tui.ui.kit.command import Command


class MarkDone(Command):
    """Mark the session under the cursor as done."""

    id, key, action, label = "today.done", "space", "mark_done", "Done"
    title = "Mark as done"
    help = "Mark the session as done with its planned minutes; then 1-5 rates it"


class LogInFull(Command):
    """Log the session under the cursor with all its facts."""

    id, key, action, label = "today.log", "enter", "open", "Log it"
    title = "Log in full"
    help = "Log minutes, rating, time, energy, tags and a note; on what is done, change them"


class RateAgain(Command):
    """Rate what is done."""

    id, key, action, label = "today.rate", "r", "rate_again", "Rate"
    title = "Rate again"
    help = "Rate the session that is done: then press 1-5"
    footer = False


class SkipSession(Command):
    """Skip the session under the cursor."""

    id, key, action, label = "today.skip", "s", "skip_session", "Skip"
    help = "Leave the session out, with a reason"


class TakeBack(Command):
    """Take back what was logged for the session under the cursor."""

    id, key, action, label = "today.take_back", "backspace", "take_back", "Reopen"
    key_display = "⌫"
    help = "Open the session again: forget that it was done or skipped"


class LogUnplanned(Command):
    """Log something that was not planned."""

    id, key, action, label = "today.unplanned", "n", "log_unplanned", "Add"
    title = "Log something unplanned"
    help = "Log something you did that was not planned"


class DayBefore(Command):
    """Show the day before."""

    id, key, action, label = "today.before", "left_square_bracket", "turn_day(-1)", "Day before"
    key_display, footer = "[", False
    help = "Show the day before, to log what you forgot"


class DayAfter(Command):
    """Show the day after."""

    id, key, action, label = "today.after", "right_square_bracket", "turn_day(1)", "Days"
    key_display = "[ ]"
    title = "Day after"
    help = "Show the day after; [ shows the day before"


class BackToToday(Command):
    """Show today."""

    id, key, action, label = "today.now", "t", "show_today", "Today"
    title = "Back to today"
    help = "Show today again"
    footer = False
