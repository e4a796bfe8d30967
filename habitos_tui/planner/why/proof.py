"""What is proved about one week: the best plan that is known of it, and what no plan exceeds.

A proof goes on in a thread of its own, for its bound alone, while the thread that waits for it may look for better
plans. See docs/planning-model.md, section 5.2.
"""

import time
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.planner.engines.engine import Answer, Outcome, SolveLimits, StopCondition
from habitos_tui.planner.engines.loading import highs
from habitos_tui.planner.engines.matrix import Floats
from habitos_tui.planner.search.background_solve import BackgroundSolve
from habitos_tui.planner.search.relaxation import Relaxation
from habitos_tui.planner.search.search import Incumbent, Search
from habitos_tui.planner.search.start import begin
from habitos_tui.planner.search.strategy import DAYS_APART, plan_anew

PROVER: Final = {"mip_heuristic_effort": 0.0, "presolve": "off"}
"""Without the smaller problems that HiGHS solves in search of plans, which do not move the bound, it stops at once.
Presolving finds little in a week, but takes several times as long as the cuts that lower the bound."""
CLOSER: Final = 0.5
"""Share of a distance that the next run is after, where one ended and the price is not narrow yet."""
LAST_RUN: Final = 4
"""Runs after which nothing more is to be found out about a week."""
POLL_SECONDS: Final = 0.03
"""How often it is looked at what a run has found."""
GROWN: Final = 1
"""How often neighbourhoods have grown where plans are looked for beside a proof."""


class Proof:
    """A run that is carried on for its bound."""

    def __init__(self, search: Search, bound: float | None = None, seconds: float = 0.0) -> None:
        """`bound` is what is proved about the week already, in model units, `seconds` what a run for it took before."""
        self.search = search
        self.seconds = seconds
        self._relaxed: Answer | None = None
        self._at_most: Floats = np.zeros(0)
        self._others = -np.inf
        """Bound of the plans with candidates that the run does not look at."""
        self._solve: BackgroundSolve | None = None
        self._began = 0.0
        self._taken = 0
        self._runs = 0
        self._neighbourhoods: Iterator[set[int]] = _neighbourhoods()
        search.lower_bound(bound)

    @property
    def incumbent(self) -> Incumbent | None:
        """The best plan that is known."""
        return self.search.best

    @property
    def best(self) -> float:
        """Objective of the best plan that is known; minus infinity without one."""
        return -np.inf if self.search.best is None else self.search.best.objective

    @property
    def bound(self) -> float:
        """Proven upper bound; equals the plan's worth when within tolerance."""
        bound = np.inf if self.search.bound is None else self.search.bound
        return self.best if bound - self.best <= self.search.tolerance else bound

    @property
    def distance(self) -> float:
        """How much better than the best known plan the best one may be."""
        return self.bound - self.best

    @property
    def running(self) -> bool:
        """Tell whether the bound may still get lower by itself."""
        return self._solve is not None

    def relax(self) -> None:
        """Take in the bound of the linear relaxation."""
        search = self.search
        if self._relaxed is None and search.model.variables.candidates:
            relaxed = search.engine.solve(search.model.matrix.relaxed(), SolveLimits(), search.stop)
            if relaxed.outcome is Outcome.SOLVED:
                self._relaxed = relaxed
                self._at_most = Relaxation.of(relaxed, search.scale).worth_at_most(search.held.size)
                search.lower_bound(relaxed.bound)

    def begin(self, distance: float) -> bool:
        """Begin to look for better bounds until plan and bound are `distance` apart; tell whether there is any hope.

        Candidates whose reduced costs keep every plan with them within the distance need not be looked at.
        """
        if self._relaxed is None or self._solve is not None or self._runs == LAST_RUN:
            return False
        distance *= CLOSER**self._runs
        if self.distance <= distance:
            return False
        self._runs += 1
        search, goal = self.search, self.best + distance
        hopeful = (self._at_most > goal) | search.held
        self._others = float(self._at_most[~hopeful].max(initial=-np.inf))
        self._taken, self._began = 0, time.process_time()
        matrix = search.restricted(hopeful)
        self._solve = BackgroundSolve(highs(**PROVER), matrix, SolveLimits(), search.stop, search.values)
        return True

    def follow(self) -> None:
        """Take in what the run has found."""
        if self._solve is None:
            return
        news = self._solve.news_from(self._taken)
        self._taken += len(news)
        for each in news:
            self._take(each.bound, each.values)
        answer = self._solve.answer(np.inf)
        if answer is not None:
            self._take(answer.bound, answer.values)
            self.end()

    def improve(self) -> None:
        """Plan a part of the week anew, in search of a better plan; wait a moment once all parts had their turn."""
        search = self.search
        days = next(self._neighbourhoods, None) if search.values is not None and self._relaxed is not None else None
        if days is None:
            time.sleep(POLL_SECONDS)
        else:
            plan_anew(search, self._at_most, days, GROWN)
            search.polish()

    def end(self) -> None:
        """End the run."""
        if self._solve is not None:
            self.seconds = max(self.seconds, time.process_time() - self._began)
            self._solve.__exit__(None, None, None)
            self._solve = None
            self.search.polish()

    def _take(self, bound: float | None, values: Floats | None) -> None:
        if values is not None:
            self.search.take_values(values)
        if bound is not None:
            # A proof says nothing about weeks that are worse than the best it knows.
            self.search.lower_bound(max(bound, self._others, self.search.value))


def _neighbourhoods() -> Iterator[set[int]]:
    """Yield the days to plan anew, some rounds of the week."""
    for apart in DAYS_APART:
        for first in range(7):
            yield {(first + apart * step) % 7 for step in range(2 + GROWN)}


def proof_of(
    problem: Problem,
    plans: Sequence[Sequence[Session]],
    stop: StopCondition,
    bound: float | None = None,
    seconds: float = 0.0,
) -> Proof:
    """Return the proof of a week that begins with plans of it; `bound` and `seconds` tell what is proved already."""
    search = Search(problem, SolveOptions(gap=0.0), highs(), stop)
    begin(search, plans)
    return Proof(search, bound, seconds)
