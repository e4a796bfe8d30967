"""Large neighbourhood search around a plan: the best week found for a demand when the rest of the week may change.

First the sessions of the week may only be dropped or change their length, while one behavior may go anywhere. Then
sessions that were dropped or shortened may move, and all may go to the days concerned; in a thorough search
those that stay on these days, perhaps shorter, may leave them as well. Each step solves a small model with all limits
of the week, so every answer is an allowed plan; a wider search could only find a cheaper one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from habitos_tui.domain.model.base import TOLERANCE
from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.planner.engines.engine import Outcome, SolveLimits, StopCondition
from habitos_tui.planner.engines.loading import highs
from habitos_tui.planner.engines.matrix import Bools, Matrix
from habitos_tui.planner.search.search import Search
from habitos_tui.planner.verification.verify import verify
from habitos_tui.planner.why.feasibility import UndecidedError

GAP: Final = 1e-4
NODES: Final = 50
NODES_TO_IMPROVE: Final = 5
"""Nodes of the search tree to look at, at most, in the first step and in the second, which is larger; what it has not
found by then is only a cheaper way, never a wrong one."""
SECONDS_TO_SQUEEZE: Final = 0.35
"""For the last step, so that an answer takes no more than a second; it can only make it cheaper."""
LOYALTY: Final = 1e-5
"""Bonus for a session that stays, in model units with costs of the usual size; it only decides between equals."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A week in the neighbourhood of another one, what it is worth in model units, and the run that found it."""

    sessions: tuple[Session, ...]
    objective: float
    search: Search = field(compare=False)


def best_neighbour(
    problem: Problem,
    sessions: Sequence[Session],
    movable: Iterable[str],
    stop: StopCondition,
    *,
    days: Iterable[int] = (),
    thorough: bool = False,
) -> Neighbour | None:
    """Return the best week for `problem` in the neighbourhood of `sessions`, which it need not allow itself.

    `movable` are the behaviors that the demand is about, `days` those on which it makes or takes room. None when it is
    proved that there is no week at all; UndecidedError when none was found in time, which proves nothing.
    `thorough` takes up to twice as long and often finds a cheaper way.
    """
    return _Neighbourhood(problem, sessions, frozenset(movable), stop).explore(frozenset(days), thorough=thorough)


class _Neighbourhood:
    def __init__(
        self, problem: Problem, sessions: Sequence[Session], movable: frozenset[str], stop: StopCondition
    ) -> None:
        self.search = Search(problem, SolveOptions(gap=0.0), highs(), stop, None)
        self.candidates = self.search.model.variables.candidates
        self.movable = movable
        self.impossible = False
        """It is proved that there is no week."""
        places = {(s.behavior, s.day, s.start) for s in sessions}
        self.before = np.array(
            [
                any((c.behavior.id, c.day, start) in places for start in range(c.window.start, c.window.end))
                for c in self.candidates
            ],
            dtype=np.bool_,
        )

    def explore(self, touched: frozenset[int], *, thorough: bool) -> Neighbour | None:
        if not self.candidates:
            empty = verify(self.search.problem, ())
            return Neighbour((), empty.objective, self.search) if empty.allowed else None
        self.solve_among(self.before | self.of(self.movable))
        if self.search.incumbent is None:
            self.solve_relaxed_choice()
        self.improve_around(touched)
        if thorough:
            stop = self.search.stop
            self.search.stop = stop.at_most(SECONDS_TO_SQUEEZE)
            self.improve_around(touched, squeezed_too=True)
            self.search.stop = stop
        return self.found()

    def improve_around(self, touched: frozenset[int], *, squeezed_too: bool = False) -> None:
        """Let dropped and shortened sessions move, with `squeezed_too` also those on the days concerned."""
        if self.search.incumbent is None:
            return
        changed = self.before != self.search.held
        days = touched | {c.day for c, moved in zip(self.candidates, changed, strict=True) if moved}
        there = np.array([c.day in days for c in self.candidates])
        giving = changed | (self.before & there) if squeezed_too else changed
        affected = {c.behavior.id for c, gives in zip(self.candidates, giving, strict=True) if gives}
        free = self.of(affected | self.movable) | there
        nodes = 1 if squeezed_too else NODES_TO_IMPROVE
        self.solve_among(self.search.held | self.before | free, self.search.held & ~free, nodes)

    def found(self) -> Neighbour | None:
        self.search.polish()
        if self.search.incumbent is None:
            if self.impossible:
                return None
            raise UndecidedError
        return Neighbour(self.search.incumbent.sessions, self.search.incumbent.objective, self.search)

    def of(self, behaviors: Iterable[str]) -> Bools:
        names = set(behaviors)
        return np.array([c.behavior.id in names for c in self.candidates], dtype=np.bool_)

    def solve_among(self, allowed: Bools, kept: Bools | None = None, nodes: int = NODES) -> None:
        """Look for a better week among the `allowed` candidates, with all that are `kept`."""
        matrix = self.search.restricted(allowed, kept)
        self.search.attempt(self.loyal(matrix), SolveLimits(gap=GAP, nodes=nodes))

    def solve_relaxed_choice(self) -> None:
        """Look among the sessions that the relaxation of the whole week uses."""
        search = self.search
        relaxed = search.engine.solve(self.loyal(search.model.matrix.relaxed()), SolveLimits(), search.stop)
        if relaxed.outcome is Outcome.SOLVED and relaxed.values is not None:
            used = relaxed.values[: len(self.candidates)] > TOLERANCE
            self.solve_among(used | self.before | self.of(self.movable))
        outcome = relaxed.outcome
        if search.incumbent is None and outcome is Outcome.SOLVED:
            outcome = search.attempt(self.loyal(search.model.matrix), SolveLimits(gap=0.02)).outcome
        self.impossible = outcome is Outcome.INFEASIBLE

    def loyal(self, matrix: Matrix) -> Matrix:
        """Return the matrix with a bonus for each session that stays."""
        cost = matrix.cost.copy()
        cost[: len(self.candidates)] += LOYALTY * self.search.scale * self.before
        return replace(matrix, cost=cost)
