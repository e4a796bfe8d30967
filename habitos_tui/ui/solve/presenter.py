"""How a run ended, in one line each: its headline, its figures, what went wrong, and the list of earlier runs; pure."""

from datetime import datetime, tzinfo
from typing import Final

from textual.content import Content

from habitos_tui.domain.model.agenda import Run, RunSummary
from habitos_tui.domain.model.plan import PlanStatus
from habitos_tui.domain.text.phrasing import WEEKDAYS, count, number, percent, points, reached_of
from habitos_tui.ui.kit.dates import log_day, week_title
from habitos_tui.ui.kit.safe_text import MUTED
from habitos_tui.ui.kit.solve_state import SolveState, Stage
from habitos_tui.ui.replan.presenter import failure_note

UNKNOWN: Final = "\N{EM DASH}"
SMALLEST_GAP: Final = 0.00005
"""A gap below this would be shown as 0.00 %."""

SHOWN_STAGES: Final = frozenset({Stage.RUNNING, Stage.FAILED, Stage.CANCELLED})
"""Stages that are shown themselves; of a finished solve the run is shown."""

_SIGNS: Final = {
    PlanStatus.OPTIMAL: ("✓", "$success"),
    PlanStatus.FEASIBLE: ("◐", "$warning"),
    PlanStatus.INFEASIBLE: ("✗", "$error"),
    PlanStatus.TIMED_OUT: ("○", MUTED),
    PlanStatus.CANCELLED: ("○", MUTED),
    PlanStatus.FAILED: ("✗", "$error"),
}
_WORDS: Final = {
    PlanStatus.OPTIMAL: "proved",
    PlanStatus.FEASIBLE: "stopped",
    PlanStatus.INFEASIBLE: "impossible",
    PlanStatus.TIMED_OUT: "timed out",
    PlanStatus.CANCELLED: "cancelled",
    PlanStatus.FAILED: "failed",
}
"""For the list of runs, 10 cells at most."""
_ENGINES: Final = {"highs": "HiGHS", "cbc": "CBC"}


def headline(run: Run) -> Content:
    """Return how a run ended, in one line."""
    plan = run.plan
    sign, style = _SIGNS[plan.status]
    if plan.usable and not plan.sessions:
        return Content.assemble((f"{sign} ", f"bold {style}"), ("Nothing more fits into this week", "bold"))
    sessions = count(len(plan.sessions), "session")
    unproved = "not proved to be the best" if plan.bound is None else "stopped before the proof"
    sentence = {
        PlanStatus.OPTIMAL: f"{sessions} planned; {_proof(plan.gap or 0.0)}",
        PlanStatus.FEASIBLE: f"{sessions} planned; {unproved}",
        PlanStatus.INFEASIBLE: "No week keeps all your limits",
        PlanStatus.TIMED_OUT: "Time was up before there was a plan",
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
        parts.append(reached_of(summary.objective, summary.bound))
    parts.append(f"{_ENGINES.get(summary.engine, summary.engine)} {number(summary.seconds)} s")
    return " · ".join(part for part in parts if part)


def stage_note(state: SolveState, behaviors: int) -> Content:
    """Return what to say while there is neither a run under way nor a result."""
    if state.stage in SHOWN_STAGES:
        return failure_note(state.error, stopped=state.stopping)
    return first_steps(behaviors)


def first_steps(behaviors: int) -> Content:
    """Return what to press while nothing is on show, for somebody with so many behaviors."""
    if not behaviors:
        return Content("There is nothing to plan yet.\nPress 3 to describe what you want to do.")
    keys = (
        ("s", f"plans the week with your {count(behaviors, 'behavior')}"),
        ("t", "works out three plans side by side"),
        ("o", "goes to the options: which week, how long, how balanced"),
    )
    return Content("\n").join(Content.assemble((key, "bold $accent"), f"  {text}") for key, text in keys)


def history_cells(run: RunSummary, zone: tzinfo | None) -> dict[str, str]:
    """Return what stands in each column about an earlier run, its time on the clocks of `zone`."""
    return {
        "week": log_day(run.week_start)[4:10],
        "status": _WORDS[run.status],
        "points": UNKNOWN if run.objective is None else points(run.objective),
        "gap": UNKNOWN if run.gap is None else percent(run.gap, 2),
        "seconds": f"{number(run.seconds)} s",
        "accepted": "✓" if run.accepted_at is not None else "",
        "started": _moment(run.started_at.astimezone(zone)),
    }


def _moment(moment: datetime) -> str:
    """Return "Wed 25 Nov 09:00"."""
    return f"{WEEKDAYS[moment.weekday()][:3]} {log_day(moment.date())[4:10]} {moment:%H:%M}"


HISTORY_COLUMNS: Final = (
    ("week", "Week", 6),
    ("status", "Status", 10),
    ("points", "Points", 7),
    ("gap", "Gap", 7),
    ("seconds", "Took", 6),
    ("accepted", "✓", 1),
    ("started", "Started", 16),
)
"""Name, heading and cells of each column; figures stand at the right."""
_FIGURES: Final = frozenset({"points", "gap", "seconds"})


def history_heading(width: int) -> Content:
    """Return the names of the columns that `width` cells hold."""
    cells = (_cell(heading, name, room) for name, heading, room in _fitting(width))
    return Content.styled("   " + " ".join(cells), MUTED)


def history_line(run: RunSummary, zone: tzinfo | None, width: int) -> Content:
    """Return a run in as many columns as `width` cells hold, behind a cell for the cursor and one for its sign."""
    (sign, style), texts = _SIGNS[run.status], history_cells(run, zone)
    styles = {"status": style, "accepted": "bold $success", "started": MUTED}
    cells = ((" " + _cell(texts[name], name, room), styles.get(name, "")) for name, _, room in _fitting(width))
    return Content.assemble(" ", (sign, f"bold {style}"), *cells)


def _cell(text: str, name: str, room: int) -> str:
    return text.rjust(room) if name in _FIGURES else text.ljust(room)


def _fitting(width: int) -> list[tuple[str, str, int]]:
    """Return the columns that fit, the most important first."""
    kept: list[tuple[str, str, int]] = []
    room = width - 2
    for column in HISTORY_COLUMNS:
        room -= column[2] + 1
        if room < 0:
            break
        kept.append(column)
    return kept
