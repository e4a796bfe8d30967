"""Worth as a smooth function of the minutes: a logarithm through the three points that the pieces go through.

See docs/planning-model.md, section 2.5.
"""

from dataclasses import dataclass
from functools import cache
from math import exp, log, log1p
from typing import Final

_HALVINGS: Final = 200
"""More than a float has digits."""
_WIDEST: Final = 60.0
"""Logarithm of how much larger or smaller than the range the scale is looked for, at most."""
_SAME: Final = 1e-12
"""Shares that differ by less lie on one straight line."""


@dataclass(frozen=True, slots=True)
class LogCurve:
    """start + height * log(1 + (m - first) / scale), for m minutes from `first` to `last`."""

    first: float
    last: float
    start: float
    height: float
    scale: float

    def __call__(self, minutes: float) -> float:
        """Return the value at so many minutes, which must lie on the curve."""
        return self.start + self.height * log1p((minutes - self.first) / self.scale)

    def slope(self, minutes: float) -> float:
        """Return what a further minute adds there."""
        return self.height / (self.scale + minutes - self.first)

    def holds(self, minutes: float) -> bool:
        """Tell whether so many minutes lie on the curve."""
        return self.first <= minutes <= self.last


@cache
def log_curve(first: tuple[float, float], middle: tuple[float, float], last: tuple[float, float]) -> LogCurve | None:
    """Return the curve through three points (minutes, value), minutes growing; None unless they are strictly concave.

    The share of the whole rise that the curve has done at the middle falls as the scale grows, from all of it to that
    of a straight line. So there is one scale with which it goes through the middle point, found by halving.
    """
    (low, start), (at, value), (high, end) = first, middle, last
    if not low < at < high or end <= start:
        return None
    share, straight = (value - start) / (end - start), (at - low) / (high - low)
    if not straight + _SAME < share < 1:
        return None
    small, large = log(high - low) - _WIDEST, log(high - low) + _WIDEST
    for _ in range(_HALVINGS):
        middle_scale = (small + large) / 2
        done = log1p((at - low) / exp(middle_scale)) / log1p((high - low) / exp(middle_scale))
        small, large = (middle_scale, large) if done > share else (small, middle_scale)
    scale = exp((small + large) / 2)
    return LogCurve(low, high, start, (end - start) / log1p((high - low) / scale), scale)
