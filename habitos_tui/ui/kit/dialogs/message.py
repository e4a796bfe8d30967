"""Dialogs of one sentence: an error, or a confirmation."""

from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Static

from habitos_tui.errors import HabitosError
from habitos_tui.ui.kit.dialogs.base import Dialog
from habitos_tui.ui.kit.safe_text import safe, safe_lines

GO_BACK: Final = "Press enter to go back to where you were."
"""Default next step of an error."""


class ErrorDialog(Dialog[None]):
    """Shows a HabitosError and the next step."""

    BOX_CLASSES = "-error"

    def __init__(self, error: HabitosError) -> None:
        """`error` has title, message and hint."""
        super().__init__(safe(error.title))
        self._error = error

    def compose_box(self) -> ComposeResult:
        """Show the sentence and the next step."""
        yield Static(safe_lines(self._error.message), classes="message")
        yield Static(safe_lines(self._error.hint or GO_BACK), classes="hint")
        yield Button("OK", id="ok", compact=True)

    @on(Button.Pressed)
    def _read(self) -> None:
        self.dismiss(None)


class ConfirmDialog(Dialog[bool]):
    """Returns True if the user confirms; the focus is on the button that changes nothing."""

    AUTO_FOCUS = "#no"

    def __init__(self, title: str, question: Content, yes: str, no: str = "Keep") -> None:
        """`question` is shown unchanged; `yes` and `no` are the button labels."""
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
