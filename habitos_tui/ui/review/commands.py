"""Commands of the review of a week."""

from typing import Final

from habitos_tui.ui.kit import verbs
from habitos_tui.ui.kit.command import Area

review = Area("review")
KeepTargets = review.footer_only("keep", verbs.ACCEPT, "keep_targets", "Keep targets")
KeepTargets.does("Keep the targets as they are, and go back to where you were")
ChangeTarget = review.footer_only("change", verbs.EDIT, "change_target", "Change one")
ChangeTarget.does("Go to Behaviors, to the one under the cursor, where e changes its target")
PlanNext = review.footer_only("plan", verbs.PLAN_NEXT, "plan_next", "Plan")
PlanNext.does("Plan the week to come on Solve; nothing changes until you accept the plan")
WeekBefore = review.hidden("before", verbs.BEFORE, "turn_week(-1)", "Week before")
WeekBefore.does("Review the week before")
WeekAfter = review.footer_only("after", verbs.AFTER, "turn_week(1)", "Weeks", key_display="[ ]")
WeekAfter.does("Review the week after; [ goes to the week before")
CloseReview = review.footer_only("close", (verbs.BACK, verbs.LEAVE), "close", "Back").does("Go back to where you were")
OpenReviewLine = review.hidden("open", verbs.OPEN, "open", "Open")
OpenReviewLine.does("Go to the behavior under the cursor, make the change that is proposed, or keep the targets")

SCREEN_COMMANDS: Final = (KeepTargets, ChangeTarget, PlanNext, WeekBefore, WeekAfter, CloseReview)
"""In the order of the footer."""
