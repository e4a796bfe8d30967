"""What the plan of a week is worth now and what it lacks: all that is known without solving."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from habitos_tui.domain.model.agenda import RunSummary
from habitos_tui.domain.model.plan import ObjectiveShare, Session
from habitos_tui.domain.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Shortage:
    """A behavior that comes less often than wanted, what is done already included."""

    name: str
    placed: int
    wanted: int


@dataclass(frozen=True, slots=True)
class PlanOverview:
    """The plan of a week as it is now."""

    week: date
    """Its first day."""
    last: date
    behaviors: int
    """Those in use."""
    sessions: int
    """Those ahead that planning anew could move."""
    minutes: int
    done: int
    missed: int
    """Sessions whose time went by."""
    wanted: int
    """Sessions that are asked for in all."""
    free_minutes: int
    """What is free from now on beside the sessions, without pauses."""
    shortages: tuple[Shortage, ...]
    objectives: tuple[ObjectiveShare, ...]
    """Empty without a plan."""
    made: date | None = None
    """The day on which the plan was accepted."""
    run: RunSummary | None = None
    """The run it comes from."""
    changed: bool = False
    """Rules, weights, slots, busy time or budgets are others than when it was made, or a behavior of it rests."""
    instead: bool = False
    """It is the next week, which comes first since little is left of this one."""

    @property
    def planned(self) -> bool:
        """Whether there is a plan, be it one that is done already."""
        return bool(self.sessions or self.done or self.missed)


def shortages_of(problem: Problem, ahead: Sequence[Session]) -> tuple[Shortage, ...]:
    """Return the behaviors that come less often than wanted, those that lack most first."""
    counts = Counter(session.behavior for session in ahead) + Counter(fixed.behavior for fixed in problem.fixed)
    found = [
        Shortage(behavior.name, counts[behavior.id], behavior.target_per_week)
        for behavior in problem.behaviors
        if counts[behavior.id] < behavior.target_per_week
    ]
    return tuple(sorted(found, key=lambda one: one.placed - one.wanted))


def free_minutes(problem: Problem, ahead: Sequence[Session]) -> int:
    """Return what is free from the beginning of a problem on beside the sessions `ahead` and their pauses."""
    taken = sum(session.minutes + problem.transition_minutes for session in ahead)
    return max(sum(window.minutes for window in problem.windows) - taken, 0)
