"""What every plan must respect, one function per limit; fixed sessions use up limits but are never held to them.

See docs/planning-model.md, section 3.
"""

from collections.abc import Callable
from typing import Final

from pulp import LpBinary

from habitos_tui.domain.model.base import DAYS
from habitos_tui.planner.formulation.chords import first_lines
from habitos_tui.planner.formulation.variables import Variables


def lengths_belong_to_sessions(v: Variables) -> None:
    """No minutes beyond the shortest length without a session; each piece of lengths within its steps."""
    for c in v.candidates:
        for steps, piece in zip(v.extra[c.index], c.pieces, strict=True):
            v.at_most([(steps, 1), (v.present[c.index], -piece.steps)], 0)


def lengths_add_no_more_than_their_lines(v: Variables) -> None:
    """What a length adds to phi is at most what a few lines above its curve allow.

    A search lays more where it needs them. Only a solver that gains by phi needs no more than that.
    """
    for c in v.candidates:
        if c.curve is not None and c.index in v.gain:
            for line in first_lines(c.curve, c.lengths):
                length = [(v.extra[c.index][0], -line.slope), (v.present[c.index], -line.constant)]
                v.at_most([(v.gain[c.index], 1), *length], 0)


def steep_lengths_come_first(v: Variables) -> None:
    """Fill length pieces in order.

    phi grows ever more slowly, so a solver that gains by phi fills the pieces in order of its own accord. Only where it
    could lose by phi is the order demanded.
    """
    for behavior in v.problem.behaviors:
        if not v.loses_by_length(behavior):
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
    lengths_add_no_more_than_their_lines,
    steep_lengths_come_first,
    sessions_of_a_day_within_its_limit,
    sessions_of_the_week_within_their_limits,
    sessions_keep_their_distance,
    sessions_fit_their_window,
    energy_stays_within_the_budget,
)
