"""Other good plans to choose from: those with a name, and fronts between two objectives or over all of them."""

from dataclasses import dataclass
from typing import Final, Literal

from habitos_tui.domain.model.plan import Plan, PlanStatus

FRONT_GAP: Final = 0.01
"""Gap within which a point of a front is proved, if there is time for it."""


@dataclass(frozen=True, slots=True)
class FrontPoint:
    """A plan on the front between two objectives; `first` and `second` are what it achieves of them (A_o)."""

    first: float
    second: float
    gap: float | None
    """How far it may be from the most of the first that a week with as much of the second can have, relatively; proven.
    At the end with the most of the first: from the most of the second that there can be with as much of the first."""
    plan: Plan
    """With the figures of the problem as it is weighted, for which nothing is proved."""

    @property
    def proved(self) -> bool:
        """Tell whether the proof came as far as was asked."""
        return self.gap is not None and self.gap <= FRONT_GAP


@dataclass(frozen=True, slots=True)
class Front:
    """Plans of which none does more for both objectives; `first` grows and `second` shrinks along it."""

    first: str
    second: str
    points: tuple[FrontPoint, ...]
    now: tuple[float, float] | None = None
    """What the plan that the search set out from achieves of the two; None without one, or if it is not allowed."""


PlanName = Literal["as weighted", "more balanced", "less change"]


@dataclass(frozen=True, slots=True)
class NamedPlan:
    """One of the plans to choose from; the plan's figures are those of the problem as it is."""

    name: PlanName
    plan: Plan
    kept: int | None
    """Sessions of the previous plan that it keeps; None without one."""


@dataclass(frozen=True, slots=True)
class WholePoint:
    """A plan on the front over all objectives; what it achieves (A_o) is in their order."""

    achieved: tuple[float, ...]
    plan: Plan


@dataclass(frozen=True, slots=True)
class WholeFront:
    """Plans of which none does more for one objective and no less for all others; those worth most come first.

    Nothing is proved of them but what any week could be worth.
    """

    objectives: tuple[str, ...]
    points: tuple[WholePoint, ...]
    now: tuple[float, ...] | None = None
    """What the plan that the search set out from achieves; None without one, or if it is not allowed."""
    status: PlanStatus = PlanStatus.FEASIBLE
    """How the search ended; where no week was found, why."""
