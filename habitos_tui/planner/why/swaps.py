"""What it would take to place what a plan leaves out: the best swap found for a session or two of the plan.

Each swap is laid out and valued on the plan as it is: no model is solved, and its cost is that of a week that exists.
The most promising ones are tried, a fixed number of them: the same plan gets the same answers on every machine.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.plan import Session, Unplaced
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.rule import ScopedRule
from habitos_tui.domain.planning.valuation import Valuation
from habitos_tui.domain.text.phrasing import listed
from habitos_tui.domain.text.price_phrasing import total_words
from habitos_tui.planner.formulation.candidates import open_windows, session_lengths
from habitos_tui.planner.formulation.timeline import Placement, lay_out
from habitos_tui.planner.reasons import energy_left, keeps_distance, placement_of, room_left
from habitos_tui.planner.verification.verify import Verifier
from habitos_tui.planner.why.displaced import place_words
from habitos_tui.planner.why.limits import day_name

SWAPPED: Final = frozenset({"time", "energy", "rule"})
"""Reasons that a session which goes may take away."""
TRIES: Final = 25
"""Swaps laid out and valued per behavior, the most promising first."""


@dataclass(frozen=True, slots=True)
class Swap:
    """A session in place of one or two others; `price` is what that week is worth less, in model units."""

    new: Placement
    gone: tuple[Placement, ...]
    price: float


@dataclass(frozen=True, slots=True)
class Lack:
    """How much of something is short, and how much of it a session that goes gives back."""

    amount: float
    freed_by: Callable[[Placement], float]

    def filled_by(self, gone: Sequence[Placement]) -> bool:
        """Tell whether these give back enough."""
        return sum(map(self.freed_by, gone)) >= self.amount


def with_swaps(
    problem: Problem, sessions: Sequence[Session], missing: Sequence[Unplaced], cancel: threading.Event
) -> tuple[Unplaced, ...]:
    """Return what is missing, each that lacks room with the swap that would make it; until `cancel` is set."""
    search = SwapSearch(problem, sessions)
    return tuple(one if cancel.is_set() or one.reason not in SWAPPED else search.with_swap(one) for one in missing)


class SwapSearch:
    """Tries swaps on one plan."""

    def __init__(self, problem: Problem, sessions: Sequence[Session]) -> None:
        self.problem = problem
        self.valuation = Valuation(problem)
        self.verifier = Verifier(problem)
        self.objective = self.verifier.verify(sessions).objective
        self.placed = [placement_of(problem, session) for session in sessions]
        self.pause = problem.transition

    def with_swap(self, missing: Unplaced) -> Unplaced:
        """Return one that is missing, told with the cheapest swap that makes room for it."""
        behavior = self.problem.behavior_by_id[missing.behavior]
        swap = self.best(behavior)
        if swap is not None:
            return missing.model_copy(update={"sentence": f"“{behavior.name}”: {self.words(swap)}."})
        if missing.reason == "rule":
            return missing  # the rule says itself what it asks for
        sentence = f"{missing.sentence.removesuffix('.')}, and nothing was found to leave out for it."
        return missing.model_copy(update={"sentence": sentence})

    def words(self, swap: Swap) -> str:
        """Return "fits in place of Guitar; total 4.0 points lower (Monday in the evening)"."""
        here = swap.new.window
        names = []
        for gone in swap.gone:
            name, day = self.problem.behavior_by_id[gone.behavior].name, gone.window.day
            names.append(name if day == here.day else f"{name} on {day_name(self.problem, day)}")
        where = place_words(self.problem, here.day, here.slot).removeprefix("on ")
        return f"fits in place of {listed(names)}; {total_words(self.objective, swap.price)} ({where})"

    def best(self, behavior: Behavior) -> Swap | None:
        """Return the cheapest swap found that is allowed."""
        found: Swap | None = None
        for swap in sorted(self.swaps(behavior), key=lambda swap: swap.price)[:TRIES]:
            if found is not None and swap.price > found.price:
                break  # what the rest of the week makes of it changes little
            price = self.price(swap)
            if price is not None and (found is None or price < found.price):
                found = Swap(swap.new, swap.gone, price)
        return found

    def price(self, swap: Swap) -> float | None:
        """Return what the week with a swap is worth less, None where it is not allowed."""
        kept = [placed for placed in self.placed if placed not in swap.gone]
        verification = self.verifier.verify(lay_out(self.problem, [*kept, swap.new]))
        return self.objective - verification.objective if verification.allowed else None

    def swaps(self, behavior: Behavior) -> Iterator[Swap]:
        """Yield the swaps that make room enough, with what they cost by the worth of their sessions."""
        own = [placed for placed in self.placed if placed.behavior == behavior.id]
        number = len(own) + sum(fixed.behavior == behavior.id for fixed in self.problem.fixed) + 1
        for window in open_windows(self.problem, behavior):
            lengths = session_lengths(self.problem, behavior, window)
            if lengths and keeps_distance(self.problem, behavior, window, self.placed):
                typical = max(minutes for minutes in lengths if minutes <= max(behavior.typical_minutes, lengths.start))
                for minutes in {lengths.start, typical}:
                    new = Placement(behavior.id, window, minutes)
                    for gone in self.ways(behavior, new):
                        yield Swap(new, gone, sum(map(self.worth, gone)) - self.worth(new, number))

    def ways(self, behavior: Behavior, new: Placement) -> Iterator[tuple[Placement, ...]]:
        """Yield the sessions, one or, where that is not enough, two, without which there is room for another."""
        others = [placed for placed in self.placed if placed.behavior != behavior.id]
        lacks = [lack for lack in self.lacks(behavior, new) if lack.amount > 0]
        # Where nothing is short, a rule about order or company is in the way.
        giving = [placed for placed in others if not lacks or any(lack.freed_by(placed) > 0 for lack in lacks)]
        for size in (1, 2):
            enough = [gone for gone in combinations(giving, size) if all(lack.filled_by(gone) for lack in lacks)]
            yield from enough
            if enough or not lacks:
                break

    def lacks(self, behavior: Behavior, new: Placement) -> Iterator[Lack]:
        """Yield how much of what a session takes is short: time, energy, and what hard rules leave."""
        problem, window, day = self.problem, new.window, new.window.day
        short = new.minutes - room_left(problem, window, self.placed)
        yield Lack(short, lambda placed: (placed.minutes + self.pause) * (placed.window == window))
        tired = behavior.energy_cost - energy_left(problem, day, self.placed)
        yield Lack(tired, lambda placed: self.cost_of(placed) * (placed.window.day == day))
        for rule in problem.active_rules:
            if isinstance(rule, ScopedRule) and rule.hard and rule.most is not None and self.counts(rule, new):
                yield self.lack_of_rule(rule, rule.most, new)

    def lack_of_rule(self, rule: ScopedRule, most: int, new: Placement) -> Lack:
        """Return by how much a session would exceed a maximum."""
        days = (new.window.day,) if rule.period == "day" else rule.days
        in_minutes = rule.counted == "minutes"

        def counted(placed: Placement) -> int:
            concerned = placed.window.day in days and self.counts(rule, placed)
            return (placed.minutes if in_minutes else 1) * concerned

        used = sum(map(counted, self.placed))
        for fixed in self.problem.fixed:
            slot = self.problem.slot_at(fixed.start)
            if fixed.day in days and self.picks(rule, fixed.behavior) and rule.slot in {None, slot}:
                used += fixed.minutes if in_minutes else 1
        return Lack(used + (new.minutes if in_minutes else 1) - most, counted)

    def counts(self, rule: ScopedRule, placed: Placement) -> bool:
        """Tell whether a rule is about a session."""
        here = placed.window.day in rule.days and rule.slot in {None, placed.window.slot}
        return here and self.picks(rule, placed.behavior)

    def picks(self, rule: ScopedRule, behavior: str) -> bool:
        """Tell whether a rule is about a behavior."""
        return rule.scope.picks(self.problem.behavior_by_id[behavior])

    def cost_of(self, placed: Placement) -> float:
        """Return the energy that a session costs."""
        return self.problem.behavior_by_id[placed.behavior].energy_cost

    def worth(self, placed: Placement, number: int | None = None) -> float:
        """Return what a session adds by itself, as session `number` of the week; as the last one without."""
        behavior, window = self.problem.behavior_by_id[placed.behavior], placed.window
        if number is None:
            number = sum(other.behavior == placed.behavior for other in self.placed)
            number += sum(fixed.behavior == placed.behavior for fixed in self.problem.fixed)
        chance = self.valuation.chance(behavior, window.day, window.slot)
        worth = self.valuation.session_worth(behavior, placed.minutes, chance)
        return worth + self.valuation.session_gain(behavior, number)
