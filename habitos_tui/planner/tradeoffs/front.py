"""Plans to choose from: the front between two objectives, and three plans that each take another side."""

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from habitos_tui.domain.plan import SolveOptions
from habitos_tui.domain.problem import Problem
from habitos_tui.domain.why import Front, FrontPoint
from habitos_tui.errors import NotFoundError
from habitos_tui.planner.checking.verify import verify
from habitos_tui.planner.engines.engine import Effort, Patience
from habitos_tui.planner.engines.highs import Highs
from habitos_tui.planner.engines.matrix import Bools, Floats, Matrix
from habitos_tui.planner.formulation.objective import achieved
from habitos_tui.planner.formulation.timeline import lay_out, placements
from habitos_tui.planner.search.road import walk, worth_at_most
from habitos_tui.planner.search.search import Search

POINTS_OF_FRONT: Final = 10
GAP: Final = 0.003
"""Gap to which the sessions that a relaxation uses are searched."""
ENOUGH: Final = 0.015
"""Gap to the proven bound below which no other sessions are looked at."""
SECONDS_TO_START: Final = 5.0
ROUGH: Final = 0.05
"""Gap of the plan that everything starts from."""
NODES: Final = 10
"""Nodes of the search tree to look at for one plan, at most."""
SECONDS_EACH: Final = 6.0
"""Time for one plan of a front."""
TIE: Final = 0.01
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
    bounds lying between what is left of the second at the best of the first and the most there can be of it.
    Each plan is within 1.5 % of the proven most of the first for its bound, or the best found in the time for one.
    Fewer plans when there are no more, when `cancel` is set, or when the week is impossible (none). Raises
    NotFoundError for an unknown objective.
    """
    for name in (first, second):
        if name not in problem.objectives:
            raise NotFoundError(f"There is no objective “{name}” in this week.")
    return Front(first, second, _Tracer(problem, first, second, cancel or threading.Event()).trace(size))


class _Tracer:
    """Solves one week again and again with another objective and another bound."""

    def __init__(self, problem: Problem, first: str, second: str, cancel: threading.Event) -> None:
        self.problem = problem
        self.names = (first, second)
        self.cancel = cancel
        self.engine = Highs()
        deadline = time.monotonic() + SECONDS_TO_START
        search = Search(problem, SolveOptions(gap=ROUGH), self.engine, Patience(deadline, cancel), None)
        walk(search)
        self.model = search.model
        self.starts: dict[FrontPoint | None, Floats] = {} if search.values is None else {None: search.values}
        """Column values that each point was read from; under None those of any plan."""
        number = {variable: place for place, variable in enumerate(self.model.variables.columns)}
        self.rows: list[Floats] = []
        self.constants: list[float] = []
        for name in self.names:
            terms, constant = achieved(self.model.variables, name)
            row = np.zeros(len(number))
            for variable, factor in terms:
                row[number[variable]] += factor
            self.rows.append(row)
            self.constants.append(constant)

    def trace(self, size: int) -> tuple[FrontPoint, ...]:
        """Return points between the ends: the widest stretch of the second objective is always halved next."""
        high, low = self.best_of(1, None), self.best_of(0, None)
        if high is None or low is None:
            return ()
        found = [high, low]
        open_stretches = [(low.second, high.second, high)]
        for _ in range(TRIES * size):
            bottom, top, start = max(open_stretches, key=lambda stretch: stretch[1] - stretch[0])
            if len(found) >= size or top - bottom <= FINEST * (high.second - low.second) + SLACK:
                break
            open_stretches.remove((bottom, top, start))
            middle = (bottom + top) / 2
            # What is above the top is above the middle: the plan there is a start for the new one.
            point = self.best_of(0, middle, start)
            open_stretches.append((bottom, middle, point or start))
            if point is not None:
                open_stretches.append((max(point.second, middle), top, start))
                found = list(_undominated([*found, point]))
        return tuple(_undominated(found))

    def best_of(self, which: int, least: float | None, above: FrontPoint | None = None) -> FrontPoint | None:
        """Return the plan that does most for one objective, with at least `least` of the second."""
        matrix = self.model.matrix
        matrix = replace(matrix, cost=self.rows[which] + TIE * matrix.cost)
        bounded = matrix
        if least is not None:
            bounded = _with_row(matrix, self.rows[1], least - self.constants[1] - SLACK)
        patience = Patience(time.monotonic() + SECONDS_EACH, self.cancel)
        values = self.solve(bounded, self.starts.get(above), patience)
        point = None if values is None else self.polished(bounded, values) or self.polished(matrix, values)
        if point is None and not patience.over:
            # Rounding the lengths broke a limit: decide with whole steps from the start.
            values = self.engine.solve(self.whole(bounded), Effort(gap=GAP), patience).values
            point = None if values is None else self.point(values)
        if point is not None and values is not None:
            self.starts[point] = values
        return point

    def solve(self, matrix: Matrix, start: Floats | None, patience: Patience) -> Floats | None:
        """Return column values of a plan within the gap: from what the relaxation uses, then from all that may help."""
        relaxed = self.engine.solve(matrix.relaxed(), Effort(), patience)
        if relaxed.values is None or relaxed.bound is None:
            return None
        size = len(self.model.variables.candidates)
        used = relaxed.values[:size] > SLACK
        if start is not None:
            used |= start[:size] > 0.5
        target = relaxed.bound - GAP * abs(relaxed.bound)
        answer = self.engine.solve(_only(matrix, used), Effort(gap=GAP, target=target), patience, start=start)
        best = start if answer.values is None else answer.values
        enough = relaxed.bound - ENOUGH * abs(relaxed.bound)
        if answer.objective is not None and answer.objective >= enough:
            return best
        least = -np.inf if answer.objective is None else answer.objective
        hopeful = used | (worth_at_most(relaxed, size) >= least)
        effort = Effort(gap=GAP, target=target, nodes=NODES)
        answer = self.engine.solve(_only(matrix, hopeful), effort, patience, start=best)
        return best if answer.values is None else answer.values

    def polished(self, matrix: Matrix, values: Floats) -> FrontPoint | None:
        """Return the plan with who goes where as in `values`, lengths in whole steps; None when they break a row."""
        size = len(self.model.variables.candidates)
        lower, upper = matrix.lower.copy(), matrix.upper.copy()
        lower[:size] = upper[:size] = values[:size] > 0.5
        answer = self.engine.solve(self.whole(matrix.within(lower, upper)), Effort(), Patience(None, self.cancel))
        return None if answer.values is None else self.point(answer.values)

    def whole(self, matrix: Matrix) -> Matrix:
        """Return the matrix with lengths in whole steps."""
        v, integer = self.model.variables, matrix.integer.copy()
        integer[v.column[0] : v.column[-1]] = True
        return matrix.within(matrix.lower, matrix.upper, integer)

    def point(self, values: Floats) -> FrontPoint | None:
        sessions = lay_out(self.problem, placements(self.model.variables, values))
        verdict = verify(self.problem, sessions)
        if not verdict.allowed:
            return None
        reached = {share.objective: share.achieved for share in verdict.objectives}
        return FrontPoint(reached[self.names[0]], reached[self.names[1]], verdict.objective, sessions)


def _only(matrix: Matrix, allowed: Bools) -> Matrix:
    """Return the matrix with only the allowed candidates."""
    upper = matrix.upper.copy()
    upper[: allowed.size] = allowed
    return matrix.within(matrix.lower, upper)


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
