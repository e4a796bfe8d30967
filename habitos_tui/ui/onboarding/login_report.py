"""What happened to a person's password while they were not here."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Static

from habitos_tui.ui.kit.dialogs.base import Dialog
from habitos_tui.ui.kit.safe_text import safe


class LoginReportDialog(Dialog[None]):
    """Shows the report until it is closed.

    Nothing has the focus: it comes unasked, and space or enter may have been meant for what was there before.
    """

    AUTO_FOCUS = ""

    def __init__(self, sentence: str) -> None:
        """`sentence` is the report."""
        super().__init__(Content("Your password"))
        self._sentence = sentence

    def compose_box(self) -> ComposeResult:
        """Show the sentence and what can be done."""
        yield Static(safe(self._sentence), classes="message")
        yield Static("Was it not you? Another password is set in the settings, with comma.", classes="hint")
        with Horizontal(classes="buttons"):
            yield Button("Close  esc", id="close", action="screen.close", compact=True)
