"""A planned session in full: when, how long, in what state, and what it is worth."""

from collections.abc import Callable
from enum import Enum, auto
from threading import Event
from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Static

from habitos_tui.ui.kit.background_query import BackgroundQuery
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dialogs.base import Dialog
from habitos_tui.ui.kit.safe_text import safe
from habitos_tui.ui.session.commands import CloseSession, DropFromHere, MoveFromHere, ToggleLockHere
from habitos_tui.ui.session.view import SessionView, session_facts, session_row

FACTS_CELLS: Final = 58
"""What the dialog's box leaves for its text."""


class SessionChoice(Enum):
    """What to do with the session that was shown."""

    TOGGLE_LOCK = auto()
    MOVE = auto()
    DROP = auto()


class SessionDialog(Dialog[SessionChoice]):
    """Returns what was chosen, None when it was only looked at. Why it is here is found out while it is read."""

    AUTO_FOCUS = "#close"
    BINDINGS = bindings(ToggleLockHere, MoveFromHere, DropFromHere, CloseSession)

    DEFAULT_CSS = """
    SessionDialog .buttons Button { min-width: 10; }
    SessionDialog #told, SessionDialog #why { height: auto; }
    SessionDialog .buttons { margin-top: 1; }
    """

    def __init__(self, view: SessionView, question: Callable[[Event], str] | None = None) -> None:
        """`view` says everything that is known; `question` runs in a thread and returns why the session is here."""
        super().__init__(safe(view.title))
        self._view, self._question = view, question
        self._query = BackgroundQuery(self, failed=lambda error: self._show_reason(error.message))

    def compose_box(self) -> ComposeResult:
        """Show the facts over the buttons."""
        yield Static(Content("\n").join(session_facts(self._view, FACTS_CELLS)), id="told")
        if self._question is not None:
            yield Static(_why("working it out…"), id="why", markup=False)
        with Horizontal(classes="buttons"):
            yield Button("Back  esc", id="close", action="screen.close", compact=True)
            if self._view.can_lock:
                label = "Unlock  p" if self._view.locked else "Lock  p"
                yield Button(label, id="lock", action="screen.toggle_lock", compact=True)
            if self._view.can_move:
                yield Button("Move  m", id="move", action="screen.move", compact=True)
            if self._view.can_lock:
                yield Button("Drop  x", id="drop", action="screen.drop", compact=True)

    def on_mount(self) -> None:
        """Ask why it is here."""
        if self._question is not None:
            self._query.run(self._question, self._show_reason)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what means something for the session."""
        possible = {"toggle_lock": self._view.can_lock, "drop": self._view.can_lock, "move": self._view.can_move}
        return possible.get(action, super().check_action(action, parameters))

    def action_toggle_lock(self) -> None:
        """Leave to lock or unlock."""
        self.dismiss(SessionChoice.TOGGLE_LOCK)

    def action_move(self) -> None:
        """Leave to move it."""
        self.dismiss(SessionChoice.MOVE)

    def action_drop(self) -> None:
        """Leave to drop it."""
        self.dismiss(SessionChoice.DROP)

    def _show_reason(self, text: str) -> None:
        self.query_one("#why", Static).update(_why(text))


def _why(text: str) -> Content:
    """Return the reason below its label, as wide as the facts are."""
    return Content("\n").join(session_row("Why here", text, FACTS_CELLS))
