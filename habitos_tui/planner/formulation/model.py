"""Assembles the week as a PuLP model and reads it as the arrays that engines take."""

from typing import Any

import numpy as np
from pulp import LpInteger

from habitos_tui.domain.problem import Problem
from habitos_tui.planner.engines.matrix import Floats, Matrix
from habitos_tui.planner.formulation.constraints import LIMITS
from habitos_tui.planner.formulation.objective import total
from habitos_tui.planner.formulation.rules import state_rules
from habitos_tui.planner.formulation.variables import Variables


class Model:
    """One week in linear form. Column numbers are those of `variables.columns`."""

    def __init__(self, problem: Problem, *, whole_steps: bool = False) -> None:
        self.whole_steps = whole_steps
        self.variables = Variables(problem, whole_steps=whole_steps)
        for limit in LIMITS:
            limit(self.variables)
        state_rules(self.variables)
        self.variables.lp.setObjective(total(self.variables))
        self.matrix = matrix_of(self.variables)


def matrix_of(v: Variables) -> Matrix:
    """Read a PuLP model column by column, row by row."""
    number = {variable: place for place, variable in enumerate(v.columns)}
    cost = np.zeros(len(v.columns))
    for variable, factor in v.lp.objective.items():
        cost[number[variable]] = factor
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
        columns=np.array([number[variable] for row in rows for variable in row], dtype=np.int32),
        values=np.array([factor for row in rows for factor in row.values()], dtype=np.float64),
    )


def _bounds(values: list[Any], open_end: float) -> Floats:
    return np.array([open_end if value is None else value for value in values], dtype=np.float64)
