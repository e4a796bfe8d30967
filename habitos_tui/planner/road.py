"""The road to a proven plan: relax, restrict, tighten, improve, prove.

The LP relaxation lies within a percent of the best plan. So its sessions make a good first plan, its reduced costs
tell which others can be left out without losing the proof, and what remains is small.
"""

from collections.abc import Iterable
from typing import Final

import numpy as np

from habitos_tui.planner.engines import Answer, Effort, Outcome
from habitos_tui.planner.model import Floats, Model
from habitos_tui.planner.search import ROUNDING_SHARE, TOLERANCE, Search

ROUGH_GAP: Final = 0.01
"""Gap at which the restricted problem is solved well enough: improving finds more, sooner."""
HOPE: Final = 0.5
"""Share of the distance between bound and plan that a session may cost to be tried in a neighbourhood."""
NEIGHBOUR_GAP: Final = 0.0005
NEIGHBOUR_NODES: Final = 10
"""Nodes per neighbourhood; a number of nodes, not seconds, so that every run takes the same way."""
PAIRS: Final = tuple(tuple((day, (day + apart) % 7) for day in range(7)) for apart in (1, 2, 3))
TRIPLES: Final = tuple((day, (day + 1) % 7, (day + 2) % 7) for day in range(0, 21, 3))
DUAL_TOLERANCE: Final = 1e-6
"""How far reduced costs may be off."""
CONTINUOUS_GAP: Final = 0.001
"""Below this gap lengths are whole steps from the start of the proof."""


def walk(search: Search) -> Outcome:
    """Walk the road until the incumbent is within the gap of the bound, or patience is over."""
    search.enter("relax")
    relaxed = search.engine.solve(search.model.matrix.relaxed(), Effort(), search.patience)
    if relaxed.outcome is not Outcome.SOLVED or relaxed.bound is None:
        return relaxed.outcome
    search.lower_bound(relaxed.bound)
    at_most = worth_at_most(relaxed, len(search.model.variables.candidates))
    restrict(search, relaxed)
    if search.options.gap >= CONTINUOUS_GAP:
        improve(search, at_most, PAIRS[0])
        tighten(search, at_most)
        for days in (*PAIRS[1:], TRIPLES):
            improve(search, at_most, days)
    outcome = prove(search, at_most)
    if not search.done:
        search.polish()
    return outcome


def worth_at_most(relaxed: Answer, candidates: int) -> Floats:
    """Return, per candidate, a bound on the objective of every plan that holds it: LP bound plus reduced cost."""
    if relaxed.reduced_costs is None or relaxed.bound is None:
        return np.full(candidates, np.inf)
    return relaxed.bound + np.minimum(relaxed.reduced_costs[:candidates], 0.0) + DUAL_TOLERANCE


def restrict(search: Search, relaxed: Answer) -> None:
    """Look for a plan among the sessions that the relaxation uses."""
    search.enter("restrict")
    if relaxed.values is not None:
        used = relaxed.values[: len(search.model.variables.candidates)] > TOLERANCE
        search.attempt(search.restricted(used), Effort(gap=ROUGH_GAP, target=search.target))


def improve(search: Search, at_most: Floats, neighbourhoods: Iterable[tuple[int, ...]]) -> None:
    """Plan some days anew, the others kept, one set of days after the other."""
    if search.over:
        return
    search.enter("improve")
    days = np.array([c.day for c in search.model.variables.candidates])
    for anew in neighbourhoods:
        if search.over or search.values is None or search.bound is None:
            return
        held, free = search.held, np.isin(days, anew)
        hopeful = free & (at_most > search.bound - HOPE * (search.bound - search.value))
        effort = Effort(NEIGHBOUR_GAP, search.target, NEIGHBOUR_NODES)
        search.attempt(search.restricted(held | hopeful, held & ~free), effort)


def tighten(search: Search, at_most: Floats) -> None:
    """Lower the bound by cuts, without looking for plans."""
    if not search.over:
        search.enter("tighten")
        outbid(search, at_most, Effort(nodes=1, bound_only=True))


def prove(search: Search, at_most: Floats) -> Outcome:
    """Solve to the end, with continuous lengths while that is enough; then with whole steps."""
    outcome, gap = Outcome.SOLVED, search.options.gap
    stages = [(gap * ROUNDING_SHARE, False), (gap / 2, True), (0.0, True)]
    whole = False
    for share, steps in stages if gap >= CONTINUOUS_GAP else stages[2:]:
        if search.over:
            break
        search.enter("prove")
        if steps and not whole:
            search.model, whole = Model(search.problem, whole_steps=True), True
            search.value = -np.inf
        outcome = outbid(search, at_most, Effort(gap=share))
        if outcome is not Outcome.SOLVED:
            break
    return Outcome.STOPPED if search.patience.over and not search.done else outcome


def outbid(search: Search, at_most: Floats, effort: Effort) -> Outcome:
    """Solve over the candidates that could lift a plan above the goal; the others cannot, and bound themselves."""
    hopeful = at_most >= search.goal
    others = float(at_most[~hopeful].max(initial=-np.inf))
    answer = search.engine.solve(
        search.restricted(hopeful | search.held),
        effort,
        search.patience,
        on_plan=search.offer,
        start=search.values,
    )
    if answer.bound is not None:
        search.lower_bound(max(answer.bound, others))
    search.take(answer)
    search.settle()
    return answer.outcome
