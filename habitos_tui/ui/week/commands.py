"""What one can do with the week."""

from habitos_tui.ui.kit.command import Command


class LockSession(Command, id="week.lock", key="p", action="toggle_lock", label="Lock"):
    """Keep the session where it is when the week is planned again, or let it go."""


class WeekBefore(
    Command,
    id="week.before",
    key="left_square_bracket",
    action="turn_week(-1)",
    label="Week before",
    key_display="[",
    footer=False,
):
    """Show the week before."""


class WeekAfter(
    Command,
    id="week.after",
    key="right_square_bracket",
    action="turn_week(1)",
    label="Weeks",
    title="Week after",
    key_display="[ ]",
):
    """Show the week after; [ shows the week before."""


class ThisWeek(Command, id="week.this", key="t", action="this_week", label="This week"):
    """Show this week, with the cursor on what is next."""


class SolveWeek(Command, id="week.solve", key="s", action="solve_week", label="Solve"):
    """Find the best plan for the week on show; nothing changes until you accept it."""
