"""Re-planning the rest of a week, and planning the next one, from any screen."""

from datetime import date

from habitos_tui.ui.kit.messages import SOLVING_ALREADY
from habitos_tui.ui.kit.safe_text import announce
from habitos_tui.ui.kit.screen import HabitosScreen

OVER = "This week is over: the present one and later ones can be planned."
NOTHING_DESCRIBED = "There is nothing to plan yet: press 3 to describe what you want to do."


def plan_next_week(screen: HabitosScreen) -> None:
    """Let Solve plan the week after the present one, or explain why that is impossible."""
    planning = screen.workspace.planning
    refusal = SOLVING_ALREADY if screen.context.solver.state.running else ""
    if not screen.workspace.behaviors.all():
        refusal = NOTHING_DESCRIBED
    if refusal:
        announce(screen, refusal, severity="warning", timeout=4)
    else:
        screen.context.navigation.plan_week(planning.turned(planning.this_week(), 1))


def replan_rest(screen: HabitosScreen, week: date) -> None:
    """Open the dialog that re-plans the rest of the week beginning on `week`, or explain why that is impossible."""
    refusal = SOLVING_ALREADY if screen.context.solver.state.running else ""
    if week < screen.workspace.planning.this_week():
        refusal = OVER
    elif not screen.workspace.behaviors.all():
        refusal = NOTHING_DESCRIBED
    if refusal:
        announce(screen, refusal, severity="warning", timeout=4)
    else:
        from habitos_tui.ui.replan.dialog import ReplanDialog

        screen.app.push_screen(ReplanDialog(screen.workspace, week))
