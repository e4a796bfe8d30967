"""The arrays that engines take: a mixed-integer linear problem without a word of what it is about."""

from dataclasses import dataclass, replace
from statistics import median
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Bools = NDArray[np.bool_]

USUAL_COST: Final = 2.0**-5
"""Middle size of the costs of a week with the usual impacts, which is what the tolerances of engines suit."""
WIDEST: Final = 1000.0
"""Largest cost over middle cost up to which the middle one decides about the scale."""


@dataclass(frozen=True)
class Matrix:
    """max cost . z + offset with row_lower <= A z <= row_upper, lower <= z <= upper; A by rows."""

    cost: Floats
    offset: float
    lower: Floats
    upper: Floats
    integer: Bools
    row_lower: Floats
    row_upper: Floats
    starts: Ints
    columns: Ints
    values: Floats

    @property
    def scale(self) -> float:
        """What the objective is to be divided by for its costs to have the usual size; 1 without costs.

        A power of 64: costs about as large as usual stay as they are, and as one of two it loses no digit.
        """
        sizes = np.abs(self.cost[self.cost != 0])
        if not sizes.size:
            return 1.0
        middle = max(median(sizes.tolist()), float(sizes.max()) / WIDEST)  # numpy's own loads a MB of masked arrays
        return float(2.0 ** (6 * np.round(np.log2(middle / USUAL_COST) / 6)))

    @property
    def undecided(self) -> int:
        """Number of whole columns that are not fixed, 1 if there are none."""
        return max(1, int(np.count_nonzero(self.integer & (self.lower < self.upper))))

    def worth(self, values: Floats) -> float:
        """Return the objective of column values."""
        return float(self.cost @ values) + self.offset

    def times(self, factor: float) -> "Matrix":
        """Return the same problem with its objective multiplied."""
        return replace(self, cost=self.cost * factor, offset=self.offset * factor)

    def within(self, lower: Floats, upper: Floats, integer: Bools | None = None) -> "Matrix":
        """Return the same problem with other bounds on the columns, and other columns whole where given."""
        return replace(self, lower=lower, upper=upper, integer=self.integer if integer is None else integer)

    def relaxed(self) -> "Matrix":
        """Return the LP relaxation."""
        return replace(self, integer=np.zeros_like(self.integer))
