"""The front over all objectives at once: weeks of which none does more for one and no less for the others.

They are bred, not proved: see docs/planning-model.md, section 5.4.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import EVOLVE, Problem
from habitos_tui.domain.planning.alternatives import WholeFront, WholePoint
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.domain.planning.valuation import Valuation
from habitos_tui.planner.engines.loading import require
from habitos_tui.planner.engines.matrix import Bools, Floats
from habitos_tui.planner.evolve.evolution import Evolution
from habitos_tui.planner.evolve.population import Judged
from habitos_tui.planner.evolve.solving import begun
from habitos_tui.planner.search.search import OnProgress

POINTS: Final = 12
"""Plans of a front, at most."""
EVERY: Final = 5
"""Generations after which the front so far is told."""
SAME: Final = 1e-9
"""Amounts of an objective that differ by less are the same."""


def whole_front(
    problem: Problem,
    options: SolveOptions = SolveOptions(engine=EVOLVE),  # noqa: B008 - frozen
    on_progress: OnProgress | None = None,
    cancel: threading.Event | None = None,
    *,
    current: Sequence[Session] = (),
    on_front: Callable[[WholeFront], object] = lambda front: None,
) -> WholeFront:
    """Return up to a dozen weeks of the front over all objectives that the week can serve, the best total first.

    The ends are those that do most for each objective; between them lie those that are farthest from the others.
    `current` is a plan to set out from; `on_front` hears, in this thread, of the front so far. Fewer or none where
    time or user end the search, and none where no week was found. Raises SolverError where pymoo is not installed.
    """
    require(EVOLVE)
    run = begun(problem, options, on_progress, cancel)
    if current:
        run.known(current)
    tracer = _Tracer(run, current)
    seed = run.seed()
    generations = iter(range(1, 1_000_000))

    def told() -> None:
        if next(generations) % EVERY == 0:
            on_front(tracer.front())

    if not seed.impossible:
        run.run(seed, goals=tracer.goals, on_generation=told)
    front = tracer.front()
    return front if front.points else replace(front, status=run.ending(seed))


class _Tracer:
    """Picks the front from the weeks that were judged so far."""

    def __init__(self, run: Evolution, current: Sequence[Session]) -> None:
        self.run = run
        valuation = Valuation(run.problem)
        names = list(valuation.weights)
        self.goals = [place for place, name in enumerate(names) if valuation.reach[name] > 0]
        self.names = tuple(names[goal] for goal in self.goals)
        self.reach = np.array([valuation.reach[name] for name in self.names], dtype=np.float64)
        start = run.best if current else None
        self.start = start
        self.now = None if start is None else start.achieved(self.goals)

    def front(self) -> WholeFront:
        """Return the front so far."""
        judged = [one for one in self.run.population.judged.values() if one.verification.allowed]
        if self.start is not None:
            judged.append(self.start)
        if not judged:
            return WholeFront(self.names, (), self.now)
        judged.sort(key=lambda one: -one.verification.objective)
        achieved = np.array([one.achieved(self.goals) for one in judged]).reshape(len(judged), -1)
        kept = unbeaten(achieved)
        kept[0] = True  # worth most of all, whatever it does for the objectives: points are more than those
        best = np.flatnonzero(kept)
        chosen = [judged[int(best[place])] for place in spread(achieved[best] / self.reach, POINTS)]
        return WholeFront(self.names, tuple(map(self._point, chosen)), self.now)

    def _point(self, judged: Judged) -> WholePoint:
        return WholePoint(judged.achieved(self.goals), self.run.plan(judged))


def unbeaten(achieved: Floats) -> Bools:
    """Return which rows no other row beats: as much of everything and more of something; of equal ones the first."""
    kept = np.ones(len(achieved), dtype=np.bool_)
    for row, amounts in enumerate(achieved):
        if not kept[row]:
            continue
        no_more = (achieved <= amounts + SAME).all(axis=1)
        no_more[row] = False
        equal = no_more & (achieved >= amounts - SAME).all(axis=1)
        equal[row:] = False
        kept &= ~(no_more & ~equal)
    return kept


def spread(places: Floats, size: int) -> list[int]:
    """Return up to `size` rows: the first, those with most of each column, then whichever is farthest from the others.

    They come in their order.
    """
    chosen = [0]
    for place in (int(column.argmax()) for column in places.T):
        if place not in chosen and len(chosen) < size:
            chosen.append(place)
    while len(chosen) < min(size, len(places)):
        away = np.linalg.norm(places[:, None, :] - places[None, chosen, :], axis=2).min(axis=1)
        farthest = int(away.argmax())
        if away[farthest] <= SAME:
            break
        chosen.append(farthest)
    return sorted(chosen)
