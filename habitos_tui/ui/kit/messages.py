"""Messages that cross screens. They are posted where something happens, bubble up to the app, and are handled there.

The life of a solve reads off them: a screen posts SolveRequested; the app starts its worker, which posts
SolveProgressed and ends with exactly one of SolveFinished, SolveFailed or SolveCancelled. Every message of a run
carries its `run_id`; those of a run that is no longer the current one are dropped. What comes of it is kept in
`context.solver.state` (a SolveState), which screens follow.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from textual.message import Message

from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.errors import HabitosError

if TYPE_CHECKING:
    from habitos_tui.domain.model.plan import Plan, Progress
    from habitos_tui.domain.model.problem import PlanSettings
    from habitos_tui.domain.model.profile import Profile


@dataclass
class LoggedIn(Message):
    """A profile is logged in; `first_week` asks for a first plan, of the week that begins then, right away."""

    profile: Profile
    first_week: date | None = None


@dataclass
class PlanWanted(Message):
    """To the Solve screen: plan the week beginning on `week` with the options chosen there."""

    week: date


@dataclass
class WeekWanted(Message):
    """To the Week screen: show the week beginning on `week`."""

    week: date


@dataclass
class BehaviorWanted(Message):
    """To the Behaviors screen: put the cursor on that behavior."""

    behavior_id: str


@dataclass
class SolveRequested(Message):
    """Plan the week beginning on `week`; `rest` leaves alone what is over, done or locked.

    `settings` say how much routine, balance and stability are worth; None takes those of the profile.
    """

    week: date
    options: SolveOptions = field(default_factory=SolveOptions)
    rest: bool = False
    settings: PlanSettings | None = None


@dataclass
class RunMessage(Message):
    """News of a run, from which the app makes a new state."""

    run_id: int


@dataclass
class SolveProgressed(RunMessage):
    """Where a run is; a newer one replaces an older one still waiting to be handled."""

    progress: Progress

    def can_replace(self, message: Message) -> bool:
        """Tell whether `message` is older news of the same run."""
        return isinstance(message, SolveProgressed) and message.run_id == self.run_id


@dataclass
class SolveFinished(RunMessage):
    """A run came to an end with an answer: a plan, or the proof that there is none."""

    plan: Plan


@dataclass
class SolveFailed(RunMessage):
    """A run broke off without an answer."""

    error: HabitosError


@dataclass
class SolveCancelled(RunMessage):
    """A run was stopped by the user before it had found a plan."""
