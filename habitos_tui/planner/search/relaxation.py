"""What the LP relaxation says about all plans: how good they are at most, and what the good ones have in common."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from habitos_tui.domain.model.base import TOLERANCE
from habitos_tui.planner.engines.engine import Answer
from habitos_tui.planner.engines.matrix import Floats, Matrix

TINY: Final = 1e-9
"""Share of the distance to the goal below which a reduced cost says nothing."""
ROUNDING: Final = 1e-6
"""How near to a whole number counts as that number."""


@dataclass(frozen=True)
class Relaxation:
    """The solved LP relaxation of a model: no plan is worth more than `bound`."""

    bound: float
    values: Floats | None
    reduced_costs: Floats | None
    tolerance: float

    @classmethod
    def of(cls, answer: Answer, scale: float = 1.0) -> "Relaxation":
        """Return what an engine's answer says; `scale` is the size of the costs, compared with that of usual ones."""
        return cls(
            np.inf if answer.bound is None else answer.bound, answer.values, answer.reduced_costs, TOLERANCE * scale
        )

    def worth_at_most(self, columns: int) -> Floats:
        """Return, for each of the first columns, a bound on the objective of every plan that has it at 1, not at 0."""
        if self.reduced_costs is None:
            return np.full(columns, np.inf)
        return self.bound + np.minimum(self.reduced_costs[:columns], 0.0) + self.tolerance

    def among_better(self, matrix: Matrix, goal: float, held: Floats | None = None) -> tuple[Matrix, float]:
        """Return a matrix with what every plan worth more than `goal` has, or the plan `held`, and a bound on others.

        A whole column that the relaxation has at one of its limits costs its reduced cost per unit away from there.
        """
        if self.reduced_costs is None or not np.isfinite(goal):
            return matrix, -np.inf
        costs, left = np.abs(self.reduced_costs), max(self.bound - goal, 0.0) + self.tolerance
        units = np.floor(left / np.maximum(costs, left * TINY) + ROUNDING)
        low = matrix.integer & (self.reduced_costs < 0) & np.isfinite(matrix.lower)
        high = matrix.integer & (self.reduced_costs > 0) & np.isfinite(matrix.upper)
        upper = np.where(low, np.minimum(matrix.upper, matrix.lower + units), matrix.upper)
        lower = np.where(high, np.maximum(matrix.lower, matrix.upper - units), matrix.lower)
        if held is not None:
            upper[low] = np.maximum(upper, np.ceil(held - ROUNDING))[low]
            lower[high] = np.minimum(lower, np.floor(held + ROUNDING))[high]
        away = np.where(low, upper - matrix.lower, matrix.upper - lower) + 1
        narrowed = (upper < matrix.upper) | (lower > matrix.lower)
        others = self.bound + self.tolerance - (costs[narrowed] * away[narrowed]).min(initial=np.inf)
        return matrix.within(lower, upper), float(others)
