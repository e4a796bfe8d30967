"""What every plan must respect, one function per limit; fixed sessions use up limits but are never held to them.

See docs/planning-model.md, section 3.
"""

from collections.abc import Callable
from typing import Final

from pulp import LpBinary

from habitos_tui.domain.model.base import DAYS
from habitos_tui.planner.formulation.variables import Variables


def lengths_belong_to_sessions(v: Variables) -> None:
    """No minutes beyond the shortest length without a session; each piece of lengths within its steps."""
    for c in v.candidates:
        for steps, piece in zip(v.extra[c.index], c.pieces, strict=True):
            v.at_most([(steps, 1), (v.present[c.index], -piece.steps)], 0)


def steep_lengths_come_first(v: Variables) -> None:
    """Fill length pieces in order.

    phi grows ever more slowly, so a solver that gains by phi fills the pieces in order of its own accord. It loses by
    phi only where harm to the worst-served objective, weighed by the balance, could outweigh the worth of the
    behavior: V_b + balance * S * min over o of impact[b,o]/R_o < 0. Only there, and where something else than the
    worth of the week is asked for that the behavior harms, is the order demanded.
    """
    scale = v.problem.settings.balance * v.valuation.balance_scale
    for behavior in v.problem.behaviors:
        harm = min(
            (behavior.impacts.get(o, 0.0) / v.valuation.reach[o] for o in v.valuation.balanced_objectives), default=0
        )
        if v.valuation.worth[behavior.id] + scale * min(harm, 0) >= 0 and behavior.id not in v.harmful:
            continue
        for c in v.of_behavior[behavior.id]:
            for place in range(1, len(c.pieces)):
                full = v.helper(0, 1, LpBinary)
                v.at_most([(v.extra[c.index][place], 1), (full, -c.pieces[place].steps)], 0)
                v.at_least([(v.extra[c.index][place - 1], 1), (full, -c.pieces[place - 1].steps)], 0)


def sessions_of_a_day_within_its_limit(v: Variables) -> None:
    """At most max_per_day sessions of a behavior in a day."""
    for behavior in v.problem.behaviors:
        for day in DAYS:
            group = v.on(behavior.id, day)
            limit = behavior.max_per_day - len(v.fixed(behavior.id, day))
            if len(group) > limit:
                v.at_most(v.count(group), max(limit, 0))


def sessions_of_the_week_within_their_limits(v: Variables) -> None:
    """At least min_per_week and at most max_per_week sessions of a behavior."""
    for behavior in v.problem.behaviors:
        group, fixed = v.of_behavior[behavior.id], len(v.fixed(behavior.id))
        if len(group) > behavior.week_limit - fixed:
            v.at_most(v.count(group), max(behavior.week_limit - fixed, 0))
        if behavior.min_per_week > fixed:
            v.at_least(v.count(group), behavior.min_per_week - fixed)


def sessions_keep_their_distance(v: Variables) -> None:
    """Two sessions of a behavior lie more than min_gap_days days apart."""
    for behavior in v.problem.behaviors:
        span = behavior.min_gap_days + 1
        for first in range(8 - span) if span > 1 else ():
            group = [c for c in v.of_behavior[behavior.id] if first <= c.day < first + span]
            if len(group) > 1:
                v.at_most(v.count(group), 1)


def sessions_fit_their_window(v: Variables) -> None:
    """In each window, lengths and the transitions between neighbours do not exceed its length."""
    pause = v.problem.transition
    for group in v.of_window.values():
        v.at_most(v.minutes(group) + v.count(group, pause), group[0].window.minutes + pause)


def energy_stays_within_the_budget(v: Variables) -> None:
    """The energy costs of a day's sessions do not exceed its budget."""
    for day in DAYS:
        budget = v.problem.energy_limit(day)
        if budget is None or not v.of_day[day]:
            continue
        cost = v.problem.behavior_by_id
        used = sum(cost[fixed.behavior].energy_cost for fixed in v.problem.fixed if fixed.day == day)
        terms = [(v.present[c.index], c.behavior.energy_cost) for c in v.of_day[day] if c.behavior.energy_cost]
        v.at_most(terms, max(budget - used, 0))


LIMITS: Final[tuple[Callable[[Variables], None], ...]] = (
    lengths_belong_to_sessions,
    steep_lengths_come_first,
    sessions_of_a_day_within_its_limit,
    sessions_of_the_week_within_their_limits,
    sessions_keep_their_distance,
    sessions_fit_their_window,
    energy_stays_within_the_budget,
)
