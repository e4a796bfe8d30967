"""The frozen state of an optimization."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.errors import HabitosError

if TYPE_CHECKING:
    from habitos_tui.domain.model.agenda import Run
    from habitos_tui.domain.model.plan import Progress

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
    """Start, in seconds of the app's monotonic clock."""
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
