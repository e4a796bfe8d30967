"""Details of the session under the cursor of Today, beside the list on wide screens."""

from collections.abc import Sequence
from datetime import date, timedelta

from textual.content import Content
from textual.reactive import reactive

from habitos_tui.domain.model.agenda import WeekAgenda
from habitos_tui.services.workspace import Workspace
from habitos_tui.ui.kit.line_list import Line, LineList
from habitos_tui.ui.kit.safe_text import safe
from habitos_tui.ui.kit.screen import WIDE
from habitos_tui.ui.session.block import blocks_of
from habitos_tui.ui.session.view import SessionView, session_facts, session_view
from habitos_tui.ui.today.presenter import ItemLine


class DetailPane(LineList, can_focus=False):
    """The facts of one session; hidden without room or without a session."""

    view: reactive[SessionView | None] = reactive(None, init=False, layout=False, repaint=False)

    def __init__(self) -> None:
        """Empty until `show`."""
        super().__init__(id="detail", classes="pane")
        self._week: WeekAgenda | None = None
        """The week of the session, read only when shown."""

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the facts, wrapped to `width`."""
        if self.view is None or width <= 0:
            return ()
        title = safe(self.view.title, "bold").truncate(width, ellipsis=True)
        return tuple(Line(line) for line in (title, Content(""), *session_facts(self.view, width)))

    def forget_week(self) -> None:
        """Drop the cached week, because it changed."""
        self._week = None

    def show(self, space: Workspace, day: date, line: ItemLine | None) -> None:
        """Show the session of a line of `day`."""
        self.display = line is not None and line.start is not None and self.screen.size.width >= WIDE
        if line is None or not self.display:
            return
        # A session of last night belongs to last week's plan if the week began at midnight.
        first = space.planning.week_of(day + timedelta(days=line.days))
        if self._week is None or self._week.start != first:
            self._week = space.tracking.week(first)
        block = next((block for block in blocks_of(self._week) if block.key == line.key), None)
        if block is not None:
            self.view = session_view(self._week, block)
