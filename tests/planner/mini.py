"""Weeks small enough to be solved by hand: one slot a day, one objective, no routine, no balance."""

from datetime import date
from typing import Any

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.plan import Plan
from habitos_tui.domain.model.problem import FIRST_EDITION, Problem
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.planner.solve import solve

SLOT = [{"name": "day", "start": "08:00", "end": "10:00"}]
THREE_SLOTS = [
    {"name": "dawn", "start": "06:00", "end": "07:00"},
    {"name": "noon", "start": "12:00", "end": "13:00"},
    {"name": "dusk", "start": "18:00", "end": "19:00"},
]


def habit(name: str, impact: float = 1.0, minutes: int = 30, **fields: Any) -> Behavior:
    """A behavior of fixed length that is worth 0.8 * impact a session, on day 0 only."""
    base: dict[str, Any] = {
        "id": name,
        "name": name.title(),
        "min_minutes": minutes,
        "typical_minutes": minutes,
        "max_minutes": minutes,
        "impacts": {"good": impact},
        "weekdays": (0,),
        "target_per_week": 7,
    }
    return Behavior.model_validate(base | fields)


def week(*behaviors: Behavior, **fields: Any) -> Problem:
    """A week of 08:00-10:00 on every day; transition 0, nothing but the worth of sessions counts."""
    base: dict[str, Any] = {
        "format": FIRST_EDITION,
        "week_start": date(2026, 11, 23),
        "grid_minutes": 15,
        "transition_minutes": 0,
        "slots": SLOT,
        "objectives": {"good": 1},
        "behaviors": [behavior.model_dump() for behavior in behaviors],
        "settings": {"routine": 0, "balance": 0, "stability": 0},
    }
    return Problem.model_validate(base | fields)


def proven(problem: Problem) -> Plan:
    """Solve to a gap of 0."""
    return solve(problem, SolveOptions(gap=0.0))


def best(problem: Problem) -> float:
    """The proven optimum, rounded to what floating point can promise."""
    plan = proven(problem)
    assert plan.status == "optimal", plan.status
    assert plan.objective is not None
    return round(plan.objective, 9)


def counts(plan: Plan) -> dict[str, int]:
    """Sessions per behavior."""
    names = [session.behavior for session in plan.sessions]
    return {name: names.count(name) for name in sorted(set(names))}
