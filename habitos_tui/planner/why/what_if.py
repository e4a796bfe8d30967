"""What a week would be worth if something were different, and what a little more room in each limit is worth."""

import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from habitos_tui.domain.model.base import DAYS, TOLERANCE
from habitos_tui.domain.model.plan import PlanStatus, Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.rule import Rule, ScopedRule
from habitos_tui.domain.planning.adjustment import Adjustment, EnergyAdjustment, RuleAdjustment, adjusted
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.domain.planning.valuation import Valuation
from habitos_tui.domain.planning.what_if import LimitPrice, LimitPrices, WhatIf
from habitos_tui.domain.text.phrasing import count, number, points
from habitos_tui.domain.text.price_phrasing import in_points
from habitos_tui.errors import NotInTimeError, SolverError
from habitos_tui.planner.engines.engine import StopCondition
from habitos_tui.planner.solve import solve
from habitos_tui.planner.verification.day_layout import Week, lay_out
from habitos_tui.planner.verification.usage import amounts
from habitos_tui.planner.verification.verify import verify
from habitos_tui.planner.why.feasibility import UndecidedError
from habitos_tui.planner.why.limits import NamedLimit, day_name, named_limits, rule_words
from habitos_tui.planner.why.neighbourhood import best_neighbour
from habitos_tui.planner.why.proof import Proof, price_range

MORE_MINUTES: Final = 15
SECONDS: Final = 20.0
"""Time for pricing all limits of a week."""
SECONDS_EACH: Final = 1.5
CPU_SECONDS_EACH: Final = 0.4
"""Time of the processor for proving what one limit is worth."""

Room = tuple[NamedLimit, Adjustment, str]
"""A limit, a little more room in it, and how that reads up to the gain."""


def what_if(
    problem: Problem,
    sessions: Sequence[Session],
    changes: Iterable[Adjustment],
    options: SolveOptions = SolveOptions(),  # noqa: B008 - frozen
    *,
    cancel: threading.Event | None = None,
) -> WhatIf | None:
    """Return what the week is worth with a weight, budget or target changed, the plan `sessions` being what it is now.

    The changed week is solved anew; None when there is none. InvalidInputError for changes that do not fit the week,
    NotInTimeError when the time was up before there was a plan, SolverError when the engine broke down.
    """
    changed = adjusted(problem, changes)
    before = verify(problem, sessions).objective
    plan = solve(changed, options, None, cancel)
    kept = verify(changed, sessions)
    # The plan there is may still be the better one, as the solver stops within its gap.
    if kept.allowed and (plan.objective is None or kept.objective >= plan.objective):
        return WhatIf(before, kept.objective, plan.bound, tuple(sessions))
    if plan.objective is not None:
        return WhatIf(before, plan.objective, plan.bound, plan.sessions)
    if plan.status is PlanStatus.FAILED:
        raise SolverError("The engine gave no answer.")
    if plan.status is not PlanStatus.INFEASIBLE:
        raise NotInTimeError("What the week would be worth was not found in time.")
    return None


def prices(
    problem: Problem,
    sessions: Sequence[Session],
    *,
    cancel: threading.Event | None = None,
    seconds: float = SECONDS,
) -> LimitPrices:
    """Return what more room in each binding hard rule and energy budget is worth, the most valuable first.

    Each is found by solving the week around the plan again, with the room and without, and told with what is proved
    about both. Stops after `seconds`, and says so; limits for which nothing better was found are left out.
    """
    stop = StopCondition(time.monotonic() + seconds, cancel or threading.Event())
    movable = _short(problem, sessions)
    try:
        start = best_neighbour(problem, sessions, movable, _each(stop))
    except UndecidedError:
        return LimitPrices(complete=False)
    if start is None:
        return LimitPrices()
    found, complete, proof = [], True, Proof(start.search)
    for limit, change, words in _rooms(problem, start.sessions):
        roomier = adjusted(problem, [change])
        try:
            near = best_neighbour(roomier, start.sessions, movable, _each(stop))
        except UndecidedError:
            complete = False
            continue
        gain = 0.0 if near is None else near.objective - start.objective
        if near is not None and gain > TOLERANCE:
            start.search.stop = near.search.stop = stop
            known = price_range(Proof(near.search), proof, seconds=CPU_SECONDS_EACH)
            worth = f"{points(gain)} points" if known is None else in_points(known)
            document = change.model_dump(mode="json")
            found.append(LimitPrice(limit.shown, gain, document, f"{words} {worth}", known))
    return LimitPrices(tuple(sorted(found, key=lambda price: -price.gain)), complete)


def _each(stop: StopCondition) -> StopCondition:
    """Return when to stop one solve of several."""
    deadline = time.monotonic() + SECONDS_EACH
    return StopCondition(min(deadline, stop.deadline or deadline), stop.cancel)


def _short(problem: Problem, sessions: Sequence[Session]) -> set[str]:
    """Return the behaviors that more room could help: worth something, and below what they want."""
    counts = Counter(s.behavior for s in sessions) + Counter(f.behavior for f in problem.fixed)
    worth = Valuation(problem).worth
    return {b.id for b in problem.behaviors if worth[b.id] > 0 and counts[b.id] < b.target_per_week}


def _rooms(problem: Problem, sessions: Sequence[Session]) -> Iterator[Room]:
    """Yield a little more room for each limit that the week uses to the full."""
    week = lay_out(problem, sessions)
    limits = {(limit.kind, limit.subject): limit for limit in named_limits(problem)}
    for rule in problem.active_rules:
        if rule.hard:
            for change, words in _rule_rooms(problem, week, rule):
                yield limits["rule", rule.id], change, f"{rule.name or rule_words(problem, rule)}{words}"
    least = min((abs(b.energy_cost) for b in problem.behaviors if b.energy_cost > 0), default=1.0)
    for day in DAYS:
        limit = problem.energy_limit(day)
        if limit is not None and _energy(week, day) > limit - least:
            words = f"{day_name(problem, day)} energy {number(limit, 2)}: 1 more is worth"
            yield limits["energy", str(day)], EnergyAdjustment(day=day, limit=limit + 1), words


def _energy(week: Week, day: int) -> float:
    return sum(placed.behavior.energy_cost for placed in week.sessions if placed.day == day)


def _rule_rooms(problem: Problem, week: Week, rule: Rule) -> Iterator[tuple[Adjustment, str]]:
    """Yield a step up of a maximum and down of a minimum that are reached; a rule without numbers is switched off."""
    if not isinstance(rule, ScopedRule):
        yield RuleAdjustment(id=rule.id, set={"active": False}), ": doing without it is worth"
        return
    in_minutes = rule.counted == "minutes"
    grid = problem.grid_minutes if in_minutes else 1
    step = -(-MORE_MINUTES // grid) * grid if in_minutes else 1
    unit = " minutes are" if in_minutes else " is"
    used = list(amounts(week, rule))
    if rule.most is not None and max(used) > rule.most - grid:
        words = f"{_amount(rule, rule.most)}: {step} more{unit} worth"
        yield RuleAdjustment(id=rule.id, set={rule.most_field: rule.most + step}), words
    if rule.least and min(used) < rule.least + grid:
        words = f"{_amount(rule, rule.least)}: {step} fewer{unit} worth"
        yield RuleAdjustment(id=rule.id, set={rule.least_field: max(rule.least - step, 0)}), words


def _amount(rule: ScopedRule, amount: int) -> str:
    """Return " 180 min" to go behind a name; what has no name says its amount itself."""
    if not rule.name:
        return ""
    return f" {amount} min" if rule.counted == "minutes" else f" {count(amount, 'session')}"
