"""The front between two objectives: plans of which none does more for both."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import numpy as np

from habitos_tui.domain.model.base import TOLERANCE
from habitos_tui.domain.model.plan import Plan, Session, relative_gap
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.alternatives import FRONT_GAP, Front, FrontPoint
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.errors import NotFoundError
from habitos_tui.planner.engines.engine import StopCondition
from habitos_tui.planner.engines.highs import Highs
from habitos_tui.planner.engines.matrix import Floats, Matrix
from habitos_tui.planner.formulation.model import Model
from habitos_tui.planner.formulation.objective import achieved
from habitos_tui.planner.result import plan_of
from habitos_tui.planner.search.search import Search
from habitos_tui.planner.search.start import begin
from habitos_tui.planner.search.strategy import run
from habitos_tui.planner.search.ties import choose_starts
from habitos_tui.planner.verification.verify import Verification, verify

POINTS_OF_FRONT: Final = 10
SECONDS_EACH: Final = 2.0
"""Time for one point; what is not proved by then is the best found, with the bound there is."""
TIE: Final = 0.001
"""Weight of the whole objective beside the one that is maximised: enough to settle ties, too little to matter."""
TRIES: Final = 2
"""Solves per point of the front, at most."""
FINEST: Final = 0.03
"""Length of a stretch between neighbours, as share of both ranges, below which it is not divided any more."""

OnPoint = Callable[[Front], object]


def front(
    problem: Problem,
    first: str,
    second: str,
    *,
    current: Sequence[Session] = (),
    size: int = POINTS_OF_FRONT,
    on_point: OnPoint = lambda front: None,
    cancel: threading.Event | None = None,
) -> Front:
    """Return up to `size` plans between the best for one objective and the best for the other, ordered by the first.

    Epsilon-constraint method (Haimes, 1971): the second objective is kept above a bound and the first maximised, the
    bounds lying between what is left of the second at the best of the first and the most there can be of it. Each plan
    is proved within 1 % of the most there is for its bound, or has the gap that was proved in the time for one.
    The ends do most for one objective within that gap, and as much for the other as that leaves: what no proof can tell
    apart is not spread out. Fewer plans when there are no more, when `cancel` is set, or when the week is impossible
    (none). `current` is a plan to set out from; `on_point` hears, in this thread, of the front so far.

    Raises NotFoundError for an unknown objective.
    """
    for name in (first, second):
        if name not in problem.objectives:
            raise NotFoundError(f"There is no objective “{name}” in this week.")
    tracer = _Tracer(problem, (first, second), cancel or threading.Event())
    found = Front(first, second, (), tracer.learn(current))
    for points in tracer.trace(size):
        found = replace(found, points=points)
        on_point(found)
    return found


@dataclass(frozen=True, slots=True)
class _Known:
    """A plan found before, with what it achieves of the two objectives."""

    reached: tuple[float, float]
    sessions: tuple[Session, ...]


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
        self.known: list[_Known] = []
        self.bounds: list[tuple[int, float, float]] = []
        """Which objective was asked for, with how much of the other at least, and the bound that was proved."""
        for row, (terms, _) in zip(self.rows, sums, strict=True):
            for variable, factor in terms:
                row[number[variable]] += factor
        self.scales = [float(np.abs(row).max(initial=0.0)) or 1.0 for row in self.rows]
        self.tolerances = [TOLERANCE * min(1.0, scale) for scale in self.scales]
        """Amounts of the two objectives that count as none: impacts may be tiny."""

    def trace(self, size: int) -> Iterator[tuple[FrontPoint, ...]]:
        """Yield the points so far, the ends first; the widest stretch between neighbours is always divided next."""
        if not self.model.variables.candidates:
            yield self.nothing_to_place()
            return
        ends = [self.end(1), self.end(0)]
        found = self.undominated([end for end in ends if end is not None])
        if None in ends:
            return
        yield tuple(found)
        exhausted: list[tuple[float, float]] = []
        for _ in range(TRIES * size):
            widest = self.widest_stretch(found, exhausted)
            if len(found) >= size or widest is None or self.cancel.is_set():
                return
            bottom, top = widest
            middle = (bottom + top) / 2
            point = self.best_of(0, middle)
            if point is None or point.second >= top - self.tolerances[1]:
                exhausted.append((middle, top))
            if point is not None:
                found = self.undominated([*found, point])
                yield tuple(found)

    def end(self, which: int) -> FrontPoint | None:
        """Return the plan that does most for one objective, within the gap, and then for the other."""
        best = self.best_of(which, None)
        if best is None:
            return None
        reached = (best.first, best.second)[which]
        return self.best_of(1 - which, reached - FRONT_GAP * abs(reached))

    def widest_stretch(
        self, found: Sequence[FrontPoint], exhausted: Sequence[tuple[float, float]]
    ) -> tuple[float, float] | None:
        """Return the second objective's range between the neighbours that are farthest apart, by both objectives.

        What was searched and gave no other point is taken off its top.
        """
        across = found[-1].first - found[0].first
        down = found[0].second - found[-1].second
        lengths: list[tuple[float, tuple[float, float]]] = []
        for left, right in pairwise(found):
            top = min([left.second, *(low for low, high in exhausted if right.second < low and high >= left.second)])
            length = (right.first - left.first) / across + (top - right.second) / down
            if top - right.second > self.tolerances[1] and length > FINEST:
                lengths.append((length, (right.second, top)))
        return max(lengths, default=(0.0, None))[1]

    def learn(self, sessions: Sequence[Session]) -> tuple[float, float] | None:
        """Keep a plan to set out from, if it is allowed; return what it achieves."""
        verification = verify(self.problem, sessions)
        if not sessions or not verification.allowed:
            return None
        self.known.append(_Known(self.reached(verification), tuple(sessions)))
        return self.known[-1].reached

    def best_of(self, which: int, least: float | None) -> FrontPoint | None:
        """Return the plan that does most for one objective, with at least `least` of the other."""
        stop = StopCondition(time.monotonic() + SECONDS_EACH, self.cancel)

        def measure(verification: Verification) -> float | None:
            reached = self.reached(verification)
            if not verification.allowed or (
                least is not None and reached[1 - which] < least - self.tolerances[1 - which]
            ):
                return None
            return reached[which] + TIE * verification.objective

        model = self.model.asking_for(self.matrix(which, least))
        search = Search(self.problem, SolveOptions(gap=FRONT_GAP), Highs(), stop, model=model, measure=measure)
        begin(search, self.starts(which, least))
        limit = -np.inf if least is None else least
        proved = [bound for asked, at_least, bound in self.bounds if asked == which and at_least <= limit]
        search.lower_bound(min(proved, default=None))
        run(search)
        search.incumbent = search.best
        choose_starts(search)
        best = search.incumbent
        if search.bound is not None:
            self.bounds.append((which, limit, search.bound))
        if best is None:
            return None
        first, second = self.reached(best.verification)
        self.known.append(_Known((first, second), best.sessions))
        gap = None if search.bound is None else relative_gap(best.objective, search.bound)
        return FrontPoint(first, second, gap, self.plan(best.sessions, best.verification, search.elapsed))

    def undominated(self, points: Sequence[FrontPoint]) -> list[FrontPoint]:
        """Return the points that no other one beats, by the first objective."""
        most = -np.inf
        kept = []
        for point in sorted(points, key=lambda point: (-point.first, -point.second)):
            if point.second > most + self.tolerances[1]:
                most = point.second
                kept.append(point)
        return kept[::-1]

    def nothing_to_place(self) -> tuple[FrontPoint, ...]:
        """Return the empty plan, the only one there is, if it is allowed."""
        verification = verify(self.problem, ())
        if not verification.allowed:
            return ()
        return (FrontPoint(*self.reached(verification), 0.0, self.plan((), verification, 0.0)),)

    def plan(self, sessions: Sequence[Session], verification: Verification, seconds: float) -> Plan:
        """Return the plan of some sessions; nothing is proved of it for the week as it is weighted."""
        return plan_of(
            self.problem,
            sessions,
            verification,
            bound=None,
            gap=FRONT_GAP,
            tolerance=0.0,
            seconds=lambda: seconds,
            engine=Highs.name,
        )

    def starts(self, which: int, least: float | None) -> list[tuple[Session, ...]]:
        """Return the known plan that does most for one objective, with at least `least` of the other."""
        slack = self.tolerances[1 - which]
        allowed = [known for known in self.known if least is None or known.reached[1 - which] >= least - slack]
        return [max(allowed, key=lambda known: known.reached[which]).sessions] if allowed else []

    def reached(self, verification: Verification) -> tuple[float, float]:
        """Return how much of the two objectives a plan achieves."""
        shares = {share.objective: share.achieved for share in verification.objectives}
        return shares[self.names[0]], shares[self.names[1]]

    def matrix(self, which: int, least: float | None) -> Matrix:
        """Return the matrix that asks for one objective, with at least `least` of the other."""
        matrix, other = self.model.matrix, 1 - which
        offset = self.constants[which] + TIE * matrix.offset
        matrix = replace(matrix, cost=self.rows[which] + TIE * matrix.cost, offset=offset)
        if least is None:
            return matrix
        needed = least - self.constants[other] - self.tolerances[other]
        return _with_row(matrix, self.rows[other] / self.scales[other], needed / self.scales[other])


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
