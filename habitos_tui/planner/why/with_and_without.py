"""What a change is worth in a week: planned with it and without it, both valued by the same chances.

What a log says about a weekday, or about days with a cue, no plan reckons with. Both plans are made as they would be
made, and then valued with what the log says.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from statistics import fmean
from typing import Final

from habitos_tui.domain.insight.suggestion import Outlook
from habitos_tui.domain.model.base import DAYS
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.plan import Plan, Session
from habitos_tui.domain.model.problem import Adherence, Problem
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.domain.planning.valuation import Valuation
from habitos_tui.planner.solve import solve
from habitos_tui.planner.verification.verify import verify

OPTIONS: Final = SolveOptions(gap=0.003, time_limit=None, max_work=10_000)
"""No seconds: the same week gets the same answer, whatever else the machine is doing."""
REMEMBERED: Final = 32
"""Weeks whose plans are kept: a list is asked for again whenever its screen is opened."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A week planned without a change and with it; model units."""

    without: Plan
    with_change: Plan
    gain: float
    """What the second plan is worth more than the first, by what the log says."""
    least: float
    """The same if the first plan were as good as no better one can be ruled out."""
    most: float
    """The same if the second were."""


def with_and_without(
    before: Problem, after: Problem, outlooks: Sequence[Outlook] = (), cancel: threading.Event | None = None
) -> Comparison | None:
    """Return what a change is worth that makes the week `before` the week `after`; None where either is impossible.

    None too when it was cancelled.
    """
    stop = cancel or threading.Event()
    first = PLANS.plan(before, stop)
    second = None if first is None else PLANS.plan(after, stop, first.sessions)
    if first is None or second is None:
        return None
    first = _better(before, first, second.sessions)
    values = [
        verify(informed(problem, plan.sessions, outlooks, before), plan.sessions).objective
        for problem, plan in ((before, first), (after, second))
    ]
    gain = values[1] - values[0]
    return Comparison(first, second, gain, gain - _unproved(first), gain + _unproved(second))


def informed(
    problem: Problem, sessions: Sequence[Session], outlooks: Iterable[Outlook], known: Problem | None = None
) -> Problem:
    """Return the week with the chances of these sessions as the log has them.

    What the chances of the week `known`, by default this one, already say of a weekday is not said twice.
    """
    valuation, usual = Valuation(problem), Valuation(known or problem)
    learned = {(a.behavior, a.day, a.slot): a for a in problem.adherence}
    for outlook in outlooks:
        cued = {(s.day, s.slot) for s in sessions if s.behavior == outlook.cue}
        there = None if outlook.weekday is None else (outlook.weekday - problem.week_start.weekday()) % len(DAYS)
        for session in sessions:
            if session.behavior != outlook.behavior or outlook.slot not in {None, session.slot}:
                continue
            behavior = problem.behavior_by_id[session.behavior]
            is_there = session.day == there if there is not None else (session.day, session.slot) in cued
            shift = outlook.there if is_there else outlook.elsewhere
            unsaid = 1.0 if there is None else _unsaid(usual, behavior, session.slot, there, outlook)
            chance = valuation.chance(behavior, session.day, session.slot) + unsaid * shift
            place = session.behavior, session.day, session.slot
            likely = min(max(chance, 0.0), 1.0)
            learned[place] = Adherence(behavior=place[0], day=place[1], slot=place[2], probability=likely)
    return problem.changed(adherence=tuple(learned.values()))


def _unsaid(usual: Valuation, behavior: Behavior, slot: str, day: int, outlook: Outlook) -> float:
    """Return the share of what the log says about a weekday that the chances of plans do not say, 0 to 1."""
    others = [usual.chance(behavior, other, slot) for other in behavior.weekdays if other != day]
    difference = outlook.elsewhere - outlook.there
    if not others or difference <= 0:
        return 1.0
    said = fmean(others) - usual.chance(behavior, day, slot)
    return min(max((difference - said) / difference, 0.0), 1.0)


class Plans:
    """The plans of the latest weeks, each known by all that it consists of; safe in any thread."""

    def __init__(self) -> None:
        self.options = OPTIONS
        self._known: OrderedDict[bytes, Plan] = OrderedDict()
        """By the digest of what each was made for, which is as large as the plan."""
        self._lock = threading.Lock()

    def plan(self, problem: Problem, stop: threading.Event, near: Sequence[Session] = ()) -> Plan | None:
        """Return the plan of a week, the search beginning with one `near` it; None without a plan, or when stopped."""
        key = sha256(f"{problem.model_dump_json()} {near} {self.options}".encode()).digest()
        with self._lock:
            plan = self._known.get(key)
        if plan is None:
            known = {behavior.id for behavior in problem.behaviors}
            start = tuple(session for session in near if session.behavior in known)
            plan = solve(problem, self.options, None, stop, starts=[start] if near else ())
            if stop.is_set():
                return None
            self._keep(key, plan)
        return plan if plan.usable else None

    def _keep(self, key: bytes, plan: Plan) -> None:
        with self._lock:
            self._known[key] = plan
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)


PLANS: Final = Plans()


def _better(problem: Problem, plan: Plan, sessions: Sequence[Session]) -> Plan:
    """Return the plan, or one of `sessions` if that is allowed and worth more."""
    known = {behavior.id for behavior in problem.behaviors}
    if any(session.behavior not in known for session in sessions):
        return plan
    other = verify(problem, sessions)
    if not other.allowed or plan.objective is None or other.objective <= plan.objective:
        return plan
    return plan.model_copy(update={"sessions": tuple(sessions), "objective": other.objective})


def _unproved(plan: Plan) -> float:
    """Return how much better than a plan another one of its week might be."""
    return 0.0 if plan.bound is None or plan.objective is None else max(0.0, plan.bound - plan.objective)
