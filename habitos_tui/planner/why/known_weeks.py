"""What was proved about weeks, kept in memory: every question about a week needs the same proof of it."""

from dataclasses import dataclass, replace
from threading import Lock
from typing import Final

from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import Problem

MAX_WEEKS: Final = 8
"""Weeks remembered at a time; those asked about longest ago are forgotten."""


@dataclass(frozen=True, slots=True)
class KnownWeek:
    """What is known of the best week of a problem: no plan exceeds `bound`, and `sessions` reach `objective`."""

    bound: float
    sessions: tuple[Session, ...]
    objective: float
    seconds: float = 0.0
    """Time of the processor that the longest run for it took: a shorter one would not come further."""

    def with_better(self, other: "KnownWeek") -> "KnownWeek":
        """Return the lower bound, the better plan and the longer run of two."""
        best = self if self.objective >= other.objective else other
        return replace(best, bound=min(self.bound, other.bound), seconds=max(self.seconds, other.seconds))


class KnownWeeks:
    """The weeks asked about last; any thread may use it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._found: list[tuple[Problem, KnownWeek]] = []

    def of(self, problem: Problem) -> KnownWeek | None:
        """Return what is known of a problem."""
        with self._lock:
            return next((known for other, known in self._found if other == problem), None)

    def learn(self, problem: Problem, known: KnownWeek) -> None:
        """Keep what was found out about a problem, with what was known before."""
        with self._lock:
            before = next((entry for entry in self._found if entry[0] == problem), None)
            if before is not None:
                self._found.remove(before)
                problem, known = before[0], before[1].with_better(known)
            self._found.append((problem, known))
            del self._found[:-MAX_WEEKS]
