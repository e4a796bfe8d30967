"""The front between two objectives: plans of which none does more for both."""

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from habitos_tui.domain.model.plan import relative_gap
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.domain.planning.why import Front, FrontPoint
from habitos_tui.errors import NotFoundError
from habitos_tui.planner.engines.engine import StopCondition
from habitos_tui.planner.engines.highs import Highs
from habitos_tui.planner.engines.matrix import Floats, Matrix
from habitos_tui.planner.formulation.model import Model
from habitos_tui.planner.formulation.objective import achieved
from habitos_tui.planner.search.search import Search
from habitos_tui.planner.search.strategy import run
from habitos_tui.planner.search.ties import choose_starts
from habitos_tui.planner.verification.verify import Verification

POINTS_OF_FRONT: Final = 10
GAP: Final = 0.005
"""Gap within which each point is proved to have the most of its objective."""
SECONDS_EACH: Final = 10.0
"""Time for one point; what is not proved by then is the best found, with the bound there is."""
TIE: Final = 0.001
"""Weight of the whole objective beside the one that is maximised: enough to settle ties, too little to matter."""
SLACK: Final = 1e-6
TRIES: Final = 2
"""Solves per point of the front, at most."""
FINEST: Final = 0.02
"""Share of the second objective's range below which a stretch is not halved any more."""


def front(
    problem: Problem,
    first: str,
    second: str,
    *,
    size: int = POINTS_OF_FRONT,
    cancel: threading.Event | None = None,
) -> Front:
    """Return up to `size` plans between the best for one objective and the best for the other, ordered by the first.

    Epsilon-constraint method (Haimes, 1971): the second objective is kept above a bound and the first maximised, the
    bounds lying between what is left of the second at the best of the first and the most there can be of it. Each plan
    is proved within 0.5 % of the most there is for its bound, or has the gap that was proved in the time for one.
    Fewer plans when there are no more, when `cancel` is set, or when the week is impossible (none). Raises
    NotFoundError for an unknown objective.
    """
    for name in (first, second):
        if name not in problem.objectives:
            raise NotFoundError(f"There is no objective “{name}” in this week.")
    return Front(first, second, _Tracer(problem, (first, second), cancel or threading.Event()).trace(size))


class _Tracer:
    """Solves one week again and again, after another objective and with another bound each time."""

    def __init__(self, problem: Problem, names: tuple[str, str], cancel: threading.Event) -> None:
        self.problem = problem
        self.names = names
        self.cancel = cancel
        harmful = {b.id for b in problem.behaviors if any(b.impacts.get(name, 0.0) < 0 for name in names)}
        self.model = Model(problem, harmful)
        sums = [achieved(self.model.variables, name) for name in names]
        number = {variable: place for place, variable in enumerate(self.model.variables.columns)}
        self.rows = np.zeros((len(names), len(number)))
        self.constants = [constant for _, constant in sums]
        for row, (terms, _) in zip(self.rows, sums, strict=True):
            for variable, factor in terms:
                row[number[variable]] += factor

    def trace(self, size: int) -> tuple[FrontPoint, ...]:
        """Return points between the ends: the widest stretch of the second objective is always halved next."""
        if not self.model.variables.candidates:
            return ()
        high, low = self.best_of(1, None), self.best_of(0, None)
        if high is None or low is None:
            return ()
        found = [high, low]
        open_stretches = [(low.second, high.second)]
        for _ in range(TRIES * size):
            bottom, top = max(open_stretches, key=lambda stretch: stretch[1] - stretch[0])
            if len(found) >= size or top - bottom <= FINEST * (high.second - low.second) + SLACK:
                break
            open_stretches.remove((bottom, top))
            middle = (bottom + top) / 2
            point = self.best_of(0, middle)
            open_stretches.append((bottom, middle))
            if point is not None:
                open_stretches.append((max(point.second, middle), top))
                found = list(_undominated([*found, point]))
        return tuple(_undominated(found))

    def best_of(self, which: int, least: float | None) -> FrontPoint | None:
        """Return the plan that does most for one objective, with at least `least` of the second."""
        stop = StopCondition(time.monotonic() + SECONDS_EACH, self.cancel)

        def measure(verification: Verification) -> float | None:
            reached = self.reached(verification)
            if not verification.allowed or (least is not None and reached[1] < least - SLACK):
                return None
            return reached[which] + TIE * verification.objective

        model = self.model.asking_for(self.matrix(which, least))
        search = Search(self.problem, SolveOptions(gap=GAP), Highs(), stop, model=model, measure=measure)
        run(search)
        search.incumbent = search.best
        choose_starts(search)
        best = search.incumbent
        if best is None:
            return None
        first, second = self.reached(best.verification)
        gap = None if search.bound is None else relative_gap(best.objective, search.bound)
        return FrontPoint(first, second, best.verification.objective, gap, best.sessions)

    def reached(self, verification: Verification) -> tuple[float, float]:
        """Return how much of the two objectives a plan achieves."""
        shares = {share.objective: share.achieved for share in verification.objectives}
        return shares[self.names[0]], shares[self.names[1]]

    def matrix(self, which: int, least: float | None) -> Matrix:
        """Return the matrix that asks for one objective, with at least `least` of the second."""
        matrix = self.model.matrix
        offset = self.constants[which] + TIE * matrix.offset
        matrix = replace(matrix, cost=self.rows[which] + TIE * matrix.cost, offset=offset)
        return matrix if least is None else _with_row(matrix, self.rows[1], least - self.constants[1] - SLACK)


def _with_row(matrix: Matrix, row: Floats, least: float) -> Matrix:
    """Return the matrix with the demand that `row` times the columns is at least `least`."""
    used = np.flatnonzero(row)
    return replace(
        matrix,
        row_lower=np.append(matrix.row_lower, least),
        row_upper=np.append(matrix.row_upper, np.inf),
        starts=np.append(matrix.starts, matrix.starts[-1] + used.size).astype(np.int32),
        columns=np.concatenate([matrix.columns, used]).astype(np.int32),
        values=np.concatenate([matrix.values, row[used]]),
    )


def _undominated(points: Sequence[FrontPoint]) -> Iterator[FrontPoint]:
    """Yield the points that no other one beats, by the first objective."""
    most = -np.inf
    kept = []
    for point in sorted(points, key=lambda point: (-point.first, -point.second)):
        if point.second > most + SLACK:
            most = point.second
            kept.append(point)
    yield from reversed(kept)
