"""What followed suggestions have promised, and what is seen of it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Promise:
    """What a suggestion promised when it was followed."""

    suggestion: str
    """Its key."""
    day: date
    """On which it was followed."""
    points: float
    """A week."""
    behaviors: tuple[str, ...]
    """The ids of those concerned; none stands for all."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Promises against what is seen, in points a week; only of those that have been followed for long enough."""

    followed: int
    """Suggestions that promised something."""
    measured: int
    """Those among them of which something is seen."""
    promised: float
    """By those that are measured; by all while none is."""
    seen: float | None
    """What the behaviors concerned were worth more as done; None while nothing is measured."""
