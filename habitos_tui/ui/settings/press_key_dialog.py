"""Waits for one key and returns it."""

from textual import events
from textual.app import ComposeResult
from textual.widgets import Static

from habitos_tui.ui.kit.dialogs.base import Dialog
from habitos_tui.ui.kit.safe_text import safe


class PressKeyDialog(Dialog[str]):
    """Returns Textual's name of the key that was pressed; escape presses none."""

    SECLUDED = True

    def __init__(self, label: str, about: str) -> None:
        """`label` and `about` say which command it is for."""
        super().__init__(safe(label))
        self._about = about

    def compose_box(self) -> ComposeResult:
        """Show what is waited for."""
        yield Static(safe(self._about), classes="message")
        yield Static("Press the new key. Escape leaves it as it is.", classes="hint")

    def on_key(self, event: events.Key) -> None:
        """Take the key."""
        event.stop()
        event.prevent_default()
        if event.key != "escape":
            self.dismiss(event.key)
        else:
            self.dismiss(None)
