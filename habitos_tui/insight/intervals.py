"""95 % intervals, and significance among many findings."""

from collections.abc import Sequence
from math import atanh, erfc, sqrt, tanh
from typing import Final

Z: Final = 1.959964
"""Standard normal quantile of 97.5 %."""
FALSE_DISCOVERIES: Final = 0.05
"""Accepted false discovery rate."""


def wilson(done: int, counted: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927); (0, 1) without observations."""
    if not counted:
        return 0.0, 1.0
    share, spread = done / counted, Z * Z / counted
    middle = share + spread / 2
    half = Z * sqrt(share * (1 - share) / counted + spread / (4 * counted))
    return max(0.0, (middle - half) / (1 + spread)), min(1.0, (middle + half) / (1 + spread))


def phi(both: int, only_first: int, only_second: int, neither: int) -> float | None:
    """Return the correlation of two yes-or-no series (Pearson 1900), -1 to 1; None if either is constant."""
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
    """Return the p-value of a phi: chi-squared = pairs * phi^2, one degree of freedom."""
    return erfc(abs(correlation) * sqrt(pairs / 2))


def standing_out(chances: Sequence[float]) -> list[bool]:
    """Return for each p-value whether it is significant (Benjamini and Hochberg 1995).

    The expected share of false discoveries among the significant ones is one in twenty.
    """
    ordered = sorted(chances)
    limits = ((place + 1) / len(ordered) * FALSE_DISCOVERIES for place in range(len(ordered)))
    highest = max((chance for chance, limit in zip(ordered, limits, strict=True) if chance <= limit), default=-1.0)
    return [chance <= highest for chance in chances]
