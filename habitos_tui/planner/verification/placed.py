"""A session of a week, fixed or new, in the one form that the verifier counts and measures.

See docs/planning-model.md, section 2.1.
"""

from dataclasses import dataclass

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.week import Window


@dataclass(frozen=True, slots=True)
class Placed:
    """A session with what follows from where it lies; times in minutes after midnight of `day`."""

    behavior: Behavior
    day: int
    start: int
    minutes: int
    slot: str | None
    """The slot the start lies in."""
    chance: float
    window: Window | None
    """The window that holds a new session; None for a fixed one, and for one that lies in no window."""
    index: int | None
    """Place among the new sessions; None for a fixed one."""

    @property
    def new(self) -> bool:
        """Tell whether the plan placed it, rather than the problem."""
        return self.index is not None

    @property
    def end(self) -> int:
        """Minute of the day it ends at."""
        return self.start + self.minutes
