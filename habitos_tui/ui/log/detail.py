"""An entry of the log in full: beside the list, or in the few lines below it."""

from collections.abc import Sequence

from textual.content import Content
from textual.reactive import reactive

from habitos_tui.text import one_line
from habitos_tui.ui.kit.line_list import Line, LineList
from habitos_tui.ui.kit.safe_text import MUTED, safe, safe_lines
from habitos_tui.ui.log.presenter import LogLine, entry_view, in_short
from habitos_tui.ui.session.view import session_facts

FEW_LINES = 6


class EntryDetail(LineList, can_focus=False):
    """What the log holds of one entry, or nothing."""

    view: reactive[LogLine | None] = reactive(None, init=False, layout=False, repaint=False)

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the facts, one a line where there is room for that."""
        if self.view is None or width <= 0:
            return ()
        if height < FEW_LINES:
            note = _note(self.view.note, width, height - 1) if self.view.note else []
            return tuple(Line(line) for line in (safe(in_short(self.view), MUTED), *note))
        view = entry_view(self.view)
        title = safe(view.title, "bold").truncate(width, ellipsis=True)
        return tuple(Line(line) for line in (title, Content(""), *session_facts(view, width)))


def _note(text: str, width: int, rows: int) -> Sequence[Content]:
    """Return a note line by line where there is room for that, else with signs for its line breaks."""
    lines = safe_lines(text, "italic").wrap(width)
    return lines if len(lines) <= rows else safe(one_line(text), "italic").wrap(width)
