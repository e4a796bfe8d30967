"""The reason of a skip: a few lines, which may stay empty."""

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Static, TextArea

from habitos_tui.domain.model.completion import MAX_NOTE
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dialogs.base import Dialog
from habitos_tui.ui.kit.fields import BAD, Lines
from habitos_tui.ui.kit.safe_text import safe
from habitos_tui.ui.session.commands import SaveReason


class SkipDialog(Dialog[str]):
    """Returns the reason, which may be empty, or None if the user cancels the skip."""

    AUTO_FOCUS = "#reason"
    BINDINGS = bindings(SaveReason)

    DEFAULT_CSS = "SkipDialog #said { height: 1; }"

    def __init__(self, title: Content, save: Callable[[str], object], reason: str | None = None) -> None:
        """`save` commits a reason; its errors are shown over the dialog, which keeps the typed text.

        `reason` is the previous one; None for a session that is not skipped yet.
        """
        super().__init__(title)
        self._new, self._reason, self._commit = reason is None, reason or "", save
        self._warned = False

    def compose_box(self) -> ComposeResult:
        """Lay out the field and the buttons."""
        why = "Why do you leave it out?" if self._new else "Why did you leave it out?"
        yield Static(safe(f"It counts neither as done nor as missed. {why}"), classes="message")
        yield Lines(self._reason, id="reason", placeholder="optional, such as: ill, visitors, too tired")
        yield Static("", id="said", markup=False)
        with Horizontal(classes="buttons"):
            keep, skip = ("Keep it  esc", "Skip it  ctrl+s") if self._new else ("Cancel  esc", "Save  ctrl+s")
            yield Button(keep, id="keep", action="screen.close", compact=True)
            yield Button(skip, id="skip", action="screen.save", variant="primary", compact=True)

    def action_save(self) -> None:
        """Return the reason, unless it is too long to be stored."""
        reason = self.query_one("#reason", Lines).answer
        if len(reason) > MAX_NOTE:
            self._say(f"{BAD}At most {MAX_NOTE} characters can be kept; these are {len(reason)}.", "$text-error")
        else:
            self._commit(reason)
            self.dismiss(reason)

    def action_close(self) -> None:
        """Close; if something was typed, only at the second press."""
        if self._warned or self.query_one("#reason", Lines).answer == self._reason:
            self.dismiss(None)
            return
        self._warned = True
        self._say("Not saved yet: ctrl+s saves, escape once more leaves.", "$text-warning")

    @on(TextArea.Changed)
    def _changed(self) -> None:
        self._warned = False
        self._say("")

    def _say(self, sentence: str, style: str = "") -> None:
        self.query_one("#said", Static).update(safe(sentence, style))
