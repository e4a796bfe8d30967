"""The state of one run: the best verified plan so far (the incumbent), the best proven bound, and what follows.

What decides which plan a run ends with comes in a fixed order, however fast the machine is: plans are taken in at the
end of each solve, bounds where the search waits for them. Plans that a solve meets on its way are shown, and kept
where lengths rounded down to whole steps make them the best, or the run is stopped.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from habitos_tui.domain.model.base import TOLERANCE
from habitos_tui.domain.model.plan import Progress, Session, proven
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.planner.engines.engine import Answer, Engine, Outcome, SolveLimits, StopCondition
from habitos_tui.planner.engines.matrix import Bools, Floats, Matrix
from habitos_tui.planner.formulation.model import Model
from habitos_tui.planner.formulation.timeline import lay_out, placements
from habitos_tui.planner.verification.verify import Verification, Verifier

OnProgress = Callable[[Progress], None]

ROUNDING_SHARE: Final = 0.9
"""Share of the gap that continuous lengths may use up; the rest is for making them whole grid steps."""
WHOLE_SHARE: Final = 0.999
"""The same where lengths are whole already."""
ROUNDING_LOSS: Final = 0.1
"""Share of the gap that rounding lengths down may cost before they are made whole with more care."""
POLISH_SECONDS: Final = 0.06
"""Time for making lengths whole once the user has cancelled or the time is up."""
OBJECTIVE_TOLERANCE: Final = 1e-9
"""Objectives that differ by less, with costs of the usual size, are the same."""


@dataclass(frozen=True, slots=True)
class Incumbent:
    """A verified plan; `objective` is what the search is after."""

    sessions: tuple[Session, ...]
    verification: Verification
    objective: float


Measure = Callable[[Verification], float | None]
"""What a verified plan is worth to a search; None for a plan that is of no use to it."""


def worth(verification: Verification) -> float | None:
    """Return the objective of a plan that is allowed."""
    return verification.objective if verification.allowed else None


class Search:
    """One run on one problem. Columns are those of the model; masks are over its candidates."""

    def __init__(
        self,
        problem: Problem,
        options: SolveOptions,
        engine: Engine,
        stop: StopCondition,
        on_progress: OnProgress | None = None,
        *,
        model: Model | None = None,
        measure: Measure = worth,
    ) -> None:
        """`model` and `measure` are given together, when something else than the worth of the week is asked for."""
        self.started = time.monotonic()
        self.problem = problem
        self._verifier = Verifier(problem)
        self.options = options
        self.engine = engine
        self.stop = stop
        self.on_progress = on_progress
        self.phase = "build"
        self.plans_found = 0
        self.work = 0
        """Steps that the engine has taken for this thread: the clock by which two attempts are compared."""
        self.turn = 0
        """Neighbourhoods looked at so far."""
        self.incumbent: Incumbent | None = None
        """The best plan taken in."""
        self.values: Floats | None = None
        """Column values of the best plan, lengths not yet whole; at least as good as the incumbent."""
        self.value = -np.inf
        """Objective of `values`, by the engine's count."""
        self.polished = -np.inf
        """Value of the plan whose lengths were made whole last."""
        self.bound: float | None = None
        self.intermediate: Incumbent | None = None
        """The best plan that a solve found on its way and did not end with."""
        self.known = -np.inf
        """Objective of the best plan that was known before the run."""
        self.report()
        self.measure = measure
        self.model = Model(problem) if model is None else model
        self.scale = self.model.matrix.scale
        """The size of the costs, compared with that of usual ones: tolerances are as much larger or smaller."""
        self.tolerance = TOLERANCE * min(1.0, self.model.variables.valuation.balance_scale or 1.0)
        """Distance of bound and objective that counts as none."""

    @property
    def elapsed(self) -> float:
        """Seconds since the run began."""
        return time.monotonic() - self.started

    @property
    def best(self) -> Incumbent | None:
        """The best plan, whether taken in or met on the way."""
        found = [plan for plan in (self.incumbent, self.intermediate) if plan is not None]
        return max(found, key=lambda plan: plan.objective, default=None)

    @property
    def done(self) -> bool:
        """Tell whether the incumbent is within the asked gap of the bound."""
        return self.incumbent is not None and proven(
            self.incumbent.objective, self.bound, self.options.gap, self.tolerance
        )

    @property
    def over(self) -> bool:
        """Tell whether to stop: there is a proof, the stop condition is met, or the work allowed is done."""
        return self.stop.over or self.done or self.worked_off

    @property
    def worked_off(self) -> bool:
        """Tell whether as much work is done as the options allow."""
        return self.options.max_work is not None and self.work >= self.options.max_work

    @property
    def target(self) -> float | None:
        """Objective at which a plan with continuous lengths would be within the gap of the present bound."""
        share = WHOLE_SHARE if self.model.whole_steps else ROUNDING_SHARE
        return None if self.bound is None else self.bound - share * self.options.gap * abs(self.bound)

    @property
    def goal(self) -> float:
        """Largest bound that would be within the gap of the incumbent; minus infinity without one."""
        if self.incumbent is None:
            return -np.inf
        objective, gap = self.incumbent.objective, min(self.options.gap, 0.99)
        return objective / (1 - gap) if objective > 0 else objective / (1 + gap)

    @property
    def held(self) -> Bools:
        """The candidates that the incumbent holds."""
        size = len(self.model.variables.candidates)
        return np.zeros(size, dtype=np.bool_) if self.values is None else self.values[:size] > 0.5

    def enter(self, phase: str) -> None:
        """Begin a phase."""
        self.phase = phase
        self.report()

    def report(self) -> None:
        """Tell the listener where the run is."""
        if self.on_progress is not None:
            objective = None if self.best is None else self.best.objective
            self.on_progress(Progress(self.phase, objective, self.bound, self.plans_found, self.elapsed))

    def restricted(self, allowed: Bools, kept: Bools | None = None) -> Matrix:
        """Return the model with only the `allowed` candidates, those `kept` being in the plan for certain."""
        lower, upper = self.model.matrix.lower.copy(), self.model.matrix.upper.copy()
        upper[: allowed.size] = allowed
        first = self.model.variables.column
        upper[first[0] : first[-1]] *= np.repeat(allowed, np.diff(first))  # no length without a session
        if kept is not None:
            lower[: kept.size] = kept
        return self.model.matrix.within(lower, upper)

    def attempt(self, matrix: Matrix, limits: SolveLimits) -> Answer:
        """Look for a better plan in a part of the model."""
        answer = self.engine.solve(matrix, limits, self.stop, on_plan=self.on_incumbent, start=self.values)
        self.work += answer.work
        self.take(answer)
        return answer

    def take(self, answer: Answer) -> None:
        """Take in the plan of an answer; where it could end the search, its lengths are made whole."""
        if answer.values is None or answer.objective is None:
            return
        if answer.objective <= self.value + OBJECTIVE_TOLERANCE * self.scale:
            return
        self.values, self.value = answer.values, answer.objective
        self.offer(self.values)
        self.settle()

    def take_values(self, values: Floats) -> None:
        """Take in a plan that is known by its column values."""
        self.take(Answer(Outcome.STOPPED, values, self.model.matrix.worth(values)))

    def settle(self) -> None:
        """Make the lengths of the best plan whole where that could end the search, or gains much on rounding down."""
        near = self.target is not None and self.value >= self.target - OBJECTIVE_TOLERANCE * self.scale
        lost = np.inf if self.incumbent is None else self.value - self.incumbent.objective
        if not self.done and (near or lost > ROUNDING_LOSS * self.options.gap * abs(self.value)):
            self.polish()

    def use_matrix(self, matrix: Matrix, values: Floats | None) -> None:
        """Go on with other rows over the same columns; `values` are those of the best plan under them."""
        self.model = self.model.asking_for(matrix)
        self.values, self.polished = values, -np.inf
        self.value = -np.inf if values is None else matrix.worth(values)

    def use_whole_steps(self) -> None:
        """Go on with lengths in whole grid steps; what continuous ones were worth no longer counts."""
        if self.model.whole_steps:
            return
        values, self.values, self.value = self.values, None, -np.inf
        self.model = self.model.in_whole_steps()
        if values is not None:
            self.take_in_whole_steps(values)
            if self.values is None:
                self.values = values

    def take_in_whole_steps(self, values: Floats) -> None:
        """Take in a plan with its lengths solved again, as whole grid steps."""
        answer = self.lengths_anew(values)
        self.polished = -np.inf if answer.objective is None else answer.objective
        self.take(answer)

    def lower_bound(self, bound: float | None) -> None:
        """Take in a proven bound, if there is one."""
        if bound is None or not np.isfinite(bound):
            return
        if self.bound is None or bound < self.bound - OBJECTIVE_TOLERANCE * self.scale:
            self.bound = bound
            self.report()

    def verified(self, sessions: Sequence[Session]) -> Verification:
        """Return what the verifier says about a plan."""
        return self._verifier.verify(sessions)

    def begin_with(self, sessions: Sequence[Session], values: Floats | None) -> None:
        """Take in a plan known before, if it is allowed; `values` are those of its columns, where they are known.

        The run ends with nothing worse.
        """
        verification = self._verifier.verify(sessions)
        objective = self.measure(verification)
        if objective is None or (self.incumbent is not None and objective <= self.incumbent.objective):
            return
        self.incumbent = Incumbent(tuple(sessions), verification, objective)
        self.known = objective
        self.plans_found += 1
        if values is not None:
            self.values, self.value = values, objective
        self.report()

    def offer(self, values: Floats) -> None:
        """Lay a plan out, lengths rounded down, and take it in if it is allowed and the best so far."""
        found = self._incumbent(values)
        if found is not None and (self.incumbent is None or found.objective > self.incumbent.objective):
            self.incumbent = found
            self.plans_found += 1
            self.report()

    def on_incumbent(self, values: Floats) -> None:
        """Record an intermediate plan without letting timing influence the result.

        A solve begins by naming the plan it was given: what is no better than that has been looked at.
        """
        if self.model.matrix.worth(values) <= self.value + OBJECTIVE_TOLERANCE * self.scale:
            return
        found = self._incumbent(values)
        if found is not None and (self.best is None or found.objective > self.best.objective):
            self.intermediate = found
            self.plans_found += 1
            self.report()

    def polish(self) -> None:
        """Keep who goes where in the best plan and solve the lengths again, as whole grid steps."""
        if self.values is None or self.polished >= self.value:
            return
        answer = self.lengths_anew(self.values)
        self.polished = self.value
        if answer.values is not None:
            self.offer(answer.values)

    def lengths_anew(self, values: Floats) -> Answer:
        """Return the best plan in whole grid steps that has the same sessions."""
        stop = StopCondition(time.monotonic() + POLISH_SECONDS) if self.stop.over else self.stop
        answer = self.engine.solve(self._lengths_only(values), SolveLimits(), stop)
        self.work += answer.work
        return answer

    def _incumbent(self, values: Floats) -> Incumbent | None:
        sessions = lay_out(self.problem, placements(self.model.variables, values))
        verification = self._verifier.verify(sessions)
        objective = self.measure(verification)
        return None if objective is None else Incumbent(sessions, verification, objective)

    def _lengths_only(self, values: Floats) -> Matrix:
        held = values[: len(self.model.variables.candidates)] > 0.5
        restricted = self.restricted(held, held)
        return restricted.within(restricted.lower, restricted.upper, self.model.in_whole_steps().matrix.integer)
