"""The arrays that engines take: a mixed-integer linear problem without a word of what it is about."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Bools = NDArray[np.bool_]


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

    def within(self, lower: Floats, upper: Floats, integer: Bools | None = None) -> "Matrix":
        """Return the same problem with other bounds on the columns, and other columns whole where given."""
        return replace(self, lower=lower, upper=upper, integer=self.integer if integer is None else integer)

    def relaxed(self) -> "Matrix":
        """Return the LP relaxation."""
        return replace(self, integer=np.zeros_like(self.integer))
