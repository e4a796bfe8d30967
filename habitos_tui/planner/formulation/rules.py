"""The six rule types in linear form; a hard rule forbids, a soft one takes its penalty per unit of violation.

See docs/planning-model.md, section 4.
"""

from collections.abc import Iterable, Iterator
from math import ceil
from typing import assert_never

from habitos_tui.domain.model.base import MINUTES_PER_HOUR
from habitos_tui.domain.model.problem import FixedSession
from habitos_tui.domain.model.rule import (
    DurationBounds,
    Frequency,
    MutualExclusion,
    Precedence,
    ScopedRule,
    Stack,
    TimeBudget,
)
from habitos_tui.planner.formulation.candidates import Candidate
from habitos_tui.planner.formulation.variables import ONE, Terms, Variables, once_a_day


def state_rules(v: Variables) -> None:
    """State every active rule."""
    for rule in v.problem.active_rules:
        match rule:
            case TimeBudget():
                time_stays_within_budget(v, rule)
            case Frequency():
                sessions_stay_within_frequency(v, rule)
            case DurationBounds():
                lengths_stay_within_bounds(v, rule)
            case Precedence(required=True):
                later_needs_an_earlier(v, rule)
            case Precedence():
                earlier_never_comes_later(v, rule)
            case MutualExclusion():
                few_of_a_set_at_a_time(v, rule)
            case Stack():
                then_comes_right_behind_first(v, rule)
            case _:
                assert_never(rule)


def time_stays_within_budget(v: Variables, rule: TimeBudget) -> None:
    """Minutes of the scope, per day or over the week, lie between the limits."""
    for group, fixed in _periods(v, rule):
        used = sum(session.minutes for session in fixed)
        _keep_between(
            v, rule.penalty, v.minutes(group), used, (rule.min_minutes, rule.max_minutes), unit=MINUTES_PER_HOUR
        )


def sessions_stay_within_frequency(v: Variables, rule: Frequency) -> None:
    """Sessions of the scope, per day or over the week, lie between the limits."""
    for group, fixed in _periods(v, rule):
        _keep_between(v, rule.penalty, v.count(group), len(fixed), (rule.min_sessions, rule.max_sessions), unit=ONE)


def lengths_stay_within_bounds(v: Variables, rule: DurationBounds) -> None:
    """The length of each session lies between the limits; hard limits are in the candidates' lengths already."""
    if rule.penalty is None:
        return
    least, most = rule.min_minutes or 0, rule.max_minutes
    for fixed in (f for f in v.fixed(rule.behavior) if f.day in rule.days):
        excess = 0 if most is None else fixed.minutes - most
        v.penalise_constant(rule.penalty, max(least - fixed.minutes, excess, 0) / MINUTES_PER_HOUR)
    for c in (c for c in v.of_behavior[rule.behavior] if c.day in rule.days):
        if c.lengths[0] < least:
            short = v.helper(0)
            v.penalise(rule.penalty, MINUTES_PER_HOUR, short)
            v.at_least([*v.minutes([c]), *v.count([c], -least), (short, 1)], 0)
        if most is not None and c.lengths[-1] > most:
            excessive = v.helper(0)
            v.penalise(rule.penalty, MINUTES_PER_HOUR, excessive)
            v.at_most([*v.minutes([c]), *v.count([c], -most), (excessive, -1)], 0)


def later_needs_an_earlier(v: Variables, rule: Precedence) -> None:
    """Each session of `after` has a session of `before` earlier the same day; inside a window order is free."""
    for day in rule.days:
        before, fixed_before = v.on(rule.before, day), v.fixed(rule.before, day)
        for c in v.on(rule.after, day):
            if any(f.start < c.window.start for f in fixed_before):
                continue
            earlier = [b for b in before if b.window.index <= c.window.index]
            _allow_or_price(v, rule, [*v.count([c]), *v.count(earlier, -1)], 0)
        for fixed in v.fixed(rule.after, day) if not rule.hard else ():
            if any(f.start < fixed.start for f in fixed_before):
                continue
            earlier = [b for b in before if b.window.start < fixed.start]
            _allow_or_price(v, rule, v.count(earlier, -1), -1)


def earlier_never_comes_later(v: Variables, rule: Precedence) -> None:
    """No session of `before` comes later in a day than one of `after`."""
    for day in rule.days:
        before, after = v.on(rule.before, day), v.on(rule.after, day)
        if rule.penalty is None:
            _keep_in_order(v, before, after)
            continue
        fixed_before, fixed_after = v.fixed(rule.before, day), v.fixed(rule.after, day)
        for b in before:
            already = any(f.start < b.window.start for f in fixed_after)
            ahead = [a for a in after if a.window.index < b.window.index]
            _price_late(v, rule.penalty, v.count([b]), ahead, already=already)
        for fixed in fixed_before:
            already = any(f.start < fixed.start for f in fixed_after)
            ahead = [a for a in after if a.window.start < fixed.start]
            _price_late(v, rule.penalty, [], ahead, already=already)


