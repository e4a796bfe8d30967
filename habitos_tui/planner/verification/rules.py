"""How far a week is from each rule: the units a soft rule charges for, and the sentences a hard one is broken in.

Soft rules measure every session against the limits as written. Hard rules forgive what the fixed sessions alone
have broken already: an upper limit becomes what they use, and only new sessions have to keep an order.

See docs/planning-model.md, section 4.
"""

from collections.abc import Iterator, Sequence
from typing import assert_never

from habitos_tui.domain.model.base import MINUTES_PER_HOUR
from habitos_tui.domain.model.rule import (
    DurationBounds,
    Frequency,
    MutualExclusion,
    Precedence,
    Rule,
    Stack,
    TimeBudget,
)
from habitos_tui.planner.verification.day_layout import Week
from habitos_tui.planner.verification.placed import Placed

Bucket = tuple[str, list[Placed]]
"""What a limit counts together: where that is ("on Monday") and the sessions."""


def violation(week: Week, rule: Rule) -> float:
    """Return the units by which the week misses `rule`: hours, sessions or behaviors, as its type says."""
    match rule:
        case TimeBudget():
            return _miss(week, rule, rule.min_minutes, rule.max_minutes) / MINUTES_PER_HOUR
        case Frequency():
            return _miss(week, rule, rule.min_sessions, rule.max_sessions)
        case DurationBounds():
            lengths = [placed.minutes for placed in _bounded(week, rule)]
            return sum(_distance(length, rule.min_minutes, rule.max_minutes) for length in lengths) / MINUTES_PER_HOUR
        case MutualExclusion():
            return sum(max(0, _distinct(bucket) - rule.limit) for _, bucket in _exclusive(week, rule))
        case Precedence():
            return len(list(_out_of_order(week, rule)))
        case Stack():
            return len(_adrift(week, rule))
        case _:
            assert_never(rule)


def breaches(week: Week, rule: Rule) -> Iterator[str]:
    """Yield a sentence for each way in which the new sessions break `rule`, taken as a hard one."""
    match rule:
        case TimeBudget():
            yield from _beyond(week, rule, rule.min_minutes, rule.max_minutes, "min")
        case Frequency():
            yield from _beyond(week, rule, rule.min_sessions, rule.max_sessions, "sessions")
        case DurationBounds():
            yield from _out_of_bounds(week, rule)
        case MutualExclusion():
            yield from _too_many_together(week, rule)
        case Precedence():
            yield from _order_broken(week, rule)
        case Stack():
            for placed in _adrift(week, rule):
                if placed.new:
                    yield f"{week.place(placed)} does not come right after {week.name(rule.first)}"
        case _:
            assert_never(rule)


def _miss(week: Week, rule: TimeBudget | Frequency, least: int | None, most: int | None) -> int:
    return sum(_distance(_amount(rule, bucket), least, most) for _, bucket in _scoped(week, rule))


def _beyond(week: Week, rule: TimeBudget | Frequency, least: int | None, most: int | None, unit: str) -> Iterator[str]:
    for where, bucket in _scoped(week, rule):
        amount = _amount(rule, bucket)
        tolerated = _amount(rule, [placed for placed in bucket if not placed.new])
        if least is not None and amount < least:
            yield f"{amount} {unit} {where}, at least {least} asked for"
        if most is not None and amount > max(most, tolerated):
            yield f"{amount} {unit} {where}, at most {max(most, tolerated)} allowed"


def _amount(rule: TimeBudget | Frequency, sessions: Sequence[Placed]) -> int:
    return sum(placed.minutes for placed in sessions) if rule.counted == "minutes" else len(sessions)


def _distance(amount: int, least: int | None, most: int | None) -> int:
    """Return how far `amount` is below the least or above the most."""
    short = 0 if least is None else max(0, least - amount)
    return short + (0 if most is None else max(0, amount - most))


