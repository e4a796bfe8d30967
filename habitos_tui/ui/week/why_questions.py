"""Why a session is where it is, and why another is not: asked on the week grid, answered by the planner."""

from collections.abc import Callable
from datetime import date, timedelta
from threading import Event

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Static

from habitos_tui.domain.model.agenda import SessionState
from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.planning.why import Explanation, Reason
from habitos_tui.errors import HabitosError
from habitos_tui.ui.kit.app_screen import HabitosScreen
from habitos_tui.ui.kit.background_query import BackgroundQuery
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dates import clock, short_day
from habitos_tui.ui.kit.dialogs.base import TEXT_CELLS, Dialog
from habitos_tui.ui.kit.safe_text import safe, safe_lines
from habitos_tui.ui.session.block import Block
from habitos_tui.ui.week.commands import PickUp
from habitos_tui.ui.week.grid import WeekGrid
from habitos_tui.ui.week.pick_dialog import pick_behavior
from habitos_tui.ui.week.plan_editor import PlanEditor
from habitos_tui.ui.week.why import question_label, why_here, why_lines


class WhyDialog(Dialog[Session]):
    """Returns the session that is to be picked up, None when the answer was enough."""

    AUTO_FOCUS = "#close"
    BINDINGS = bindings(PickUp)

    def __init__(
        self, name: str, week: date, place: tuple[int, str | None], question: Callable[[Event], Explanation]
    ) -> None:
        """`name` is that of the behavior, `place` the day and slot asked about; `question` runs in a thread."""
        super().__init__(safe(f"Why not “{name}” {question_label(week, *place)}?"))
        self._name_asked, self._week, self._question = name, week, question
        self._offer: Session | None = None
        self._query = BackgroundQuery(self, failed=self._show_error)

    def compose_box(self) -> ComposeResult:
        """Show the answer over the buttons."""
        yield Static("Working it out…", id="answer", classes="message", markup=False)
        with Horizontal(classes="buttons"):
            yield Button("Back  esc", id="close", action="screen.close", compact=True)
            take = Button(
                "Take it in hand there  y", id="take", action="screen.pick_up", variant="primary", compact=True
            )
            take.display = False
            yield take

    def on_mount(self) -> None:
        """Ask the question."""
        self._query.run(self._question, self._show)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the place once there is one."""
        return self._offer is not None if action == "pick_up" else super().check_action(action, parameters)

    def action_pick_up(self) -> None:
        """Return the place that was found."""
        self.dismiss(self._offer)

    def _show_error(self, error: HabitosError) -> None:
        self._say(Content("\n\n").join(safe_lines(text) for text in (error.message, error.hint) if text))

    def _show(self, answer: Explanation) -> None:
        self._offer = answer.place if answer.reason is Reason.COSTS else None
        self._say(Content("\n").join(why_lines(answer, self._week, self._name_asked, TEXT_CELLS)))
        self.query_one("#take").display = self._offer is not None
        self.refresh_bindings()

    def _say(self, text: Content) -> None:
        self.query_one("#answer", Static).update(text)


class WhyQuestions:
    """Asks about the week that the grid of a screen shows; the editor picks up the session that an answer offers."""

    def __init__(self, screen: HabitosScreen, grid: WeekGrid, editor: PlanEditor) -> None:
        self._screen, self._grid, self._editor = screen, grid, editor

    def ask_why_not(self) -> None:
        """Choose a behavior, and find out why it is not planned where the cursor is."""
        day, minute = self._grid.cursor
        view = self._grid.view
        title = Content(f"Why not on {short_day(view.start + timedelta(days=day))} {clock(minute)}? Choose what")
        pick_behavior(self._screen, view, title, lambda behavior: self._ask(behavior, day, minute))

    def why_here(self, block: Block) -> Callable[[Event], str] | None:
        """Return the query that finds out why a session is where it is; None for a session that is past."""
        space = self._screen.workspace
        if block.session is None or block.state is not SessionState.PLANNED or self._grid.view.over:
            return None
        picked, planning = space.plan_editing.pick_up(block.session), space.planning
        here = picked.old
        if here is None:
            return None

        def question(cancel: Event) -> str:
            answer = planning.explain(
                picked.problem, picked.sessions, here.behavior, here.day, here.slot, cancel=cancel
            )
            return why_here(answer, picked.week)

        return question

    def _ask(self, behavior: str, day: int, minute: int) -> None:
        space = self._screen.workspace
        picked, planning = space.plan_editing.pick_up_new(self._grid.view.start, behavior), space.planning
        slot = picked.problem.slot_at(minute)

        def question(cancel: Event) -> Explanation:
            return planning.explain(picked.problem, picked.sessions, behavior, day, slot, cancel=cancel)

        def answered(place: Session | None) -> None:
            if place is not None:
                self._editor.pick_up(picked, place.day, place.start, place.minutes)

        name = picked.problem.behavior_by_id[behavior].name
        self._screen.app.push_screen(WhyDialog(name, picked.week, (day, slot), question), answered)
