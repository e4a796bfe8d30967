"""What plans learn from the log: chances, minutes and liking, each with the counts it rests on.

Learning    lines of LearnedBehavior, by the order of the behaviors
"""

from dataclasses import dataclass
from typing import ClassVar, Final

from habitos_tui.domain.insight.evidence import Insight

SHOWN: Final = 0.02
"""Least difference of chances that is told of: two percentage points."""


@dataclass(frozen=True, slots=True)
class LearnedChance:
    """The chance that a behavior gets done in a slot, on weekdays or on Saturday and Sunday."""

    slot: str
    weekend: bool
    done: int
    """Times done there in the last half-year."""
    counted: int
    """Times that counted: done, or planned and missed."""
    usual: float
    """The chance without evidence."""
    chance: float
    """Learned, the mean over the days of this part: from these times, from those elsewhere, and from what is usual."""


@dataclass(frozen=True, slots=True)
class SharedChance:
    """How all behaviors together went in a slot, or on a weekday."""

    slot: str | None
    weekday: int | None
    """Monday = 0; either this or the slot is None."""
    done: int
    counted: int
    usual: float
    """The chance of what counted there, if this were a slot or weekday like the others."""
    chance: float
    """The chance that was learned."""

    @property
    def differs(self) -> bool:
        """Tell whether it moves chances by two points at least."""
        return abs(self.chance - self.usual) >= SHOWN


@dataclass(frozen=True, slots=True)
class Liking:
    """How well a behavior is liked, in a slot or (None) outside of all: the mean rating."""

    slot: str | None
    mean: float
    given: int


@dataclass(frozen=True, slots=True)
class LearnedBehavior:
    """What the last half-year says about one behavior."""

    behavior: str
    name: str
    on: bool
    """Whether plans use the chances: learning is on for the person and for the behavior."""
    chances: tuple[LearnedChance, ...]
    """By slot, weekdays before the weekend; those without evidence of their own only where the other part has some."""
    planned_minutes: int
    """The typical minutes that are planned with."""
    typical_minutes: float | None
    """Median of what it took; None as long as it was never done."""
    times: int
    """Times done."""
    liking: float | None
    """Mean rating, 1 to 5; None without ratings."""
    ratings: int
    likings: tuple[Liking, ...]
    """Slot by slot, those with ratings."""
    weekdays: tuple[SharedChance, ...] = ()
    """How all behaviors went on each of its weekdays, those with evidence."""

    def at(self, slot: str, weekend: bool) -> LearnedChance | None:
        """Return what is known of a slot on weekdays or on the weekend; None without evidence."""
        return next((known for known in self.chances if (known.slot, known.weekend) == (slot, weekend)), None)


@dataclass(frozen=True, slots=True)
class Learning(Insight):
    """What plans learn; evidence are the times that counted."""

    on: bool
    """Whether the person wants plans to learn at all."""
    lines: tuple[LearnedBehavior, ...]
    shared: tuple[SharedChance, ...] = ()
    """What holds for all behaviors: slot by slot, then weekday by weekday."""

    EMPTY: ClassVar["Learning"]

    def of(self, behavior: str) -> LearnedBehavior | None:
        """Return what is known of a behavior."""
        return next((line for line in self.lines if line.behavior == behavior), None)


Learning.EMPTY = Learning(0, True, ())
