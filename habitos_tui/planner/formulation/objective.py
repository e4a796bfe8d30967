"""What a plan is worth, one function per term of the objective; each returns (terms, constant).

See docs/planning-model.md, section 2.
"""

from collections.abc import Callable
from itertools import groupby
from math import gcd
from typing import Any, Final

from habitos_tui.domain.model.base import DAYS, MINUTES_PER_HOUR
from habitos_tui.planner.formulation.variables import Terms, Variable, Variables, expression

Part = tuple[Terms, float]


def worth_of_sessions(v: Variables) -> Part:
    """Sum of V_b * p * phi_b(m); p only where the behavior is worth something."""
    terms: Terms = []
    for c in v.candidates:
        worth = v.valuation.worth[c.behavior.id]
        terms += v.phi(c, worth * c.chance if worth > 0 else worth)
    constant = 0.0
    for behavior, minutes, chance in _fixed(v):
        constant += v.valuation.session_worth(behavior, minutes, chance)
    return terms, constant


def variety_and_satiation(v: Variables) -> Part:
    """Sum of V_b * what each session adds by its number: variety up to the target, - 0.7 beyond it.

    Every session adds no more than the one before it. So all count as the first ones do, less what the later ones add
    less: a solver that gains by sessions puts as few as it can among the later ones of its own accord.
    """
    terms: Terms = []
    constant = 0.0
    for behavior in v.problem.behaviors:
        worth, fixed = v.valuation.worth[behavior.id], len(v.fixed(behavior.id))
        if worth <= 0:
            continue
        group = v.of_behavior[behavior.id]
        most = min(fixed + len(group), max(behavior.week_limit, fixed))
        gains = [worth * v.valuation.session_gain(behavior, number) for number in range(1, most + 1)]
        constant += sum(gains[:fixed])
        steps = [(gain, len(list(equal))) for gain, equal in groupby(gains[fixed:])]
        if not steps:
            continue
        first, size = steps[0]
        terms += v.count(group, first)
        later = [(v.helper(0, sessions), gain - first) for gain, sessions in steps[1:]]
        if later:
            v.at_most([*v.count(group), *((variable, -1) for variable, _ in later)], size)
            terms += later
    return terms, constant


def slack(v: Variables) -> Part:
    """- hour * time of each day that is used beyond the share of its free time that has no price."""
    price = v.valuation.hour / MINUTES_PER_HOUR
    share = 1 - v.problem.settings.slack
    terms: Terms = []
    for day in DAYS if price > 0 else ():
        free = sum(window.minutes for window in v.problem.windows if window.day == day)
        if v.of_day[day]:
            beyond = v.helper(0)
            used = v.minutes(v.of_day[day]) + v.count(v.of_day[day], v.problem.transition_minutes)
            v.at_most([*used, (beyond, -1)], share * free)
            _price_from_the_step_below(v, used, beyond, share * free)
            terms.append((beyond, -price))
    return terms, 0.0


def _price_from_the_step_below(v: Variables, used: Terms, beyond: Variable, quota: float) -> None:
    """Interpolate the price linearly between two grid steps.

    Days are used in whole steps, and for those nothing changes. But lengths that are continuous no longer gain by
    ending between them.
    """
    step = gcd(v.problem.grid_minutes, v.problem.transition_minutes)
    over = quota % step
    if over:
        share = (step - over) / step
        v.at_most([*((variable, share * minutes) for variable, minutes in used), (beyond, -1)], share * (quota - over))


def routine(v: Variables) -> Part:
    """- routine * sum of V_b * slots used by b beyond the first."""
    terms: Terms = []
    for behavior in v.problem.behaviors:
        price = v.problem.settings.routine * v.valuation.worth[behavior.id]
        group = v.of_behavior[behavior.id]
        fixed = {v.problem.slot_at(f.start) for f in v.fixed(behavior.id)} - {None}
        slots = {c.window.slot for c in group} | fixed
        if price <= 0 or len(slots) < 2:
            continue
        used: Terms = []
        for slot in v.problem.slots:
            used += v.any_of([c for c in group if c.window.slot == slot.name], already=slot.name in fixed)[0]
        more = v.helper(0)
        v.at_most([*used, (more, -1)], 1 - len(fixed))
        terms.append((more, -price))
    return terms, 0.0


def balance(v: Variables) -> Part:
    """Balance * S * the smallest A_o / R_o, at most 1."""
    price = v.problem.settings.balance * v.valuation.balance_scale
    if price <= 0 or not v.valuation.balanced_objectives:
        return [], 0.0
    least = v.helper(None, 1)
    for objective in v.valuation.balanced_objectives:
        terms, constant = achieved(v, objective)
        reach = v.valuation.reach[objective]
        v.at_most([(least, 1), *((variable, -factor / reach) for variable, factor in terms)], constant / reach)
    return [(least, price)], 0.0


def achieved(v: Variables, objective: str) -> Part:
    """A_o: what the plan does for one objective, not weighted."""
    terms: Terms = []
    for c in v.candidates:
        impact = c.behavior.impacts.get(objective, 0.0)
        if impact:
            terms += v.phi(c, impact * c.chance)
    constant = 0.0
    for behavior, minutes, chance in _fixed(v):
        constant += behavior.impacts.get(objective, 0.0) * chance * v.valuation.phi(behavior, minutes)
    return terms, constant


def stability(v: Variables) -> Part:
    """- stability * previous sessions (behavior, day, slot) that the plan no longer has."""
    price = v.problem.settings.stability
    if price <= 0:
        return [], 0.0
    terms: Terms = []
    lost = 0
    fixed = {(f.behavior, f.day, v.problem.slot_at(f.start)) for f in v.problem.fixed}
    for behavior, day, slot in sorted({(p.behavior, p.day, p.slot) for p in v.problem.previous} - fixed):
        group = [c for c in v.on(behavior, day) if c.window.slot == slot]
        lost += 1
        if group:
            kept = v.helper(0, 1)
            v.at_most([(kept, 1), *v.count(group, -1)], 0)
            terms.append((kept, price))
    return terms, -price * lost


def rule_penalties(v: Variables) -> Part:
    """- the penalty of each soft rule, per unit of violation; the rules must have been stated before."""
    return [(variable, -factor) for variable, factor in v.penalties], -v.penalty_constant


TERMS: Final[tuple[Callable[[Variables], Part], ...]] = (
    worth_of_sessions,
    variety_and_satiation,
    slack,
    routine,
    balance,
    stability,
    rule_penalties,
)


def total(v: Variables) -> Any:
    """Return the objective, in model units, to be maximised."""
    parts = [term(v) for term in TERMS]
    return expression([pair for terms, _ in parts for pair in terms], sum(constant for _, constant in parts))


def _fixed(v: Variables) -> list[tuple[Any, int, float]]:
    """Return (behavior, minutes, chance) of every fixed session; what is done is certain."""
    found = []
    for fixed in v.problem.fixed:
        behavior = v.problem.behavior_by_id[fixed.behavior]
        learned = v.valuation.chance(behavior, fixed.day, v.problem.slot_at(fixed.start))
        found.append((behavior, fixed.minutes, 1.0 if fixed.kind == "done" else learned))
    return found
