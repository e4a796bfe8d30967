"""How a run ended: in plain sentences first, and in figures for those who ask."""

from typing import Final, Protocol

from habitos_tui.domain.model.plan import Plan, PlanStatus
from habitos_tui.domain.model.problem import EVOLVE, SMOOTH, Problem
from habitos_tui.domain.text.phrasing import count, duration, listed, number, percent, percent_at_most, points

SMALLEST_GAP: Final = 0.00005
"""Smaller gaps would be shown as 0.00 %."""
UNKNOWN: Final = "unknown"
ENGINES: Final = {"highs": "HiGHS", "cbc": "CBC", "smooth": "Smooth", "evolve": "Evolve"}

_WITHOUT_PLAN: Final = {
    PlanStatus.INFEASIBLE: "No week keeps all your limits.",
    PlanStatus.TIMED_OUT: "The time was up before a plan was found: allow more of it.",
    PlanStatus.CANCELLED: "Stopped before a plan was found.",
    PlanStatus.FAILED: "The solver gave no answer.",
}
UNFOUND: Final = (
    "Evolve found no week that keeps all your limits, which does not prove that there is none: HiGHS and CBC can tell."
)
_ENDED: Final = {
    PlanStatus.OPTIMAL: "proved",
    PlanStatus.FEASIBLE: "stopped early",
    PlanStatus.INFEASIBLE: "impossible: limits clash",
    PlanStatus.TIMED_OUT: "time was up, no plan",
    PlanStatus.CANCELLED: "stopped, no plan",
    PlanStatus.FAILED: "no answer",
}
PHASES: Final = {
    "build": "Writing the week down",
    "relax": "Finding out what is possible at best",
    "restrict": "Looking for a first good week",
    "improve": "Making the week better",
    "tighten": "Finding out how much better it could be",
    "prove": "Improving the week and proving how good it is",
    "diagnose": "Finding out which limits clash",
    "evolve": "Breeding better weeks from good ones",
    "check": "Looking for better lengths in another way",
    "explain": "Finding out what the others would cost",
}
"""What is done in each phase of a run."""


class Ending(Protocol):
    """How a run ended: a plan, or what the history keeps of one."""

    @property
    def status(self) -> PlanStatus:
        """How it ended."""
        ...

    @property
    def engine(self) -> str:
        """What solved it."""
        ...

    @property
    def gap(self) -> float | None:
        """How much better a week may be at most, relative to the best possible."""
        ...


def outcome_sentence(plan: Plan) -> str:
    """Return "7 sessions, 4 h 20 min. Nothing better is possible by more than 0.5 %."."""
    if not plan.usable:
        unfound = plan.status is PlanStatus.FAILED and plan.engine == EVOLVE
        return UNFOUND if unfound else _WITHOUT_PLAN[plan.status]
    if not plan.sessions:
        early = f" {proof_sentence(plan)}" if plan.status is PlanStatus.FEASIBLE else ""
        return f"Nothing more fits into this week.{early}"
    minutes = sum(session.minutes for session in plan.sessions)
    return f"{count(len(plan.sessions), 'session')}, {duration(minutes)}. {proof_sentence(plan)}"


def proof_sentence(ending: Ending) -> str:
    """Return how much better another week may be, as far as that is known."""
    gap = ending.gap
    if ending.engine == EVOLVE and ending.status is PlanStatus.FEASIBLE:
        if gap is None:
            return "Found by evolve; how far below the best it is, is unknown; not proved."
        return f"Found by evolve, {how_far(gap)} below what any week could be worth; not proved."
    if ending.status is PlanStatus.FEASIBLE:
        if gap is None:
            return "It is not proved to be the best."
        return f"It ended early: it is {how_far(gap)} below what any week could be worth."
    smooth = " where worth grows smoothly with the minutes" if ending.engine == SMOOTH else ""
    if gap is None or gap < SMALLEST_GAP:
        return f"Nothing better is possible{smooth}."
    return f"Nothing better is possible by more than {percent_at_most(gap)}{smooth}."


def how_far(gap: float, digits: int = 2) -> str:
    """Return "at most 2.61 %", or "less than 0.01 %" where there would be only zeros."""
    smallest = 10.0 ** -(digits + 2)
    return f"less than {percent(smallest, digits)}" if gap < smallest / 2 else f"at most {percent_at_most(gap, digits)}"


def settled_words(problem: Problem) -> str:
    """Return "3 are done already and 1 is locked" for what a week holds besides what was planned; nothing for none."""
    kinds = {"done already": "done", "locked": "locked"}
    amounts = {words: sum(fixed.kind == kind for fixed in problem.fixed) for words, kind in kinds.items()}
    return listed([f"{amount} {'is' if amount == 1 else 'are'} {words}" for words, amount in amounts.items() if amount])


def ended_words(ending: Ending, *, short: bool = False) -> str:
    """Return "proved: nothing better by more than 1 %" for the list of runs; `short` for where there is little room."""
    gap, start = ending.gap, _ENDED[ending.status]
    if ending.status is PlanStatus.OPTIMAL:
        more = f" by {'over' if short else 'more than'} {percent_at_most(gap)}" if gap and gap >= SMALLEST_GAP else ""
        words = f"nothing better{more}"
    elif ending.status is PlanStatus.FEASIBLE and ending.engine == EVOLVE:
        start = "by evolve, not proved"
        words = "gap unknown" if gap is None else f"{how_far(gap)} below any"
    elif ending.status is PlanStatus.FEASIBLE and gap is not None:
        words = f"{how_far(gap)} below any"
    else:
        return start
    return words if short else f"{start}: {words}"


def figure_rows(plan: Plan) -> tuple[tuple[str, str], ...]:
    """Return the figures of a run, each with its name, for those who ask."""
    rows = [("Status", plan.status.value)]
    if plan.objective is not None:
        rows.append(("Points", points(plan.objective)))
        rows.append(("Bound", UNKNOWN if plan.bound is None else points(plan.bound)))
        rows.append(("Gap", UNKNOWN if plan.gap is None else percent_at_most(plan.gap)))
    rows.append(("Seconds", number(plan.seconds)))
    if plan.engine:
        rows.append(("Engine", ENGINES.get(plan.engine, plan.engine)))
    return tuple(rows)
