"""What one can do on the Insights screen."""

from typing import Final

from habitos_tui.ui.kit.command import Command


class ShowNumbers(Command):
    """Turn the chart into its numbers and back."""

    id, key, action, label = "insights.numbers", "v,enter", "toggle_numbers", "Numbers"
    title = "Show the numbers of the chart"
    help = "Show the numbers behind the chart, and the chart again"


class ShorterRange(Command):
    """Look back on less."""

    id, key, action, label = "insights.nearer", "left_square_bracket", "reach(-1)", "Nearer"
    title = "Look back on less"
    help = "Look back on less: a year, 12 weeks, 4 weeks"
    footer = False


class LongerRange(Command):
    """Look back on more."""

    id, key, action, label = "insights.further", "right_square_bracket", "reach(1)", "Reach"
    title = "Look back on more"
    help = "Look back on more: 4 weeks, 12 weeks, a year"
    key_display = "[ ]"


class NextPanel(Command):
    """Go to the next chart."""

    id, key, action, label = "insights.next", "right,l,tab", "turn(1)", "Charts"
    title = "Next chart"
    help = "Go to the next chart; the first letter of its title goes straight to one"
    key_display = "← →"


class PreviousPanel(Command):
    """Go to the chart before."""

    id, key, action, label = "insights.previous", "left,h,shift+tab", "turn(-1)", "Previous"
    title = "Previous chart"
    help = "Go to the chart before"
    footer = False


# The way to each chart: the first letter of its title


class GoToSuggestions(Command):
    """Go to the suggestions."""

    id, key, action, label = "insights.go_suggestions", "S", "show_panel('suggestions')", "Suggestions"
    title = "Show the suggestions"
    help = "Go to what might work better, each with what it rests on"
    footer = False


class GoToYear(Command):
    """Go to the year."""

    id, key, action, label = "insights.go_year", "Y", "show_panel('year')", "Year"
    title = "Show the year"
    help = "Go to the sessions done, day by day over a year"
    footer = False


class GoToDays(Command):
    """Go to weekdays and slots."""

    id, key, action, label = "insights.go_days", "D", "show_panel('days')", "Days"
    title = "Show what gets done when"
    help = "Go to how much of what was planned gets done, by weekday and slot"
    footer = False


class GoToHabits(Command):
    """Go to strength and streaks."""

    id, key, action, label = "insights.go_habits", "H", "show_panel('habits')", "Habits"
    title = "Show strength and streaks"
    help = "Go to how firm each behavior has become, and to its streaks"
    footer = False


class GoToRatings(Command):
    """Go to the ratings."""

    id, key, action, label = "insights.go_ratings", "R", "show_panel('ratings')", "Ratings"
    title = "Show the ratings"
    help = "Go to the ratings by week and by slot"
    footer = False


class GoToMinutes(Command):
    """Go to planned against actual minutes."""

    id, key, action, label = "insights.go_minutes", "M", "show_panel('minutes')", "Minutes"
    title = "Show planned against actual minutes"
    help = "Go to how long things take against their plan"
    footer = False


class GoToEnergyUsed(Command):
    """Go to energy used."""

    id, key, action, label = "insights.go_energy", "E", "show_panel('energy')", "Energy"
    title = "Show energy used against the budget"
    help = "Go to the energy used against the budget"
    footer = False


class GoToTime(Command):
    """Go to where the time goes."""

    id, key, action, label = "insights.go_time", "T", "show_panel('time')", "Time"
    title = "Show where the time goes"
    help = "Go to hours and sessions by objective and category"
    footer = False


class GoToReached(Command):
    """Go to the objectives."""

    id, key, action, label = "insights.go_objectives", "O", "show_panel('objectives')", "Objectives"
    title = "Show the objectives reached"
    help = "Go to how far each week served the objectives"
    footer = False


class GoToAhead(Command):
    """Go to the coming days."""

    id, key, action, label = "insights.go_ahead", "A", "show_panel('ahead')", "Ahead"
    title = "Show how booked-out the coming days are"
    help = "Go to how booked-out the coming days are"
    footer = False


class GoToChances(Command):
    """Go to what plans have learned."""

    id, key, action, label = "insights.go_chances", "C", "show_panel('chances')", "Chances"
    title = "Show what plans have learned"
    help = "Go to how likely each behavior gets done where, as plans reckon"
    footer = False


class GoToPairs(Command):
    """Go to what goes together."""

    id, key, action, label = "insights.go_pairs", "P", "show_panel('pairs')", "Pairs"
    title = "Show which behaviors go together"
    help = "Go to the behaviors that are done on the same days, or rather not"
    footer = False


# Suggestions


class FollowSuggestion(Command):
    """Do what is suggested."""

    id, key, action, label = "suggestions.follow", "y", "follow", "Follow"
    title = "Follow the suggestion"
    help = "Change what is suggested; undo takes it back"


class DismissSuggestion(Command):
    """Put a suggestion away for a month."""

    id, key, action, label = "suggestions.dismiss", "n", "dismiss", "Not now"
    title = "Put the suggestion away"
    help = "Put the suggestion away for a month"


class SwitchLearning(Command):
    """Let plans learn from a behavior, or not."""

    id, key, action, label = "learning.switch", "space", "switch_learning", "Learn on/off"
    title = "Let plans learn from the behavior, or not"
    help = "Let plans reckon with how it goes with this behavior, or with the usual chances"


INSIGHTS_COMMANDS: Final = (
    ShowNumbers,
    NextPanel,
    PreviousPanel,
    ShorterRange,
    LongerRange,
    GoToSuggestions,
    GoToYear,
    GoToDays,
    GoToHabits,
    GoToRatings,
    GoToMinutes,
    GoToEnergyUsed,
    GoToTime,
    GoToReached,
    GoToAhead,
    GoToPairs,
    GoToChances,
)
