"""Straight lines that no length on the grid lies above: what makes the smooth week linear.

A line through a curve that flattens, at two neighbouring lengths of the grid, is below it between them and nowhere
else; and there is no length between. So with enough such lines a linear model is as near to the curve as one likes, and
exact at every length whose two lines it has. Elsewhere it thinks too well of a length: its bound holds.

See docs/planning-model.md, section 2.5.
"""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from habitos_tui.domain.planning.curve import LogCurve

CLOSE: Final = 0.004
"""How far, as share of a typical session, the first lines may be above the curve."""
FIRST: Final = 8
"""Lines to begin with, at most."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a length adds to phi at its shortest, at most: `constant` + `slope` per grid step beyond the shortest."""

    slope: float
    constant: float

    def at(self, steps: float) -> float:
        """Return the value so many steps beyond the shortest length."""
        return self.constant + self.slope * steps


@cache
def lines(curve: LogCurve, lengths: range) -> tuple[Line, ...]:
    """Return the lines through each two neighbours of some lengths, in their order."""
    values = [curve(minutes) - curve(lengths[0]) for minutes in lengths]
    slopes = [longer - shorter for shorter, longer in pairwise(values)]
    return tuple(Line(slope, values[step] - slope * step) for step, slope in enumerate(slopes))


@cache
def first_lines(curve: LogCurve, lengths: range) -> tuple[Line, ...]:
    """Return the outer two, then the one where those so far are farthest above the curve, until they are close."""
    known = lines(curve, lengths)
    found = [known[0], known[-1]] if len(known) > 1 else list(known)
    while len(found) < min(FIRST, len(known)):
        above = [min(line.at(step) for line in found) - known[step].at(step) for step in range(len(known))]
        worst = above.index(max(above))
        if above[worst] <= CLOSE:
            break
        found.append(known[worst])
    return tuple(found)
