"""A second opinion on the minutes of a smooth week: SciPy looks for better ones for the same sessions.

It sees the curves themselves, not the lines above them, and lengths between the steps of the grid. What it finds,
rounded down to whole steps, may be a better week; one that is worth more than what was proved would refute the proof.

See docs/planning-model.md, section 2.5.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.planner.engines.engine import SolveLimits, StopCondition
from habitos_tui.planner.engines.matrix import Floats
from habitos_tui.planner.formulation.candidates import Candidate
from habitos_tui.planner.formulation.model import Model
from habitos_tui.planner.formulation.timeline import Placement, lay_out
from habitos_tui.planner.search.held_week import HeldWeek
from habitos_tui.planner.search.search import Incumbent, Search

STEPS: Final = 100
"""Iterations of SciPy, at most."""
FINE: Final = 1e-9
"""Change of the worth below which it stops."""
BROKEN: Final = 1e-5
"""By how much a limit may be missed for the minutes to count."""


@dataclass(frozen=True)
class SmoothMinutes:
    """The best lengths of given sessions, between the steps of the grid too, and what the week is worth with them."""

    worth: float
    lengths: tuple[tuple[Candidate, float], ...]
    """Of every session, in grid steps beyond its shortest."""

    def rounded_down(self, problem: Problem) -> tuple[Session, ...]:
        """Return the sessions with whole steps, laid out."""
        steps = [(c, c.lengths[min(int(steps + BROKEN), len(c.lengths) - 1)]) for c, steps in self.lengths]
        return lay_out(problem, [Placement(c.behavior.id, c.window, minutes) for c, minutes in steps])


def check_minutes(search: Search) -> None:
    """Hold the best plan against SciPy's minutes: take what is better, and take back a bound that they refute."""
    best = search.incumbent
    if best is None or search.stop.over or not best.sessions:
        return
    search.enter("check")
    found = best_minutes(search, best.sessions)
    if found is None:
        return
    sessions = found.rounded_down(search.problem)
    verification = search.verified(sessions)
    if not verification.allowed or verification.objective <= best.objective:
        return
    search.incumbent = Incumbent(sessions, verification, verification.objective)
    if search.bound is not None and verification.objective > search.bound + search.tolerance:
        search.bound = None
    search.report()


def best_minutes(search: Search, sessions: tuple[Session, ...]) -> SmoothMinutes | None:
    """Return the best lengths of the sessions of a plan; None where SciPy finds none, or the model lacks a session."""
    model = Model(search.problem)
    if not HeldWeek.holds(model, sessions):
        return None
    week = HeldWeek(search.problem, model, sessions)
    values = search.engine.solve(week.given(), SolveLimits(), search.stop).values
    if values is None or search.stop.over:
        return None
    try:
        return _Lengths(model, week, values, search.stop).best()
    except _TimeUpError:
        return None


class _TimeUpError(Exception):
    """It is time to stop, which SciPy does not ask."""


