"""Seconds to the answers about a week of 30 behaviors: diagnosis, explanations, edits, prices, trade-offs."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.adjustment import BehaviorAdjustment, EnergyAdjustment, adjusted
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.domain.planning.why import Edit
from habitos_tui.planner.alternatives.front import front
from habitos_tui.planner.alternatives.named import named_plans
from habitos_tui.planner.solve import solve
from habitos_tui.planner.verification.edits import check_edit
from habitos_tui.planner.why.diagnose import diagnose
from habitos_tui.planner.why.edits import rearranged
from habitos_tui.planner.why.explain import explain
from habitos_tui.planner.why.limit_prices import prices
from tests.planner.samples import sample

TITLE = "Seconds to answers at 30 behaviors (median, worst, number)"
WEEKS = ("shift-30-1", "student-30-3")


def run() -> None:
    """Print a row per kind of question, for each week."""
    for name in WEEKS:
        print(f"  {name}")
        for title, questions in rows(sample(name)):
            _row(title, questions)


def rows(problem: Problem) -> Iterator[tuple[str, list[Callable[[], Any]]]]:
    """Yield the kinds of questions with the questions of each."""
    plan = solve(problem, SolveOptions(gap=0.005)).sessions
    first, second = list(problem.objectives)[:2]
    drops = [Edit(old=session) for session in plan[::8]]
    yield "diagnose (3 s)", [partial(diagnose, week) for week in impossible(problem)]
    yield "explain, not placed (1 s)", [partial(explain, problem, plan, name) for name in short(problem, plan)]
    yield "explain, day and slot (1 s)", [partial(explain, problem, plan, *place) for place in places(problem)]
    yield "check an edit", [partial(check_edit, problem, plan, edit) for edit in drops]
    yield "arrange around an edit (1 s)", [partial(rearranged, problem, plan, edit) for edit in drops]
    yield "prices of all limits", [partial(prices, problem, plan)]
    yield "front of ten plans", [partial(front, problem, first, second)]
    yield "three named plans", [partial(named_plans, problem, plan)]


def _row(title: str, questions: Iterable[Callable[[], Any]]) -> None:
    seconds = []
    for question in questions:
        began = time.perf_counter()
        question()
        seconds.append(time.perf_counter() - began)
    seconds.sort()
    print(f"    {title:30} {seconds[len(seconds) // 2]:8.2f} {seconds[-1]:8.2f} {len(seconds):5d}", flush=True)


def impossible(problem: Problem) -> list[Problem]:
    """Return weeks that ask for too much: too often, too little energy, too little time, and two things at once."""
    rare = [b for b in problem.behaviors if len(b.weekdays) < 5][:1] or list(problem.behaviors[:1])
    apart = [b for b in problem.behaviors if b.min_gap_days][:1] or list(problem.behaviors[-1:])
    often = [BehaviorAdjustment(id=b.id, set={"min_per_week": 7, "max_per_week": 7}) for b in rare]
    close = [BehaviorAdjustment(id=b.id, set={"min_per_week": 7, "max_per_week": 7}) for b in apart]
    costly = [b for b in problem.behaviors if b.energy_cost > 0][:6]
    tired = [EnergyAdjustment(day=day, limit=1) for day in range(7)]
    twice = [BehaviorAdjustment(id=b.id, set={"min_per_week": min(2, b.week_limit)}) for b in costly]
    all_often = [BehaviorAdjustment(id=b.id, set={"min_per_week": min(3, b.week_limit)}) for b in problem.behaviors]
    return [adjusted(problem, changes) for changes in (often, close, often + close, tired + twice, all_often)]


def short(problem: Problem, plan: Sequence[Session]) -> list[str]:
    """Return the behaviors under their target."""
    counts = Counter(session.behavior for session in plan)
    return [b.id for b in problem.behaviors if counts[b.id] < b.target_per_week]


def places(problem: Problem) -> list[tuple[str, int, str | None]]:
    """Return places to ask about: every behavior on Wednesday, and in the evening."""
    return [(b.id, 2, slot) for b in problem.behaviors for slot in (None, "evening")]
