"""A search that keeps to one core: relax, restrict, prove, improve, one after another and within so much work.

Where several weeks are to be found, each core has one of its own to look for: that costs less than two attempts at
each. What ends the search is the work done, not the clock, so that the same question has the same answer.
"""

from collections.abc import Callable
from typing import Final

import numpy as np

from habitos_tui.domain.model.plan import proven
from habitos_tui.planner.engines.engine import News, Outcome, SolveLimits
from habitos_tui.planner.engines.matrix import Bools, Floats
from habitos_tui.planner.search.relaxation import Relaxation
from habitos_tui.planner.search.search import ROUNDING_SHARE, Search
from habitos_tui.planner.search.strategy import USED, plan_anew

NEAR: Final = 0.005
"""Gap at which the sessions that the relaxation uses are tried well enough."""
SAME: Final = 0.001
"""Gap at which a plan that was known before needs no other beside it."""
RESTRICTED_WORK: Final = 7_000
PROVING_WORK: Final = 10_000
IMPROVING_WORK: Final = 8_000


def run(search: Search) -> None:
    """Find a plan within the gap, as far as the work allowed for it goes."""
    relaxed = search.engine.solve(search.model.matrix.relaxed(), SolveLimits(), search.stop)
    if relaxed.outcome is not Outcome.SOLVED or relaxed.values is None:
        return
    search.lower_bound(relaxed.bound)
    if search.incumbent is not None and proven(search.incumbent.objective, search.bound, SAME, search.tolerance):
        return
    at_most = Relaxation.of(relaxed, search.scale).worth_at_most(search.held.size)
    used = relaxed.values[: at_most.size] > USED
    search.attempt(search.restricted(used | search.held), SolveLimits(NEAR, watch=_until(RESTRICTED_WORK)))
    if not search.over:
        _prove(search, at_most)
    if not search.over and search.target is not None and search.value >= search.target:
        search.use_whole_steps()  # better continuous lengths are no use
        _prove(search, at_most)
    if not search.over and search.values is not None:
        _improve(search, at_most)
    if not search.done:
        search.polish()


def _prove(search: Search, at_most: Floats) -> None:
    """Lower the bound until the plan is within the gap of it or that is enough work."""
    hopeful: Bools = (at_most >= search.goal) | search.held
    others = float(at_most[~hopeful].max(initial=-np.inf))
    goal = search.goal

    def enough(news: News) -> bool:
        return news.work >= PROVING_WORK or (news.bound is not None and max(news.bound, others) <= goal)

    limits = SolveLimits(search.options.gap * ROUNDING_SHARE, watch=enough)
    answer = search.attempt(search.restricted(hopeful), limits)
    search.lower_bound(None if answer.bound is None else max(answer.bound, others))


def _improve(search: Search, at_most: Floats) -> None:
    """Plan parts of the week anew, one after another, until the plan is within the gap or that is enough work."""
    limit = search.work + IMPROVING_WORK
    for first in range(7):
        if search.over or search.work >= limit:
            return
        plan_anew(search, at_most, {first, (first + 1) % 7}, 0)


def _until(work: int) -> Callable[[News], bool]:
    """Return what tells when so much work is done."""
    return lambda news: news.work >= work
