"""What can be done on the Solve screen."""

from typing import Final

from habitos_tui.ui.kit.command import Command


class StartSolve(Command):
    """Look for the best week."""

    id, key, action, label = "solve.start", "s", "start_solve", "Solve"
    help = "Look for the best week with the options shown"


class CancelSolve(Command):
    """Stop what is under way."""

    id, key, action, label = "solve.cancel", "c", "cancel_solve", "Stop"
    help = "Stop looking and keep the best plan found so far; stop working out an answer"


class AcceptPlan(Command):
    """Make the plan shown the plan of its week."""

    id, key, action, label = "solve.accept", "y", "accept_plan", "Accept"
    help = "Make this the plan of its week"


class DiscardPlan(Command):
    """Go back to the options; the run stays in the history."""

    id, key, action, label = "solve.discard", "n", "discard_plan", "Discard"
    help = "Leave the week as it is; the run stays in the history"


class ShowPlans(Command):
    """Work out three plans to choose from."""

    id, key, action, label = "solve.plans", "t", "show_plans", "Three plans"
    title = "Compare three plans"
    help = "Work out three plans side by side: as weighted, more balanced, with less change"


class ShowOptions(Command):
    """Go to the options."""

    id, key, action, label = "solve.options", "o", "show_options", "Options"
    help = "Go to the options: week, engine, time, gap, balance, routine, stability"


class ShowHistory(Command):
    """Go to the list of earlier runs."""

    id, key, action, label = "solve.history", "h", "show_history", "History"
    help = "Go to the list of earlier runs; enter opens one to compare or accept it again"


SOLVE_COMMANDS: Final = (StartSolve, CancelSolve, AcceptPlan, DiscardPlan, ShowPlans, ShowOptions, ShowHistory)


class TabBefore(Command):
    """Show the tab before."""

    id, key, action, label = "result.before", "left,left_square_bracket", "turn_tab(-1)", "Tab before"
    help = "Show the tab before this one"
    footer = False


class TabAfter(Command):
    """Show the next tab."""

    id, key, action, label = "result.after", "right,right_square_bracket", "turn_tab(1)", "Tabs"
    key_display = "← →"
    title = "Next tab"
    help = "Show the next tab: changes, sessions, objectives, not placed, what if"


class OpenResultLine(Command):
    """Ask about the line under the cursor, or make the change that it offers."""

    id, key, action, label = "result.open", "enter", "open", "Why / apply"
    title = "Why, or make this change"
    help = "Ask for the full reason and price of the line; on a repair or a price: make that change and solve again"


class NewerRuns(Command):
    """Show newer runs."""

    id, key, action, label = "history.newer", "left_square_bracket", "turn_page(-1)", "Newer"
    key_display, footer = "[", False
    help = "Show the page with newer runs"


class OlderRuns(Command):
    """Show older runs."""

    id, key, action, label = "history.older", "right_square_bracket", "turn_page(1)", "Older"
    key_display, footer = "]", False
    help = "Show the page with older runs"


class ChoosePlanBefore(Command):
    """Go to the plan before."""

    id, key, action, label = "plans.before", "left,up,k", "choose(-1)", "Plan before"
    help = "Go to the plan before this one"
    footer = False


class ChoosePlanAfter(Command):
    """Go to the next plan."""

    id, key, action, label = "plans.after", "right,down,j", "choose(1)", "Next plan"
    key_display = "← →"
    help = "Go to the next plan"


class ChooseFirstPlan(Command):
    """Go to the first plan."""

    id, key, action, label = "plans.first", "home,pageup,g", "edge(0)", "First plan"
    help = "Go to the first plan"
    footer, palette = False, False


class ChooseLastPlan(Command):
    """Go to the last plan."""

    id, key, action, label = "plans.last", "end,pagedown,G", "edge(-1)", "Last plan"
    help = "Go to the last plan"
    footer, palette = False, False


class OpenPlan(Command):
    """See the chosen plan in full."""

    id, key, action, label = "plans.open", "enter", "open", "In full"
    help = "See the chosen plan in full: changes, sessions, objectives"
