"""Answers to "why": why a week is not possible, why a session is or is not where it is, what an edit is worth."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from habitos_tui.domain.model.plan import Limit, Repair, Session


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
    """False when it was stopped early, or there are too many to show: there are, or may be, more repairs."""


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
    """Such as "replaces Guitar on Tuesday in the evening"."""


@dataclass(frozen=True, slots=True)
class PriceRange:
    """Between what a price lies for certain, in model units; `least` 0 means that it may cost nothing.

    The price of a demand is what the best week without it is worth more than the best week with it.
    """

    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another place for a session."""

    day: int
    slot: str
    price: float
    """Model units that the best week found with the session there is worth less than the plan."""
    price_range: PriceRange | None = None
    """What is proved about that; None when nothing is."""


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
    price_range: PriceRange | None = None
    """What is proved about the price; None when nothing is."""
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
    """Of a placed session: the best other place."""
    complete: bool = True
    """False when time was up before it was known whether there is another place."""
    narrowing: bool = False
    """A closer price may follow."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of a plan by hand: a move has both sessions, an addition only `new`, a drop only `old`."""

    old: Session | None = None
    new: Session | None = None


@dataclass(frozen=True, slots=True)
class EditCheck:
    """A plan with an edit made and nothing else; checked, not solved."""

    sessions: tuple[Session, ...]
    violations: tuple[str, ...]
    """Sentences; the edit is allowed when there are none."""
    objective: float
    price: float
    """Model units the edited plan is worth less than the plan; negative when it is worth more."""

    @property
    def allowed(self) -> bool:
        """Tell whether the edited plan keeps every limit and rule."""
        return not self.violations


@dataclass(frozen=True, slots=True)
class Rearranged:
    """The best week found around an edit."""

    sessions: tuple[Session, ...]
    objective: float
    price: float
    """Model units the week is worth less than the plan."""
    displaced: tuple[Displacement, ...]
    sentence: str
