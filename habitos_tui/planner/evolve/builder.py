"""Builds a week session by session, as a list of wishes says and then by what gains most, never beyond a limit.

See docs/planning-model.md, section 5.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from habitos_tui.domain.model.base import DAYS, MINUTES_PER_HOUR, TOLERANCE
from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.valuation import Valuation
from habitos_tui.planner.engines.matrix import Floats
from habitos_tui.planner.evolve.room import Limits, Room
from habitos_tui.planner.formulation.timeline import Placement, lay_out

Placed = tuple[tuple[int, int], ...]
"""A week: the candidates that it holds, in their order, each with its grid steps beyond the shortest length."""


@dataclass(frozen=True, slots=True)
class Direction:
    """What sessions are worth to a builder: the weights of the objectives, perhaps not those of the problem."""

    worth: Mapping[str, float]
    """Worth of a typical session of each behavior."""


class Builder:
    """Builds weeks of one problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.limits = Limits(problem)
        self.week_limit = {b.id: b.week_limit for b in problem.behaviors}
        self.candidates = self.limits.candidates
        self.valuation = Valuation(problem)
        self.usual = Direction(self.valuation.worth)
        phis: dict[tuple[str, range], list[float]] = {}
        for c in self.candidates:
            if (c.behavior.id, c.lengths) not in phis:
                phis[c.behavior.id, c.lengths] = [self.valuation.phi(c.behavior, m) for m in c.lengths]
        self.phi = [phis[c.behavior.id, c.lengths] for c in self.candidates]
        share, self.pause = 1 - problem.settings.slack, problem.transition_minutes
        self.free = dict.fromkeys(DAYS, 0.0)
        """Minutes of each day that have no price."""
        for window in problem.windows:
            self.free[window.day] += share * window.minutes
        self.fixed_counts: dict[str, int] = defaultdict(int)
        self.fixed_slots: dict[str, set[str]] = defaultdict(set)
        for fixed in problem.fixed:
            self.fixed_counts[fixed.behavior] += 1
            self.fixed_slots[fixed.behavior].add(problem.slot_at(fixed.start) or "")
        self.typical = [
            max(0, min(len(c.lengths) - 1, (c.behavior.typical_minutes - c.lengths[0]) // problem.grid_minutes))
            for c in self.candidates
        ]

        number = {name: place for place, name in enumerate(self.usual.worth)}
        self._number = np.array([number[c.behavior.id] for c in self.candidates], dtype=np.int64)
        taken = [c.lengths[typical] + self.pause for c, typical in zip(self.candidates, self.typical, strict=True)]
        full = [phi[typical] for phi, typical in zip(self.phi, self.typical, strict=True)]
        first = [self.valuation.session_gain(c.behavior, 1) for c in self.candidates]
        chances = np.array([c.chance for c in self.candidates], dtype=np.float64)
        self._harms = np.array(full, dtype=np.float64) / np.array(taken, dtype=np.float64)
        self._helps = self._harms * chances + np.array(first, dtype=np.float64) / np.array(taken, dtype=np.float64)
        """Per candidate what a first session of typical length counts per minute, per unit of its worth."""

    def towards(self, weights: Mapping[str, float]) -> Direction:
        """Return the direction of other weights of the objectives."""
        return Direction(
            {b.id: sum(weights.get(o, 0.0) * i for o, i in b.impacts.items()) for b in self.problem.behaviors}
        )

    def promise(self, direction: Direction) -> Floats:
        """Return per candidate what a first session of typical length is worth per minute."""
        worth = np.array(list(direction.worth.values()), dtype=np.float64)[self._number]
        return np.where(worth > 0, worth * self._helps, worth * self._harms)

    def build(self, wishes: Iterable[tuple[int, int]], order: Sequence[int], direction: Direction) -> Placed:
        """Return a week: the wishes that there is room for, what minimums ask for, then in `order` what gains."""
        return _Building(self, direction).built(list(wishes), order)

    def sessions(self, week: Placed) -> tuple[Session, ...]:
        """Return a week laid out."""
        held = [(self.candidates[index], steps) for index, steps in week]
        return lay_out(self.problem, [Placement(c.behavior.id, c.window, c.lengths[steps]) for c, steps in held])


class _Building:
    """One week on its way."""

    def __init__(self, builder: Builder, direction: Direction) -> None:
        self.builder, self.direction = builder, direction
        self.room = Room(builder.limits)
        self.counts = builder.fixed_counts.copy()
        self.slots = {name: set(slots) for name, slots in builder.fixed_slots.items()}
        self.used = dict.fromkeys(DAYS, 0.0)

    def built(self, wishes: list[tuple[int, int]], order: Sequence[int]) -> Placed:
        # What needs another session before it, a cue or a first step, finds it the second time.
        for _ in range(2):
            wishes = [(index, steps) for index, steps in wishes if not self.placed(index, steps)]
        self.meet_minimums(order)
        for index in order:
            self.try_to_gain(index)
        for index in list(self.room.steps):
            self.stretch(index)
        return tuple(sorted(self.room.steps.items()))

    def placed(self, index: int, steps: int) -> bool:
        most = self.room.most(index)
        if most < 0:
            return False
        self.take(index, min(steps, most))
        return True

    def take(self, index: int, steps: int) -> None:
        c = self.builder.candidates[index]
        self.room.place(index, steps)
        self.counts[c.behavior.id] += 1
        self.slots.setdefault(c.behavior.id, set()).add(c.window.slot)
        self.used[c.day] += c.lengths[steps] + self.builder.pause

    def meet_minimums(self, order: Sequence[int]) -> None:
        """Place, or lengthen, what helps a minimum that is not met, the most promising first."""
        for row in self.room.lacking():
            help_ = set(self.builder.limits.help[row])
            for index in (index for index in order if index in help_):
                if self.room.came_to[row] >= self.builder.limits.least[row]:
                    break
                if index in self.room.steps:
                    self.lengthen(index, self.room.longest(index))
                else:
                    self.placed(index, self.builder.typical[index])

    def try_to_gain(self, index: int) -> None:
        """Place a session at the best of three lengths, if the week gains by it."""
        builder, c = self.builder, self.builder.candidates[index]
        if self.counts[c.behavior.id] >= builder.week_limit[c.behavior.id]:
            return
        most = self.room.most(index)
        if most >= 0:
            gain, steps = max(
                (self.gain(index, steps), steps) for steps in {0, min(builder.typical[index], most), most}
            )
            if gain > TOLERANCE * TOLERANCE:
                self.take(index, steps)

    def gain(self, index: int, steps: int) -> float:
        """Return what a session adds: its worth, variety and routine, less the free time it takes."""
        builder, c = self.builder, self.builder.candidates[index]
        name, worth = c.behavior.id, self.direction.worth[c.behavior.id]
        value = (worth * c.chance if worth > 0 else worth) * builder.phi[index][steps]
        if worth > 0:
            value += worth * builder.valuation.session_gain(c.behavior, self.counts[name] + 1)
            slots = self.slots.get(name, set())
            if slots and c.window.slot not in slots:
                value -= builder.problem.settings.routine * worth
        return value - self.price(c.day, c.lengths[steps] + builder.pause)

    def price(self, day: int, minutes: float) -> float:
        """Return the price of so many more minutes of a day."""
        over = min(max(self.used[day] + minutes - self.builder.free[day], 0.0), minutes)
        return self.builder.valuation.hour * over / MINUTES_PER_HOUR

    def stretch(self, index: int) -> None:
        """Make a session longer, first up to its typical length, as long as that gains."""
        builder, c = self.builder, self.builder.candidates[index]
        phi, worth = builder.phi[index], self.direction.worth[c.behavior.id] * c.chance
        for goal in (builder.typical[index], len(c.lengths) - 1):
            steps, longest = self.room.steps[index], min(goal, self.room.longest(index))
            minutes = (longest - steps) * builder.problem.grid_minutes
            if longest > steps and worth * (phi[longest] - phi[steps]) > self.price(c.day, minutes):
                self.lengthen(index, longest)

    def lengthen(self, index: int, steps: int) -> None:
        c, before = self.builder.candidates[index], self.room.steps[index]
        self.used[c.day] += c.lengths[steps] - c.lengths[before]
        self.room.lengthen(index, steps)
