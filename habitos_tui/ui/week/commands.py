"""What one can do with the week."""

from habitos_tui.ui.kit.command import Area

week = Area("week")
LockSession = week.command("lock", "p", "toggle_lock", "Lock").does(
    "Keep the session where it is when the week is planned again, or let it go"
)
WeekBefore = week.palette_only("before", "left_square_bracket", "turn_week(-1)", "Week before").does(
    "Show the week before"
)
WeekAfter = week.command(
    "after", "right_square_bracket", "turn_week(1)", "Weeks", "Week after", key_display="[ ]"
).does("Show the week after; [ shows the week before")
ThisWeek = week.command("this", "t", "this_week", "This week").does("Show this week, with the cursor on what is next")
SolveWeek = week.command("solve", "s", "solve_week", "Solve").does(
    "Find the best plan for the week on show; nothing changes until you accept it"
)
