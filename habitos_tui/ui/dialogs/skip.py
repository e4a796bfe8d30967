"""Why a session is left out: one line, which may stay empty."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Input, Static

from habitos_tui.ui.commands import bindings
from habitos_tui.ui.content import safe
from habitos_tui.ui.dialogs.base import Dialog
from habitos_tui.ui.living_commands import SaveReason
from habitos_tui.ui.widgets.fields import Field


class SkipDialog(Dialog[str]):
    """Returns the reason, an empty text when none was typed, or None when the session is not skipped after all."""

    AUTO_FOCUS = "#reason"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(SaveReason)]

    DEFAULT_CSS = """
    SkipDialog #reason { margin-bottom: 1; }
    """

    def __init__(self, title: Content, reason: str | None = None) -> None:
        """`reason` is what was given before; None for a session that is not skipped yet."""
        super().__init__(title)
        self._new, self._reason = reason is None, reason or ""

    def compose_box(self) -> ComposeResult:
        """Show the one field and its two ways out."""
        why = "Why do you leave it out?" if self._new else "Why did you leave it out?"
        yield Static(safe(f"It counts neither as done nor as missed. {why}"), classes="message")
        yield Field(
            self._reason, id="reason", placeholder="optional, such as: ill, visitors, too tired", max_length=2000
        )
        with Horizontal(classes="buttons"):
            yield Button("Keep it  esc" if self._new else "Cancel  esc", id="keep", compact=True)
            yield Button("Skip it  enter" if self._new else "Save  enter", id="skip", variant="primary", compact=True)

    def action_save(self) -> None:
        """Leave with the reason."""
        self.dismiss(self.query_one("#reason", Field).value.strip())

    @on(Input.Submitted)
    @on(Button.Pressed, "#skip")
    def _skip(self) -> None:
        self.action_save()

    @on(Button.Pressed, "#keep")
    def _keep(self) -> None:
        self.action_close()
