"""Commands of the Insights screen."""

from typing import Final

from habitos_tui.ui.kit import verbs
from habitos_tui.ui.kit.command import Area, PaneInfo

insights = Area("insights")
ShowNumbers = insights.command("numbers", verbs.OPEN, "toggle_numbers", "Numbers", "Show the numbers of the chart")
ShowNumbers.does("Show the numbers behind the chart, and the chart again")
ShorterRange = insights.palette_only("nearer", verbs.BEFORE, "reach(-1)", "Nearer", "Show a shorter time")
ShorterRange.does("Show a shorter time: a year, 12 weeks, 4 weeks")
LongerRange = insights.command(
    "further", verbs.AFTER, "reach(1)", "Reach", "Show a longer time", key_display="[ ]"
).does("Show a longer time: 4 weeks, 12 weeks, a year")
NextChart = insights.command(
    "next", (verbs.RIGHT, verbs.NEXT_FIELD), "turn(1)", "Charts", "Next chart", key_display="← →"
)
NextChart.does("Go to the next chart; the letter that stands out in a title goes straight to one")
PreviousChart = insights.palette_only(
    "previous", (verbs.LEFT, verbs.PREVIOUS_FIELD), "turn(-1)", "Previous", "Previous chart"
)
PreviousChart.does("Go to the chart before")

PANES: Final = (
    PaneInfo("Suggestions", "the suggestions", "what might work better, each with what it rests on"),
    PaneInfo("Year", "the year", "the sessions done, day by day over a year"),
    PaneInfo("Days", "what gets done when", "how much of what was planned gets done, by weekday and slot"),
    PaneInfo("Habits", "strength and streaks", "how firm each behavior has become, and to its streaks"),
    PaneInfo("Ratings", "the ratings", "the ratings by week and by slot", place=3),
    PaneInfo("Minutes", "planned against actual minutes", "how long things take against their plan"),
    PaneInfo("Energy", "energy used against the budget", "the energy used against the budget"),
    PaneInfo("Time", "where the time goes", "hours and sessions by objective and category"),
    PaneInfo("Objectives", "the objectives reached", "how far each week served the objectives"),
    PaneInfo("Ahead", "how full the coming days are", "how full the coming days are"),
    PaneInfo(
        "Pairs", "which behaviors go together", "which behaviors tend to be done on the same days, and which do not"
    ),
    PaneInfo("Chances", "what plans have learned", "how likely plans take it that each behavior gets done, and where"),
)
"""All panes of the screen in order. The charts are named here again, since keys are needed before the first paint and
chart modules are not."""

GO_TO_PANES: Final = insights.go_to(PANES)

suggestions = Area("suggestions")
FollowSuggestion = suggestions.command(
    "follow", verbs.ACCEPT, "screen.follow_suggestion", "Follow", "Follow the suggestion"
)
FollowSuggestion.does("Change what is suggested; undo takes it back")
DismissSuggestion = suggestions.command(
    "dismiss", verbs.DISCARD, "screen.put_away_suggestion", "Not now", "Put the suggestion away"
).does("Put the suggestion away for a month")

learning = Area("learning")
SwitchLearning = learning.command(
    "switch", verbs.MARK, "screen.switch_learning", "Learn on/off", "Let plans learn from the behavior, or not"
).does("Let plans learn the chances of this behavior from the log, or assume the usual ones")

INSIGHTS_COMMANDS: Final = (ShowNumbers, NextChart, PreviousChart, ShorterRange, LongerRange, *GO_TO_PANES)
