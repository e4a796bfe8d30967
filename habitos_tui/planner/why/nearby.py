"""The best week near a given one: what a demand really costs when the rest of the week may give way.

First the sessions of the week may only be dropped or change their length, while one behavior goes wherever it likes.
Then whoever had to give way may go elsewhere, and everybody to the days concerned; thoroughly, whoever stays there,
perhaps squeezed, may leave them as well. All are small models of the whole week's limits, so every answer is a plan
that holds; a wider search could only find a cheaper one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.planner.engines.engine import Outcome, SolveLimits, StopCondition
from habitos_tui.planner.engines.highs import Highs
from habitos_tui.planner.engines.matrix import Bools, Matrix
from habitos_tui.planner.search.search import Search
from habitos_tui.planner.verification.verify import verify
from habitos_tui.planner.why.feasibility import OutOfPatienceError

GAP: Final = 1e-4
NODES: Final = 50
NODES_TO_IMPROVE: Final = 5
"""Nodes of the search tree to look at, at most, in the first step and in the second, which is larger; what it has not
found by then is only a cheaper way, never a wrong one."""
SECONDS_TO_SQUEEZE: Final = 0.35
"""For the last step, so that whoever asked has an answer within a second; it only makes it cheaper."""
USED: Final = 1e-6
LOYALTY: Final = 1e-5
"""Bonus for a session that stays, in model units where costs are of the usual size; it only settles ties."""


@dataclass(frozen=True, slots=True)
class Nearby:
    """A week near another one, and what it is worth in model units."""

    sessions: tuple[Session, ...]
    objective: float


def best_nearby(
    problem: Problem,
    sessions: Sequence[Session],
    movable: Iterable[str],
    patience: StopCondition,
    *,
    days: Iterable[int] = (),
    thorough: bool = False,
) -> Nearby | None:
    """Return the best week for `problem` near `sessions`, which need not be allowed in it themselves.

    `movable` are the behaviors that the demand is about, `days` those on which it makes or takes room. None when it is
    proved that there is no week at all; OutOfPatienceError when none was found in time, which proves nothing.
    `thorough` takes up to twice as long and often finds a cheaper way.
    """
    return _Neighbourhood(problem, sessions, frozenset(movable), patience).explore(frozenset(days), thorough=thorough)


class _Neighbourhood:
    def __init__(
        self, problem: Problem, sessions: Sequence[Session], movable: frozenset[str], patience: StopCondition
    ) -> None:
        self.search = Search(problem, SolveOptions(gap=0.0), Highs(), patience, None)
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

    def explore(self, touched: frozenset[int], *, thorough: bool) -> Nearby | None:
        if not self.candidates:
            empty = verify(self.search.problem, ())
            return Nearby((), empty.objective) if empty.allowed else None
        self.look(self.before | self.of(self.movable))
        if self.search.incumbent is None:
            self.look_wide()
        self.look_around(touched)
        if thorough:
            self.search.patience = self.search.patience.at_most(SECONDS_TO_SQUEEZE)
            self.look_around(touched, squeezed_too=True)
        return self.found()

    def look_around(self, touched: frozenset[int], *, squeezed_too: bool = False) -> None:
        """Let whoever gave way go elsewhere, with `squeezed_too` whoever stays on the days concerned as well."""
        if self.search.incumbent is None:
            return
        changed = self.before != self.search.held
        days = touched | {c.day for c, moved in zip(self.candidates, changed, strict=True) if moved}
        there = np.array([c.day in days for c in self.candidates])
        giving = changed | (self.before & there) if squeezed_too else changed
        affected = {c.behavior.id for c, gives in zip(self.candidates, giving, strict=True) if gives}
        free = self.of(affected | self.movable) | there
        nodes = 1 if squeezed_too else NODES_TO_IMPROVE
        self.look(self.search.held | self.before | free, self.search.held & ~free, nodes)

    def found(self) -> Nearby | None:
        self.search.polish()
        if self.search.incumbent is None:
            if self.impossible:
                return None
            raise OutOfPatienceError
        return Nearby(self.search.incumbent.sessions, self.search.incumbent.objective)

    def of(self, behaviors: Iterable[str]) -> Bools:
        names = set(behaviors)
        return np.array([c.behavior.id in names for c in self.candidates], dtype=np.bool_)

    def look(self, allowed: Bools, kept: Bools | None = None, nodes: int = NODES) -> None:
        matrix = self.search.restricted(allowed, kept)
        self.search.attempt(self.loyal(matrix), SolveLimits(gap=GAP, nodes=nodes))

    def look_wide(self) -> None:
        """Look among the sessions that the relaxation of the whole week uses."""
        search = self.search
        relaxed = search.engine.solve(self.loyal(search.model.matrix.relaxed()), SolveLimits(), search.patience)
        if relaxed.outcome is Outcome.SOLVED and relaxed.values is not None:
            used = relaxed.values[: len(self.candidates)] > USED
            self.look(used | self.before | self.of(self.movable))
        outcome = relaxed.outcome
        if search.incumbent is None and outcome is Outcome.SOLVED:
            outcome = search.attempt(self.loyal(search.model.matrix), SolveLimits(gap=0.02)).outcome
        self.impossible = outcome is Outcome.INFEASIBLE

    def loyal(self, matrix: Matrix) -> Matrix:
        """Return the matrix with a bonus for what stays."""
        cost = matrix.cost.copy()
        cost[: len(self.candidates)] += LOYALTY * self.search.scale * self.before
        return replace(matrix, cost=cost)
