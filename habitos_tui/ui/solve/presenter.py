"""One-line texts about runs: headline, figures, errors, and rows of the history; pure."""

from datetime import tzinfo
from itertools import accumulate
from typing import Final

from textual.content import Content

from habitos_tui.domain.model.agenda import Run, RunSummary
from habitos_tui.domain.model.plan import Plan, PlanStatus
from habitos_tui.domain.text.phrasing import count, number, percent, points, reached_of
from habitos_tui.ui.kit.dates import log_day, week_title
from habitos_tui.ui.kit.messages import SolveState, Stage
from habitos_tui.ui.kit.safe_text import MUTED, key_hints
from habitos_tui.ui.replan.presenter import UNKNOWN, failure_note

SMALLEST_GAP: Final = 0.00005
"""Smaller gaps would be shown as 0.00 %."""

SHOWN_STAGES: Final = frozenset({Stage.RUNNING, Stage.FAILED, Stage.CANCELLED})
"""Stages that have a note; a finished solve shows its run."""

_STATUS: Final = {
    PlanStatus.OPTIMAL: ("✓", "$success", "proved"),
    PlanStatus.FEASIBLE: ("◐", "$warning", "stopped"),
    PlanStatus.INFEASIBLE: ("✗", "$error", "impossible"),
    PlanStatus.TIMED_OUT: ("○", MUTED, "timed out"),
    PlanStatus.CANCELLED: ("○", MUTED, "cancelled"),
    PlanStatus.FAILED: ("✗", "$error", "failed"),
}
"""Sign, its style, and the word for the list of runs, 10 cells at most."""
_WITHOUT_PLAN: Final = {
    PlanStatus.INFEASIBLE: "No week keeps all your limits",
    PlanStatus.TIMED_OUT: "Time was up before there was a plan",
    PlanStatus.CANCELLED: "Stopped before there was a plan",
    PlanStatus.FAILED: "The solver gave no answer",
}
_ENGINES: Final = {"highs": "HiGHS", "cbc": "CBC"}


def headline(run: Run) -> Content:
    """Return how a run ended, in one line."""
    plan = run.plan
    sign, style, _ = _STATUS[plan.status]
    if not plan.usable:
        sentence = _WITHOUT_PLAN[plan.status]
    elif not plan.sessions:
        sentence = "Nothing more fits into this week"
    else:
        sentence = f"{count(len(plan.sessions), 'session')} planned; {_proof(plan)}"
    return Content.assemble((f"{sign} ", f"bold {style}"), (sentence, "bold"))


def _proof(plan: Plan) -> str:
    if plan.status is PlanStatus.FEASIBLE:
        return "not proved to be the best" if plan.bound is None else "stopped before the proof"
    gap = plan.gap or 0.0
    return "no week is better" if gap < SMALLEST_GAP else f"no week is better by more than {percent(gap, 2)}"


def figures(summary: RunSummary) -> str:
    """Return week, points, bound, engine and seconds in one line."""
    parts = [week_title(summary.week_start)]
    if summary.objective is not None:
        parts.append(reached_of(summary.objective, summary.bound))
    parts.append(f"{_ENGINES.get(summary.engine, summary.engine)} {number(summary.seconds)} s")
    return " · ".join(part for part in parts if part)


def idle_note(state: SolveState, behaviors: int) -> Content:
    """Return the note while there is neither a current run nor a result."""
    if state.stage in SHOWN_STAGES:
        return failure_note(state.error, stopped=state.stopping)
    if not behaviors:
        return Content("There is nothing to plan yet.\nPress 3 to describe what you want to do.")
    steps = (
        ("s", f" plans the week with your {count(behaviors, 'behavior')}"),
        ("t", " works out three plans side by side"),
        ("o", " goes to the options: which week, how long, how balanced"),
    )
    return Content("\n").join(key_hints(step) for step in steps)


def history_cells(run: RunSummary, zone: tzinfo | None) -> dict[str, str]:
    """Return the cells of an earlier run by column, its time in `zone`."""
    started = run.started_at.astimezone(zone)
    return {
        "week": log_day(run.week_start)[4:10],
        "status": _STATUS[run.status][2],
        "points": UNKNOWN if run.objective is None else points(run.objective),
        "gap": UNKNOWN if run.gap is None else percent(run.gap, 2),
        "seconds": f"{number(run.seconds)} s",
        "accepted": "✓" if run.accepted_at is not None else "",
        "started": f"{log_day(started.date())[:10]} {started:%H:%M}",
    }


HISTORY_COLUMNS: Final = (
    ("week", "Week", "<", 6),
    ("status", "Status", "<", 10),
    ("points", "Points", ">", 7),
    ("gap", "Gap", ">", 7),
    ("seconds", "Took", ">", 6),
    ("accepted", "✓", "<", 1),
    ("started", "Started", "<", 16),
)
"""Name, heading, alignment and cells of each column, the most important first."""


def history_heading(width: int) -> Content:
    """Return the headings of the columns that fit `width` cells."""
    cells = (f"{heading:{align}{room}}" for _, heading, align, room in _fitting(width))
    return Content.styled("   " + " ".join(cells), MUTED)


def history_line(run: RunSummary, zone: tzinfo | None, width: int) -> Content:
    """Return a run in as many columns as fit `width` cells, after a cell for the cursor and one for its sign."""
    (sign, style, _), texts = _STATUS[run.status], history_cells(run, zone)
    styles = {"status": style, "accepted": "bold $success", "started": MUTED}
    cells = ((f" {texts[name]:{align}{room}}", styles.get(name, "")) for name, _, align, room in _fitting(width))
    return Content.assemble(" ", (sign, f"bold {style}"), *cells)


def _fitting(width: int) -> list[tuple[str, str, str, int]]:
    """Return the columns that fit after cursor and sign, each with a gap before it."""
    ends = accumulate(room + 1 for *_, room in HISTORY_COLUMNS)
    return [column for column, end in zip(HISTORY_COLUMNS, ends, strict=True) if end <= width - 2]
