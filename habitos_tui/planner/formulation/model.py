"""Assembles the week as a PuLP model and reads it as the arrays that engines take.

See docs/planning-model.md, sections 2 to 4.
"""

from collections.abc import Collection
from copy import copy
from typing import Any

import numpy as np
from pulp import LpInteger

from habitos_tui.domain.model.problem import Problem
from habitos_tui.planner.engines.matrix import Floats, Matrix
from habitos_tui.planner.formulation.constraints import LIMITS
from habitos_tui.planner.formulation.objective import total
from habitos_tui.planner.formulation.rules import state_rules
from habitos_tui.planner.formulation.variables import Variables


class Model:
    """One week in linear form. Column numbers are those of `variables.columns`.

    Lengths are continuous. Of behaviors in `harmful` more is worse for what the model will be asked for, whatever they
    are worth (see `steep_lengths_come_first`).
    """

    def __init__(self, problem: Problem, harmful: Collection[str] = ()) -> None:
        self.variables = Variables(problem, harmful=harmful)
        for limit in LIMITS:
            limit(self.variables)
        state_rules(self.variables)
        self.variables.lp.setObjective(total(self.variables))
        self.matrix = matrix_of(self.variables)
        self.whole_steps = False

    def asking_for(self, matrix: Matrix) -> "Model":
        """Return the model with another matrix over the same columns."""
        other = copy(self)
        other.matrix = matrix
        return other

    def in_whole_steps(self) -> "Model":
        """Return the model with lengths in whole grid steps."""
        v, integer = self.variables, self.matrix.integer.copy()
        integer[v.column[0] : v.column[-1]] = True
        whole = self.asking_for(self.matrix.within(self.matrix.lower, self.matrix.upper, integer))
        whole.whole_steps = True
        return whole


def matrix_of(v: Variables) -> Matrix:
    """Read a PuLP model column by column, row by row."""
    # By identity: PuLP's own hash is a call for every entry of the matrix.
    number = {id(variable): place for place, variable in enumerate(v.columns)}
    cost = np.zeros(len(v.columns))
    for variable, factor in v.lp.objective.items():
        cost[number[id(variable)]] = factor
    rows = v.lp.constraints()
    lengths = [len(row) for row in rows]
    return Matrix(
        cost=cost,
        offset=float(v.lp.objective.constant),
        lower=_bounds([c.lowBound for c in v.columns], -np.inf),
        upper=_bounds([c.upBound for c in v.columns], np.inf),
        integer=np.array([c.cat == LpInteger for c in v.columns], dtype=np.bool_),
        row_lower=_bounds([row.getLb() for row in rows], -np.inf),
        row_upper=_bounds([row.getUb() for row in rows], np.inf),
        starts=np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32),
        columns=np.array([number[id(variable)] for row in rows for variable in row], dtype=np.int32),
        values=np.array([factor for row in rows for factor in row.values()], dtype=np.float64),
    )


def _bounds(values: list[Any], open_end: float) -> Floats:
    return np.array([open_end if value is None else value for value in values], dtype=np.float64)
