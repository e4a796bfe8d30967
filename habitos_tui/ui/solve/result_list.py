"""The lines of one tab of a result, and the text about the line under the cursor."""

from collections.abc import Sequence
from typing import Final

from textual.content import Content
from textual.reactive import reactive

from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.line_list import Line, LineList
from habitos_tui.ui.kit.safe_text import MUTED
from habitos_tui.ui.solve.commands import OpenResultLine
from habitos_tui.ui.solve.result_presenter import ResultLine, ResultTab

LEAST_LINES: Final = 6
"""Height of the detail under the list, its border included."""


class ResultList(LineList):
    """The lines of one tab."""

    BINDINGS = bindings(OpenResultLine)

    def __init__(self) -> None:
        """It is empty until `show`."""
        super().__init__(id="result-list")
        self._tab: ResultTab | None = None
        self._fresh = False
        """The tab has not been shown yet."""
        self._by_key: dict[str, ResultLine] = {}

    @property
    def line(self) -> ResultLine | None:
        """The line under the cursor."""
        return self._by_key.get(self.cursor or "")

    def show(self, tab: ResultTab, *, same: bool) -> None:
        """Show a tab from where it says, else from its first line; the `same` with other lines keeps its cursor."""
        self._tab, self._fresh = tab, self._fresh or not same
        self.rebuild()

    def rebuild(self, *, start: str | None = None) -> None:
        """Build the lines once there is room for them, and post where the cursor is."""
        if self._tab is None or not self.scrollable_content_region.width:
            return
        if self._fresh:
            self._fresh = False
            self.scroll_to(y=0, animate=False, force=True)
            keys = (line.key for line in self._tab.lines(self.scrollable_content_region.width) if line.key is not None)
            start = self._tab.start or next(keys, None)
        super().rebuild(start=start)
        self.post_message(self.Moved(self.cursor or ""))

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the lines, no wider than `width`."""
        if self._tab is None or width <= 0:
            return ()
        lines = tuple(self._tab.lines(width))
        self._by_key = {line.key: line for line in lines if line.key is not None}
        shown = lines or (ResultLine(Content.styled(f"  {self._tab.empty_text}", MUTED)),)
        return tuple(Line(line.content.truncate(width, ellipsis=True), line.key) for line in shown)


class DetailLines(LineList, can_focus=False):
    """Text wrapped to the width; only lines that changed are sent to the terminal."""

    view: reactive[tuple[Content, ...]] = reactive((), init=False, layout=False, repaint=False)

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the text; its end is left out where there is no room for it."""
        if width <= 0:
            return ()
        lines = [part for line in self.view for part in line.wrap(width)]
        if len(lines) > height > 0:
            lines = [*lines[: height - 1], Content.assemble(lines[height - 1].truncate(width - 2), " …")]
        return tuple(Line(line) for line in lines)

    def make_room(self, most: int) -> None:
        """Grow for a long text, up to `most` lines, and shrink again after it."""
        width = self.scrollable_content_region.width
        lines = sum(len(line.wrap(width)) for line in self.view) if width > 0 else 0
        self.styles.height = max(LEAST_LINES, min(lines + 1, most))