def few_of_a_set_at_a_time(v: Variables, rule: MutualExclusion) -> None:
    """At most `limit` different behaviors of the set in each slot of a day, in each day, or in the week."""
    periods: list[tuple[tuple[int, ...], str | None]]
    if rule.period == "week":
        periods = [(rule.days, None)]
    elif rule.period == "day":
        periods = [((day,), None) for day in rule.days]
    else:
        periods = [((day,), slot.name) for day in rule.days for slot in v.problem.slots]
    for days, slot in periods:
        terms: Terms = []
        fixed = 0
        for behavior in rule.behavior_ids:
            group = [c for c in v.of_behavior[behavior] if c.day in days and slot in {None, c.window.slot}]
            already = any(_in_slot(v, f, slot) for f in v.fixed(behavior) if f.day in days)
            fixed += already
            terms += v.any_of(group, already=already)[0]
        _keep_between(v, rule.penalty, terms, fixed, (None, rule.limit), unit=ONE)


def then_comes_right_behind_first(v: Variables, rule: Stack) -> None:
    """A session of `then` has one of `first` in its window; the timeline lays it right behind."""
    for day in rule.days:
        first = {c.window.index: c for c in v.on(rule.first, day)}
        for c in v.on(rule.then, day):
            cue = [first[c.window.index]] if c.window.index in first else []
            _allow_or_price(v, rule, [*v.count([c]), *v.count(cue, -1)], 0)
        if rule.penalty is not None:
            alone = [f for f in v.fixed(rule.then, day) if not _right_behind(v, f, v.fixed(rule.first, day))]
            v.penalise_constant(rule.penalty, len(alone))


def _periods(v: Variables, rule: ScopedRule) -> Iterator[tuple[list[Candidate], list[FixedSession]]]:
    """Yield (candidates, fixed sessions) of the rule's scope and slot for each of its periods."""
    names = {behavior.id for behavior in v.problem.behaviors if rule.scope.picks(behavior)}
    for days in [(day,) for day in rule.days] if rule.period == "day" else [rule.days]:
        group = [c for day in days for c in v.of_day[day] if c.behavior.id in names]
        fixed = [f for f in v.problem.fixed if f.behavior in names and f.day in days and _in_slot(v, f, rule.slot)]
        yield [c for c in group if rule.slot in {None, c.window.slot}], fixed


def _in_slot(v: Variables, fixed: FixedSession, slot: str | None) -> bool:
    return slot is None or v.problem.slot_at(fixed.start) == slot


def _keep_between(
    v: Variables,
    penalty: float | None,
    terms: Terms,
    fixed: float,
    limits: tuple[float | None, float | None],
    *,
    unit: float,
) -> None:
    """Keep `terms` plus `fixed` between the limits; fixed sessions alone may exceed a hard upper one."""
    least, most = limits
    if penalty is None:
        # What new sessions add is a whole number of these.
        step = v.problem.grid_minutes if unit == MINUTES_PER_HOUR else ONE
        if least is not None and least > fixed:
            v.at_least(terms, ceil((least - fixed) / step) * step)
        if most is not None:
            v.at_most(terms, max((most - fixed) // step * step, 0))
        return
    if least is not None and least > fixed:
        short = v.helper(0)
        v.penalise(penalty, unit, short)
        v.at_least([*terms, (short, 1)], least - fixed)
    if most is not None and (terms or fixed > most):
        excess = v.helper(0)
        v.penalise(penalty, unit, excess)
        v.at_most([*terms, (excess, -1)], most - fixed)


def _allow_or_price(v: Variables, rule: Precedence | Stack, terms: Terms, limit: float) -> None:
    """Keep `terms` at most `limit`, or let a soft rule pay for what is above."""
    if rule.penalty is None:
        v.at_most(terms, limit)
        return
    violation = v.helper(0)
    v.penalise(rule.penalty, ONE, violation)
    v.at_most([*terms, (violation, -1)], limit)


def _keep_in_order(v: Variables, before: list[Candidate], after: list[Candidate]) -> None:
    """Forbid every pair with `before` in a later window than `after`; one row per cut of the day where enough."""
    if not before or not after:
        return
    if once_a_day(before[0].behavior) and once_a_day(after[0].behavior):
        for cut in sorted({a.window.index for a in after}):
            early = [a for a in after if a.window.index <= cut]
            late = [b for b in before if b.window.index > cut]
            if late:
                v.at_most(v.count([*early, *late]), 1)
        return
    for a in after:
        for b in before:
            if b.window.index > a.window.index:
                v.at_most(v.count([a, b]), 1)


def _price_late(v: Variables, penalty: float, session: Terms, ahead: Iterable[Candidate], *, already: bool) -> None:
    """Price a session of `before`, given as its count (no terms: a fixed one), behind any of `ahead`."""
    if already and not session:
        v.penalise_constant(penalty, 1)
    elif already:
        v.penalise(penalty, ONE, session[0][0])
    else:
        late = v.helper(0, 1)
        v.penalise(penalty, ONE, late)
        for a in ahead:
            v.at_most([*session, *v.count([a]), (late, -1)], len(session))


def _right_behind(v: Variables, session: FixedSession, cues: Iterable[FixedSession]) -> bool:
    """Tell whether a fixed session starts one transition after a cue ends."""
    return any(session.start - cue.end in {v.problem.transition, v.problem.transition_minutes} for cue in cues)
