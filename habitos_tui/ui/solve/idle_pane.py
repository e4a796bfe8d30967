"""The pane of Solve at rest: the plan of now, and what planning anew could win."""

from collections.abc import Sequence

from textual.reactive import reactive

from habitos_tui.domain.planning.overview import PlanOverview
from habitos_tui.ui.kit.line_list import Line, LineList
from habitos_tui.ui.solve.idle_presenter import idle_lines


class IdlePane(LineList, can_focus=False):
    """Shows an overview in as many lines as there is room for; nothing until it is known."""

    view: reactive[PlanOverview | None] = reactive(None, init=False, layout=False, repaint=False)

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the lines that fit."""
        if width <= 0 or self.view is None:
            return ()
        return tuple(Line(line) for line in idle_lines(self.view, width, height))