class _Lengths:
    """The week as a function of its lengths and of the counts that follow from them; everything else is given."""

    def __init__(self, model: Model, week: HeldWeek, values: Floats, stop: StopCondition) -> None:
        from scipy.sparse import csr_array  # noqa: PLC0415 - only this engine needs it

        self.stop = stop
        self.v, self.matrix, self.values = model.variables, model.matrix, values
        self.held = [self.v.candidates[index] for index, _ in sorted(week.held)]
        self.curved = [c for c in self.held if c.index in self.v.gain]
        matrix, v = self.matrix, self.v
        shape = (matrix.row_lower.size, matrix.cost.size)
        rows = csr_array((matrix.values, matrix.columns, matrix.starts), shape=shape)
        self.steps = [column for c in self.held for column in range(v.column[c.index], v.column[c.index + 1])]
        self.gain = [v.gain_column[c.index] for c in self.curved]
        self.at = [self.steps.index(v.column[c.index]) for c in self.curved]
        touched = np.abs(rows[:, self.steps + self.gain]).sum(axis=1) > 0
        # The lines above the curves, which are all that names a gain with its length: the curves take their place.
        firsts = [v.column[c.index] for c in self.curved]
        touched &= (abs(rows[:, self.gain]) * abs(rows[:, firsts])).sum(axis=1) == 0
        rows = rows[np.flatnonzero(touched)]
        derived = np.unique(rows.indices)
        derived = derived[derived >= v.column[-1] + len(v.gain)]
        self.free = np.array([*self.steps, *derived.tolist()], dtype=np.int64)
        self.of_free, self.of_gain = rows[:, self.free].toarray(), rows[:, self.gain].toarray()
        given = values.copy()
        given[self.free] = given[self.gain] = 0.0
        self.worth_given = matrix.worth(given)
        self.above, self.below = matrix.row_upper[touched] - rows @ given, matrix.row_lower[touched] - rows @ given
        self.upper_rows, self.lower_rows = np.isfinite(self.above), np.isfinite(self.below)

    def best(self) -> SmoothMinutes | None:
        """Let SciPy look for the best lengths, from those of the plan on."""
        from scipy.optimize import Bounds, minimize  # noqa: PLC0415 - only this engine needs it

        if not self.steps:
            return None
        answer = minimize(
            lambda free: -self.worth(free),
            self.values[self.free],
            jac=lambda free: -self.slopes(free),
            bounds=Bounds(self.matrix.lower[self.free], self.matrix.upper[self.free], keep_feasible=True),
            constraints={"type": "ineq", "fun": self.left, "jac": self.left_slopes},
            method="SLSQP",
            options={"maxiter": STEPS, "ftol": FINE},
        )
        found = np.asarray(answer.x, dtype=np.float64)
        if not np.isfinite(found).all() or self.left(found).min(initial=0.0) < -BROKEN:
            return None
        lengths, start = [], 0
        for c in self.held:
            lengths.append((c, float(found[start : start + len(c.pieces)].sum())))
            start += len(c.pieces)
        return SmoothMinutes(-float(answer.fun), tuple(lengths))

    def gains(self, free: Floats) -> Floats:
        """Return what each curved length adds to phi at its shortest."""
        grid = self.v.problem.grid_minutes
        pairs = zip(self.curved, free[self.at], strict=True)
        return np.array([c.curve(c.lengths[0] + grid * steps) - c.base for c, steps in pairs if c.curve is not None])

    def gain_slopes(self, free: Floats) -> Floats:
        """Return what a further step adds to each of them."""
        grid = self.v.problem.grid_minutes
        pairs = zip(self.curved, free[self.at], strict=True)
        return np.array([grid * c.curve.slope(c.lengths[0] + grid * s) for c, s in pairs if c.curve is not None])

    def worth(self, free: Floats) -> float:
        """Return what the week is worth; raises _TimeUpError when it is time to stop."""
        if self.stop.over:
            raise _TimeUpError
        linear = float(self.matrix.cost[self.free] @ free)
        return self.worth_given + linear + float(self.matrix.cost[self.gain] @ self.gains(free))

    def slopes(self, free: Floats) -> Floats:
        """Return what it gains by each column."""
        slopes = self.matrix.cost[self.free].copy()
        slopes[self.at] += self.matrix.cost[self.gain] * self.gain_slopes(free)
        return slopes

    def left(self, free: Floats) -> Floats:
        """Return what is left of every limit on the rows."""
        used = self.of_free @ free + self.of_gain @ self.gains(free)
        return np.concatenate([(self.above - used)[self.upper_rows], (used - self.below)[self.lower_rows]])

    def left_slopes(self, free: Floats) -> Floats:
        """Return how that changes with each column."""
        slopes = self.of_free.copy()
        slopes[:, self.at] += self.of_gain * self.gain_slopes(free)
        return np.concatenate([-slopes[self.upper_rows], slopes[self.lower_rows]])
