"""Commands of the Solve screen."""

from typing import Final

from habitos_tui.ui.kit import verbs
from habitos_tui.ui.kit.command import Area

REPAIR_KEYS: Final = "ABCDE"
"""Keys of the first repairs of an impossible week; enter makes any that the cursor is on."""

solve = Area("solve")
StartSolve = solve.command("start", verbs.SOLVE, "start_solve", "Solve").does(
    "Look for the best week with the options shown"
)
CancelSolve = solve.command("cancel", verbs.STOP, "cancel_solve", "Stop")
CancelSolve.does("Stop looking and keep the best plan found so far; stop working out an answer")
AcceptPlan = solve.command("accept", verbs.ACCEPT, "accept_plan", "Accept").does("Make this the plan of its week")
DiscardPlan = solve.command("discard", verbs.DISCARD, "discard_plan", "Discard")
DiscardPlan.does("Discard the plan and keep the week as it is; the run stays in the history")
ShowPlans = solve.command("plans", verbs.PLANS, "show_plans", "Three plans", "Compare three plans")
ShowPlans.does("Work out three plans side by side: as weighted, more balanced, with less change")
ShowFront = solve.command("front", verbs.FRONT, "show_front", "Between two", "Plans between two objectives")
ShowFront.does("Draw what one objective costs another, or all the others: plans between them, each a week to open")
ShowOptions = solve.command("options", verbs.OPTIONS, "show_options", "Options")
ShowOptions.does("Go to the options: week, engine, time, gap, balance, routine, stability")
ShowHistory = solve.command("history", verbs.HISTORY, "show_history", "History")
ShowHistory.does("Go to the list of earlier runs; enter opens one to compare or accept it again")

result = Area("result")
TabBefore = result.palette_only("before", (verbs.LEFT, verbs.BEFORE), "turn_tab(-1)", "Tab before")
TabBefore.does("Show the tab before this one")
TabAfter = result.command("after", (verbs.RIGHT, verbs.AFTER), "turn_tab(1)", "Tabs", "Next tab", key_display="← →")
TabAfter.does("Show the next tab: in short, changes, sessions, objectives, details")
OpenResultLine = result.command("open", verbs.OPEN, "open", "Why / apply", "Why, or make this change").does(
    "Ask for the full reason of the line and what it would cost; on a repair or more room: make it and solve again"
)

REPAIRS: Final = tuple(
    result.command(
        f"repair_{key.lower()}", verbs.letter(key, "make the repair with this letter"), f"repair({place})", "Repair",
        footer=not place, palette=False, key_display="A B …", guide=not place,
    ).does("In an impossible week: make the change with this letter and solve again")
    for place, key in enumerate(REPAIR_KEYS)
)  # fmt: skip

plans = Area("plans")
ChoosePlanBefore = plans.palette_only("before", (verbs.LEFT, verbs.UP), "choose(-1)", "Plan before")
ChoosePlanBefore.does("Go to the plan before this one")
ChoosePlanAfter = plans.command("after", (verbs.RIGHT, verbs.DOWN), "choose(1)", "Next plan", key_display="← →")
ChoosePlanAfter.does("Go to the next plan")
ChooseFirstPlan = plans.hidden("first", (verbs.FIRST, verbs.PAGE_UP), "edge(0)", "First plan").does(
    "Go to the first plan"
)
ChooseLastPlan = plans.hidden("last", (verbs.LAST, verbs.PAGE_DOWN), "edge(-1)", "Last plan").does(
    "Go to the last plan"
)
OpenPlan = plans.command("open", verbs.OPEN, "open", "In full")
OpenPlan.does("See the chosen plan in full: changes, sessions, objectives")
