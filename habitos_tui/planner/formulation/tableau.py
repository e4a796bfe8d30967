"""The same limits in bare numbers, for questions that are asked a hundred times over: PuLP's objects take too long.

See docs/planning-model.md, sections 3 and 4.
"""

from collections.abc import Iterable

import numpy as np
from pulp import LpContinuous

from habitos_tui.domain.model.problem import Problem
from habitos_tui.planner.engines.matrix import Matrix
from habitos_tui.planner.formulation.constraints import (
    LIMITS,
    lengths_add_no_more_than_their_lines,
    steep_lengths_come_first,
)
from habitos_tui.planner.formulation.rules import state_rules
from habitos_tui.planner.formulation.variables import Terms, Variable, Variables


class Tableau(Variables):
    """Limits and rules of a problem, lengths in whole grid steps. A variable is the number of its column."""

    def __init__(self, problem: Problem) -> None:
        self.lower: list[float] = []
        self.upper: list[float] = []
        self.whole: list[bool] = []
        self.rows: list[dict[int, float]] = []
        self.row_lower: list[float] = []
        self.row_upper: list[float] = []
        super().__init__(problem, whole_steps=True)
        for limit in LIMITS:
            # These only matter where lengths are worth something.
            if limit not in {steep_lengths_come_first, lengths_add_no_more_than_their_lines}:
                limit(self)
        state_rules(self)

    def new(self, name: str, low: float | None = 0, high: float | None = None, kind: str = LpContinuous) -> Variable:
        """Return the number of a new column; `name` is not kept."""
        self.columns.append(len(self.columns))
        self.lower.append(-np.inf if low is None else low)
        self.upper.append(np.inf if high is None else high)
        self.whole.append(kind != LpContinuous)
        return self.columns[-1]

    def at_most(self, terms: Terms, limit: float) -> None:
        """Demand that the sum of `terms` is at most `limit`."""
        self._row(terms, -np.inf, limit)

    def at_least(self, terms: Terms, limit: float) -> None:
        """Demand that the sum of `terms` is at least `limit`."""
        self._row(terms, limit, np.inf)

    def matrix(self, objective: Iterable[tuple[Variable, float]] = ()) -> Matrix:
        """Return the tableau with an objective to be maximised."""
        cost = np.zeros(len(self.columns))
        for column, factor in objective:
            cost[column] += factor
        return Matrix(
            cost=cost,
            offset=0.0,
            lower=np.array(self.lower, dtype=np.float64),
            upper=np.array(self.upper, dtype=np.float64),
            integer=np.array(self.whole, dtype=np.bool_),
            row_lower=np.array(self.row_lower, dtype=np.float64),
            row_upper=np.array(self.row_upper, dtype=np.float64),
            starts=np.cumsum([0, *map(len, self.rows)], dtype=np.int32),
            columns=np.array([column for row in self.rows for column in row], dtype=np.int32),
            values=np.array([factor for row in self.rows for factor in row.values()], dtype=np.float64),
        )

    def _row(self, terms: Terms, low: float, high: float) -> None:
        row: dict[int, float] = {}
        for column, factor in terms:
            row[column] = row.get(column, 0.0) + factor
        self.rows.append(row)
        self.row_lower.append(low)
        self.row_upper.append(high)
