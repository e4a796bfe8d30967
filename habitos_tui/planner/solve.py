"""The road from a problem to a plan: relax, restrict, prove."""

import threading
import time
from collections.abc import Callable
from typing import Final

import numpy as np

from habitos_tui.domain.plan import Plan, PlanStatus, Progress, Session, SolveOptions, relative_gap
from habitos_tui.domain.problem import Problem
from habitos_tui.planner.cbc import Cbc
from habitos_tui.planner.engines import Answer, Engine, Outcome, Patience
from habitos_tui.planner.highs import Highs
from habitos_tui.planner.model import Floats, Matrix, Model
from habitos_tui.planner.result import placements, plan_of
from habitos_tui.planner.timeline import lay_out
from habitos_tui.planner.verify import Verdict, verify

OnProgress = Callable[[Progress], None]

ENGINES: Final[dict[str, Callable[[], Engine]]] = {"highs": Highs, "cbc": Cbc}

ROUNDING_SHARE: Final = 0.9
"""Share of the gap that continuous lengths may use up; the rest is for making them whole grid steps."""
POLISH_SECONDS: Final = 0.15
"""Time for making lengths whole once the user has cancelled or the time is up."""


def solve(
    problem: Problem,
    options: SolveOptions = SolveOptions(),  # noqa: B008 - frozen
    on_progress: OnProgress | None = None,
    cancel: threading.Event | None = None,
) -> Plan:
    """Return the best week for `problem` with a proof of how good it is.

    `on_progress` is called in this thread whenever a better plan or bound is known. Setting `cancel`, from any thread,
    ends the search within 0.2 s with the best plan found so far. Raises SolverError when the engine cannot be started.
    """
    return Search(problem, options, on_progress, cancel or threading.Event()).run()


class Search:
    """One run: the model, the best verified plan so far (the incumbent) and the best proven bound."""

    def __init__(
        self, problem: Problem, options: SolveOptions, on_progress: OnProgress | None, cancel: threading.Event
    ) -> None:
        self.started = time.monotonic()
        deadline = None if options.time_limit is None else self.started + options.time_limit
        self.problem = problem
        self.options = options
        self.on_progress = on_progress
        self.patience = Patience(deadline, cancel)
        self.engine = ENGINES[options.engine]()
        self.phase = "build"
        self.plans_found = 0
        self.sessions: tuple[Session, ...] | None = None
        self.verdict: Verdict | None = None
        self.values: Floats | None = None
        """Column values the incumbent was read from."""
        self.bound: float | None = None

    def run(self) -> Plan:
        """Walk the road and return what was found."""
        self.report()
        self.model = Model(self.problem)
        if not self.model.variables.candidates:
            return self.empty()
        outcome = self.search()
        if self.verdict is not None and self.sessions is not None:
            return plan_of(
                self.problem,
                self.sessions,
                self.verdict,
                bound=self.bound,
                gap=self.options.gap,
                seconds=self.elapsed,
                engine=self.options.engine,
            )
        return self.without_plan(outcome)

    @property
    def elapsed(self) -> float:
        """Seconds since the run began."""
        return time.monotonic() - self.started

    @property
    def done(self) -> bool:
        """Tell whether the incumbent is within the asked gap of the bound."""
        if self.verdict is None or self.bound is None:
            return False
        return relative_gap(self.verdict.objective, self.bound) <= self.options.gap + 1e-9

    def report(self) -> None:
        """Tell the listener where the run is."""
        if self.on_progress is not None:
            incumbent = None if self.verdict is None else self.verdict.objective
            self.on_progress(Progress(self.phase, incumbent, self.bound, self.plans_found, self.elapsed))

    def empty(self) -> Plan:
        """Return the answer where there is nothing to place: the empty plan, if that is allowed."""
        verdict = verify(self.problem, ())
        if not verdict.allowed:
            return self.without_plan(Outcome.INFEASIBLE)
        return plan_of(
            self.problem,
            (),
            verdict,
            bound=verdict.objective,
            gap=self.options.gap,
            seconds=self.elapsed,
            engine=self.options.engine,
        )

    def without_plan(self, outcome: Outcome) -> Plan:
        """Return the answer of a run that found no plan."""
        status = PlanStatus.FAILED
        if outcome is Outcome.INFEASIBLE:
            status = PlanStatus.INFEASIBLE
        elif self.patience.cancel.is_set() or outcome is Outcome.STOPPED:
            status = PlanStatus.CANCELLED
        return Plan(problem=self.problem.name, status=status, seconds=self.elapsed, engine=self.options.engine)

    def search(self) -> Outcome:
        """Prove the plan with continuous lengths; where whole steps lose too much, once more with whole steps."""
        outcome = Outcome.STOPPED
        for gap, whole in ((self.options.gap * ROUNDING_SHARE, False), (self.options.gap / 2, True), (0.0, True)):
            if whole:
                self.model = Model(self.problem, whole_steps=True)
            outcome = self.prove(gap)
            if outcome is not Outcome.SOLVED or self.done:
                break
        return outcome

    def prove(self, gap: float) -> Outcome:
        """Solve the whole model within `gap`."""
        self.phase = "prove"
        answer = self.engine.solve(
            self.model.matrix,
            gap=gap,
            patience=self.patience,
            on_plan=self.found,
            on_bound=self.bounded,
            start=None,
        )
        self.take(answer)
        return answer.outcome

    def take(self, answer: Answer) -> None:
        """Take in the plan and the bound of an engine's answer, its lengths made whole."""
        if answer.bound is not None:
            self.bounded(answer.bound)
        if answer.values is not None:
            self.offer(answer.values)
            self.polish(answer.values)

    def found(self, values: Floats, bound: float) -> None:
        """Take in a better plan that the engine found on its way."""
        self.bounded(bound)
        self.offer(values)

    def bounded(self, bound: float) -> None:
        """Take in a proven bound."""
        if np.isfinite(bound) and (self.bound is None or bound < self.bound - 1e-9):
            self.bound = bound
            self.report()

    def offer(self, values: Floats) -> None:
        """Lay a plan out, verify it, and keep it if it is allowed and better than the incumbent."""
        sessions = lay_out(self.problem, placements(self.model.variables, values))
        verdict = verify(self.problem, sessions)
        if verdict.allowed and (self.verdict is None or verdict.objective > self.verdict.objective):
            self.sessions, self.verdict, self.values = sessions, verdict, values
            self.plans_found += 1
            self.report()

    def polish(self, values: Floats) -> None:
        """Keep who goes where and solve the lengths again, as whole grid steps."""
        patience = Patience(time.monotonic() + POLISH_SECONDS) if self.patience.over else self.patience
        answer = self.engine.solve(self.kept(values), gap=0.0, patience=patience)
        if answer.values is not None:
            self.offer(answer.values)

    def kept(self, values: Floats) -> Matrix:
        """Return the model with every session kept or left out as in `values` and lengths in whole steps."""
        v, matrix = self.model.variables, self.model.matrix
        lower, upper, integer = matrix.lower.copy(), matrix.upper.copy(), matrix.integer.copy()
        for c in v.candidates:
            held = float(values[c.index] > 0.5)
            lower[c.index] = upper[c.index] = held
            for column in range(v.column[c.index], v.column[c.index] + len(c.pieces)):
                upper[column] *= held
                integer[column] = True
        return matrix.within(lower, upper, integer)
