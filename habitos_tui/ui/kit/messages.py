"""Messages that bubble from screens up to the app, and the state of a solve that the app makes of them.

The lifecycle of a solve: a screen posts SolveRequested; the app reads calendars again if there are any, and starts a
worker, which posts SolveProgressed and ends
with exactly one of SolveFinished, SolveFailed or SolveCancelled. Every message of a run carries its `run_id`; messages
of earlier runs are dropped. The result is kept in `context.solver.state`, which screens follow.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from textual.message import Message

from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.errors import HabitosError

if TYPE_CHECKING:
    from habitos_tui.domain.model.agenda import Run
    from habitos_tui.domain.model.plan import Plan, Progress
    from habitos_tui.domain.model.problem import PlanSettings
    from habitos_tui.domain.model.profile import Profile


@dataclass
class LoggedIn(Message):
    """A profile is logged in; `first_week` is the first day of a week to plan right away, if any."""

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
    """Plan the week beginning on `week`; with `rest`, past, done and locked sessions are kept.

    `settings` weigh routine, balance and stability; None takes those of the profile.
    """

    week: date
    options: SolveOptions = field(default_factory=SolveOptions)
    rest: bool = False
    settings: PlanSettings | None = None


@dataclass
class RunMessage(Message):
    """A message of a run, from which the app updates the state."""

    run_id: int


@dataclass
class SolveProgressed(RunMessage):
    """Progress of a run; a newer message replaces an older one in the queue."""

    progress: Progress

    def can_replace(self, message: Message) -> bool:
        """True if `message` is older progress of the same run."""
        return isinstance(message, SolveProgressed) and message.run_id == self.run_id


@dataclass
class SolveFinished(RunMessage):
    """A run ended with a plan, or with the proof that there is none."""

    plan: Plan


@dataclass
class SolveFailed(RunMessage):
    """A run failed."""

    error: HabitosError


@dataclass
class SolveCancelled(RunMessage):
    """A run was stopped by the user before it had found a plan."""


SOLVING_ALREADY: Final = "A week is being solved already: 5 shows how far it is, and c there stops it."


class Stage(StrEnum):
    """The stage of the current run."""

    IDLE = "idle"
    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class SolveState:
    """The current run and its result. Only the app makes new states; screens follow them."""

    run_id: int = 0
    stage: Stage = Stage.IDLE
    week: date | None = None
    options: SolveOptions = field(default_factory=SolveOptions)
    started: float = 0.0
    """Start, in seconds of the app's steady clock."""
    reading: bool = False
    """Calendars are read again; the solver has not begun."""
    progress: Progress | None = None
    stopping: bool = False
    """The user asked to stop; the solver has not answered yet."""
    run: Run | None = None
    """The saved run, once finished."""
    error: HabitosError | None = None

    @property
    def running(self) -> bool:
        """Tell whether a solver is at work."""
        return self.stage is Stage.RUNNING

    @property
    def waiting_week(self) -> date | None:
        """The week of a plan that was found and waits to be accepted, or was just accepted; None without one."""
        found = self.run is not None and bool(self.run.plan.sessions)
        return self.week if found and self.stage is Stage.FINISHED else None
