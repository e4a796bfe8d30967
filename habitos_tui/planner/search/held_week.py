"""A plan as the model sees it: sessions at candidates, and what they leave of every row.

See docs/planning-model.md, sections 2 to 4.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.planner.engines.matrix import Floats, Matrix
from habitos_tui.planner.formulation.model import Model
from habitos_tui.planner.formulation.timeline import Placement, lay_out
from habitos_tui.planner.search.search import OBJECTIVE_TOLERANCE

ROW_TOLERANCE: Final = 1e-7
"""How far a row of the model may be beyond its limits."""

Place = tuple[int, int]
"""A session: its candidate and its minutes."""
Moves = list[tuple[Place, Place]]
"""Sessions, each with the one it becomes."""


class HeldWeek:
    """A plan as sessions at candidates, and how full it makes every row of the model."""

    def __init__(self, problem: Problem, model: Model, sessions: Sequence[Session]) -> None:
        self.problem, self.variables, self.matrix = problem, model.variables, model.matrix
        self.candidates = model.variables.candidates
        self.name = [c.behavior.id for c in self.candidates]
        self.day = [c.day for c in self.candidates]
        self.window = [c.window.index for c in self.candidates]
        at = {(c.behavior.id, c.window.index): c.index for c in self.candidates}
        windows = {(w.day, minute): w.index for w in problem.windows for minute in range(w.start, w.end)}
        self.held = {(at[s.behavior, windows[s.day, s.start]], s.minutes) for s in sessions}
        by_column = np.argsort(self.matrix.columns, kind="stable")
        self.row = np.repeat(np.arange(self.matrix.row_lower.size), np.diff(self.matrix.starts))[by_column]
        self.factor = self.matrix.values[by_column]
        self.begin = np.searchsorted(self.matrix.columns[by_column], np.arange(self.matrix.cost.size + 1))
        self.worths: dict[Place, float] = {}
        self.adds: dict[Place, dict[int, float]] = {}
        self.tolerance = OBJECTIVE_TOLERANCE * self.matrix.scale

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

    def fill(self, values: Floats) -> None:
        """Work out what is left of each row; `values` are those of all columns, derived counts included."""
        rows = np.repeat(np.arange(self.matrix.row_lower.size), np.diff(self.matrix.starts))
        full = np.bincount(rows, self.matrix.values * values[self.matrix.columns], self.matrix.row_lower.size)
        self.above: list[float] = (self.matrix.row_upper + ROW_TOLERANCE - full).tolist()
        self.below: list[float] = (self.matrix.row_lower - ROW_TOLERANCE - full).tolist()
        self.crowd: dict[int, set[Place]] = defaultdict(set)
        for place in self.held:
            self._join(place)

    def sessions(self) -> tuple[Session, ...]:
        """Return the plan as it is now, laid out."""
        here = [(self.candidates[index], minutes) for index, minutes in self.held]
        return lay_out(self.problem, [Placement(c.behavior.id, c.window, minutes) for c, minutes in here])

    def make(self, moves: Moves) -> None:
        """Move sessions; the rows must hold."""
        for row, amount in self._added(moves).items():
            self.above[row] -= amount
            self.below[row] -= amount
        for old, new in moves:
            self.held.remove(old)
            for row in self._adds(old):
                self.crowd[row].discard(old)
            self.held.add(new)
            self._join(new)

    def broken(self, moves: Moves) -> int | None:
        """Return a row that would no longer hold, None if all hold."""
        for row, amount in self._added(moves).items():
            if not self.below[row] <= amount <= self.above[row]:
                return row
        return None

    def worth(self, place: Place) -> float:
        """Return what a session adds to the objective by itself."""
        if place not in self.worths:
            columns = self._columns(place)
            self.worths[place] = sum(float(self.matrix.cost[column]) * value for column, value in columns)
        return self.worths[place]

    def when(self, place: Place) -> int:
        """Return the number of the window that a session lies in."""
        return self.window[place[0]]

    def _join(self, place: Place) -> None:
        for row in self._adds(place):
            self.crowd[row].add(place)

    def _added(self, moves: Moves) -> dict[int, float]:
        """Return what moves add to the rows they touch."""
        total: dict[int, float] = {}
        for old, new in moves:
            if not total:
                total = self._adds(new).copy()
            else:
                for row, amount in self._adds(new).items():
                    total[row] = total.get(row, 0.0) + amount
            for row, amount in self._adds(old).items():
                total[row] = total.get(row, 0.0) - amount
        return total

    def _columns(self, place: Place) -> Iterator[tuple[int, float]]:
        """Yield the columns that hold a session with their values, pieces of lengths filled in order."""
        c = self.candidates[place[0]]
        yield c.index, 1.0
        left = c.lengths.index(place[1])
        for column, piece in enumerate(c.pieces, start=self.variables.column[c.index]):
            yield column, min(left, piece.steps)
            left -= min(left, piece.steps)
        if c.index in self.variables.gain_column:
            yield self.variables.gain_column[c.index], self.variables.gains(c)[c.lengths.index(place[1])]

    def _adds(self, place: Place) -> dict[int, float]:
        """Return what a session adds to each row."""
        if place not in self.adds:
            total = self.adds[place] = {}
            for column, value in self._columns(place):
                for entry in range(self.begin[column], self.begin[column + 1]):
                    row = int(self.row[entry])
                    total[row] = total.get(row, 0.0) + value * float(self.factor[entry])
        return self.adds[place]
