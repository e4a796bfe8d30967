"""The changes from one plan to another, line by line, under a summary."""

from collections.abc import Sequence
from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from habitos_tui.ui.kit.line_list import Line, LineList
from habitos_tui.ui.replan.diff import DiffView, diff_lines, diff_points, diff_summary

AROUND: Final = 9
"""Lines that a dialog needs besides those of the list: border, blank lines, sums and buttons."""


def dialog_lines(view: DiffView) -> int:
    """Return the height that a dialog needs to show all changes."""
    return AROUND + max(len(view.rows), 1)


class DiffList(LineList):
    """One line a session."""

    view: reactive[DiffView] = reactive(DiffView.EMPTY, init=False, layout=False, repaint=False)

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return a line for every session; the first cell is for the cursor. Empty while the width is unknown."""
        if width <= 0:
            return ()
        lines = diff_lines(self.view, max(width - 2, 1))
        return tuple(Line(Content("  ") + line, key=str(row)) for row, line in enumerate(lines))


class DiffPane(Vertical):
    """A summary of the changes, in words and points, over the list."""

    DEFAULT_CSS = """
    DiffPane { height: 1fr; }
    DiffPane > Static { height: 1; }
    DiffPane > #diff-points { margin-bottom: 1; }
    """

    def __init__(self, view: DiffView = DiffView.EMPTY) -> None:
        """`view` is shown at first."""
        super().__init__(id="diff")
        self._view = view

    def compose(self) -> ComposeResult:
        """Lay out the sums and the list."""
        yield Static("", id="diff-summary", markup=False)
        yield Static("", id="diff-points", markup=False)
        yield DiffList(id="diff-list")

    def on_mount(self) -> None:
        """Show the initial view."""
        self.show(self._view)

    def show(self, view: DiffView) -> None:
        """Show other changes."""
        self.query_one("#diff-summary", Static).update(diff_summary(view))
        self.query_one("#diff-points", Static).update(diff_points(view))
        self.query_one(DiffList).view = view
