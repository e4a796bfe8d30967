"""What can be done on the Solve screen."""

from typing import Final

from habitos_tui.ui.kit.command import Command


class StartSolve(Command, id="solve.start", key="s", action="start_solve", label="Solve"):
    """Look for the best week with the options shown."""


class CancelSolve(Command, id="solve.cancel", key="c", action="cancel_solve", label="Stop"):
    """Stop looking and keep the best plan found so far; stop working out an answer."""


class AcceptPlan(Command, id="solve.accept", key="y", action="accept_plan", label="Accept"):
    """Make this the plan of its week."""


class DiscardPlan(Command, id="solve.discard", key="n", action="discard_plan", label="Discard"):
    """Leave the week as it is; the run stays in the history."""


class ShowPlans(
    Command, id="solve.plans", key="t", action="show_plans", label="Three plans", title="Compare three plans"
):
    """Work out three plans side by side: as weighted, more balanced, with less change."""


class ShowOptions(Command, id="solve.options", key="o", action="show_options", label="Options"):
    """Go to the options: week, engine, time, gap, balance, routine, stability."""


class ShowHistory(Command, id="solve.history", key="h", action="show_history", label="History"):
    """Go to the list of earlier runs; enter opens one to compare or accept it again."""


SOLVE_COMMANDS: Final = (StartSolve, CancelSolve, AcceptPlan, DiscardPlan, ShowPlans, ShowOptions, ShowHistory)


class TabBefore(
    Command, id="result.before", key="left,left_square_bracket", action="turn_tab(-1)", label="Tab before", footer=False
):
    """Show the tab before this one."""


class TabAfter(
    Command,
    id="result.after",
    key="right,right_square_bracket",
    action="turn_tab(1)",
    label="Tabs",
    title="Next tab",
    key_display="← →",
):
    """Show the next tab: changes, sessions, objectives, not placed, what if."""


class OpenResultLine(
    Command, id="result.open", key="enter", action="open", label="Why / apply", title="Why, or make this change"
):
    """Ask for the full reason and price of the line; on a repair or a price: make that change and solve again."""


class NewerRuns(
    Command,
    id="history.newer",
    key="left_square_bracket",
    action="turn_page(-1)",
    label="Newer",
    key_display="[",
    footer=False,
):
    """Show the page with newer runs."""


class OlderRuns(
    Command,
    id="history.older",
    key="right_square_bracket",
    action="turn_page(1)",
    label="Older",
    key_display="]",
    footer=False,
):
    """Show the page with older runs."""


class ChoosePlanBefore(
    Command, id="plans.before", key="left,up,k", action="choose(-1)", label="Plan before", footer=False
):
    """Go to the plan before this one."""


class ChoosePlanAfter(
    Command, id="plans.after", key="right,down,j", action="choose(1)", label="Next plan", key_display="← →"
):
    """Go to the next plan."""


class ChooseFirstPlan(
    Command, id="plans.first", key="home,pageup,g", action="edge(0)", label="First plan", hidden=True
):
    """Go to the first plan."""


class ChooseLastPlan(Command, id="plans.last", key="end,pagedown,G", action="edge(-1)", label="Last plan", hidden=True):
    """Go to the last plan."""


class OpenPlan(Command, id="plans.open", key="enter", action="open", label="In full"):
    """See the chosen plan in full: changes, sessions, objectives."""
