"""A planned session in full: when, how long, in what state, and what it is worth."""

from enum import Enum, auto
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Static

from habitos_tui.ui.commands import bindings
from habitos_tui.ui.content import safe
from habitos_tui.ui.dialogs.base import Dialog
from habitos_tui.ui.living_commands import CloseSession, ToggleLockHere
from habitos_tui.ui.presenters.session import SessionView, session_facts

FACTS_CELLS: Final = 58
"""What the dialog's box leaves for its text."""


class SessionChoice(Enum):
    """What to do with the session that was shown."""

    TOGGLE_LOCK = auto()


class SessionDialog(Dialog[SessionChoice]):
    """Returns what was chosen, None when it was only looked at."""

    AUTO_FOCUS = "#close"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ToggleLockHere, CloseSession)]

    def __init__(self, view: SessionView) -> None:
        """`view` says everything there is to say."""
        super().__init__(safe(view.title))
        self._view = view

    def compose_box(self) -> ComposeResult:
        """Show the facts over the buttons."""
        yield Static(Content("\n").join(session_facts(self._view, FACTS_CELLS)), classes="message")
        with Horizontal(classes="buttons"):
            yield Button("Back  esc", id="close", compact=True)
            if self._view.can_lock:
                yield Button("Unlock  p" if self._view.locked else "Lock  p", id="lock", compact=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the lock only where it means something."""
        return self._view.can_lock if action == "toggle_lock" else super().check_action(action, parameters)

    def action_toggle_lock(self) -> None:
        """Leave to lock or unlock."""
        self.dismiss(SessionChoice.TOGGLE_LOCK)

    @on(Button.Pressed, "#lock")
    def _lock(self) -> None:
        self.action_toggle_lock()

    @on(Button.Pressed, "#close")
    def _close(self) -> None:
        self.action_close()
