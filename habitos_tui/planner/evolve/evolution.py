"""One run of the engine evolve: the LP tells where to begin, and how much better other weeks may be; then it breeds.

See docs/planning-model.md, section 5.4.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from habitos_tui.domain.model.plan import Plan, PlanStatus, Progress, Session, proven
from habitos_tui.domain.model.problem import EVOLVE, Problem
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.planner.engines.engine import Outcome, SolveLimits, StopCondition
from habitos_tui.planner.engines.loading import has_highs, highs
from habitos_tui.planner.engines.matrix import Floats
from habitos_tui.planner.evolve.population import Breeder, Judged, Population
from habitos_tui.planner.formulation.model import Model
from habitos_tui.planner.formulation.timetable import timetable
from habitos_tui.planner.result import plan_of
from habitos_tui.planner.search.search import OnProgress
from habitos_tui.planner.verification.verify import verify

GENERATIONS: Final = 200
"""Generations, at most."""
PATIENCE: Final = 30
"""Generations without a better week after which the search ends."""
USED: Final = 1e-6
"""Share of a session in the relaxation from which on it is a wish."""


@dataclass(frozen=True, slots=True)
class Seed:
    """What the LP relaxation says: sessions to wish for, the surest first, and a bound; nothing without HiGHS."""

    wishes: tuple[tuple[int, int], ...] = ()
    bound: float | None = None
    reduced_costs: Floats | None = None
    """Per candidate, what a week can gain by it at most."""
    impossible: bool = False


class Evolution:
    """One run on one problem."""

    def __init__(
        self, problem: Problem, options: SolveOptions, stop: StopCondition, on_progress: OnProgress | None = None
    ) -> None:
        self.problem, self.options, self.stop, self.on_progress = problem, options, stop, on_progress
        self.started = time.monotonic()
        self.found = 0
        self.best: Judged | None = None
        self.bound: float | None = None
        self.report("build")
        self.population = Population(problem, np.random.default_rng(options.seed), stop)

    @property
    def elapsed(self) -> float:
        """Seconds since the run began."""
        return time.monotonic() - self.started

    def seed(self) -> Seed:
        """Return what the relaxation says, if there is HiGHS to solve it."""
        if not has_highs() or self.stop.over or not self.population.builder.candidates:
            return Seed()
        self.report("relax")
        model = Model(self.problem)
        answer = highs().solve(model.matrix.relaxed(), SolveLimits(), self.stop)
        if answer.outcome is Outcome.INFEASIBLE:
            return Seed(impossible=True)
        if answer.outcome is not Outcome.SOLVED or answer.values is None:
            return Seed()
        v, wishes = model.variables, []
        costs = None if answer.reduced_costs is None else answer.reduced_costs[: len(v.candidates)]
        for c in v.candidates:
            share = float(answer.values[c.index])
            if share > USED:
                steps = sum(float(answer.values[v.column[c.index] + place]) for place in range(len(c.pieces)))
                wishes.append((-share, c.index, min(round(steps / share), len(c.lengths) - 1)))
        return Seed(tuple((index, steps) for _, index, steps in sorted(wishes)), answer.bound, costs)

    def run(self, seed: Seed, *, goals: Sequence[int] = (), on_generation: Callable[[], object] = lambda: None) -> None:
        """Breed until nothing better comes for long, or it is time to stop.

        Where there are `goals`, objectives by number, as much of each of them as there can be is looked for as well.
        """
        self.bound, self.population.reduced_costs = seed.bound, seed.reduced_costs
        self.report("evolve")
        if not self.population.builder.candidates:
            self.take(self.population.judge(self.population.number(())))  # the only week there is
            self.bound = None if self.best is None else self.worth
            return
        first = self.population.begin(seed.wishes, widely=bool(goals))
        for number in first[:1]:
            self.take(self.population.judge(number))  # an answer, however short the time
        breeder = Breeder(self.population, first, self.options.seed, goals=goals)
        quiet = 0
        for _ in range(GENERATIONS):
            worth = self.worth
            enough = self.over or (not goals and self.near)
            numbers = None if enough else breeder.generation()
            if numbers is None:
                return
            for number in numbers:
                self.take(self.population.judge(number))
            on_generation()
            quiet = 0 if self.worth > worth else quiet + 1
            if quiet >= PATIENCE and not goals:
                return
            self.report("evolve")

    @property
    def worth(self) -> float:
        """Worth of the best week so far; minus infinity without one."""
        return -np.inf if self.best is None else self.best.verification.objective

    @property
    def over(self) -> bool:
        """Tell whether it is time to stop, or as many weeks were looked at as the options allow."""
        looked_at = len(self.population.judged)
        return self.stop.over or (self.options.max_work is not None and looked_at >= self.options.max_work)

    @property
    def near(self) -> bool:
        """Tell whether no week can be better by more than what was asked for."""
        return self.best is not None and proven(self.worth, self.bound, self.options.gap)

    def take(self, judged: Judged) -> None:
        """Take a week in, if it is allowed and the best so far."""
        if judged.verification.allowed and judged.verification.objective > self.worth:
            self.best = judged
            self.found += 1

    def report(self, phase: str) -> None:
        """Tell the listener where the run is."""
        if self.on_progress is not None:
            worth = None if self.best is None else self.best.verification.objective
            self.on_progress(Progress(phase, worth, self.bound, self.found, self.elapsed))

    def known(self, sessions: Sequence[Session]) -> None:
        """Take in a plan known before: the run ends with nothing worse."""
        self.take(Judged(tuple(sessions), verify(self.problem, sessions)))

    def plan(self, judged: Judged) -> Plan:
        """Return a week as a plan, its starts chosen; never called proved."""
        sessions, verification = judged.sessions, judged.verification
        if not self.problem.first_edition:
            chosen = timetable(self.problem, sessions)
            again = verify(self.problem, chosen)
            if again.allowed and again.objective >= verification.objective - 1e-9:
                sessions, verification = chosen, again
        plan = plan_of(
            self.problem,
            sessions,
            verification,
            bound=self.bound,
            gap=self.options.gap,
            tolerance=0.0,
            seconds=lambda: self.elapsed,
            engine=EVOLVE,
        )
        return plan.model_copy(update={"status": PlanStatus.FEASIBLE})

    def ending(self, seed: Seed) -> PlanStatus:
        """Return how a run ended that found no week.

        Where nothing can be placed the empty week was the only one, so no week is possible, with or without an LP.
        """
        if seed.impossible or not self.population.builder.candidates:
            return PlanStatus.INFEASIBLE
        if self.stop.cancel.is_set():
            return PlanStatus.CANCELLED
        return PlanStatus.TIMED_OUT if self.stop.over else PlanStatus.FAILED

    def without_plan(self, status: PlanStatus) -> Plan:
        """Return the answer of a run that found no plan."""
        return Plan(
            format=self.problem.plan_format,
            problem=self.problem.name,
            status=status,
            seconds=self.elapsed,
            engine=EVOLVE,
        )
