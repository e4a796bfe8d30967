"""The strategy of a run: relax; restrict; then improve the plan while the bound is proved, until the two meet.

The LP relaxation lies within a percent of the best plan. So its sessions make a good first plan, its reduced costs
tell which others can be left out without losing the proof, and what remains is small.
"""

from typing import Final

import numpy as np

from habitos_tui.planner.engines.engine import Answer, Outcome, SolveLimits
from habitos_tui.planner.engines.matrix import Bools, Floats
from habitos_tui.planner.search.refining import refined, refined_relaxation
from habitos_tui.planner.search.relaxation import Relaxation
from habitos_tui.planner.search.search import OBJECTIVE_TOLERANCE, ROUNDING_SHARE, Search
from habitos_tui.planner.search.second_attempt import SecondAttempt

USED: Final = 1e-9
"""Value in the relaxation above which a candidate counts as used."""
ROUGH_GAP: Final = 0.02
"""Gap at which the restricted problem is solved well enough: improving finds more, sooner."""
LARGE: Final = 1500
"""Possible sessions from which on a neighbourhood is too small a part of the week to begin with."""
AGREED_STRIDE: Final = 8
"""One session in so many is tried in a large week, next to those that plan and relaxation use."""
AGREED_GAP: Final = 0.002
DAYS_APART: Final = (1, 2, 3)
"""Distances of the days that are planned anew together, one round of the week each."""
NEIGHBOURHOOD_STRIDE: Final = 6
"""One behavior in so many is planned anew all week, next to some days; 7 turns meet all of them."""
MAX_HOPEFUL: Final = 100
"""Sessions outside the plan that are tried in a neighbourhood, at most."""
NEIGHBOUR_GAP: Final = 0.0005
STALLED: Final = 0.1
"""Share of the way to the target that a round must have come, or else neighbourhoods grow."""
LARGEST: Final = 3
"""How often neighbourhoods grow, by a day and by half each time, until waiting for the proof is the better hope."""
CONTINUOUS_GAP: Final = 0.001
"""Below this gap lengths are whole steps from the start of the proof."""


def run(search: Search) -> Outcome:
    """Improve until the gap is reached or it is time to stop."""
    search.enter("relax")
    relaxed = refined_relaxation(search)
    if relaxed.outcome is not Outcome.SOLVED or relaxed.bound is None:
        return relaxed.outcome
    search.lower_bound(relaxed.bound)
    relaxation = Relaxation.of(relaxed, search.scale)
    at_most = relaxation.worth_at_most(len(search.model.variables.candidates))
    gap = search.options.gap
    outcome = Outcome.SOLVED
    if gap >= CONTINUOUS_GAP:
        with SecondAttempt(search, relaxation, gap * ROUNDING_SHARE) as proof:
            begin_with(search, relaxation, at_most)
            outcome = finished(search, at_most, proof)
    else:
        begin_with(search, relaxation, at_most)
    shares = [0.0, gap]
    share = gap
    while outcome is Outcome.SOLVED and not search.over:
        if not refined(search):
            if not shares:
                break
            share = shares.pop()
        search.use_whole_steps()
        with SecondAttempt(search, relaxation, share) as proof:
            outcome = finished(search, at_most, proof)
    if not search.done:
        search.polish()
    return Outcome.STOPPED if search.stop.over and not search.done else outcome


def finished(search: Search, at_most: Floats, proof: SecondAttempt) -> Outcome:
    """Improve while the proof goes on, until they meet or the proof has ended."""
    search.enter("improve")
    answer = improve(search, at_most, proof)
    if answer is None and not search.over:
        search.enter("prove")
        answer = proof.finish()
    return Outcome.SOLVED if answer is None or search.done else answer.outcome


def begin_with(search: Search, relaxed: Relaxation, at_most: Floats) -> None:
    """Look for a first plan by what the relaxation says."""
    search.enter("restrict")
    if relaxed.values is None:
        return
    shares = relaxed.values[: at_most.size]
    restrict(search, shares)
    if shares.size >= LARGE and search.values is not None and not search.over:
        agree(search, shares, at_most)


def restrict(search: Search, shares: Floats) -> None:
    """Look for a plan among the sessions that the relaxation uses."""
    search.attempt(search.restricted(shares > USED), SolveLimits(gap=ROUGH_GAP, target=search.target))


def agree(search: Search, shares: Floats, at_most: Floats) -> None:
    """Keep the sessions that plan and relaxation agree on; try what either uses and the most hopeful others."""
    tried = search.held | (shares > USED)
    tried |= most_hopeful(at_most, ~tried & (at_most > search.value), shares.size // AGREED_STRIDE)
    kept = search.held & (shares > 1 - USED)
    search.attempt(search.restricted(tried, kept), SolveLimits(AGREED_GAP, search.target, nodes=1))


def improve(search: Search, at_most: Floats, proof: SecondAttempt) -> Answer | None:
    """Plan parts of the week anew, round by round, larger ones when small ones bring little, while the bound falls.

    Return the answer of the proof once it has ended.
    """
    grown = turn = 0
    while grown <= LARGEST:
        before = search.value
        for first in range(7):
            answer = proof.follow()
            if answer is not None or search.over or search.values is None or search.target is None:
                return answer
            if search.value >= search.target - OBJECTIVE_TOLERANCE * search.scale:
                search.use_whole_steps()  # better continuous lengths are no use
            apart = DAYS_APART[turn % len(DAYS_APART)]
            plan_anew(search, at_most, {(first + apart * step) % 7 for step in range(2 + grown)}, grown)
        turn += 1
        if search.target is None or search.value - before <= STALLED * (search.target - before):
            grown += 1
    return None


def plan_anew(search: Search, at_most: Floats, days: set[int], grown: int) -> None:
    """Plan some days anew, and some behaviors all week, the others kept."""
    held, free = search.held, neighbourhood(search, days)
    tried = held | most_hopeful(at_most, free & ~held & (at_most > search.value), MAX_HOPEFUL * (2 + grown) // 2)
    limits = SolveLimits(NEIGHBOUR_GAP, search.target, nodes=1 + grown)
    search.attempt(search.restricted(tried, held & ~free), limits)


def neighbourhood(search: Search, days: set[int]) -> Bools:
    """Return the candidates on `days` and those of every so-many-th behavior, other ones each time."""
    search.turn += 1
    placeable = [name for name, group in search.model.variables.of_behavior.items() if group]
    chosen = set(placeable[search.turn % NEIGHBOURHOOD_STRIDE :: NEIGHBOURHOOD_STRIDE])
    return np.array([c.day in days or c.behavior.id in chosen for c in search.model.variables.candidates])


def most_hopeful(at_most: Floats, among: Bools, size: int) -> Bools:
    """Return those of a group that could be in the best plans, as far as their bounds tell."""
    if among.sum() <= size:
        return among
    least = float(np.partition(at_most[among], -size)[-size])
    return among & (at_most >= least)
