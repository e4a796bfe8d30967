"""What the limits of a week still leave, session by session: the rows of the tableau, added up as sessions come in.

See docs/planning-model.md, sections 3 to 5.
"""

from collections import defaultdict
from math import isinf

from habitos_tui.domain.model.base import TOLERANCE
from habitos_tui.domain.model.problem import Problem
from habitos_tui.planner.formulation.tableau import Tableau

Entry = tuple[int, float, float]
"""A row, what a session adds to it, and what each grid step beyond its shortest length adds."""


class Limits:
    """The hard limits of a problem, row by row.

    Rows of soft rules are left out: what they cost is for the judge to say. A switch is a derived column that has to
    be on as soon as one of a group is in the week, and then counts itself (at most so many behaviors of a set).
    """

    def __init__(self, problem: Problem) -> None:
        self._tableau = tableau = Tableau(problem)
        self.candidates = tableau.candidates
        self.adds: list[list[Entry]] = [[] for _ in self.candidates]
        self.upper: list[float] = []
        self.least: dict[int, float] = {}
        """Rows that must come to something."""
        self.switch_of: dict[int, int] = {}
        """Per row the switch that makes room in it."""
        self.switch_adds: dict[int, list[tuple[int, float]]] = defaultdict(list)
        self._session = {tableau.present[c.index]: c.index for c in self.candidates}
        self._step = {column: c.index for c in self.candidates for column in tableau.extra[c.index]}
        self._counted = {column for row in tableau.rows for column, factor in row.items() if factor > 0}
        for row, columns in enumerate(tableau.rows):
            if self._is_hard(columns):
                self._take(columns, tableau.row_lower[row], tableau.row_upper[row])
        self.help: dict[int, list[int]] = {row: [] for row in self.least}
        """Per row that must come to something, the candidates that help."""
        for index, entries in enumerate(self.adds):
            for row, each, step in entries:
                if row in self.help and (each > 0 or step > 0):
                    self.help[row].append(index)

    def _is_hard(self, columns: dict[int, float]) -> bool:
        """Tell whether a row limits sessions: nothing can pay for it, and it is not about the steps of one session."""
        derived = [column for column in columns if column not in self._session and column not in self._step]
        if derived:
            return all(column in self._counted and not isinf(self._tableau.upper[column]) for column in derived)
        steps = any(column in self._step for column in columns)
        return not (steps and any(columns[column] < 0 for column in columns if column in self._session))

    def _take(self, columns: dict[int, float], low: float, high: float) -> None:
        number = len(self.upper)
        self.upper.append(high + TOLERANCE)
        if low > TOLERANCE:
            self.least[number] = low - TOLERANCE
        sessions: dict[int, float] = defaultdict(float)
        steps: dict[int, float] = {}
        for column, factor in columns.items():
            if column in self._session:
                sessions[self._session[column]] += factor
            elif column in self._step:
                steps[self._step[column]] = factor
            else:
                self.switch_adds[column].append((number, factor))
                if factor < 0:
                    self.switch_of[number] = column
        for index in sorted(sessions.keys() | steps.keys()):
            self.adds[index].append((number, sessions[index], steps.get(index, 0.0)))


class Room:
    """What the sessions placed so far leave of every row."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.left = list(limits.upper)
        self.came_to = dict.fromkeys(limits.least, 0.0)
        self.on: set[int] = set()
        self.steps: dict[int, int] = {}
        """Steps beyond the shortest length, by the candidates that are placed."""

    def most(self, index: int) -> int:
        """Return the most steps beyond its shortest length that a candidate may have now; -1 where it cannot be."""
        if index in self.steps:
            return -1
        most = float(len(self.limits.candidates[index].lengths) - 1)
        for row, each, step in self.limits.adds[index]:
            left = self.left[row] - each
            if left < 0:
                if each > 0 and not self._may_switch(row):
                    return -1
            elif step > 0:
                most = min(most, left / step)
        return int(most)

    def place(self, index: int, steps: int) -> None:
        """Take a session in, which there must be room for."""
        self.steps[index] = steps
        for row, each, step in self.limits.adds[index]:
            self._add(row, each + step * steps)
            if self.left[row] < 0 and row in self.limits.switch_of:
                self._switch(self.limits.switch_of[row])

    def longest(self, index: int) -> int:
        """Return the most steps that a session which is placed may have."""
        steps = self.steps[index]
        longest = float(len(self.limits.candidates[index].lengths) - 1)
        for row, _, step in self.limits.adds[index]:
            if step > 0:
                longest = min(longest, steps + max(self.left[row], 0.0) / step)
        return int(longest)

    def lengthen(self, index: int, steps: int) -> None:
        """Give a session that is placed another length."""
        more = steps - self.steps[index]
        self.steps[index] = steps
        for row, _, step in self.limits.adds[index]:
            self._add(row, step * more)

    def lacking(self) -> list[int]:
        """Return the rows that do not come to what they must."""
        return [row for row, least in self.limits.least.items() if self.came_to[row] < least]

    def _add(self, row: int, amount: float) -> None:
        self.left[row] -= amount
        if row in self.came_to:
            self.came_to[row] += amount

    def _may_switch(self, row: int) -> bool:
        switch = self.limits.switch_of.get(row)
        if switch is None or switch in self.on:
            return False
        return all(factor <= 0 or self.left[other] >= factor for other, factor in self.limits.switch_adds[switch])

    def _switch(self, switch: int) -> None:
        if switch not in self.on:
            self.on.add(switch)
            for row, factor in self.limits.switch_adds[switch]:
                self.left[row] -= factor
