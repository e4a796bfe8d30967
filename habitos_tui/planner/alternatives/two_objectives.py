"""One week asked for the most of one objective, with at least so much of another (epsilon-constraint)."""

import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from habitos_tui.domain.model.base import TOLERANCE
from habitos_tui.domain.model.plan import Plan, Session, relative_gap
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.alternatives import FRONT_GAP, FrontPoint
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.planner.alternatives.one_core import run
from habitos_tui.planner.engines.engine import StopCondition
from habitos_tui.planner.engines.loading import highs
from habitos_tui.planner.engines.matrix import Floats, Matrix
from habitos_tui.planner.formulation.model import Model
from habitos_tui.planner.formulation.objective import achieved
from habitos_tui.planner.result import plan_of
from habitos_tui.planner.search.search import Measure, Search
from habitos_tui.planner.search.start import begin
from habitos_tui.planner.search.ties import choose_starts
from habitos_tui.planner.verification.verify import Verification, verify

SECONDS_EACH: Final = 20.0
"""Time for one plan, however busy the machine is; on an idle one its work is over long before."""
TIE: Final = 0.001
"""Weight of the whole objective beside the one that is maximised: enough to settle ties, too little to matter."""


@dataclass(frozen=True, slots=True)
class Question:
    """The objective of which most is wanted, by number, with at least how much of the other."""

    which: int
    least: float | None = None


@dataclass(frozen=True, slots=True)
class KnownPlan:
    """A plan found before, with what it achieves of the two objectives."""

    reached: tuple[float, float]
    sessions: tuple[Session, ...]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What was found so far: plans to set out from, and the bound that was proved for each question."""

    plans: tuple[KnownPlan, ...] = ()
    bounds: tuple[tuple[Question, float], ...] = ()

    def joined(self, others: Iterable["Knowledge"]) -> "Knowledge":
        """Return all that is known."""
        known = self
        for other in others:
            plans, bounds = dict.fromkeys((*known.plans, *other.plans)), dict.fromkeys((*known.bounds, *other.bounds))
            known = Knowledge(tuple(plans), tuple(bounds))
        return known


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a question, None without a plan, and all that is known with it."""

    point: FrontPoint | None
    knowledge: Knowledge


class TwoObjectives:
    """The week as a model that can be asked for either objective. Several threads may ask at a time."""

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
        self.scales = [float(np.abs(row).max(initial=0.0)) or 1.0 for row in self.rows]
        self.tolerances = [TOLERANCE * min(1.0, scale) for scale in self.scales]
        """Amounts of the two objectives that count as none: impacts may be tiny."""

    def known_plan(self, sessions: Sequence[Session]) -> KnownPlan | None:
        """Return a plan with what it achieves, if it is allowed."""
        verification = verify(self.problem, sessions)
        return KnownPlan(self.reached(verification), tuple(sessions)) if verification.allowed else None

    def reached(self, verification: Verification) -> tuple[float, float]:
        """Return how much of the two objectives a plan achieves."""
        shares = {share.objective: share.achieved for share in verification.objectives}
        return shares[self.names[0]], shares[self.names[1]]

    def answer(self, question: Question, known: Knowledge) -> Found:
        """Return the plan that does most for one objective, with at least so much of the other."""
        stop = StopCondition(time.monotonic() + SECONDS_EACH, self.cancel)
        model = self.model.asking_for(self.matrix(question))
        options, measure = SolveOptions(gap=FRONT_GAP), self.measure(question)
        search = Search(self.problem, options, highs(), stop, model=model, measure=measure)
        begin(search, self.starts(question, known))
        search.lower_bound(self.proved(question, known))
        run(search)
        search.incumbent = search.best
        choose_starts(search)
        return self.found(question, search, known)

    def found(self, question: Question, search: Search, known: Knowledge) -> Found:
        """Return the outcome of a search."""
        best, bound = search.incumbent, search.bound
        if bound is not None:
            known = replace(known, bounds=(*known.bounds, (question, bound)))
        if best is None:
            return Found(None, known)
        reached = self.reached(best.verification)
        known = replace(known, plans=(*known.plans, KnownPlan(reached, best.sessions)))
        gap = None if bound is None else relative_gap(best.objective, bound)
        return Found(FrontPoint(*reached, gap, self.plan(best.sessions, best.verification, search.elapsed)), known)

    def measure(self, question: Question) -> Measure:
        """Return what plans are worth to a question."""
        which, least, slack = question.which, question.least, self.tolerances[1 - question.which]

        def worth(verification: Verification) -> float | None:
            reached = self.reached(verification)
            if not verification.allowed or (least is not None and reached[1 - which] < least - slack):
                return None
            return reached[which] + TIE * verification.objective

        return worth

    def proved(self, question: Question, known: Knowledge) -> float | None:
        """Return the best bound that was proved for less, and so holds for this question too."""
        least = -np.inf if question.least is None else question.least
        bounds = [
            bound
            for other, bound in known.bounds
            if other.which == question.which and (other.least is None or other.least <= least)
        ]
        return min(bounds, default=None)

    def starts(self, question: Question, known: Knowledge) -> list[tuple[Session, ...]]:
        """Return the known plan that does most for one objective, with at least so much of the other."""
        which, least, slack = question.which, question.least, self.tolerances[1 - question.which]
        allowed = [plan for plan in known.plans if least is None or plan.reached[1 - which] >= least - slack]
        return [max(allowed, key=lambda plan: plan.reached[which]).sessions] if allowed else []

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
            engine="highs",
        )

    def matrix(self, question: Question) -> Matrix:
        """Return the matrix that asks for one objective, with at least so much of the other."""
        matrix, which, other = self.model.matrix, question.which, 1 - question.which
        offset = self.constants[which] + TIE * matrix.offset
        matrix = replace(matrix, cost=self.rows[which] + TIE * matrix.cost, offset=offset)
        if question.least is None:
            return matrix
        needed = question.least - self.constants[other] - self.tolerances[other]
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
