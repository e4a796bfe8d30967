"""Outer approximation: lines are laid above a curve where plans have their lengths, until model and curve agree there.

The linear model thinks too well of lengths whose lines it lacks (Duran and Grossmann, 1986). Its bound holds for the
curve all the same; what brings it down to the worth of the best plan are lines at the lengths that good plans have.
There are finitely many lengths on the grid, so this ends. The relaxation is refined first, as it takes little time.

See docs/planning-model.md, section 2.5.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from habitos_tui.domain.model.base import TOLERANCE
from habitos_tui.planner.engines.engine import Answer, SolveLimits
from habitos_tui.planner.engines.matrix import Floats, Matrix
from habitos_tui.planner.formulation.candidates import Candidate
from habitos_tui.planner.formulation.chords import Line, lines
from habitos_tui.planner.search.search import Search

APART: Final = 1e-7
"""How far, as share of a typical session, the model may think too well of a length."""
ROUNDS: Final = 12
"""How often the relaxation is refined, at most."""
LITTLE: Final = 0.02
"""Share of the gap that a round must lower the bound of the relaxation by, or else it is the last one."""

Laid = tuple[Candidate, Line]


def refined_relaxation(search: Search) -> Answer:
    """Return the solved relaxation, with the lines laid that it lacks."""
    relaxed = search.engine.solve(search.model.matrix.relaxed(), SolveLimits(), search.stop)
    for _ in range(ROUNDS):
        if relaxed.values is None or relaxed.bound is None or search.stop.over:
            break
        missing = list(_missing(search, relaxed.values))
        if not missing:
            break
        search.use_matrix(with_lines(search, missing), search.values)
        again = search.engine.solve(search.model.matrix.relaxed(), SolveLimits(), search.stop)
        if again.values is None or again.bound is None:
            break
        gained, relaxed = relaxed.bound - again.bound, again
        if gained <= max(LITTLE * search.options.gap * abs(again.bound), search.tolerance):
            break
    return relaxed


def refined(search: Search) -> bool:
    """Lay lines at the lengths of the best plan; tell whether any was missing."""
    if search.values is None:
        return False
    missing = list(_missing(search, search.values))
    if missing:
        matrix = with_lines(search, missing)
        search.use_matrix(matrix, _valued_anew(search, matrix, search.values))
    return bool(missing)


def _missing(search: Search, values: Floats) -> Iterator[Laid]:
    """Yield the lines that a plan lacks: for a behavior the same in all its windows, which look alike."""
    v, grid = search.model.variables, search.problem.grid_minutes
    wanted: dict[str, set[int]] = defaultdict(set)
    for index, column in v.gain_column.items():
        c, share = v.candidates[index], float(values[index])
        if c.curve is not None and share > TOLERANCE:
            steps = min(float(values[v.column[index]]) / share, float(len(c.lengths) - 1))
            known = lines(c.curve, c.lengths)
            here = min(int(steps + TOLERANCE), len(known) - 1)
            if values[column] > share * (known[here].at(steps) + APART):
                whole = abs(steps - here) < TOLERANCE and here > 0
                wanted[c.behavior.id] |= {c.lengths[step] for step in ((here - 1, here) if whole else (here,))}
    for name, minutes in wanted.items():
        for c in v.of_behavior[name]:
            if c.curve is not None and c.index in v.gain:
                known = lines(c.curve, c.lengths)
                steps_here = [(m - c.lengths[0]) // grid for m in sorted(minutes)]
                yield from ((c, known[step]) for step in steps_here if 0 <= step < len(known))


def with_lines(search: Search, laid: list[Laid]) -> Matrix:
    """Return the matrix with each gain kept below its lines."""
    v, matrix = search.model.variables, search.model.matrix
    columns = [(v.gain_column[c.index], v.column[c.index], c.index) for c, _ in laid]
    values = [(1.0, -line.slope, -line.constant) for _, line in laid]
    starts = matrix.starts[-1] + 3 * np.arange(1, len(laid) + 1)
    return replace(
        matrix,
        row_lower=np.append(matrix.row_lower, np.full(len(laid), -np.inf)),
        row_upper=np.append(matrix.row_upper, np.zeros(len(laid))),
        starts=np.append(matrix.starts, starts).astype(np.int32),
        columns=np.append(matrix.columns, np.array(columns).ravel()).astype(np.int32),
        values=np.append(matrix.values, np.array(values).ravel()),
    )


def _valued_anew(search: Search, matrix: Matrix, values: Floats) -> Floats | None:
    """Return the plan as the matrix values it: the same sessions and lengths, everything derived worked out anew."""
    v = search.model.variables
    chosen, decided = len(v.candidates), v.column[-1]
    lower, upper = matrix.lower.copy(), matrix.upper.copy()
    lower[:chosen] = upper[:chosen] = np.round(values[:chosen])
    lengths = np.clip(values[chosen:decided], matrix.lower[chosen:decided], matrix.upper[chosen:decided])
    lower[chosen:decided] = upper[chosen:decided] = lengths
    return search.engine.solve(matrix.within(lower, upper), SolveLimits(), search.stop).values
