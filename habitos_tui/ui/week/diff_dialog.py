"""Changes to a week that the planner proposes, to be accepted or not."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button

from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dialogs.base import Dialog
from habitos_tui.ui.replan.commands import AcceptChanges, DiscardChanges
from habitos_tui.ui.replan.diff import DiffView
from habitos_tui.ui.replan.diff_list import DiffPane, dialog_lines


class DiffDialog(Dialog[bool]):
    """Returns True when the changes are accepted."""

    AUTO_FOCUS = "DiffList"
    BOX_CLASSES = "-diff"
    SCROLLS = False
    BINDINGS = bindings(AcceptChanges, DiscardChanges)

    def __init__(self, title: Content, view: DiffView) -> None:
        """`view` is what there is to accept."""
        super().__init__(title)
        self._view = view

    def compose_box(self) -> ComposeResult:
        """Lay out the changes over the two answers."""
        yield DiffPane(self._view)
        with Horizontal(classes="buttons"):
            yield Button("Leave it  esc", id="close", action="screen.close", compact=True)
            yield Button("Accept  y", id="accept", action="screen.accept", variant="primary", compact=True)

    def on_mount(self) -> None:
        """Be no higher than the changes are."""
        self.query_one("#box").styles.max_height = dialog_lines(self._view)

    def action_accept(self) -> None:
        """Leave with a yes."""
        self.dismiss(True)
