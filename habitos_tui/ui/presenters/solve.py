"""A run while it is under way, what came of it, and the history: frozen views, built by pure functions."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from textual.content import Content

from habitos_tui.domain.agenda import Run, RunSummary
from habitos_tui.domain.phrasing import WEEKDAYS, count, number, percent, points, slot_label
from habitos_tui.domain.plan import Change, Plan, PlanStatus, Progress, Session, SolveOptions
from habitos_tui.domain.problem import Problem
from habitos_tui.errors import HabitosError
from habitos_tui.text import clean
from habitos_tui.ui.content import safe, safe_lines
from habitos_tui.ui.presenters.dates import log_day, short_day, span, week_title
from habitos_tui.ui.themes import category_variable

UNKNOWN: Final = "\N{EM DASH}"
WIDEST_GAP: Final = 1.0
"""The gap at which the bar is full; narrower gaps are shown on a logarithmic scale."""

NAME_CELLS: Final = 20
SMALLEST_GAP: Final = 0.00005
"""What would be shown as 0.00 %."""

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
_SIGNS: Final = {
    PlanStatus.OPTIMAL: ("✓", "$success"),
    PlanStatus.FEASIBLE: ("◐", "$warning"),
    PlanStatus.INFEASIBLE: ("✗", "$error"),
    PlanStatus.CANCELLED: ("○", "$foreground-muted"),
    PlanStatus.FAILED: ("✗", "$error"),
}
_ENGINES: Final = {"highs": "HiGHS", "cbc": "CBC"}


@dataclass(frozen=True, slots=True)
class ProgressView:
    """The figures of a run under way, as shown; `share` of the bar is 1 at a wide gap and 0 at the one asked for."""

    phase: str
    best: str
    bound: str
    gap: str
    target: str
    plans: str
    elapsed: str
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
        share=1.0 if gap is None else gap_share(gap, options.gap),
    )


def gap_share(gap: float, target: float) -> float:
    """Return where `gap` lies between the widest (1) and `target` (0), on a logarithmic scale."""
    if gap <= target:
        return 0.0
    lowest = max(target, 1e-6)
    share = math.log(max(gap, lowest) / lowest) / math.log(WIDEST_GAP / lowest)
    return min(1.0, max(0.0, share))


def gap_bar(share: float, cells: int) -> Content:
    """Return a bar that is full at a wide gap and empty once the gap asked for is reached."""
    filled = min(cells, math.ceil(share * cells))
    return Content.assemble(("█" * filled, "$accent"), ("░" * (cells - filled), "$foreground-muted"))


@dataclass(frozen=True, slots=True)
class ResultView:
    """What came of a run: a headline, figures, and four lists; `acceptable` when there is a plan to accept."""

    headline: Content
    figures: str
    days: tuple[Content, ...] = ()
    """The new sessions, a block a day."""
    objectives: tuple[Content, ...] = ()
    unplaced: tuple[Content, ...] = ()
    unplaced_count: int = 0
    """Behaviors under their target, or limits that clash."""
    changes: tuple[Content, ...] = ()
    conflict: bool = False
    """The second list tells limits that clash instead."""
    changed: int = 0
    """Sessions added or removed against the plan before."""
    acceptable: bool = False


EMPTY: Final = ResultView(Content(""), "")


def result_view(run: Run) -> ResultView:
    """Return what to show of a finished run."""
    plan, problem = run.plan, run.problem
    return ResultView(
        headline=headline(run),
        figures=figures(run.summary),
        days=tuple(_days(plan, problem)),
        objectives=tuple(_objective_lines(plan)),
        unplaced=tuple(_unplaced_lines(plan, problem)),
        unplaced_count=len(plan.unplaced) or len(plan.conflict),
        conflict=bool(plan.conflict),
        changes=tuple(_change_lines(plan, problem)),
        changed=sum(change.kind != "kept" for change in plan.changes),
        acceptable=plan.usable,
    )


def headline(run: Run) -> Content:
    """Return how a run ended, in one line."""
    plan = run.plan
    sign, style = _SIGNS[plan.status]
    if plan.usable and not plan.sessions:
        return Content.assemble((f"{sign} ", f"bold {style}"), ("Nothing more fits into this week", "bold"))
    sessions = count(len(plan.sessions), "session")
    sentence = {
        PlanStatus.OPTIMAL: f"{sessions} planned; {_proof(plan.gap or 0.0)}",
        PlanStatus.FEASIBLE: f"{sessions} planned; stopped before the proof",
        PlanStatus.INFEASIBLE: "No week keeps all your limits",
        PlanStatus.CANCELLED: "Stopped before there was a plan",
        PlanStatus.FAILED: "The solver gave no answer",
    }[plan.status]
    return Content.assemble((f"{sign} ", f"bold {style}"), (sentence, "bold"))


def _proof(gap: float) -> str:
    return "no week is better" if gap < SMALLEST_GAP else f"no week is better by more than {percent(gap, 2)}"


def figures(summary: RunSummary) -> str:
    """Return week, points, bound, engine and seconds in one line."""
    parts = [week_title(summary.week_start)]
    if summary.objective is not None:
        best = "" if summary.bound is None else f" of at most {points(summary.bound)}"
        parts.append(f"{points(summary.objective)} points{best}")
    parts.append(f"{_ENGINES.get(summary.engine, summary.engine)} {number(summary.seconds)} s")
    return " · ".join(part for part in parts if part)


def _days(plan: Plan, problem: Problem) -> Iterator[Content]:
    """Yield the new sessions of each day that has any, under its date."""
    for day in range(7):
        sessions = sorted((s for s in plan.sessions if s.day == day), key=lambda session: session.start)
        if sessions:
            date_line = Content.styled(short_day(problem.week_start + timedelta(days=day)), "bold $primary")
            yield Content("\n").join([date_line, *(_session_line(session, problem) for session in sessions)])


def _session_line(session: Session, problem: Problem) -> Content:
    behavior = problem.behavior_by_id[session.behavior]
    return Content.assemble(
        (span(session.start, session.end), "$foreground-muted"),
        (" ▌", f"${category_variable(behavior.category)}"),
        safe(clean(behavior.name, limit=NAME_CELLS)),
    )


def _objective_lines(plan: Plan) -> Iterator[Content]:
    for share in plan.objectives:
        reached = share.share
        filled = 0 if reached is None else min(20, max(0, round(reached * 20)))
        name = safe(clean(slot_label(share.objective).capitalize(), limit=15).ljust(16))
        text = "out of reach" if reached is None else f"{percent(reached)} of what is possible"
        bar = (("▰" * filled, "$success"), ("▱" * (20 - filled), "$foreground-muted"))
        yield Content.assemble(name, *bar, f" {text}")


def _unplaced_lines(plan: Plan, problem: Problem) -> Iterator[Content]:
    for missing in plan.unplaced:
        behavior = problem.behavior_by_id.get(missing.behavior)
        name = missing.behavior if behavior is None else behavior.name
        yield Content.assemble(
            safe(clean(name, limit=40), "bold"),
            (f"  {missing.placed} of {missing.target} a week", "$foreground-muted"),
        )
        yield safe(f"  {_after_name(missing.sentence, name)}")
    if plan.conflict:
        yield from _conflict_lines(plan)


def _conflict_lines(plan: Plan) -> Iterator[Content]:
    """Yield the limits that clash, what would repair that, and where to do it."""
    together = "This limit cannot be kept:" if len(plan.conflict) == 1 else "These limits cannot all be kept together:"
    yield Content.styled(together, "bold")
    for limit in plan.conflict:
        yield Content.assemble((" ✗ ", "bold $text-error"), safe(limit.sentence))
    if plan.repairs:
        yield Content("")
        yield Content.styled("One of these is enough to make the week possible:", "bold")
    for repair in plan.repairs:
        yield Content.assemble((" → ", "bold $accent"), safe(repair.sentence))


def _after_name(sentence: str, name: str) -> str:
    """Return the sentence without the name it begins with, which stands in the line above."""
    rest = sentence.removeprefix(f"“{name}”: ")
    return rest[:1].upper() + rest[1:]


def _change_lines(plan: Plan, problem: Problem) -> Iterator[Content]:
    signs = {"added": ("+ ", "bold $success"), "removed": ("- ", "bold $error"), "kept": ("= ", "$foreground-muted")}
    order = {"removed": 0, "added": 1, "kept": 2}
    for change in sorted(plan.changes, key=lambda change: (order[change.kind], change.day)):
        yield Content.assemble(signs[change.kind], *_where(change, problem))


def _where(change: Change, problem: Problem) -> tuple[Content | tuple[str, str], ...]:
    behavior = problem.behavior_by_id.get(change.behavior)
    name = change.behavior if behavior is None else behavior.name
    day = problem.week_start + timedelta(days=change.day)
    style = "$foreground-muted" if change.kind == "kept" else "$foreground"
    place = f"{WEEKDAYS[day.weekday()][:3]} {slot_label(change.slot)}"
    return safe(clean(place, limit=22).ljust(23), style), safe(name, style)


def failure_note(error: HabitosError | None, *, stopped: bool) -> Content:
    """Return why a run has no result, and what to do next."""
    if error is not None:
        sign, title, lines = "✗ ", error.title, [error.message, error.hint]
    elif stopped:
        sign, title, lines = "○ ", "Stopped before a plan was found", ["Let it search a little longer."]
    else:
        title = "The time was up before a plan was found"
        sign, lines = "○ ", ["Give it more seconds, or ask for a wider gap."]
    keys = Content.assemble(("s", "bold $accent"), " tries again   ", ("n", "bold $accent"), " goes back")
    head = Content.assemble((sign, "bold $error"), safe(title, "bold"))
    return Content("\n\n").join([head, *(safe_lines(line) for line in lines if line), keys])


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One earlier run in the list."""

    id: str
    week: str
    status: str
    points: str
    gap: str
    accepted: str


def history_rows(runs: Sequence[RunSummary]) -> tuple[HistoryRow, ...]:
    """Return the history, newest first as given."""
    return tuple(
        HistoryRow(
            id=str(run.id),
            week=log_day(run.week_start)[4:10],
            status=f"{_SIGNS[run.status][0]} {run.status}",
            points=UNKNOWN if run.objective is None else points(run.objective),
            gap=UNKNOWN if run.gap is None else percent(run.gap, 2),
            accepted="✓" if run.accepted_at is not None else "",
        )
        for run in runs
    )
