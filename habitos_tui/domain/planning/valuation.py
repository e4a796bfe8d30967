"""What sessions are worth: the formulas of the planning model, over one problem.

Everything here is in model units; people see them times 100, as points.

See docs/planning-model.md, section 2.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final

from habitos_tui.domain.model.base import MINUTES_PER_HOUR
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.curve import LogCurve, log_curve

SATIATION: Final = 0.7
PREFERRED_CHANCE: Final = 0.8
OTHER_CHANCE: Final = 0.5
PARTICIPATION: Final = 0.4
SLOPE_TO_TYPICAL: Final = 0.6
SLOPE_PAST_TYPICAL: Final = 0.15
FOR_ALL: Final = 0.3
"""What a task that is said to be for no objective does for each of them."""


def normalised(weights: Mapping[str, float]) -> dict[str, float]:
    """Return the weights scaled to sum to 1; the sum must be above 0."""
    total = sum(weights.values())
    return {name: weight / total for name, weight in weights.items()}


def worth_of(behavior: Behavior, weights: Mapping[str, float]) -> float:
    """V_b: worth of one typical session, the impacts weighed by normalised `weights`.

    That of a task, before its due day comes near: one that is for no objective does a little for all of them.
    """
    if behavior.task is not None:
        return sum(weights.get(name, 0.0) * impact for name, impact in task_impacts(behavior, weights).items())
    return sum(weights.get(name, 0.0) * impact for name, impact in behavior.impacts.items())


def task_impacts(behavior: Behavior, objectives: Iterable[str]) -> dict[str, float]:
    """Return the impacts of a task: where none is good, it does a little for each of the `objectives`."""
    if any(impact > 0 for impact in behavior.impacts.values()):
        return dict(behavior.impacts)
    return dict.fromkeys(objectives, FOR_ALL) | behavior.impacts


def prior_chance(behavior: Behavior, slot: str | None, *, weekend: bool = False) -> float:
    """p without evidence: 0.8 where the slot suits on such a day, else 0.5 (outside every slot too)."""
    suits = slot is not None and behavior.prefers(slot, weekend=weekend)
    return PREFERRED_CHANCE if suits else OTHER_CHANCE


def phi(minutes: float, typical: float, *, flattens: bool) -> float:
    """Share of a typical session's worth in `minutes`: a part for showing up, then proportional.

    Past the typical length it flattens when `flattens` (V_b > 0), and stays proportional otherwise.
    """
    if flattens and minutes > typical:
        return 1.0 + SLOPE_PAST_TYPICAL * (minutes - typical) / typical
    return PARTICIPATION + SLOPE_TO_TYPICAL * minutes / typical


class Valuation:
    """The numbers of one problem that its objective is made of."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.weights: Mapping[str, float] = normalised(problem.objectives)
        self.worth: Mapping[str, float] = {b.id: worth_of(b, self.weights) for b in problem.behaviors}
        self._learned = {(a.behavior, a.day, a.slot): a.probability for a in problem.adherence}

    def chance(self, behavior: Behavior, day: int, slot: str | None) -> float:
        """p[b,d,s]: the learned chance, else the prior one; 0.5 outside every slot."""
        if slot is not None and (behavior.id, day, slot) in self._learned:
            return self._learned[behavior.id, day, slot]
        return prior_chance(behavior, slot, weekend=self.problem.is_weekend(day))

    def phi(self, behavior: Behavior, minutes: float) -> float:
        """phi_b(m), `minutes` of a session of `behavior`.

        What was done may be shorter or longer than any new session: beyond the ends of a curve the pieces go on.
        """
        curve = self.curves.get(behavior.id)
        if curve is not None and curve.holds(minutes):
            return curve(minutes)
        return phi(minutes, behavior.typical_minutes, flattens=self.worth[behavior.id] > 0)

    @cached_property
    def curves(self) -> Mapping[str, LogCurve]:
        """The behaviors whose worth is a smooth curve of the minutes, where the problem says so.

        None for those whose shortest, typical and longest sessions lie on a straight line: the pieces are exact there.
        """
        found = {}
        for behavior in self.problem.behaviors if self.problem.curve == "smooth" else ():
            lengths = (behavior.min_minutes, behavior.typical_minutes, behavior.max_minutes)
            flattens = self.worth[behavior.id] > 0
            points = [(float(m), phi(m, behavior.typical_minutes, flattens=flattens)) for m in lengths]
            if (curve := log_curve(points[0], points[1], points[2])) is not None:
                found[behavior.id] = curve
        return found

    def session_worth(self, behavior: Behavior, minutes: float, chance: float) -> float:
        """Worth of one session: discounted by its chance when the behavior is worth something."""
        value = self.worth[behavior.id] * self.phi(behavior, minutes)
        return value * chance if value > 0 else value

    def session_gain(self, behavior: Behavior, number: int) -> float:
        """Return what session `number` (from 1) of a week adds beside its own worth, per unit of V_b.

        Variety for those that were asked for, falling from the first to the last; the loss of one beyond the target.
        """
        variety, target = self.problem.settings.variety, behavior.target_per_week
        if number > target:
            return -SATIATION
        return variety * (1 - 2 * (number - 1) / (target - 1)) if target > 1 else variety

    @cached_property
    def hour(self) -> float:
        """Worth of an average hour of what was asked for; 0 where nothing was, and where free time has no price."""
        asked = [b for b in self.problem.behaviors if b.target_per_week > 0]
        if self.problem.first_edition or not asked:
            return 0.0
        worth = sum(max(self.worth[b.id], 0.0) * b.target_per_week * PREFERRED_CHANCE for b in asked)
        return worth / sum(b.target_per_week * b.typical_minutes / MINUTES_PER_HOUR for b in asked)

    @cached_property
    def reach(self) -> Mapping[str, float]:
        """R_o per objective: what all targets, met at the preferred chance, would bring."""
        return {
            name: sum(
                max(b.impacts.get(name, 0.0), 0.0) * b.target_per_week * PREFERRED_CHANCE
                for b in self.problem.behaviors
            )
            for name in self.weights
        }

    @cached_property
    def balance_scale(self) -> float:
        """S: the reach of all objectives, weighed."""
        return sum(weight * self.reach[name] for name, weight in self.weights.items())

    @cached_property
    def balanced_objectives(self) -> tuple[str, ...]:
        """The objectives that can be the worst served: with a weight and within reach."""
        return tuple(name for name, weight in self.weights.items() if weight > 0 and self.reach[name] > 0)
