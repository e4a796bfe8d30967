"""The progress of a run: figures updated in place, and the closing gap between incumbent and bound.

One widget draws all of it and repaints only lines that change, up to the last cell that differs: Textual sends a line
from its widget's left edge on, so figures stand at the left, before their labels. An update each second costs some
sixty bytes, little enough for a slow link.
"""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.timer import Timer
from textual.visual import Visual
from textual.widget import Widget

from habitos_tui.ui.kit.app_context import Solver
from habitos_tui.ui.kit.marks import DONE
from habitos_tui.ui.kit.messages import SolveState
from habitos_tui.ui.kit.safe_text import MUTED
from habitos_tui.ui.replan.presenter import ProgressView, gap_cells, progress_view

SECONDS_BETWEEN_PAINTS: Final = 0.5
BAR_CELLS: Final = 32
FIGURE_CELLS: Final = 9
LINES: Final = 10
EMPTY_TEXT: Final = Content("")


class SolveProgressPane(Widget, can_focus=False):
    """Shows the figures of a run in `view`, which it updates itself if it follows a solver."""

    ALLOW_SELECT = False

    view: reactive[ProgressView | None] = reactive(None, layout=False, repaint=False)

    def __init__(self) -> None:
        """Nothing is shown until there is a view."""
        super().__init__(id="progress")
        self._lines: tuple[Content, ...] = ()
        self._solver: Solver | None = None
        self._timer: Timer | None = None

    def follow(self, solver: Solver) -> None:
        """Show the figures of the current run while the screen is in front."""
        self._solver = solver
        self._timer = self.set_interval(SECONDS_BETWEEN_PAINTS, self.show_figures, pause=not solver.state.running)
        solver.follow(self, self._solver_changed)

    def show_figures(self) -> None:
        """Update the figures."""
        solver = self._solver
        if solver is not None and solver.state.running and self.screen.is_current:
            state = solver.state
            self.view = progress_view(state.progress, state.options, elapsed=solver.elapsed, stopping=state.stopping)

    def _solver_changed(self, old: SolveState, new: SolveState) -> None:
        if old.running is not new.running and self._timer is not None:
            (self._timer.resume if new.running else self._timer.pause)()
        if (old.running, old.stopping) != (new.running, new.stopping):
            self.show_figures()

    def watch_view(self) -> None:
        """Repaint what changes."""
        before, self._lines = self._lines, () if self.view is None else tuple(_drawn(self.view))
        for y, (old, new) in enumerate(zip_longest(before, self._lines, fillvalue=EMPTY_TEXT)):
            first, last = differing(old, new)
            if first < last:
                self.refresh(Region(first, y, last - first, 1))

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        line = self._lines[y] if y < len(self._lines) else EMPTY_TEXT
        return Visual.to_strips(self, line, self.content_size.width, 1, self.visual_style, pad=True)[0]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The greatest number of lines that any view has."""
        return LINES


def differing(old: Content, new: Content) -> tuple[int, int]:
    """Return the half-open range of cells in which two lines of narrow characters differ."""
    if old.is_same(new):
        return 0, 0
    pairs = list(zip_longest(old.plain, new.plain, fillvalue=" "))
    places = [place for place, (one, other) in enumerate(pairs) if one != other]
    return (places[0], places[-1] + 1) if places else (0, len(pairs))


def _drawn(view: ProgressView) -> Iterator[Content]:
    first, last = gap_cells(view.share, BAR_CELLS)
    room = FIGURE_CELLS + BAR_CELLS + 2
    yield Content.styled(view.phase, "bold")
    yield EMPTY_TEXT
    yield Content.styled("Best plan".ljust(room) + "At most", MUTED)
    yield Content.assemble(
        (view.best.rjust(FIGURE_CELLS), "bold"),
        (" " + DONE * first, "$success"),
        ("┄" * (last - first), MUTED),
        (DONE * (BAR_CELLS - last) + " ", "$secondary"),
        (view.bound.ljust(FIGURE_CELLS), "bold"),
        (" points", MUTED),
    )
    yield EMPTY_TEXT
    yield _figure(view.gap, f"gap; to be {view.target} or less")
    yield _figure(view.plans, "plans found")
    yield _figure(view.elapsed, f"elapsed; limit {view.limit}")
    yield EMPTY_TEXT
    yield Content.assemble(("c", "bold $accent"), (" stops and keeps the best plan so far", MUTED))


def _figure(value: str, words: str) -> Content:
    return Content.assemble((value.rjust(FIGURE_CELLS), "bold"), (f"  {words}", MUTED))
