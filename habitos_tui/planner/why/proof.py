"""What is proved about a price: the best week without a demand less the best week with it.

Of neither week more is known than a plan that was found and a bound that no plan exceeds. So a price lies between two
figures, and both runs go on until these are close. See docs/planning-model.md, section 5.2.
"""

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.domain.planning.why import PriceRange
from habitos_tui.planner.engines.engine import Answer, News, Outcome, SolveLimits, StopCondition
from habitos_tui.planner.engines.highs import Highs
from habitos_tui.planner.search.search import Search
from habitos_tui.planner.search.start import begin
from habitos_tui.planner.search.strategy import worth_at_most

NARROW: Final = 0.01
"""Width in model units, one point, at which a price is known well enough."""
NARROW_SHARE: Final = 0.1
"""Width at which it is, as a share of the price."""
MIN_CPU_SECONDS: Final = 0.15
"""Least time of the processor for one proof, so that a busy machine proves as much as an idle one, only later. With 30
behaviors it is that of the root of the tree, beyond which the bound falls too slowly to wait for."""
PROVER: Final = {"mip_heuristic_effort": 0.0}
"""Without the smaller problems that HiGHS solves in search of plans, which do not move the bound, it stops at once."""


class Proof:
    """A run that is carried on for its bound: the best plan that is known of a week, and what no plan exceeds."""

    def __init__(self, search: Search, bound: float | None = None) -> None:
        """`bound` is what is proved about the week already, in model units."""
        self._search = search
        self._relaxed: Answer | None = None
        self._narrowed = False
        search.lower_bound(bound)

    @property
    def best(self) -> float:
        """Objective of the best plan that is known; minus infinity without one."""
        return -np.inf if self._search.best is None else self._search.best.objective

    @property
    def bound(self) -> float:
        """Proven upper bound; equals the plan's worth when within tolerance."""
        bound = np.inf if self._search.bound is None else self._search.bound
        return self.best if bound - self.best <= self._search.tolerance else bound

    @property
    def distance(self) -> float:
        """How much better than the best known plan the best one may be."""
        return self.bound - self.best

    def relax(self) -> None:
        """Take in the bound of the linear relaxation."""
        search = self._search
        if self._relaxed is None and search.model.variables.candidates:
            relaxed = search.engine.solve(search.model.matrix.relaxed(), SolveLimits(), search.stop)
            if relaxed.outcome is Outcome.SOLVED:
                self._relaxed = relaxed
                search.lower_bound(relaxed.bound)

    def narrow(self, distance: float, seconds: float) -> None:
        """Look for better plans and bounds until they are `distance` apart, or for so long, by the processor's time.

        Candidates whose reduced costs keep every plan with them within the distance need not be looked at.
        """
        search = self._search
        if self._relaxed is None or self._narrowed or self.distance <= distance:
            return
        self._narrowed = True  # a second time it would only come as far
        goal = self.best + distance
        at_most = worth_at_most(self._relaxed, len(search.model.variables.candidates), search.scale)
        hopeful = (at_most > goal) | search.held
        others = float(at_most[~hopeful].max(initial=-np.inf))

        stop, end = search.stop, time.process_time() + seconds

        def enough(news: News) -> bool:
            return news.bound is not None and news.bound <= goal

        search.stop = replace(stop, enough=lambda: time.process_time() >= end)
        engine, search.engine = search.engine, Highs(**PROVER)
        answer = search.attempt(search.restricted(hopeful), SolveLimits(watch=enough))
        search.engine, search.stop = engine, stop
        search.polish()
        if answer.bound is not None:
            # A proof says nothing about weeks that are worse than the best it knows.
            search.lower_bound(max(answer.bound, others, search.value))


def proof_of(problem: Problem, sessions: Sequence[Session], stop: StopCondition, bound: float | None = None) -> Proof:
    """Return the proof of a week that begins with a plan of it; `bound` is what is proved already."""
    search = Search(problem, SolveOptions(gap=0.0), Highs(), stop)
    begin(search, [sessions])
    return Proof(search, bound)


def price_range(free: Proof, asked: Proof, *, seconds: float = MIN_CPU_SECONDS) -> PriceRange | None:
    """Return between what the price of a demand lies for certain, None where nothing is proved about it.

    `free` is about the week without the demand and `asked` about the one with it. They are carried on, the wider one
    first, until the price is known within a point or a tenth, or each has had so many `seconds` of the processor.
    """
    free.relax()
    asked.relax()
    for proof in sorted((free, asked), key=lambda proof: proof.distance, reverse=True):
        found = _range(free, asked)
        if found is None or found.most - found.least <= _wanted(found):
            return found
        proof.narrow(_wanted(found) / 2, seconds)
    return _range(free, asked)


def _wanted(price: PriceRange) -> float:
    """Return the width at which a price is known well enough, in model units."""
    return max(NARROW, NARROW_SHARE * price.most)


def _range(free: Proof, asked: Proof) -> PriceRange | None:
    """Return what follows from plans and bounds: a plan with the demand is one without it as well."""
    if not np.isfinite([free.best, asked.best, free.bound]).all():
        return None
    least = max(free.best, asked.best) - min(asked.bound, free.bound)
    return PriceRange(max(least, 0.0), max(free.bound - asked.best, 0.0))
