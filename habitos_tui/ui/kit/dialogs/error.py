"""What went wrong, in a sentence, and what to do next."""

from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.widgets import Button, Static

from habitos_tui.errors import HabitosError
from habitos_tui.ui.kit.dialogs.base import Dialog
from habitos_tui.ui.kit.safe_text import safe, safe_lines

GO_BACK: Final = "Press enter to go back to where you were."
"""The next step where an error knows none."""


class ErrorDialog(Dialog[None]):
    """One dialog for every HabitosError."""

    BOX_CLASSES = "-error"

    def __init__(self, error: HabitosError) -> None:
        """`error` says everything there is to say."""
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
