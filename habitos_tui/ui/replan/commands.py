"""Commands for a new plan of the rest of the week."""

from habitos_tui.ui.kit import verbs
from habitos_tui.ui.kit.command import Area

plan = Area("plan")
ReplanRest = plan.command("rest", verbs.REPLAN, "replan_rest", "Re-plan", "Re-plan the rest of the week")
ReplanRest.does("Plan what is left of the week anew, and see what changes before you accept it")
PlanNextWeek = plan.command("next", verbs.PLAN_NEXT, "plan_next_week", "Next week", "Plan next week")
PlanNextWeek.does("Find the best plan for next week; nothing changes until you accept it")

diff = Area("diff")
AcceptChanges = diff.footer_only("accept", verbs.ACCEPT, "accept", "Accept").does("Make these changes")
DiscardChanges = diff.footer_only("discard", verbs.DISCARD, "close", "Discard").does(
    "Discard the changes and keep the week as it is"
)

replan = Area("replan")
StopReplanning = replan.footer_only("stop", verbs.STOP, "stop", "Stop")
StopReplanning.does("Stop looking and keep the best plan found so far")
TryReplanning = replan.footer_only("again", verbs.SOLVE, "again", "Try again").does("Look for a plan once more")
ShowRepairs = replan.footer_only("repairs", verbs.WHY, "show_repairs", "Repairs")
ShowRepairs.does("Show the limits that clash in Solve, where one key repairs them")
