"""What one can do on the Insights screen."""

from typing import Final

from habitos_tui.ui.kit.command import Command, PaneInfo, go_to


class ShowNumbers(
    Command,
    id="insights.numbers",
    key="v,enter",
    action="toggle_numbers",
    label="Numbers",
    title="Show the numbers of the chart",
):
    """Show the numbers behind the chart, and the chart again."""


class ShorterRange(
    Command,
    id="insights.nearer",
    key="left_square_bracket",
    action="reach(-1)",
    label="Nearer",
    title="Look back on less",
    footer=False,
):
    """Look back on less: a year, 12 weeks, 4 weeks."""


class LongerRange(
    Command,
    id="insights.further",
    key="right_square_bracket",
    action="reach(1)",
    label="Reach",
    title="Look back on more",
    key_display="[ ]",
):
    """Look back on more: 4 weeks, 12 weeks, a year."""


class NextPanel(
    Command,
    id="insights.next",
    key="right,l,tab",
    action="turn(1)",
    label="Charts",
    title="Next chart",
    key_display="← →",
):
    """Go to the next chart; the first letter of its title goes straight to one."""


class PreviousPanel(
    Command,
    id="insights.previous",
    key="left,h,shift+tab",
    action="turn(-1)",
    label="Previous",
    title="Previous chart",
    footer=False,
):
    """Go to the chart before."""


PANES: Final = (
    PaneInfo("Suggestions", "the suggestions", "what might work better, each with what it rests on"),
    PaneInfo("Year", "the year", "the sessions done, day by day over a year"),
    PaneInfo("Days", "what gets done when", "how much of what was planned gets done, by weekday and slot"),
    PaneInfo("Habits", "strength and streaks", "how firm each behavior has become, and to its streaks"),
    PaneInfo("Ratings", "the ratings", "the ratings by week and by slot"),
    PaneInfo("Minutes", "planned against actual minutes", "how long things take against their plan"),
    PaneInfo("Energy", "energy used against the budget", "the energy used against the budget"),
    PaneInfo("Time", "where the time goes", "hours and sessions by objective and category"),
    PaneInfo("Objectives", "the objectives reached", "how far each week served the objectives"),
    PaneInfo("Ahead", "how booked-out the coming days are", "how booked-out the coming days are"),
    PaneInfo("Pairs", "which behaviors go together", "the behaviors that are done on the same days, or rather not"),
    PaneInfo("Chances", "what plans have learned", "how likely each behavior gets done where, as plans reckon"),
)
"""All panes of the screen in their order. The charts are named here once more, apart from their modules, since keys are
needed before the first paint and charts are not."""

GO_TO_PANES: Final = go_to("insights", PANES, module=__name__)


# Suggestions


class FollowSuggestion(
    Command, id="suggestions.follow", key="y", action="follow", label="Follow", title="Follow the suggestion"
):
    """Change what is suggested; undo takes it back."""


class DismissSuggestion(
    Command, id="suggestions.dismiss", key="n", action="dismiss", label="Not now", title="Put the suggestion away"
):
    """Put the suggestion away for a month."""


class SwitchLearning(
    Command,
    id="learning.switch",
    key="space",
    action="switch_learning",
    label="Learn on/off",
    title="Let plans learn from the behavior, or not",
):
    """Let plans reckon with how it goes with this behavior, or with the usual chances."""


INSIGHTS_COMMANDS: Final[tuple[type[Command], ...]] = (
    ShowNumbers,
    NextPanel,
    PreviousPanel,
    ShorterRange,
    LongerRange,
    *GO_TO_PANES,
)
