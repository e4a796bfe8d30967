"""What one can do with the week."""

from habitos_tui.ui.kit.command import Command


class LockSession(Command):
    """Lock or unlock the session under the cursor."""

    id, key, action, label = "week.lock", "p", "toggle_lock", "Lock"
    help = "Keep the session where it is when the week is planned again, or let it go"


class WeekBefore(Command):
    """Show the week before."""

    id, key, action, label = "week.before", "left_square_bracket", "turn_week(-1)", "Week before"
    key_display, footer = "[", False
    help = "Show the week before"


class WeekAfter(Command):
    """Show the week after."""

    id, key, action, label = "week.after", "right_square_bracket", "turn_week(1)", "Weeks"
    key_display = "[ ]"
    title = "Week after"
    help = "Show the week after; [ shows the week before"


class ThisWeek(Command):
    """Show this week."""

    id, key, action, label = "week.this", "t", "this_week", "This week"
    help = "Show this week, with the cursor on what is next"


class SolveWeek(Command):
    """Look for the best plan of the week on show."""

    id, key, action, label = "week.solve", "s", "solve_week", "Solve"
    help = "Find the best plan for the week on show; nothing changes until you accept it"
