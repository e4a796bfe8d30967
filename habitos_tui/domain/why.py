"""Answers to "why": why a week is not possible, why a session is or is not where it is, what a change is worth."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from habitos_tui.domain.plan import Limit, Repair, Session


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Why no week is possible, and what would make one possible, the cheapest repair first.

    Both are empty for a week that is possible, and for a search that was stopped before it knew.
    """

    conflict: tuple[Limit, ...] = ()
    """Limits that cannot hold together, while they can without any one of them."""
    repairs: tuple[Repair, ...] = ()
    """Each alone makes the week possible."""
    complete: bool = True
    """False when it was stopped early: there may be more repairs."""


class Reason(StrEnum):
    """Why a session is, or is not, where somebody asked."""

    PLACED = "placed"
    NOT_ALLOWED = "not_allowed"
    """Weekday, strict slot, distance, or as many as are allowed."""
    NO_WINDOW = "no_window"
    """No free stretch is long enough."""
    RULE = "rule"
    """No week has it there and keeps the rules."""
    TIME = "time"
    ENERGY = "energy"
    COSTS = "costs"
    """Possible, at a price."""
    NOT_WORTH_IT = "not_worth_it"
    """Its worth is not positive."""
    UNKNOWN = "unknown"
    """Not found out in the time that was given."""


@dataclass(frozen=True, slots=True)
class Displacement:
    """What a demand does to another session, or to another one of the same behavior."""

    behavior: str
    day: int
    slot: str
    kind: Literal["out", "moved", "shorter"]
    sentence: str
    """Such as "pushes out Guitar on Tuesday in the evening"."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another place for a session, and its price in model units."""

    day: int
    slot: str
    price: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """The answer to "why (not) here?" for a behavior, a day of it, or a slot of a day; None stands for any."""

    behavior: str
    day: int | None
    slot: str | None
    reason: Reason
    sentence: str
    price: float | None = None
    """Model units that the best week found with the session is worth less than the plan; None when not worked out."""
    place: Session | None = None
    """Where the session would go, or is."""
    displaced: tuple[Displacement, ...] = ()
    limits: tuple[Limit, ...] = ()
    """Limits that the session cannot be had with."""
    chance: float | None = None
    """Of a placed session: how likely it gets done."""
    worth: float | None = None
    """Of a placed session, in model units."""
    next_best: Alternative | None = None
    """Of a placed session: the best place elsewhere."""
