"""How far a figure can be trusted: 95 % intervals, and what stands out among many."""

from collections.abc import Sequence
from math import atanh, erfc, sqrt, tanh
from typing import Final

Z: Final = 1.959964
"""Standard normal quantile of 97.5 %."""
FALSE_DISCOVERIES: Final = 0.05
"""Share of what is said to stand out that may be there by chance."""


def wilson(done: int, counted: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927); (0, 1) of nothing."""
    if not counted:
        return 0.0, 1.0
    share, spread = done / counted, Z * Z / counted
    middle = share + spread / 2
    half = Z * sqrt(share * (1 - share) / counted + spread / (4 * counted))
    return max(0.0, (middle - half) / (1 + spread)), min(1.0, (middle + half) / (1 + spread))


def phi(both: int, only_first: int, only_second: int, neither: int) -> float | None:
    """Return the correlation of two yes-or-no series (Pearson 1900), -1 to 1; None where one of them never varies."""
    first, second = both + only_first, both + only_second
    not_first, not_second = only_second + neither, only_first + neither
    scale = first * not_first * second * not_second
    return (both * neither - only_first * only_second) / sqrt(scale) if scale else None


def correlation_interval(correlation: float, pairs: int) -> tuple[float, float]:
    """Return the 95 % interval of a correlation over `pairs`, more than 3 (Fisher's z, 1921)."""
    bounded = max(-1 + 1e-12, min(1 - 1e-12, correlation))
    middle, half = atanh(bounded), Z / sqrt(pairs - 3)
    return tanh(middle - half), tanh(middle + half)


def chance_of_none(correlation: float, pairs: int) -> float:
    """Return how likely a phi as strong is where there is none: chi-squared = pairs * phi^2, one degree of freedom."""
    return erfc(abs(correlation) * sqrt(pairs / 2))


def standing_out(chances: Sequence[float]) -> list[bool]:
    """Tell of each finding, by its chance of being none, whether it is one (Benjamini and Hochberg 1995).

    Of those that are, a twentieth is expected to be there by chance, however many were looked at.
    """
    ordered = sorted(chances)
    limits = ((place + 1) / len(ordered) * FALSE_DISCOVERIES for place in range(len(ordered)))
    highest = max((chance for chance, limit in zip(ordered, limits, strict=True) if chance <= limit), default=-1.0)
    return [chance <= highest for chance in chances]
