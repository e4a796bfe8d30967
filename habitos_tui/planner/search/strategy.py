"""The strategy of a run: relax; restrict and improve while the bound is tightened; improve while it is proved.

The LP relaxation lies within a percent of the best plan. So its sessions make a good first plan, its reduced costs
tell which others can be left out without losing the proof, and what remains is small.
"""

from collections.abc import Callable
from typing import Final

import numpy as np

from habitos_tui.planner.engines.engine import Answer, Outcome, SolveLimits
from habitos_tui.planner.engines.matrix import Bools, Floats
from habitos_tui.planner.search.background_solve import BackgroundSolve
from habitos_tui.planner.search.search import ROUNDING_SHARE, Search

USED: Final = 1e-9
"""Value in the relaxation above which a candidate counts as used."""
ROUGH_GAP: Final = 0.02
"""Gap at which the restricted problem is solved well enough: improving finds more, sooner."""
DAYS_APART: Final = (2, 3, 1, 2)
"""Distances of the pairs of days that are planned anew once the bound is tight, one round of the week each."""
NEIGHBOURHOOD_STRIDE: Final = 6
"""One behavior in so many is planned anew all week, next to a pair of days; 7 pairs meet all of them in turn."""
MOST_HOPEFUL: Final = 100
"""Sessions outside the plan that are tried in a neighbourhood, at most."""
NEIGHBOUR_GAP: Final = 0.0005
STALLED: Final = 0.1
"""Share of the way to the target that a round must have come for another one to begin."""
DUAL_TOLERANCE: Final = 1e-6
"""How far reduced costs may be off."""
CONTINUOUS_GAP: Final = 0.001
"""Below this gap lengths are whole steps from the start of the proof."""


def run(search: Search) -> Outcome:
    """Improve until the gap is reached or it is time to stop."""
    search.enter("relax")
    relaxed = search.engine.solve(search.model.matrix.relaxed(), SolveLimits(), search.stop)
    if relaxed.outcome is not Outcome.SOLVED or relaxed.bound is None:
        return relaxed.outcome
    search.lower_bound(relaxed.bound)
    at_most = worth_at_most(relaxed, len(search.model.variables.candidates), search.scale)
    if search.options.gap >= CONTINUOUS_GAP:
        explore(search, relaxed, at_most)
    else:
        restrict(search, relaxed)
    outcome = prove(search, at_most)
    if not search.done:
        search.polish()
    return outcome


def explore(search: Search, relaxed: Answer, at_most: Floats) -> None:
    """Find good plans while cuts tighten the bound in the background; those need no plan, only a goal to stop at."""
    goal = -np.inf
    limits = SolveLimits(nodes=1, watch=lambda bound: bound <= goal)
    with BackgroundSolve(search.engine, search.model.matrix, limits, search.stop) as cuts:
        restrict(search, relaxed)
        improve(search, at_most, 1)
        if not search.done:
            search.enter("tighten")
            goal = search.goal  # a run that is stopped does not wait for it, but takes the bound there is
            met: list[Floats] = []
            search.lower_bound(cuts.answer(met.append).bound)
            if not search.done:
                # Otherwise the solve was told to stop, and which plans it had found by then depends on the clock.
                for values in met:
                    search.on_incumbent(values)
            search.settle()


def worth_at_most(relaxed: Answer, candidates: int, scale: float = 1.0) -> Floats:
    """Return, per candidate, a bound on the objective of every plan that holds it: LP bound plus reduced cost.

    `scale` is the size of the costs, compared with that of usual ones.
    """
    if relaxed.reduced_costs is None or relaxed.bound is None:
        return np.full(candidates, np.inf)
    return relaxed.bound + np.minimum(relaxed.reduced_costs[:candidates], 0.0) + DUAL_TOLERANCE * scale


def restrict(search: Search, relaxed: Answer) -> None:
    """Look for a plan among the sessions that the relaxation uses."""
    search.enter("restrict")
    if relaxed.values is not None:
        used = relaxed.values[: len(search.model.variables.candidates)] > USED
        search.attempt(search.restricted(used), SolveLimits(gap=ROUGH_GAP, target=search.target))


def improve(search: Search, at_most: Floats, apart: int) -> bool:
    """Plan two days anew, and some behaviors all week, the others kept, for every such pair of days.

    Return whether it came far enough towards the target for another round to be worth it.
    """
    search.enter("improve")
    before = search.value
    for first in range(7):
        if search.over or search.values is None or search.target is None:
            return False
        held, free = search.held, neighbourhood(search, (first, (first + apart) % 7))
        tried = held | most_hopeful(at_most, free & ~held & (at_most > search.value))
        search.attempt(search.restricted(tried, held & ~free), SolveLimits(NEIGHBOUR_GAP, search.target, nodes=1))
    return search.target is not None and search.value - before > STALLED * (search.target - before)


def neighbourhood(search: Search, days: tuple[int, int]) -> Bools:
    """Return the candidates on `days` and those of every so-many-th behavior, other ones each time."""
    search.turn += 1
    placeable = [name for name, group in search.model.variables.of_behavior.items() if group]
    chosen = set(placeable[search.turn % NEIGHBOURHOOD_STRIDE :: NEIGHBOURHOOD_STRIDE])
    return np.array([c.day in days or c.behavior.id in chosen for c in search.model.variables.candidates])


def most_hopeful(at_most: Floats, among: Bools) -> Bools:
    """Return those of a group that could be in the best plans, as far as their bounds tell."""
    if among.sum() <= MOST_HOPEFUL:
        return among
    least = float(np.partition(at_most[among], -MOST_HOPEFUL)[-MOST_HOPEFUL])
    return among & (at_most >= least)


def prove(search: Search, at_most: Floats) -> Outcome:
    """Solve to the end, with continuous lengths while that is enough; then with whole steps."""
    outcome, gap = Outcome.SOLVED, search.options.gap
    if gap >= CONTINUOUS_GAP and not search.over:
        outcome = prove_over(search, at_most, gap * ROUNDING_SHARE, lambda: improve_on(search, at_most))
    for share in (gap / 2, 0.0) if gap >= CONTINUOUS_GAP else (0.0,):
        if search.over or outcome is not Outcome.SOLVED:
            break
        search.use_whole_steps()
        outcome = prove_over(search, at_most, share)
    return Outcome.STOPPED if search.stop.over and not search.done else outcome


def improve_on(search: Search, at_most: Floats) -> None:
    """Improve the plan, round by round, for as long as that brings it near the target."""
    for apart in DAYS_APART:
        if not improve(search, at_most, apart):
            return


def prove_over(search: Search, at_most: Floats, gap: float, meanwhile: Callable[[], None] | None = None) -> Outcome:
    """Solve over the candidates that could raise a plan above the goal; the bound of the others is known.

    `meanwhile` looks for plans in this thread; if that ends the search, the proof is stopped.
    """
    hopeful = at_most >= search.goal
    others = float(at_most[~hopeful].max(initial=-np.inf))
    matrix = search.restricted(hopeful | search.held)
    with BackgroundSolve(search.engine, matrix, SolveLimits(gap=gap), search.stop, search.values) as proof:
        if meanwhile is not None:
            meanwhile()
        if search.done:
            return Outcome.SOLVED
        search.enter("prove")
        answer = proof.answer(search.on_incumbent)
    if answer.bound is not None:
        search.lower_bound(max(answer.bound, others))
    search.take(answer)
    search.settle()
    return answer.outcome