def _scoped(week: Week, rule: TimeBudget | Frequency) -> list[Bucket]:
    sessions = [
        placed
        for placed in week.sessions
        if rule.scope.picks(placed.behavior) and (rule.slot is None or placed.slot == rule.slot)
    ]
    return _by_day_or_week(week, rule.days, rule.period == "week", sessions)


def _by_day_or_week(week: Week, days: Sequence[int], whole: bool, sessions: Sequence[Placed]) -> list[Bucket]:
    if whole:
        where = "in the week" if len(days) == 7 else "on " + ", ".join(map(week.day_name, days))
        return [(where, [placed for placed in sessions if placed.day in days])]
    return [(f"on {week.day_name(day)}", [placed for placed in sessions if placed.day == day]) for day in days]


def _bounded(week: Week, rule: DurationBounds) -> list[Placed]:
    return [placed for placed in week.sessions_of(rule.behavior) if placed.day in rule.days]


def _out_of_bounds(week: Week, rule: DurationBounds) -> Iterator[str]:
    for placed in _bounded(week, rule):
        if not placed.new:
            continue
        if rule.min_minutes is not None and placed.minutes < rule.min_minutes:
            yield f"{week.place(placed)} takes {placed.minutes} min, at least {rule.min_minutes} asked for"
        if rule.max_minutes is not None and placed.minutes > rule.max_minutes:
            yield f"{week.place(placed)} takes {placed.minutes} min, at most {rule.max_minutes} allowed"


def _exclusive(week: Week, rule: MutualExclusion) -> list[Bucket]:
    sessions = [placed for placed in week.sessions if placed.behavior.id in rule.behaviors]
    buckets = _by_day_or_week(week, rule.days, rule.period == "week", sessions)
    if rule.period != "slot":
        return buckets
    return [
        (f"{where} in {slot.name}", [placed for placed in bucket if placed.slot == slot.name])
        for where, bucket in buckets
        for slot in week.problem.slots
    ]


def _too_many_together(week: Week, rule: MutualExclusion) -> Iterator[str]:
    for where, bucket in _exclusive(week, rule):
        allowed = max(rule.limit, _distinct([placed for placed in bucket if not placed.new]))
        if _distinct(bucket) > allowed:
            names = ", ".join(dict.fromkeys(f"“{placed.behavior.name}”" for placed in bucket))
            yield f"{names} {where}, at most {allowed} of them allowed"


def _distinct(sessions: Sequence[Placed]) -> int:
    return len({placed.behavior.id for placed in sessions})


def _out_of_order(week: Week, rule: Precedence) -> Iterator[tuple[Placed, list[Placed]]]:
    """Yield each session that offends, with the sessions of the other behavior that it offends against.

    Required: an `after` with nothing before it. Not required: a `before` that starts later than an `after`.
    """
    for day in rule.days:
        befores = [placed for placed in week.sessions_of(rule.before) if placed.day == day]
        afters = [placed for placed in week.sessions_of(rule.after) if placed.day == day]
        if rule.required:
            yield from ((p, []) for p in afters if not any(earlier.start < p.start for earlier in befores))
        else:
            overtaken = ((p, [other for other in afters if other.start < p.start]) for p in befores)
            yield from ((p, others) for p, others in overtaken if others)


def _order_broken(week: Week, rule: Precedence) -> Iterator[str]:
    for placed, others in _out_of_order(week, rule):
        if rule.required and placed.new:
            yield f"{week.place(placed)} has no {week.name(rule.before)} earlier that day"
        if any(placed.new or other.new for other in others):
            yield f"{week.place(placed)} comes later than {week.name(rule.after)}"


def _adrift(week: Week, rule: Stack) -> list[Placed]:
    """Return the sessions of `then` that are not right behind one of `first`."""
    thens = [placed for placed in week.sessions_of(rule.then) if placed.day in rule.days]
    return [placed for placed in thens if (placed.day, placed.start) not in week.right_behind]
