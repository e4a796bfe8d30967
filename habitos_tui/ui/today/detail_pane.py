"""The session under the cursor of Today in full, beside the list, on screens that are wide enough."""

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
    """The facts of one session; hidden while there is no room for it, or no session to show."""

    view: reactive[SessionView | None] = reactive(None, init=False, layout=False, repaint=False)

    def __init__(self) -> None:
        """It is empty until `show`."""
        super().__init__(id="detail")
        self.add_class("pane")
        self._week: WeekAgenda | None = None
        """The week around the session, read when there is room to show it."""

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the facts, what was noted broken to `width`."""
        if self.view is None or width <= 0:
            return ()
        title = safe(self.view.title, "bold").truncate(width, ellipsis=True)
        return tuple(Line(line) for line in (title, Content(""), *session_facts(self.view, width)))

    def forget_week(self) -> None:
        """Read the week again before the next session is shown: something in it changed."""
        self._week = None

    def show(self, space: Workspace, day: date, line: ItemLine | None) -> None:
        """Show the session of a line of the list of that day."""
        self.display = line is not None and line.start is not None and self.screen.size.width >= WIDE
        if line is None or not self.display:
            return
        # A session of last night is of last week's plan where the week began at midnight.
        first = space.planning.week_of(day + timedelta(days=line.days))
        if self._week is None or self._week.start != first:
            self._week = space.tracking.week(first)
        block = next((block for block in blocks_of(self._week) if block.key == line.key), None)
        if block is not None:
            self.view = session_view(self._week, block)
