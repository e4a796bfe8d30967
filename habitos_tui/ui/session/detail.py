"""A session in full, beside a list; only lines that changed are sent to the terminal."""

from collections.abc import Sequence

from textual.content import Content
from textual.reactive import reactive

from habitos_tui.ui.kit.line_list import Line, LineList
from habitos_tui.ui.kit.safe_text import safe
from habitos_tui.ui.session.view import SessionView, session_facts


class FactList(LineList, can_focus=False):
    """The facts of one session, or nothing."""

    view: reactive[SessionView | None] = reactive(None, init=False, layout=False, repaint=False)

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the facts, what was noted broken to `width`."""
        if self.view is None or width <= 0:
            return ()
        title = safe(self.view.title, "bold").truncate(width, ellipsis=True)
        return tuple(Line(line) for line in (title, Content(""), *session_facts(self.view, width)))
