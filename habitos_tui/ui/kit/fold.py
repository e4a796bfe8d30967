"""Rows of a form that are folded under one line until they are wanted."""

from dataclasses import dataclass
from typing import Final

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.commands import ToggleFold
from habitos_tui.ui.kit.safe_text import MUTED

_FOLDED: Final = "▸"
_UNFOLDED: Final = "▾"
_TITLE_CELLS: Final = 14
"""As wide as the labels of the rows."""


class FoldHead(Static, can_focus=True):
    """The line that stays."""

    BINDINGS = bindings(ToggleFold)

    @dataclass
    class Toggled(Message):
        """It was picked or clicked."""

    def action_pick(self) -> None:
        """Ask to fold or unfold what is below."""
        self.post_message(self.Toggled())

    def on_click(self) -> None:
        """Do as space does."""
        self.action_pick()


class Fold(Vertical):
    """Rows under a line that says what they are about; they are there, and keep what was typed, when folded."""

    unfolded: reactive[bool] = reactive(False, init=False)
    _body = getters.query_one("#folded", Vertical)

    def __init__(self, title: str, about: str, *rows: Widget, unfolded: bool) -> None:
        """`about` names what is in it, and the key."""
        super().__init__()
        self._title, self._about, self._rows = title, about, rows
        self.set_reactive(Fold.unfolded, unfolded)

    def compose(self) -> ComposeResult:
        """Lay out the line and what is below."""
        yield FoldHead(self._line())
        body = Vertical(*self._rows, id="folded")
        body.display = self.unfolded
        yield body

    def validate_unfolded(self, unfolded: bool) -> bool:
        """Keep it unfolded while a field in it is marked: an error is not hidden."""
        return unfolded or bool(self._body.query(".-bad"))

    def watch_unfolded(self) -> None:
        """Show the rows, or hide them."""
        head, inside = self.query_one(FoldHead), self.screen.focused
        head.update(self._line())
        self._body.display = self.unfolded
        if not self.unfolded and inside is not None and self._body in inside.ancestors:
            head.focus()

    def enter(self) -> None:
        """Unfold it, and go to its first field; fold it again if it is unfolded."""
        self.unfolded = not self.unfolded
        first = next((widget for widget in self._body.query("*") if widget.focusable), None)
        if self.unfolded and first is not None:
            first.focus()

    @on(FoldHead.Toggled)
    def _toggled(self, event: FoldHead.Toggled) -> None:
        event.stop()
        self.unfolded = not self.unfolded

    def _line(self) -> Content:
        mark = _UNFOLDED if self.unfolded else _FOLDED
        return Content.assemble(f"{mark} {self._title}".ljust(_TITLE_CELLS), (self._about, MUTED))


def reveal(widget: Widget) -> None:
    """Unfold what `widget` is folded in."""
    for ancestor in widget.ancestors:
        if isinstance(ancestor, Fold):
            ancestor.unfolded = True
