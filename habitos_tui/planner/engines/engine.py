"""What every engine offers: solve a matrix to a gap, within limits, until it is told to stop."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Final, Protocol

from habitos_tui.planner.engines.matrix import Floats, Matrix

ABSOLUTE_GAP: Final = 1e-9
"""Distance of plan and bound, with costs of the usual size, at which an engine takes a plan for proven."""
POLL_SECONDS: Final = 0.02
"""How often a running solver is asked whether it should stop."""


class Outcome(Enum):
    """How an engine ended."""

    SOLVED = "solved"
    """Proved within the gap asked for."""
    STOPPED = "stopped"
    """By time or by the user; there may be values."""
    INFEASIBLE = "infeasible"
    FAILED = "failed"


@dataclass(frozen=True)
class Answer:
    """What an engine found: column values (None: no plan), their objective, and a proven bound (None: none)."""

    outcome: Outcome
    values: Floats | None = None
    objective: float | None = None
    bound: float | None = None
    reduced_costs: Floats | None = None
    """Of an LP: how much the objective can grow at most per unit of each column, 0 for basic columns."""
    work: int = 1
    """Steps taken, weighed: a measure of time that is the same on every machine, idle or not. An engine may say 1."""

    def times(self, factor: float) -> "Answer":
        """Return the answer to the same problem with its objective multiplied."""
        return replace(
            self,
            objective=None if self.objective is None else self.objective * factor,
            bound=None if self.bound is None else self.bound * factor,
            reduced_costs=None if self.reduced_costs is None else self.reduced_costs * factor,
        )


def never() -> bool:
    """Return False."""
    return False


@dataclass(frozen=True)
class StopCondition:
    """When to stop: at a moment of the monotonic clock, as soon as the user cancels, or once there is enough."""

    deadline: float | None = None
    cancel: threading.Event = field(default_factory=threading.Event)
    enough: Callable[[], bool] = never
    """Tells, in any thread, whether the answer is no longer needed."""

    @property
    def seconds(self) -> float | None:
        """Seconds left, never negative; None without a limit."""
        return None if self.deadline is None else max(0.0, self.deadline - time.monotonic())

    @property
    def over(self) -> bool:
        """Tell whether it is time to stop."""
        return self.cancel.is_set() or self.seconds == 0.0 or self.enough()

    def at_most(self, seconds: float) -> "StopCondition":
        """Return the same condition, met in so many seconds at the latest."""
        soon = time.monotonic() + seconds
        return replace(self, deadline=soon if self.deadline is None else min(self.deadline, soon))


OnPlan = Callable[[Floats], None]
"""Called with the column values of a better plan, in the thread that waits for the answer."""


@dataclass(frozen=True, slots=True)
class News:
    """Where a solve is: its work so far, and the better bound or plan that there is now."""

    work: int
    bound: float | None = None
    values: Floats | None = None

    def times(self, factor: float) -> "News":
        """Return the news of the same problem with its objective multiplied."""
        return self if self.bound is None else replace(self, bound=self.bound * factor)


@dataclass(frozen=True)
class SolveLimits:
    """How far an engine goes; by default it goes on until its plan is proved to be the best."""

    gap: float = 0.0
    """Relative gap at which a proof is good enough."""
    target: float | None = None
    """Objective at which a plan is good enough, proof or not; an engine may overshoot it."""
    nodes: int | None = None
    """Nodes of the search tree to look at, at most."""
    watch: Callable[["News"], bool] | None = None
    """Told, in any thread, of every step and what it brought; tells whether that is enough. An engine may not ask."""

    def times(self, factor: float) -> "SolveLimits":
        """Return the same limits for a problem with its objective multiplied."""
        watch = self.watch
        return replace(
            self,
            target=None if self.target is None else self.target * factor,
            watch=None if watch is None else lambda news: watch(news.times(1 / factor)),
        )


class Engine(Protocol):
    """A solver of mixed-integer linear problems."""

    name: str

    def solve(
        self,
        matrix: Matrix,
        limits: SolveLimits,
        stop: StopCondition,
        *,
        on_plan: OnPlan | None = None,
        start: Floats | None = None,
    ) -> Answer:
        """Solve within `limits`; `start` may hold column values of a known plan.

        The objective may be of any size. Stopped early, an engine returns the best bound it had proved by then.
        """
        ...
