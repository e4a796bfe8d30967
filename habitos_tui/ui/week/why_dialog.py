"""Why a behavior is not planned somewhere, what it would cost, and what to do about it; worked out in a thread."""

from collections.abc import Callable
from datetime import date
from threading import Event
from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Static

from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.planning.why import Explanation, Reason
from habitos_tui.errors import HabitosError
from habitos_tui.ui.kit.background_query import BackgroundQuery
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dialogs.base import Dialog
from habitos_tui.ui.kit.safe_text import safe, safe_lines
from habitos_tui.ui.week.edit_commands import PickUp
from habitos_tui.ui.week.why import question_label, why_lines

TEXT_CELLS: Final = 58
"""What the dialog's box leaves for its text."""


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
        """Show the answer over the ways to go on."""
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
        """Leave with the place."""
        self.dismiss(self._offer)

    def _show_error(self, error: HabitosError) -> None:
        """Show in place of the answer why there is none."""
        self._say(Content("\n\n").join(safe_lines(text) for text in (error.message, error.hint) if text))

    def _show(self, answer: Explanation) -> None:
        self._offer = answer.place if answer.reason is Reason.COSTS else None
        self._say(Content("\n").join(why_lines(answer, self._week, self._name_asked, TEXT_CELLS)))
        self.query_one("#take").display = self._offer is not None
        self.refresh_bindings()

    def _say(self, text: Content) -> None:
        self.query_one("#answer", Static).update(text)
