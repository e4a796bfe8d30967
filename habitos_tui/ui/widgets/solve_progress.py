"""A run under way: figures of fixed width that change in place, and a bar that shrinks with the gap.

It repaints at most twice a second and only when a figure changed, which keeps a slow line quiet.
"""

from typing import Final

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from habitos_tui.ui.presenters.solve import ProgressView, gap_bar

BAR_CELLS: Final = 40


class SolveProgressPane(Static):
    """Shows a ProgressView."""

    view: reactive[ProgressView | None] = reactive(None)

    def __init__(self) -> None:
        """Nothing is shown until there is a view."""
        super().__init__(id="progress", markup=False)

    def render(self) -> Content:
        """Return the figures, a line each."""
        view = self.view
        if view is None:
            return Content("")
        bar = gap_bar(view.share, max(10, min(BAR_CELLS, self.size.width - 24)))
        return Content("\n").join(
            [
                Content.styled(view.phase, "bold"),
                Content(""),
                self._line("Best plan", view.best, "points"),
                self._line("At most", view.bound, "points are possible"),
                Content.assemble(self._line("Gap", view.gap, ""), " ", bar),
                self._line("Goal", view.target, "or less"),
                Content(""),
                self._line("Plans found", view.plans, ""),
                self._line("Elapsed", view.elapsed, ""),
                Content(""),
                Content.assemble(("c", "bold $accent"), (" stops and keeps the best plan so far", "$foreground-muted")),
            ]
        )

    @staticmethod
    def _line(label: str, figure: str, unit: str) -> Content:
        return Content.assemble((f"{label:<12}", "$foreground-muted"), (f"{figure:>9}", "bold"), f" {unit}")
