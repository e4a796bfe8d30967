"""Asks the planner why a session is where it is, or why a behavior is not planned at the cursor."""

from collections.abc import Callable
from threading import Event

from habitos_tui.domain.model.agenda import SessionState
from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.planning.why import Explanation, Reason
from habitos_tui.services.plan_editing import PickedUp
from habitos_tui.ui.kit.dates import clock
from habitos_tui.ui.kit.dialogs.base import ask
from habitos_tui.ui.kit.safe_text import safe
from habitos_tui.ui.kit.screen import HabitosScreen
from habitos_tui.ui.session.view import Block
from habitos_tui.ui.week.dialogs import OnAnswer, OnReason, WhyDialog
from habitos_tui.ui.week.grid import WeekGrid
from habitos_tui.ui.week.pick_dialog import pick_behavior
from habitos_tui.ui.week.plan_editor import PlanEditor
from habitos_tui.ui.week.why import why_here


class WhyQuestions:
    """Asks about the displayed week; the editor picks up the session that an answer offers."""

    def __init__(self, screen: HabitosScreen, grid: WeekGrid, editor: PlanEditor) -> None:
        self._screen, self._grid, self._editor = screen, grid, editor

    def ask_why_not(self) -> None:
        """Ask for a behavior, and find out why it is not planned at the cursor."""
        day, minute = self._grid.cursor
        view = self._grid.view
        title = safe(f"Why not on {view.days[day].label} {clock(minute)}? Choose what")
        pick_behavior(self._screen, view, title, lambda behavior: self._ask(behavior, day, minute))

    def why_here(self, block: Block) -> Callable[[Event, OnReason], str] | None:
        """Return the query for why a session is where it is; None for a past session."""
        space = self._screen.workspace
        if block.session is None or block.state is not SessionState.PLANNED or self._grid.view.over:
            return None
        picked, questions = space.plan_editing.pick_up(block.session), space.questions
        here = picked.old
        if here is None:
            return None

        place, bound = (here.behavior, here.day, here.slot), self._bound(picked)

        def question(cancel: Event, closer: OnReason) -> str:
            def heard(answer: Explanation) -> None:
                closer(why_here(answer, picked.week))

            answer = questions.explain(
                picked.problem, picked.sessions, *place, bound=bound, cancel=cancel, on_answer=heard
            )
            return why_here(answer, picked.week)

        return question

    def _ask(self, behavior: str, day: int, minute: int) -> None:
        space = self._screen.workspace
        picked, questions = space.plan_editing.pick_up_new(self._grid.view.start, behavior), space.questions
        place, bound = (behavior, day, picked.problem.slot_at(minute)), self._bound(picked)
        known = space.dues.why_not(space.behaviors.get(behavior), picked.week, day)

        def question(cancel: Event, closer: OnAnswer) -> Explanation:
            if known:
                return Explanation(*place, Reason.NOT_ALLOWED, known)
            return questions.explain(
                picked.problem, picked.sessions, *place, bound=bound, cancel=cancel, on_answer=closer
            )

        def take(place: Session) -> None:
            self._editor.pick_up(picked, place.day, place.start, place.minutes)

        name = picked.problem.behavior_by_id[behavior].name
        ask(self._screen, WhyDialog(name, picked.week, place[1:], question), take)

    def _bound(self, picked: PickedUp) -> float | None:
        """Return what the run that made the plan proved about the week, as far as nothing has changed since."""
        return self._screen.workspace.planning.proved_bound(picked.problem)
