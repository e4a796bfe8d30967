"""Whether busy time of every week becomes free on one day or for good."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Static

from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dialogs.base import Dialog
from habitos_tui.ui.kit.safe_text import safe
from habitos_tui.ui.week.edit_commands import FreeForGood, FreeOnce


class FreeDialog(Dialog[bool]):
    """Returns True for good, False for the one day."""

    AUTO_FOCUS = "#once"
    BINDINGS = bindings(FreeOnce, FreeForGood)
    DEFAULT_CSS = "FreeDialog .buttons { margin-top: 1; }"

    def __init__(self, title: Content, times: str, day: str) -> None:
        """`times` says when it is taken every week, `day` is the day under the cursor."""
        super().__init__(title)
        self._times, self._day = times, day

    def compose_box(self) -> ComposeResult:
        """Show when it is taken, over the buttons."""
        yield Static(safe(self._times), markup=False)
        with Horizontal(classes="buttons"):
            yield Button("Keep  esc", id="keep", action="screen.close", compact=True)
            yield Button("Every week  e", id="every", action="screen.every", compact=True)
            only = safe(f"Only {self._day}  o")
            yield Button(only, id="once", action="screen.once", variant="primary", compact=True)

    def action_once(self) -> None:
        """Only that day."""
        self.dismiss(False)

    def action_every(self) -> None:
        """For good."""
        self.dismiss(True)
