"""The history of runs: a page of lines under a heading, as many columns as there is room for."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.message import Message

from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.line_list import Line, LineList
from habitos_tui.ui.solve.commands import NewerRuns, OlderRuns
from habitos_tui.ui.solve.presenter import HistoryRow, history_heading, history_line


class RunList(LineList):
    """Shows one page of earlier runs."""

    BINDINGS = bindings(NewerRuns, OlderRuns)

    @dataclass
    class Turned(Message):
        """Another page is wanted, so many further back."""

        pages: int

    def __init__(self) -> None:
        """It is empty until `fill`."""
        super().__init__(id="history")
        self._rows: Sequence[HistoryRow] = ()

    @property
    def row_count(self) -> int:
        """Runs on the page."""
        return len(self._rows)

    def fill(self, rows: Sequence[HistoryRow], *, start: str | None = None) -> None:
        """Show a page; the cursor goes to `start`, else it stays on its run."""
        self._rows = rows
        self.rebuild(start=start)

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the heading and a line a run."""
        if width <= 0:
            return ()
        if not self._rows:
            return (Line(Content.styled("No runs yet.", "$foreground-muted")),)
        return (Line(history_heading(width)), *(Line(history_line(row, width), row.id) for row in self._rows))

    def action_turn_page(self, pages: int) -> None:
        """Ask for another page."""
        self.post_message(self.Turned(pages))
