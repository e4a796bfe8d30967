"""A planned session in full: when, how long, in what state, and what it is worth."""

from collections.abc import Callable
from threading import Event

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Static

from habitos_tui.ui.kit.background_query import BackgroundQuery
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dialogs.base import TEXT_CELLS, Dialog
from habitos_tui.ui.kit.safe_text import safe
from habitos_tui.ui.session.commands import CloseSession, DropFromHere, MoveFromHere, ToggleLockHere
from habitos_tui.ui.session.view import SessionView, session_facts, session_row


class SessionDialog(Dialog[str]):
    """Returns the action of the week's screen that was chosen, if any; works out why the session is here meanwhile."""

    AUTO_FOCUS = "#close"
    BINDINGS = bindings(ToggleLockHere, MoveFromHere, DropFromHere, CloseSession)

    DEFAULT_CSS = """
    SessionDialog .buttons Button { min-width: 10; }
    SessionDialog #facts, SessionDialog #why { height: auto; }
    SessionDialog .buttons { margin-top: 1; }
    """

    def __init__(self, view: SessionView, question: Callable[[Event], str] | None = None) -> None:
        """`view` says everything that is known; `question` runs in a thread and returns why the session is here."""
        super().__init__(safe(view.title))
        self._view, self._question = view, question
        self._query = BackgroundQuery(self, failed=lambda error: self._show_reason(error.message))

    def compose_box(self) -> ComposeResult:
        """Show the facts over the buttons."""
        yield Static(Content("\n").join(session_facts(self._view, TEXT_CELLS)), id="facts")
        if self._question is not None:
            yield Static(_why("working it out…"), id="why", markup=False)
        with Horizontal(classes="buttons"):
            yield Button("Back  esc", id="close", action="screen.close", compact=True)
            if self._view.can_lock:
                label = "Unlock  p" if self._view.locked else "Lock  p"
                yield Button(label, id="lock", action="screen.dismiss('toggle_lock')", compact=True)
            if self._view.can_move:
                yield Button("Move  m", id="move", action="screen.dismiss('move_session')", compact=True)
            if self._view.can_lock:
                yield Button("Drop  x", id="drop", action="screen.dismiss('drop_session')", compact=True)

    def on_mount(self) -> None:
        """Ask why it is here."""
        if self._question is not None:
            self._query.run(self._question, self._show_reason)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what means something for the session."""
        if action == "dismiss":
            return self._view.can_move if parameters == ("move_session",) else self._view.can_lock
        return super().check_action(action, parameters)

    def _show_reason(self, text: str) -> None:
        self.query_one("#why", Static).update(_why(text))


def _why(text: str) -> Content:
    """Return the reason below its label, as wide as the facts are."""
    return Content("\n").join(session_row("Why here", text, TEXT_CELLS))
