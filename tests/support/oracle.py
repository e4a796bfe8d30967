"""The best week by trying them all: shares the data models and the free windows with the planner, and nothing else.

Every session of a small week goes through every window, length and order; a branch is left only where a limit that
cannot heal is broken, or where even an impossible rest would not beat the best week found. The formulas are written
out again here, straight from the planning model.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, permutations, product
from math import ceil, exp, inf, log
from typing import Final

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.plan import Session
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
from habitos_tui.domain.model.week import Window

EPSILON: Final = 1e-9


def smooth_phi(minutes: float, least: int, typical: int, most: int) -> float:
    """Return a + b log(1 + t / c), t minutes beyond the least, through the points that the pieces have at all three."""
    from scipy.optimize import brentq

    low, high = 0.4 + 0.6 * least / typical, 1 + 0.15 * (most - typical) / typical
    share = (1 - low) / (high - low)

    def miss(log_c: float) -> float:
        c = exp(log_c)
        return log(1 + (typical - least) / c) / log(1 + (most - least) / c) - share

    c = exp(brentq(miss, log(most - least) - 20, log(most - least) + 10, xtol=1e-15, rtol=1e-14))
    return low + (high - low) * log(1 + (minutes - least) / c) / log(1 + (most - least) / c)


@dataclass(frozen=True, slots=True)
class Placing:
    """A session, new or fixed; `behind` tells whether a stacked one comes right behind its cue."""

    name: str
    day: int
    start: int
    minutes: int
    slot: str | None
    chance: float
    new: bool
    behind: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One way to fill a window, with what is used to prune."""

    placings: tuple[Placing, ...]
    names: tuple[str, ...]
    worth: float
    achieved: tuple[float, ...]


