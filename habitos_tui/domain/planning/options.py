"""Options of a solve; without pydantic, which the first screen of the app does not load."""

from dataclasses import dataclass
from typing import Literal, get_args

EngineName = Literal["highs", "cbc", "smooth", "evolve"]


@dataclass(frozen=True, slots=True)
class SolveOptions:
    """How to solve: engine, relative gap at which to stop, seconds and work at most (None: no limit).

    Work is counted in steps of the engine, so that a run it ends finds the same on every machine, idle or not.
    """

    engine: EngineName = "highs"
    gap: float = 0.005
    time_limit: float | None = 60.0
    max_work: int | None = None
    seed: int = 0
    """Where the random numbers of the engine evolve begin: the same seed gives the same week."""


def engine_named(name: str) -> EngineName:
    """Return the engine of a name; HiGHS for one that there is not."""
    return next((engine for engine in get_args(EngineName) if engine == name), "highs")
