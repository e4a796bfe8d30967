"""Settles ties: of weeks worth the same, the one that a person expects.

That is the week with the least change against the previous plan, then the earlier one, then the one that takes the
behaviors in their order. Days look alike, so there are many equal weeks, and it is chance which of them a solver ends
with. From its week, sessions move to places of the same worth, alone or changing days with another, as long as all
rows of the model hold and every move makes the week more like the expected one.

See docs/planning-model.md, section 2.4.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.planner.engines.engine import SolveLimits
from habitos_tui.planner.engines.matrix import Floats, Matrix
from habitos_tui.planner.formulation.model import Model
from habitos_tui.planner.formulation.timeline import Placement, lay_out
from habitos_tui.planner.formulation.timetable import timetable
from habitos_tui.planner.search.search import TOLERANCE, Incumbent, Search
from habitos_tui.planner.verification.verify import Verification, verify

ROUNDS: Final = 5
"""How often every session is looked at, at most; hardly ever more than twice."""
ROOM: Final = 1e-7
"""How far a row may be off."""

Place = tuple[int, int]
"""A session: its candidate and its minutes."""
Moves = list[tuple[Place, Place]]
"""Sessions, each with the one it becomes."""
Change = tuple[int, int, int]
"""Places of the previous plan given up, windows later, disorder among the behaviors; less is better."""
NONE: Final[Change] = (0, 0, 0)


def _no_less(search: Search, verdict: Verification, incumbent: Incumbent) -> bool:
    return verdict.objective >= incumbent.objective - TOLERANCE * search.scale


def settle_ties(search: Search) -> None:
    """Put the equal week that a person expects in the place of the incumbent; it is never worth less."""
    incumbent = search.incumbent
    if incumbent is None or search.patience.over or not incumbent.sessions:
        return
    if not HeldWeek.holds(search.model, incumbent.sessions):
        return  # a plan that was known before, and better than what the model could choose
    week = HeldWeek(search.problem, search.model, incumbent.sessions)
    counts = search.engine.solve(week.given(), SolveLimits(), search.patience).values
    if counts is None:
        return
    sessions = week.settled(counts)
    verdict = verify(search.problem, sessions)
    if sessions != incumbent.sessions and verdict.allowed and _no_less(search, verdict, incumbent):
        search.incumbent = Incumbent(sessions, verdict, verdict.objective)
        search.report()


def choose_starts(search: Search) -> None:
    """Give the incumbent's sessions the starts that a person expects; the first edition leaves them packed."""
    incumbent = search.incumbent
    if incumbent is None or search.problem.first_edition:
        return
    sessions = timetable(search.problem, incumbent.sessions)
    verdict = verify(search.problem, sessions)
    objective = search.measure(verdict)
    if objective is not None and objective >= incumbent.objective - TOLERANCE * search.scale:
        search.incumbent = Incumbent(sessions, verdict, objective)