@dataclass
class Oracle:
    """Tries every week of a problem."""

    problem: Problem
    best: float = -inf
    plan: tuple[Placing, ...] = ()
    fixed: list[Placing] = field(default_factory=list)

    def __post_init__(self) -> None:
        weights = self.problem.objectives
        total = sum(weights.values())
        self.weights = {name: weight / total for name, weight in weights.items()}
        self.names = {b.id: b for b in self.problem.behaviors}
        self.value = {b.id: sum(self.weights[o] * i for o, i in b.impacts.items()) for b in self.problem.behaviors}
        self.pause = ceil(self.problem.transition_minutes / self.problem.grid_minutes) * self.problem.grid_minutes
        self.learned = {(a.behavior, a.day, a.slot): a.probability for a in self.problem.adherence}
        self.rules = [rule for rule in self.problem.rules if rule.active]
        self.fixed = self._fixed()
        self.reach = {
            o: sum(max(b.impacts.get(o, 0), 0) * b.target_per_week * 0.8 for b in self.problem.behaviors)
            for o in weights
        }
        self.balanced = [o for o in weights if weights[o] > 0 and self.reach[o] > 0]
        self.scale = sum(self.weights[o] * self.reach[o] for o in weights)
        self.second = self.problem.format == "habitos-problem/2"
        self.most = {b.id: self._most(b) for b in self.problem.behaviors}
        self.hour = self._hour() if self.second else 0.0
        self.options = [self._options(window) for window in self.problem.windows]
        self._prepare_bounds()

    @property
    def size(self) -> int:
        """How many weeks there are to try, limits apart."""
        size = 1
        for options in self.options:
            size *= len(options)
        return size

    def solve(self) -> float | None:
        """Return the best objective, None when no week is allowed."""
        # The empty week first would make bounds weak; options are sorted so that a good week comes early.
        self._search(0, [], Counter(p.name for p in self.fixed))
        return None if self.best == -inf else self.best

    def sessions(self) -> list[Session]:
        """Return the best week found."""
        return [
            Session(behavior=p.name, day=p.day, slot=p.slot or "", start=p.start, minutes=p.minutes) for p in self.plan
        ]

    def price(self, new: Sequence[Placing]) -> float:
        """Return the objective of the week made of the fixed sessions and `new`."""
        return self._objective(self._week(new))

    def allows(self, new: Sequence[Placing]) -> bool:
        """Tell whether the fixed sessions and `new`, each in a window it fits, make an allowed week."""
        added: list[Placing] = []
        for placing in new:
            if not self._may_add(placing, [*self.fixed, *added]):
                return False
            added.append(placing)
        return self._allowed(self._week(new))

    def _week(self, new: Sequence[Placing]) -> list[Placing]:
        return sorted([*self.fixed, *new], key=lambda p: (p.day, p.start))

    # -- what a session is worth

    def _chance(self, behavior: Behavior, day: int, slot: str | None) -> float:
        if slot is None:
            return 0.5
        preferred = self._preferred(behavior, day)
        suits = not preferred or slot in preferred
        return self.learned.get((behavior.id, day, slot), 0.8 if suits else 0.5)

    def _preferred(self, behavior: Behavior, day: int) -> tuple[str, ...]:
        weekday = (self.problem.week_start.weekday() + day) % 7
        at_weekend = getattr(behavior, "weekend_slots", None)
        return at_weekend if at_weekend is not None and weekday in {5, 6} else behavior.preferred_slots

    def _most(self, behavior: Behavior) -> int:
        if behavior.max_per_week is not None:
            return behavior.max_per_week
        return max(behavior.target_per_week, behavior.min_per_week) if self.second else 7 * behavior.max_per_day

    def _hour(self) -> float:
        hours = sum(b.target_per_week * b.typical_minutes for b in self.problem.behaviors) / 60
        worth = sum(max(self.value[b.id], 0) * b.target_per_week * 0.8 for b in self.problem.behaviors)
        return worth / hours if hours else 0.0

    def _variety(self, name: str, sessions: int) -> float:
        """Return the sum of delta_b(k) for k = 1 .. min(sessions, target)."""
        target, factor = self.names[name].target_per_week, self.problem.settings.variety
        deltas = [factor] if target == 1 else [factor * (1 - 2 * (k - 1) / (target - 1)) for k in range(1, target + 1)]
        return sum(deltas[:sessions])

    def _overbooked(self, week: Sequence[Placing]) -> float:
        """Return the minutes of all days that new sessions take beyond the share that may be planned freely."""
        over = 0.0
        for day in range(7):
            free = sum(w.end - w.start for w in self.problem.windows if w.day == day)
            used = sum(p.minutes + self.problem.transition_minutes for p in week if p.new and p.day == day)
            over += max(0.0, used - (1 - self.problem.settings.slack) * free)
        return over

    def _phi(self, name: str, minutes: int) -> float:
        behavior = self.names[name]
        typical, least, most = behavior.typical_minutes, behavior.min_minutes, behavior.max_minutes
        curved = self.problem.curve == "smooth" and self.value[name] > 0 and least < typical < most
        if curved and least <= minutes <= most:
            return smooth_phi(minutes, least, typical, most)
        if self.value[name] > 0 and minutes > typical:
            return 1 + 0.15 * (minutes - typical) / typical
        return 0.4 + 0.6 * minutes / typical

    def _worth(self, p: Placing) -> float:
        value = self.value[p.name]
        return value * self._phi(p.name, p.minutes) * (p.chance if value > 0 else 1)

    def _achieved(self, placings: Sequence[Placing], objective: str) -> float:
        return sum(
            self.names[p.name].impacts.get(objective, 0.0) * p.chance * self._phi(p.name, p.minutes) for p in placings
        )

    # -- what there is to choose from

    def _fixed(self) -> list[Placing]:
        found: list[Placing] = []
        for f in sorted(self.problem.fixed, key=lambda f: (f.day, f.start)):
            slot = next((s.name for s in self.problem.slots if s.start <= f.start < s.end), None)
            chance = 1.0 if f.kind == "done" else self._chance(self.names[f.behavior], f.day, slot)
            found.append(Placing(f.behavior, f.day, f.start, f.minutes, slot, chance, new=False))
        pauses = {self.problem.transition_minutes, self.pause}
        return [self._glued(p, [e for e in found if e.day == p.day], pauses) for p in found]

    def _options(self, window: Window) -> list[Option]:
        """Return every way to fill a window, one per set of lengths and per order that makes a difference."""
        usable = [b for b in self.problem.behaviors if self._may_use(b, window)]
        found: list[Option] = []
        for count in range(len(usable) + 1):
            for chosen in combinations(usable, count):
                room = window.minutes - self.pause * (count - 1)
                for lengths in product(*(self._lengths(b, window) for b in chosen)):
                    if sum(lengths) <= room or not count:
                        found += self._orders(window, [(b.id, m) for b, m in zip(chosen, lengths, strict=True)])
        return sorted(found, key=lambda option: -option.worth)

    def _may_use(self, b: Behavior, window: Window) -> bool:
        return window.day in b.weekdays and (not b.strict_slots or window.slot in self._preferred(b, window.day))

    def _lengths(self, b: Behavior, window: Window) -> list[int]:
        grid = self.problem.grid_minutes
        lengths = [m for m in range(grid, window.minutes + 1, grid) if b.min_minutes <= m <= b.max_minutes]
        for rule in self.rules:
            if isinstance(rule, DurationBounds) and rule.penalty is None and rule.behavior == b.id:
                low, high = rule.min_minutes or 0, inf if rule.max_minutes is None else rule.max_minutes
                lengths = [m for m in lengths if window.day not in rule.days or low <= m <= high]
        return lengths

    def _orders(self, window: Window, chosen: Sequence[tuple[str, int]]) -> Iterator[Option]:
        ordering = [r for r in self.rules if isinstance(r, Precedence | Stack) and window.day in r.days]
        inside = {name for name, _ in chosen}
        concerned = any(len(inside & {*rule.behavior_ids}) > 1 for rule in ordering)
        seen: set[tuple[bool, ...]] = set()
        for order in permutations(chosen) if concerned else [tuple(chosen)]:
            placings = self._laid_out(window, order)
            at = {p.name: p for p in placings}
            pairs = [r.behavior_ids for r in ordering if isinstance(r, Precedence) and inside >= {*r.behavior_ids}]
            signature = (*(at[b].start < at[a].start for b, a in pairs), *(p.behind for p in at.values()))
            signature = (*signature[: len(pairs)], *(at[name].behind for name, _ in chosen))
            if signature not in seen:
                seen.add(signature)
                yield self._option(placings)

    def _laid_out(self, window: Window, order: Sequence[tuple[str, int]]) -> list[Placing]:
        placings: list[Placing] = []
        start = window.start
        for name, minutes in order:
            chance = self._chance(self.names[name], window.day, window.slot)
            placings.append(Placing(name, window.day, start, minutes, window.slot, chance, new=True))
            start += minutes + self.pause
        return [self._glued(p, placings, {self.pause}) for p in placings]

    def _option(self, placings: list[Placing]) -> Option:
        achieved = tuple(self._achieved(placings, o) for o in self.balanced)
        worth = sum(self._worth(p) for p in placings)
        return Option(tuple(placings), tuple(p.name for p in placings), worth, achieved)

    # -- stacks

    def _glued(self, p: Placing, others: Sequence[Placing], pauses: set[int]) -> Placing:
        """Return `p` with `behind` set if it is stacked and right behind its cue among `others` of its stretch."""
        stacks = [r for r in self.rules if isinstance(r, Stack) and p.day in r.days]
        cue = next((s.first for s in stacks if s.then == p.name), None)
        behind = cue is not None and self._reaches(p, cue, others, pauses, stacks)
        return Placing(p.name, p.day, p.start, p.minutes, p.slot, p.chance, p.new, behind)

    def _reaches(
        self, p: Placing, cue: str, others: Sequence[Placing], pauses: set[int], stacks: Sequence[Stack]
    ) -> bool:
        """Tell whether going back from `p`, over sessions stacked at the right place before it, leads to `cue`."""
        chain = self._chain(cue, stacks)
        between = set(chain[: chain.index(p.name)]) if p.name in chain else set()
        before = next((o for o in others if p.start - (o.start + o.minutes) in pauses), None)
        while before is not None and before.name != cue:
            own = next((s.first for s in stacks if s.then == before.name), None)
            if before.name not in between or own is None or not self._reaches(before, own, others, pauses, stacks):
                return False
            here = before
            before = next((o for o in others if here.start - (o.start + o.minutes) in pauses), None)
        return before is not None

    def _chain(self, first: str, stacks: Sequence[Stack]) -> list[str]:
        return [name for s in stacks if s.first == first for name in (s.then, *self._chain(s.then, stacks))]

    # -- the search

    def _prepare_bounds(self) -> None:
        self.rest_worth = [0.0]
        self.rest_achieved = [tuple(0.0 for _ in self.balanced)]
        for options in reversed(self.options):
            self.rest_worth.append(self.rest_worth[-1] + max(o.worth for o in options))
            gains = [max(o.achieved[i] for o in options) for i in range(len(self.balanced))]
            self.rest_achieved.append(tuple(a + g for a, g in zip(self.rest_achieved[-1], gains, strict=True)))
        self.rest_worth.reverse()
        self.rest_achieved.reverse()
        self.fixed_worth = sum(self._worth(p) for p in self.fixed)
        self.fixed_achieved = [self._achieved(self.fixed, o) for o in self.balanced]

    def _search(self, index: int, chosen: list[Option], counts: Counter[str]) -> None:
        if index == len(self.options):
            self._judge([p for option in chosen for p in option.placings])
            return
        others = [*self.fixed, *(p for option in chosen for p in option.placings)]
        for option in self.options[index]:
            if not all(self._may_add(placing, others) for placing in option.placings):
                continue
            chosen.append(option)
            counts.update(option.names)
            if self._promising(index + 1, chosen, counts):
                self._search(index + 1, chosen, counts)
            counts.subtract(option.names)
            chosen.pop()

    def _promising(self, index: int, chosen: Sequence[Option], counts: Counter[str]) -> bool:
        bound = self.fixed_worth + sum(o.worth for o in chosen) + self.rest_worth[index]
        for name, b in self.names.items():
            bound -= 0.7 * max(self.value[name], 0) * max(0, counts[name] - b.target_per_week)
            possible = range(counts[name], b.target_per_week + counts[name] + 1)
            bound += max(self.value[name], 0) * max(self._variety(name, sessions) for sessions in possible)
        served = [
            (self.fixed_achieved[i] + sum(o.achieved[i] for o in chosen) + self.rest_achieved[index][i]) / self.reach[o]
            for i, o in enumerate(self.balanced)
        ]
        if served:
            bound += self.problem.settings.balance * self.scale * min(1.0, *served)
        return bound > self.best + EPSILON

    def _may_add(self, placing: Placing, others: Sequence[Placing]) -> bool:
        """Check the limits of its behavior that more sessions can only break further."""
        b = self.names[placing.name]
        same = [p for p in others if p.name == b.id]
        fixed = [p for p in same if not p.new]
        on_day = sum(p.day == placing.day for p in same)
        if len(same) >= max(self.most[b.id], len(fixed)):
            return False
        if on_day >= max(b.max_per_day, sum(p.day == placing.day for p in fixed)):
            return False
        return not b.min_gap_days or all(abs(p.day - placing.day) > b.min_gap_days for p in same)

    def _judge(self, new: list[Placing]) -> None:
        week = self._week(new)
        if self._allowed(week) and (objective := self._objective(week)) > self.best:
            self.best, self.plan = objective, tuple(sorted(new, key=lambda p: (p.day, p.start)))

    def _allowed(self, week: list[Placing]) -> bool:
        counts = Counter(p.name for p in week)
        if any(counts[name] < b.min_per_week for name, b in self.names.items()):
            return False
        for day in range(7):
            budget = self.problem.energy_budget
            limit = budget[day] if isinstance(budget, tuple) else budget
            cost = sum(self.names[p.name].energy_cost for p in week if p.day == day)
            spent = sum(self.names[p.name].energy_cost for p in self.fixed if p.day == day)
            if limit is not None and cost > max(limit, spent) + EPSILON:
                return False
        return all(self._holds(rule, week) for rule in self.rules if rule.penalty is None)

    # -- the objective

    def _objective(self, week: list[Placing]) -> float:
        settings = self.problem.settings
        total = sum(self._worth(p) for p in week)
        for name, b in self.names.items():
            mine = [p for p in week if p.name == name]
            positive = max(self.value[name], 0)
            total += positive * self._variety(name, len(mine))
            total -= 0.7 * positive * max(0, len(mine) - b.target_per_week)
            total -= settings.routine * positive * max(0, len({p.slot for p in mine if p.slot}) - 1)
        total -= self.hour * self._overbooked(week) / 60
        if self.balanced:
            worst = min(self._achieved(week, o) / self.reach[o] for o in self.balanced)
            total += settings.balance * self.scale * min(1, worst)
        before = {(p.behavior, p.day, p.slot) for p in self.problem.previous}
        total -= settings.stability * len(before - {(p.name, p.day, p.slot or "") for p in week})
        return total - sum(r.penalty / 100 * self._units(r, week) for r in self.rules if r.penalty is not None)

    # -- rules

    def _groups(self, rule: Rule, week: Sequence[Placing]) -> list[list[Placing]]:
        """Return the sessions that a limit of `rule` counts together, empty groups included."""
        inside = [p for p in week if p.day in rule.days]
        if isinstance(rule, ScopedRule):
            inside = [p for p in inside if self._picked(rule, p) and rule.slot in {None, p.slot}]
            period = rule.period
        else:
            assert isinstance(rule, MutualExclusion)
            inside = [p for p in inside if p.name in rule.behaviors]
            if rule.period == "slot":
                slots: dict[tuple[int, str], list[Placing]] = defaultdict(list)
                for p in inside:
                    if p.slot is not None:
                        slots[p.day, p.slot].append(p)
                return list(slots.values())
            period = rule.period
        return [inside] if period == "week" else [[p for p in inside if p.day == day] for day in rule.days]

    def _picked(self, rule: ScopedRule, p: Placing) -> bool:
        if rule.scope.behaviors is not None:
            return p.name in rule.scope.behaviors
        if rule.scope.min_energy is not None:
            return self.names[p.name].energy_cost >= rule.scope.min_energy
        return rule.scope.category in {None, self.names[p.name].category}

    def _amount(self, rule: Rule, group: Sequence[Placing]) -> int:
        if isinstance(rule, TimeBudget):
            return sum(p.minutes for p in group)
        return len(group) if isinstance(rule, Frequency) else len({p.name for p in group})

    def _range(self, rule: Rule) -> tuple[int, float]:
        match rule:
            case TimeBudget() | DurationBounds():
                return rule.min_minutes or 0, inf if rule.max_minutes is None else rule.max_minutes
            case Frequency():
                return rule.min_sessions or 0, inf if rule.max_sessions is None else rule.max_sessions
            case MutualExclusion():
                return 0, rule.limit
            case _:
                return 0, inf

    def _units(self, rule: Rule, week: list[Placing]) -> float:
        low, high = self._range(rule)
        per_unit = 60 if isinstance(rule, TimeBudget | DurationBounds) else 1
        match rule:
            case Precedence() | Stack():
                return len(self._offenders(rule, week))
            case DurationBounds():
                amounts = [p.minutes for p in week if p.name == rule.behavior and p.day in rule.days]
            case _:
                amounts = [self._amount(rule, group) for group in self._groups(rule, week)]
        return sum(max(0, low - a) + max(0, a - high) for a in amounts) / per_unit

    def _offenders(self, rule: Precedence | Stack, week: list[Placing]) -> list[tuple[Placing, bool]]:
        """Return the offending sessions, each with whether a new one has a part in it."""
        found: list[tuple[Placing, bool]] = []
        for p in week:
            if p.day not in rule.days:
                continue
            if isinstance(rule, Stack):
                if p.name == rule.then and not p.behind:
                    found.append((p, p.new))
            elif rule.required:
                earlier = [o for o in week if o.day == p.day and o.name == rule.before and o.start < p.start]
                if p.name == rule.after and not earlier:
                    found.append((p, p.new))
            else:
                passed = [o for o in week if o.day == p.day and o.name == rule.after and o.start < p.start]
                if p.name == rule.before and passed:
                    found.append((p, p.new or any(o.new for o in passed)))
        return found

    def _holds(self, rule: Rule, week: list[Placing]) -> bool:
        if isinstance(rule, Precedence | Stack):
            return not any(new for _, new in self._offenders(rule, week))
        if isinstance(rule, DurationBounds):
            return True  # lengths outside the bounds were never offered
        low, high = self._range(rule)
        for group in self._groups(rule, week):
            fixed = self._amount(rule, [p for p in group if not p.new])
            if not low <= self._amount(rule, group) <= max(high, fixed):
                return False
        return True
