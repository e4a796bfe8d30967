"""Figures of a run and the width of its drawn gap; notes for runs without a plan."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from textual.content import Content

from habitos_tui.domain.model.plan import Plan, Progress
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.domain.text.phrasing import cut_short, percent, points
from habitos_tui.errors import HabitosError
from habitos_tui.ui.kit.safe_text import MUTED, key_hints, safe, safe_lines

UNKNOWN: Final = "\N{EM DASH}"
WIDEST_GAP: Final = 1.0
"""The gap drawn at full width; narrower gaps are drawn on a logarithmic scale."""

_PHASES: Final = {
    "build": "Writing the week down as a model",
    "relax": "Finding out what is possible at best",
    "restrict": "Looking for a first good week",
    "improve": "Making the week better",
    "tighten": "Finding out how much better it could be",
    "prove": "Improving the week and proving how good it is",
    "diagnose": "Finding out which limits clash",
    "explain": "Finding out what the others would cost",
}


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
    progress: Progress | None, options: SolveOptions, *, elapsed: float, stopping: bool = False
) -> ProgressView:
    """Return what to show `elapsed` seconds after the start."""
    incumbent = None if progress is None else progress.incumbent
    bound = None if progress is None else progress.bound
    gap = None if progress is None else progress.gap
    phase = "build" if progress is None else progress.phase
    return ProgressView(
        phase="Stopping: the best plan so far is kept" if stopping else _PHASES.get(phase, phase),
        best=UNKNOWN if incumbent is None else points(incumbent),
        bound=UNKNOWN if bound is None else points(bound),
        gap=UNKNOWN if gap is None else percent(gap, 2),
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
        sign, lines = "○ ", ["Give it more seconds, or ask for a wider gap."]
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
    yield Content.assemble(("o", "bold $accent"), (" shows them in Solve, where one key repairs", MUTED))