class HeldWeek:
    """A plan as sessions at candidates, and how full it makes every row of the model."""

    def __init__(self, problem: Problem, model: Model, sessions: Sequence[Session]) -> None:
        self.problem, self.variables, self.matrix = problem, model.variables, model.matrix
        self.candidates = model.variables.candidates
        self.rank = {behavior.id: place for place, behavior in enumerate(problem.behaviors)}
        self.previous = {(p.behavior, p.day, p.slot) for p in problem.previous}
        at = {(c.behavior.id, c.window.index): c.index for c in self.candidates}
        windows = {(w.day, minute): w.index for w in problem.windows for minute in range(w.start, w.end)}
        self.held = {(at[s.behavior, windows[s.day, s.start]], s.minutes) for s in sessions}
        by_column = np.argsort(self.matrix.columns, kind="stable")
        self.row = np.repeat(np.arange(self.matrix.row_lower.size), np.diff(self.matrix.starts))[by_column]
        self.factor = self.matrix.values[by_column]
        self.begin = np.searchsorted(self.matrix.columns[by_column], np.arange(self.matrix.cost.size + 1))
        self.adds: dict[Place, dict[int, float]] = {}
        self.equal: dict[Place, list[Place]] = {}
        self.tolerance = TOLERANCE * self.matrix.scale

    @staticmethod
    def holds(model: Model, sessions: Sequence[Session]) -> bool:
        """Tell whether every session is one that the model could choose."""
        lengths = {(c.behavior.id, c.window.index): c.lengths for c in model.variables.candidates}
        windows = {
            (w.day, minute): w.index for w in model.variables.problem.windows for minute in range(w.start, w.end)
        }
        where = [((s.behavior, windows.get((s.day, s.start), -1)), s.minutes) for s in sessions]
        return all(minutes in lengths.get(place, ()) for place, minutes in where)

    def given(self) -> Matrix:
        """Return the model with the plan given and only the derived counts open."""
        lower, upper = self.matrix.lower.copy(), self.matrix.upper.copy()
        decided = self.variables.column[-1]
        lower[:decided] = upper[:decided] = 0
        for place in self.held:
            for column, value in self._columns(place):
                lower[column] = upper[column] = value
        return self.matrix.within(lower, upper)

    def settled(self, values: Floats) -> tuple[Session, ...]:
        """Move sessions as long as it helps; `values` are those of all columns, derived counts included."""
        rows = np.repeat(np.arange(self.matrix.row_lower.size), np.diff(self.matrix.starts))
        full = np.bincount(rows, self.matrix.values * values[self.matrix.columns], self.matrix.row_lower.size)
        self.above: list[float] = (self.matrix.row_upper + ROOM - full).tolist()
        self.below: list[float] = (self.matrix.row_lower - ROOM - full).tolist()
        self.crowd: dict[int, set[Place]] = defaultdict(set)
        for place in self.held:
            self._join(place)
        for _ in range(ROUNDS):
            moved = [self._moved(place) for place in sorted(self.held, key=self._when)]
            if not any(moved):
                break
        here = [(self.candidates[index], minutes) for index, minutes in self.held]
        return lay_out(self.problem, [Placement(c.behavior.id, c.window, minutes) for c, minutes in here])

    def _moved(self, place: Place) -> bool:
        """Make the first good move of a session; tell whether there was one."""
        if place not in self.held:
            return False
        for moves in self._moves(place):
            if self._change(moves) < NONE and self._broken(moves) is None:
                self._make(moves)
                return True
        return False

    def _make(self, moves: Moves) -> None:
        for row, amount in self._added(moves).items():
            self.above[row] -= amount
            self.below[row] -= amount
        for old, new in moves:
            self.held.remove(old)
            for row in self._adds(old):
                self.crowd[row].discard(old)
            self.held.add(new)
            self._join(new)

    def _join(self, place: Place) -> None:
        for row in self._adds(place):
            self.crowd[row].add(place)

    def _moves(self, place: Place) -> Iterator[Moves]:
        """Yield the moves that a session gains by, earliest first: alone, or one that is in the way comes to its day.

        Of two sessions that change days one gains by it, so looking at the moves of that one is enough.
        """
        day = self.candidates[place[0]].day
        for new in self._equal_places(place):
            alone = [(place, new)]
            if self._change(alone) >= NONE:
                continue
            row = self._broken(alone)
            if row is None:
                yield alone
                continue
            for other in sorted(self.crowd[row] - {place}):
                for back in self._equal_places(other):
                    if self.candidates[back[0]].day == day:
                        yield [*alone, (other, back)]

    def _change(self, moves: Moves) -> Change:
        lost = later = disorder = 0
        for old, new in moves:
            steps = self._when(new) - self._when(old)
            lost += self._is_previous(old) - self._is_previous(new)
            later += steps
            disorder -= self.rank[self.candidates[old[0]].behavior.id] * steps
        return lost, later, disorder

    def _broken(self, moves: Moves) -> int | None:
        """Return a row that would no longer hold, None if all hold."""
        for row, amount in self._added(moves).items():
            if not self.below[row] <= amount <= self.above[row]:
                return row
        return None

    def _added(self, moves: Moves) -> dict[int, float]:
        """Return what moves add to the rows they touch."""
        total: dict[int, float] = {}
        for old, new in moves:
            for row, amount in self._adds(new).items():
                total[row] = total.get(row, 0.0) + amount
            for row, amount in self._adds(old).items():
                total[row] = total.get(row, 0.0) - amount
        return total

    def _equal_places(self, place: Place) -> list[Place]:
        """Return where else a session would be worth the same, in time order."""
        if place not in self.equal:
            index, minutes = place
            others = [(c.index, minutes) for c in self.variables.of_behavior[self.candidates[index].behavior.id]]
            possible = [other for other in others if minutes in self.candidates[other[0]].lengths]
            worth = self._worth(place)
            self.equal[place] = [o for o in possible if abs(self._worth(o) - worth) <= self.tolerance]
        return [other for other in self.equal[place] if other not in self.held]

    def _columns(self, place: Place) -> Iterator[tuple[int, float]]:
        """Yield the columns that hold a session with their values, pieces of lengths filled in order."""
        c = self.candidates[place[0]]
        yield c.index, 1.0
        left = c.lengths.index(place[1])
        for column, piece in enumerate(c.pieces, start=self.variables.column[c.index]):
            yield column, min(left, piece.steps)
            left -= min(left, piece.steps)

    def _adds(self, place: Place) -> dict[int, float]:
        """Return what a session adds to each row."""
        if place not in self.adds:
            total = self.adds[place] = {}
            for column, value in self._columns(place):
                for entry in range(self.begin[column], self.begin[column + 1]):
                    row = int(self.row[entry])
                    total[row] = total.get(row, 0.0) + value * float(self.factor[entry])
        return self.adds[place]

    def _worth(self, place: Place) -> float:
        return sum(float(self.matrix.cost[column]) * value for column, value in self._columns(place))

    def _when(self, place: Place) -> int:
        return self.candidates[place[0]].window.index

    def _is_previous(self, place: Place) -> bool:
        c = self.candidates[place[0]]
        return (c.behavior.id, c.day, c.window.slot) in self.previous
