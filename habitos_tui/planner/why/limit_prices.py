"""What a little more room in each limit of a week is worth."""

import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from habitos_tui.domain.model.base import DAYS, TOLERANCE
from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.rule import Rule, ScopedRule
from habitos_tui.domain.planning.adjustment import Adjustment, EnergyAdjustment, RuleAdjustment, adjusted
from habitos_tui.domain.planning.deadline import is_deadline, later_dues
from habitos_tui.domain.planning.limit_price import LimitPrice, LimitPrices
from habitos_tui.domain.planning.valuation import Valuation
from habitos_tui.domain.text.phrasing import points
from habitos_tui.domain.text.price_phrasing import in_points
from habitos_tui.domain.text.rule_phrasing import rule_words
from habitos_tui.domain.text.task_phrasing import later_phrase
from habitos_tui.planner.engines.engine import StopCondition
from habitos_tui.planner.verification.day_layout import Week, lay_out
from habitos_tui.planner.verification.usage import amounts
from habitos_tui.planner.why.feasibility import UndecidedError
from habitos_tui.planner.why.known_weeks import KnownWeeks
from habitos_tui.planner.why.limits import NamedLimit, named_limits
from habitos_tui.planner.why.neighbourhood import best_neighbour
from habitos_tui.planner.why.price import price_range
from habitos_tui.planner.why.proof import Proof

MORE_MINUTES: Final = 15
SECONDS: Final = 20.0
"""Time for pricing all limits of a week."""
SECONDS_EACH: Final = 1.5
CPU_SECONDS_EACH: Final = 0.4
"""Time of the processor for proving what one limit is worth."""

Room = tuple[NamedLimit, Adjustment, str]
"""A limit, a little more room in it, and how that reads up to the gain."""


def prices(
    problem: Problem,
    sessions: Sequence[Session],
    *,
    cancel: threading.Event | None = None,
    seconds: float = SECONDS,
    bound: float | None = None,
    known: KnownWeeks | None = None,
) -> LimitPrices:
    """Return what more room in each binding hard rule and energy budget is worth, the most valuable first.

    Each is found by solving the week around the plan again, with the room and without, and told with what is proved
    about both; `bound`, and what is `known` from earlier questions, is proved about the week already. Stops after
    `seconds`, and says so; limits for which nothing better was found are left out.
    """
    stop = StopCondition(time.monotonic() + seconds, cancel or threading.Event())
    movable = _short(problem, sessions)
    try:
        start = best_neighbour(problem, sessions, movable, _each(stop))
    except UndecidedError:
        return LimitPrices(complete=False)
    if start is None:
        return LimitPrices()
    found, complete, proof = [], True, Proof(start.search, _least(problem, bound, known))
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
            proved = price_range(Proof(near.search), proof, seconds=CPU_SECONDS_EACH)
            worth = f"{points(gain)} points" if proved is None else in_points(proved)
            document = change.model_dump(mode="json")
            found.append(LimitPrice(limit.shown, gain, document, f"{words} {worth}", proved))
    return LimitPrices(tuple(sorted(found, key=lambda price: -price.gain)), complete)


def _least(problem: Problem, bound: float | None, known: KnownWeeks | None) -> float | None:
    """Return the lowest bound that is proved already."""
    before = None if known is None else known.of(problem)
    return min((each for each in (bound, None if before is None else before.bound) if each is not None), default=None)


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
        if is_deadline(rule):
            if rule.least:
                due = later_dues(problem, rule)[-1]
                words = f"{later_phrase(problem.name_of(due.behavior), due.due)} is worth"
                yield limits["rule", rule.id], due, words
        elif rule.hard:
            for change, words in _rule_rooms(problem, week, rule):
                yield limits["rule", rule.id], change, f"{rule_words(problem, rule)}{words}"
    least = min((abs(b.energy_cost) for b in problem.behaviors if b.energy_cost > 0), default=1.0)
    for day in DAYS:
        limit = problem.energy_limit(day)
        if limit is not None and _energy(week, day) > limit - least:
            words = f"{limits['energy', str(day)].sentence}: 1 more is worth"
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
        words = f": {step} more{unit} worth"
        yield RuleAdjustment(id=rule.id, set={rule.most_field: rule.most + step}), words
    if rule.least and min(used) < rule.least + grid:
        words = f": {step} fewer{unit} worth"
        yield RuleAdjustment(id=rule.id, set={rule.least_field: max(rule.least - step, 0)}), words
