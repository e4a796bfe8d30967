"""The same week in other words: a variable for every behavior, day, start and length, and no windows.

Time is a row of minutes. A session takes its own and the pause behind it, as far as free time goes on; at most one
session takes a minute. Fixed sessions are options that are always chosen. Only the data models are shared.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count, pairwise
from typing import Any, Final

import pulp

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.rule import (
    DurationBounds,
    Frequency,
    MutualExclusion,
    Precedence,
    Rule,
    ScopedRule,
    Stack,
    TimeBudget,
)

DAY: Final = 1440
WEEK: Final = range(7)


@dataclass(frozen=True, eq=False)
class Option:
    """One session that a week may hold; `chosen` is a variable, or 1 for a fixed session."""

    behavior: Behavior
    day: int
    start: int
    minutes: int
    slot: str | None
    chance: float
    chosen: Any
    free: tuple[int, int] | None = None
    """The free stretch of the day that a new session lies in; None for a fixed one."""

    @property
    def end(self) -> int:
        """Minute of the day it ends at."""
        return self.start + self.minutes


def best_objective(problem: Problem, **settings: Any) -> float | None:
    """Return the objective of the best week, None when no week is allowed; `settings` go to HiGHS."""
    return _Starts(problem).solve(pulp.HiGHS(msg=False, gapRel=0.0, gapAbs=1e-9, **settings))


def is_spoken(problem: Problem) -> bool:
    """Tell whether all of a problem can be said this way: chains of several stacks cannot."""
    return sum(isinstance(rule, Stack) and rule.active for rule in problem.rules) < 2


class _Starts:
    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.lp = pulp.LpProblem("starts", pulp.LpMaximize)
        self.names = count()
        total = sum(problem.objectives.values())
        self.weights = {o: weight / total for o, weight in problem.objectives.items()}
        self.value = {b.id: sum(self.weights[o] * i for o, i in b.impacts.items()) for b in problem.behaviors}
        self.pause = -(-problem.transition_minutes // problem.grid_minutes) * problem.grid_minutes
        self.rules = [rule for rule in problem.rules if rule.active]
        self.gains: list[Any] = []
        self.options = [*self._fixed(), *self._new()]

    def solve(self, solver: Any) -> float | None:
        self._one_at_a_time()
        for behavior in self.problem.behaviors:
            self._counts(behavior)
        self._energy()
        self._terms()
        for rule in self.rules:
            self._state(rule)
        self.lp.setObjective(pulp.lpSum(self.gains))
        self.lp.solve(solver)
        return float(pulp.value(self.lp.objective)) if self.lp.status == pulp.LpStatusOptimal else None

    def _number(self, low: float | None = 0, high: float | None = None, kind: str = pulp.LpContinuous) -> Any:
        return self.lp.add_variable(f"v{next(self.names)}", low, high, kind)

    # -- what there is to choose from

    def _chance(self, behavior: Behavior, day: int, slot: str | None) -> float:
        learned = {(a.behavior, a.day, a.slot): a.probability for a in self.problem.adherence}
        preferred = self._preferred(behavior, day)
        suits = slot is not None and (not preferred or slot in preferred)
        return learned.get((behavior.id, day, slot or ""), 0.8 if suits else 0.5)

    def _preferred(self, behavior: Behavior, day: int) -> tuple[str, ...]:
        weekend = behavior.weekend_slots if (self.problem.week_start.weekday() + day) % 7 > 4 else None
        return behavior.preferred_slots if weekend is None else weekend

    def _fixed(self) -> Iterator[Option]:
        for f in self.problem.fixed:
            behavior = next(b for b in self.problem.behaviors if b.id == f.behavior)
            slot = next((s.name for s in self.problem.slots if s.start <= f.start < s.end), None)
            chance = 1.0 if f.kind == "done" else self._chance(behavior, f.day, slot)
            yield Option(behavior, f.day, f.start, f.minutes, slot, chance, 1)

    def _new(self) -> Iterator[Option]:
        grid = self.problem.grid_minutes
        for day, slot, first, last in self._stretches():
            for b in self.problem.behaviors:
                if day not in b.weekdays or (b.strict_slots and slot not in self._preferred(b, day)):
                    continue
                chance = self._chance(b, day, slot)
                for start in (t for t in range(first, last) if t % grid == 0):
                    for minutes in (m for m in range(grid, last - start + 1, grid) if self._may_last(b, day, m)):
                        chosen = self._number(0, 1, pulp.LpBinary)
                        yield Option(b, day, start, minutes, slot, chance, chosen, (first, last))

    def _stretches(self) -> Iterator[tuple[int, str, int, int]]:
        """Yield (day, slot, first minute, minute a session must end by) of every free stretch in one slot."""
        free = [self._slot_of_free_minute(minute) for minute in range(8 * DAY + 1)]
        first = 0
        for minute in range(1, len(free)):
            if free[minute] == free[minute - 1]:
                continue
            here = free[minute - 1]
            if here is not None:
                last = minute - self.problem.transition_minutes if free[minute] is not None else minute
                yield here[0], here[1], first - here[0] * DAY, last - here[0] * DAY
            first = minute

    def _slot_of_free_minute(self, minute: int) -> tuple[int, str] | None:
        p, pause = self.problem, self.problem.transition_minutes
        if p.not_before is not None and minute < p.not_before.day * DAY + p.not_before.time + p.notice_minutes:
            return None
        beside = pause if p.settings.pause_beside_busy else 0
        taken = [(b.day * DAY + b.start - beside, b.day * DAY + b.end + beside) for b in p.busy]
        taken += [(f.day * DAY + f.start - pause, f.day * DAY + f.end + pause) for f in p.fixed]
        if any(start <= minute < end for start, end in taken):
            return None
        slots = ((day, s) for day in WEEK for s in p.slots if s.start <= minute - day * DAY < s.end)
        return next(((day, s.name) for day, s in slots if p.not_before is None or day >= p.not_before.day), None)

    def _may_last(self, b: Behavior, day: int, minutes: int) -> bool:
        bounds = [r for r in self.rules if isinstance(r, DurationBounds) and r.behavior == b.id and day in r.days]
        hard = all(self._off(rule, minutes) == 0 for rule in bounds if rule.penalty is None)
        return b.min_minutes <= minutes <= b.max_minutes and hard

    # -- limits

    def _one_at_a_time(self) -> None:
        takers: dict[int, list[Any]] = defaultdict(list)
        for o in self.options:
            if o.free is not None:
                for minute in range(o.start, min(o.end + self.pause, o.free[1])):
                    takers[o.day * DAY + minute].append(o.chosen)
        for chosen in takers.values():
            self.lp.addConstraint(pulp.lpSum(chosen) <= 1)

    def _counts(self, b: Behavior) -> None:
        mine = [o for o in self.options if o.behavior is b or o.behavior.id == b.id]
        self._at_most(mine, max(b.target_per_week, b.min_per_week) if b.max_per_week is None else b.max_per_week)
        self.lp.addConstraint(pulp.lpSum(o.chosen for o in mine) >= b.min_per_week)
        for day in WEEK:
            self._at_most([o for o in mine if o.day == day], b.max_per_day)
        for place in {(o.day, o.free) for o in mine if o.free is not None}:
            self.lp.addConstraint(pulp.lpSum(o.chosen for o in mine if (o.day, o.free) == place) <= 1)
        fixed_days = [o.day for o in mine if o.free is None]
        for day in WEEK if b.min_gap_days else ():
            near = [o.chosen for o in mine if o.free is not None and day <= o.day <= day + b.min_gap_days]
            self.lp.addConstraint(pulp.lpSum(near) <= 1)
            if any(abs(day - other) <= b.min_gap_days for other in fixed_days):
                self.lp.addConstraint(pulp.lpSum(o.chosen for o in mine if o.free and o.day == day) <= 0)

    def _at_most(self, group: list[Option], limit: float) -> None:
        """Demand at most `limit` of a group; what fixed sessions use beyond it is forgiven."""
        used = sum(o.free is None for o in group)
        self.lp.addConstraint(pulp.lpSum(o.chosen for o in group) <= max(limit, used))

    def _energy(self) -> None:
        for day in WEEK:
            budget = self.problem.energy_budget
            limit = budget[day] if isinstance(budget, tuple) else budget
            if limit is not None:
                costs = [(o, o.behavior.energy_cost) for o in self.options if o.day == day]
                spent = sum(cost for o, cost in costs if o.free is None)
                self.lp.addConstraint(pulp.lpSum(cost * o.chosen for o, cost in costs) <= max(limit, spent))

    # -- the objective

    def _phi(self, o: Option) -> float:
        typical = o.behavior.typical_minutes
        if self.value[o.behavior.id] > 0 and o.minutes > typical:
            return 1 + 0.15 * (o.minutes - typical) / typical
        return 0.4 + 0.6 * o.minutes / typical

    def _terms(self) -> None:
        settings = self.problem.settings
        for o in self.options:
            value = self.value[o.behavior.id]
            self.gains.append(value * self._phi(o) * (o.chance if value > 0 else 1) * o.chosen)
        for b in self.problem.behaviors:
            mine, value = [o for o in self.options if o.behavior.id == b.id], max(self.value[b.id], 0)
            beyond, used = self._number(), {s.name: self._number() for s in self.problem.slots}
            self.lp.addConstraint(beyond >= pulp.lpSum(o.chosen for o in mine) - b.target_per_week)
            for o in mine:
                if o.slot is not None:
                    self.lp.addConstraint(used[o.slot] >= pulp.lpSum([o.chosen]))
            more = self._number()
            self.lp.addConstraint(more >= pulp.lpSum(used.values()) - 1)
            self.gains += [-0.7 * value * beyond, -settings.routine * value * more]
            self._variety(b, mine, beyond, value)
        if self.problem.format == "habitos-problem/2":
            self._slack()
        self._balance()
        for place in {(p.behavior, p.day, p.slot) for p in self.problem.previous}:
            lost, kept = self._number(), [o.chosen for o in self.options if (o.behavior.id, o.day, o.slot) == place]
            self.lp.addConstraint(lost >= 1 - pulp.lpSum(kept))
            self.gains.append(-settings.stability * lost)

    def _variety(self, b: Behavior, mine: list[Option], beyond: Any, value: float) -> None:
        """Give every session up to the target a number, and what it gains by that."""
        target, variety = b.target_per_week, self.problem.settings.variety
        numbered = [self._number(0, 1, pulp.LpBinary) for _ in range(target)]
        self.lp.addConstraint(pulp.lpSum(numbered) + beyond == pulp.lpSum(o.chosen for o in mine))
        for one, following in pairwise(numbered):
            self.lp.addConstraint(one >= following)
        for k, one in enumerate(numbered):
            self.gains.append(value * variety * (1 - (2 * k / (target - 1) if target > 1 else 0)) * one)

    def _slack(self) -> None:
        asked = [b for b in self.problem.behaviors if b.target_per_week]
        worth = sum(max(self.value[b.id], 0) * b.target_per_week * 0.8 for b in asked)
        hour = worth / sum(b.target_per_week * b.typical_minutes / 60 for b in asked) if asked else 0
        grid, stretches = self.problem.grid_minutes, list(self._stretches())
        for day in WEEK:
            inwards = [(-(-first // grid) * grid, last // grid * grid) for d, _, first, last in stretches if d == day]
            free = sum(max(0, last - first) for first, last in inwards)
            new = [o for o in self.options if o.day == day and o.free is not None]
            over = self._number()
            used = pulp.lpSum((o.minutes + self.problem.transition_minutes) * o.chosen for o in new)
            self.lp.addConstraint(over >= used - (1 - self.problem.settings.slack) * free)
            self.gains.append(-hour / 60 * over)

    def _balance(self) -> None:
        reach = {
            o: sum(max(b.impacts.get(o, 0), 0) * b.target_per_week * 0.8 for b in self.problem.behaviors)
            for o in self.weights
        }
        served = [o for o, weight in self.weights.items() if weight > 0 and reach[o] > 0]
        least = self._number(None, 1 if served else 0)
        for name in served:
            parts = (o.behavior.impacts.get(name, 0) * o.chance * self._phi(o) * o.chosen for o in self.options)
            self.lp.addConstraint(reach[name] * least <= pulp.lpSum(parts))
        scale = sum(weight * reach[o] for o, weight in self.weights.items())
        self.gains.append(self.problem.settings.balance * scale * least)

    # -- rules

    def _state(self, rule: Rule) -> None:
        inside = [o for o in self.options if o.day in rule.days]
        match rule:
            case TimeBudget():
                for group in self._groups(rule, inside):
                    self._between(rule, [(o.minutes / 60, o) for o in group], rule.min_minutes, rule.max_minutes, 60)
            case Frequency():
                for group in self._groups(rule, inside):
                    self._between(rule, [(1.0, o) for o in group], rule.min_sessions, rule.max_sessions, 1)
            case DurationBounds():
                for o in (o for o in inside if o.behavior.id == rule.behavior and rule.penalty is not None):
                    self._pay(rule, self._off(rule, o.minutes) / 60 * o.chosen)
            case MutualExclusion():
                self._exclude(rule, [o for o in inside if o.behavior.id in rule.behaviors])
            case Precedence():
                self._order(rule, inside)
            case Stack():
                self._stack(rule, inside)

    def _pay(self, rule: Rule, units: Any) -> None:
        assert rule.penalty is not None
        self.gains.append(-rule.penalty / 100 * units)

    def _off(self, rule: DurationBounds, minutes: int) -> int:
        most = minutes if rule.max_minutes is None else rule.max_minutes
        return max((rule.min_minutes or 0) - minutes, minutes - most, 0)

    def _groups(self, rule: ScopedRule, inside: list[Option]) -> Iterator[list[Option]]:
        picked = [o for o in inside if rule.scope.picks(o.behavior) and rule.slot in {None, o.slot}]
        for days in [rule.days] if rule.period == "week" else [(day,) for day in rule.days]:
            yield [o for o in picked if o.day in days]

    def _between(
        self, rule: Rule, amounts: list[tuple[float, Option]], least: int | None, most: int | None, unit: int
    ) -> None:
        total = pulp.lpSum(amount * o.chosen for amount, o in amounts)
        fixed = sum(amount for amount, o in amounts if o.free is None)
        if rule.penalty is None:
            self.lp.addConstraint(total >= (least or 0) / unit)
            if most is not None:
                self.lp.addConstraint(total <= max(most / unit, fixed))
            return
        short, excess = self._number(), self._number()
        self.lp.addConstraint(short >= (least or 0) / unit - total)
        if most is not None:
            self.lp.addConstraint(excess >= total - most / unit)
        self._pay(rule, short + excess)

    def _exclude(self, rule: MutualExclusion, inside: list[Option]) -> None:
        groups: dict[tuple[int, str | None], dict[str, list[Option]]] = defaultdict(lambda: defaultdict(list))
        for o in inside:
            if rule.period != "slot" or o.slot is not None:
                day, slot = 0 if rule.period == "week" else o.day, o.slot if rule.period == "slot" else None
                groups[day, slot][o.behavior.id].append(o)
        for group in groups.values():
            present = {name: self._number() for name in group}
            for name, options in group.items():
                for o in options:
                    self.lp.addConstraint(present[name] >= pulp.lpSum([o.chosen]))
            fixed = sum(any(o.free is None for o in options) for options in group.values())
            self._limit(rule, pulp.lpSum(present.values()), rule.limit, fixed)

    def _limit(self, rule: Rule, amount: Any, limit: float, fixed: float) -> None:
        if rule.penalty is None:
            self.lp.addConstraint(amount <= max(limit, fixed))
        else:
            excess = self._number()
            self.lp.addConstraint(excess >= amount - limit)
            self._pay(rule, excess)

    def _order(self, rule: Precedence, inside: list[Option]) -> None:
        for o in inside:
            same_day = [other for other in inside if other.day == o.day and other.start < o.start]
            if rule.required and o.behavior.id == rule.after:
                earlier = [other.chosen for other in same_day if other.behavior.id == rule.before]
                self._demand(rule, [o], pulp.lpSum([o.chosen]) - pulp.lpSum(earlier))
            elif not rule.required and o.behavior.id == rule.before:
                late = self._number()
                for passed in (other for other in same_day if other.behavior.id == rule.after):
                    both = pulp.lpSum([o.chosen, passed.chosen]) - 1
                    if rule.penalty is not None:
                        self.lp.addConstraint(late >= both)
                    else:
                        self._demand(rule, [o, passed], both)
                if rule.penalty is not None:
                    self._pay(rule, late)

    def _stack(self, rule: Stack, inside: list[Option]) -> None:
        for o in (o for o in inside if o.behavior.id == rule.then):
            pauses = {self.pause} if o.free else {self.pause, self.problem.transition_minutes}
            cues = (c for c in inside if c.behavior.id == rule.first and (c.day, c.free) == (o.day, o.free))
            behind = [c.chosen for c in cues if o.start - c.end in pauses]
            self._demand(rule, [o], pulp.lpSum([o.chosen]) - pulp.lpSum(behind))

    def _demand(self, rule: Rule, concerned: Iterable[Option], offence: Any) -> None:
        """Demand that an offence is not positive, or let a soft rule pay; fixed sessions alone may offend."""
        if rule.penalty is not None:
            violation = self._number()
            self.lp.addConstraint(violation >= offence)
            self._pay(rule, violation)
        elif any(o.free is not None for o in concerned):
            self.lp.addConstraint(offence <= 0)
