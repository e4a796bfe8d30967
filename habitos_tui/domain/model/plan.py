"""The planner's output: a week with a proof of how good it is, in the form of a `habitos-plan/2` file."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import Field, JsonValue

from habitos_tui.domain.model.base import TOLERANCE, ClockTime, Day, FrozenModel, Identifier, Minutes

MAX_SESSIONS: Final = 5000
"""A week has room for half as many, one every five minutes."""


class PlanStatus(StrEnum):
    """How a run ended."""

    OPTIMAL = "optimal"
    """Proved within the asked gap."""
    FEASIBLE = "feasible"
    """A plan, but stopped before the proof."""
    INFEASIBLE = "infeasible"
    TIMED_OUT = "timed_out"
    """Time was up before there was a plan."""
    CANCELLED = "cancelled"
    """Stopped by the user before there was a plan."""
    FAILED = "failed"


class Session(FrozenModel):
    """A behavior placed in a week; `start` and `minutes` are whole grid steps."""

    behavior: Identifier
    day: Day
    slot: Identifier
    start: ClockTime
    minutes: Minutes

    @property
    def end(self) -> int:
        """Minute of the day it ends at."""
        return self.start + self.minutes


class Unplaced(FrozenModel):
    """A behavior under its target, and why."""

    behavior: Identifier
    placed: int
    target: int
    reason: str
    """One of the short reasons of the planning model, such as "no_window" or "not_worth_it"."""
    sentence: str


class ObjectiveShare(FrozenModel):
    """What a plan does for one objective."""

    objective: Identifier
    achieved: float
    """A_o."""
    reachable: float
    """R_o."""
    weighted: float
    """Its weighted part of the total."""

    @property
    def share(self) -> float | None:
        """A_o / R_o; None when nothing is within reach."""
        return self.achieved / self.reachable if self.reachable > 0 else None


class DayUse(FrozenModel):
    """What a plan uses of one day, fixed sessions included."""

    day: Day
    minutes: int
    energy: float
    energy_limit: float | None


class PlanDelta(FrozenModel):
    """A difference to the previous plan; slots are None where there was or is no session."""

    behavior: Identifier
    day: Day
    slot: Identifier
    kind: Literal["kept", "added", "removed"]


class Limit(FrozenModel):
    """One of the user's own limits, named in their words; part of a conflict."""

    kind: str
    subject: str
    sentence: str


class Repair(FrozenModel):
    """The least change of one limit that makes a week possible; `change` says what to set."""

    kind: str
    subject: str
    sentence: str
    change: dict[str, JsonValue] = Field(default_factory=dict)


class Plan(FrozenModel):
    """The answer to a problem. `objective`, `bound` and `gap` are None where there is no plan or no proof."""

    format: Literal["habitos-plan/1", "habitos-plan/2"] = "habitos-plan/2"
    problem: str = ""
    status: PlanStatus
    objective: float | None = None
    bound: float | None = None
    gap: float | None = None
    seconds: Annotated[float, Field(ge=0)] = 0.0
    engine: str = ""
    sessions: Annotated[tuple[Session, ...], Field(max_length=MAX_SESSIONS)] = ()
    """The new sessions only, in time order; fixed ones are in the problem."""
    unplaced: tuple[Unplaced, ...] = ()
    conflict: tuple[Limit, ...] = ()
    repairs: tuple[Repair, ...] = ()
    repairs_complete: bool = True
    """False when the search for what clashes, and for repairs, was cut short: there may be more, or cheaper ones."""
    objectives: tuple[ObjectiveShare, ...] = ()
    days: tuple[DayUse, ...] = ()
    changes: tuple[PlanDelta, ...] = ()

    @property
    def usable(self) -> bool:
        """Tell whether there is a plan at all (it may hold no session)."""
        return self.status in {PlanStatus.OPTIMAL, PlanStatus.FEASIBLE}


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run is; objective and bound in model units, seconds since its start."""

    phase: str
    incumbent: float | None
    bound: float | None
    plans_found: int
    elapsed: float

    @property
    def gap(self) -> float | None:
        """Relative distance between bound and incumbent."""
        if self.incumbent is None or self.bound is None:
            return None
        return relative_gap(self.incumbent, self.bound)


def relative_gap(objective: float, bound: float) -> float:
    """(bound - objective) / |bound|, never negative; the distance itself where the bound is 0."""
    distance = max(0.0, bound - objective)
    return distance / abs(bound) if bound else distance


def proven(objective: float, bound: float | None, gap: float, tolerance: float = TOLERANCE) -> bool:
    """Tell whether `bound` proves `objective` to be within the relative `gap` of the best, or within `tolerance`."""
    if bound is None:
        return False
    return bound - objective <= tolerance or relative_gap(objective, bound) <= gap + 1e-9
