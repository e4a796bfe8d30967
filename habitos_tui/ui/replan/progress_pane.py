"""The progress of a run, with figures updated in place and the closing gap; and notes where a run brought no plan.

One widget draws all of it and repaints only lines that change, up to the last cell that differs: Textual sends a line
from its widget's left edge on, so figures stand there, before their labels, with neither padding nor room for more
digits on their left. An update each second costs some forty bytes, little enough for a slow link.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.timer import Timer
from textual.visual import Visual
from textual.widget import Widget

from habitos_tui.domain.model.plan import Plan, Progress
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.domain.text.phrasing import cut_short, percent, percent_at_most, points
from habitos_tui.domain.text.result_phrasing import PHASES
from habitos_tui.errors import HabitosError
from habitos_tui.ui.kit.app_context import Solver
from habitos_tui.ui.kit.marks import DONE
from habitos_tui.ui.kit.messages import SolveState
from habitos_tui.ui.kit.safe_text import MUTED, key_hints, safe, safe_lines

UNKNOWN: Final = "\N{EM DASH}"
STOPPING: Final = "Stopping: the best plan so far is kept"
READING_CALENDARS: Final = "Reading your calendars"
WIDEST_GAP: Final = 1.0
"""The gap drawn at full width; narrower gaps are drawn on a logarithmic scale."""


@dataclass(frozen=True, slots=True)
class ProgressView:
    """The figures of a run as shown; `share` of the width is 1 at a wide gap and 0 at the target gap."""

    phase: str
    best: str
    bound: str
    gap: str
    target: str
    plans: str
    elapsed: str
    limit: str
    share: float


def progress_view(
    progress: Progress | None, options: SolveOptions, *, elapsed: float, stopping: bool = False, reading: bool = False
) -> ProgressView:
    """Return what to show `elapsed` seconds after the start."""
    incumbent = None if progress is None else progress.incumbent
    bound = None if progress is None else progress.bound
    gap = None if progress is None else progress.gap
    phase = "build" if progress is None else progress.phase
    said = STOPPING if stopping else READING_CALENDARS if reading else PHASES.get(phase, phase)
    return ProgressView(
        phase=said,
        best=UNKNOWN if incumbent is None else points(incumbent),
        bound=UNKNOWN if bound is None else points(bound),
        gap=UNKNOWN if gap is None else percent_at_most(gap),
        target=percent(options.gap, 2),
        plans=str(0 if progress is None else progress.plans_found),
        elapsed=f"{int(elapsed)} s",
        limit="none" if options.time_limit is None else f"{options.time_limit:g} s",
        share=1.0 if gap is None else gap_share(gap, options.gap),
    )


def gap_share(gap: float, target: float) -> float:
    """Return where `gap` lies between the widest (1) and `target` (0), on a logarithmic scale."""
    if gap <= target:
        return 0.0
    lowest = max(target, 1e-6)
    share = math.log(max(gap, lowest) / lowest) / math.log(WIDEST_GAP / lowest)
    return min(1.0, max(0.0, share))


def gap_cells(share: float, cells: int) -> tuple[int, int]:
    """Return the half-open range of `cells` between incumbent and bound.

    The incumbent grows from the left and the bound from the right; they meet at the target gap.
    """
    space = min(cells, math.ceil(share * cells))
    first = (cells - space) // 2
    return first, first + space


def conflict_note(plan: Plan) -> Content:
    """Return which limits clash, what would repair that, and where to do it."""
    return Content("\n").join(_conflict(plan))


def failure_note(error: HabitosError | None, *, stopped: bool) -> Content:
    """Return why a run has no result, and what to do next."""
    if error is not None:
        sign, title, lines = "✗ ", error.title, [error.message, error.hint]
    elif stopped:
        sign, title, lines = "○ ", "Stopped before a plan was found", ["Let it search a little longer."]
    else:
        title = "The time was up before a plan was found"
        sign, lines = "○ ", ["Give it more seconds: o leads to the options."]
    keys = key_hints(("s", "tries again"), ("n", "goes back"))
    head = Content.assemble((sign, "bold $error"), safe(title, "bold"))
    return Content("\n\n").join([head, *(safe_lines(line) for line in lines if line), keys])


def _conflict(plan: Plan) -> Iterator[Content]:
    yield Content.assemble(("✗ ", "bold $error"), ("No week keeps all your limits", "bold"))
    yield Content("")
    yield from (Content.assemble((" ✗ ", "bold $text-error"), safe(limit.sentence)) for limit in plan.conflict)
    if plan.repairs:
        yield Content("")
        yield Content.styled("One of these is enough to make it possible:", "bold")
    yield from (Content.assemble((" → ", "bold $accent"), safe(repair.sentence)) for repair in plan.repairs)
    if note := cut_short(plan):
        yield Content("")
        yield Content.styled(note, "$text-warning")
    yield Content("")
    yield Content.assemble(("w", "bold $accent"), (" shows them in Solve, where one key repairs", MUTED))


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
            self.view = progress_view(
                state.progress,
                state.options,
                elapsed=solver.elapsed,
                stopping=state.stopping,
                reading=state.reading,
            )

    def _solver_changed(self, old: SolveState, new: SolveState) -> None:
        if old.running is not new.running and self._timer is not None:
            (self._timer.resume if new.running else self._timer.pause)()
        if (old.running, old.stopping, old.reading) != (new.running, new.stopping, new.reading):
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
        (view.best.ljust(FIGURE_CELLS), "bold"),
        (" " + DONE * first, "$success"),
        ("┄" * (last - first), MUTED),
        (DONE * (BAR_CELLS - last) + " ", "$secondary"),
        (view.bound.ljust(FIGURE_CELLS), "bold"),
        (" points", MUTED),
    )
    yield EMPTY_TEXT
    yield _figure(view.gap, f"better at most; {view.target} is near enough")
    yield _figure(view.plans, "plans found")
    yield _figure(view.elapsed, f"elapsed; limit {view.limit}")
    yield EMPTY_TEXT
    yield Content.assemble(("c", "bold $accent"), (" stops and keeps the best plan so far", MUTED))


def _figure(value: str, words: str) -> Content:
    return Content.assemble((value.ljust(FIGURE_CELLS), "bold"), (f"  {words}", MUTED))
