"""Choosing a behavior for the week on show, where that week can still be changed."""

from collections.abc import Callable

from textual.content import Content

from habitos_tui.ui.kit.app_screen import HabitosScreen
from habitos_tui.ui.kit.safe_text import announce
from habitos_tui.ui.replan.action import NOTHING_DESCRIBED, OVER
from habitos_tui.ui.week.presenter import WeekView


def refusal(screen: HabitosScreen, view: WeekView) -> str:
    """Return why nothing can be changed in the week on show; empty when it can."""
    return OVER if view.start < screen.workspace.planning.this_week() else ""


def pick_behavior(screen: HabitosScreen, view: WeekView, title: Content, then: Callable[[str], None]) -> None:
    """Call `then` with the id of the behavior that is chosen, or say why none can be."""
    behaviors = screen.workspace.behaviors.all()
    refused = refusal(screen, view) or ("" if behaviors else NOTHING_DESCRIBED)
    if refused:
        announce(screen, refused, timeout=4)
        return

    def chosen(behavior: str | None) -> None:
        if behavior is not None:
            then(behavior)

    from habitos_tui.ui.week.pick_dialog import PickDialog, picks_of

    screen.app.push_screen(PickDialog(title, picks_of(behaviors, view)), chosen)
