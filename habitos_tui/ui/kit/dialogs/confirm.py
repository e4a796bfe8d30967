"""A question before something that cannot be taken back."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Static

from habitos_tui.ui.kit.dialogs.base import Dialog
from habitos_tui.ui.kit.safe_text import safe


class ConfirmDialog(Dialog[bool]):
    """Returns True when the user says yes; the focus is on the button that changes nothing."""

    AUTO_FOCUS = "#no"

    def __init__(self, title: str, question: Content, yes: str, no: str = "Keep") -> None:
        """`question` is shown as it is; `yes` and `no` are the words on the buttons."""
        super().__init__(safe(title))
        self._question = question
        self._yes, self._no = yes, no

    def compose_box(self) -> ComposeResult:
        """Show the question over its two answers."""
        yield Static(self._question, classes="message")
        with Horizontal(classes="buttons"):
            yield Button(safe(self._no), id="no", compact=True)
            yield Button(safe(self._yes), id="yes", variant="error", compact=True)

    @on(Button.Pressed)
    def _answer(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")
