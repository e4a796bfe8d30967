"""Measures one run of the planner: when it had which plan, where the time went, how much memory it took.

Two threads compute at once, so seconds are those of the clock on the wall: measure on a machine with two idle cores.
"""

import resource
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event
from typing import Final
from unittest import mock

import numpy as np

from habitos_tui.domain.model.plan import Plan, Progress
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.planner import solve as planner
from habitos_tui.planner.engines.engine import Answer, OnPlan, SolveLimits, StopCondition
from habitos_tui.planner.engines.highs import Highs
from habitos_tui.planner.engines.matrix import Floats, Matrix
from habitos_tui.planner.search.second_attempt import SecondAttempt

GAPS: Final = (0.05, 0.02, 0.01, 0.005)
"""The gaps whose moments are measured; a run ends at the last."""
PARTS: Final = ("build", "LP", "restriction", "search", "proof", "polish", "other")
"""What the thread that searches does, one after another; "proof" is waiting for the proof that goes on beside it."""


@dataclass
class Run:
    """What a run took, in seconds on the clock."""

    reached: dict[float, float] = field(default_factory=dict)
    """Per gap, when a verified plan was within it of the bound."""
    reached_cpu: dict[float, float] = field(default_factory=dict)
    """The same in seconds of the processor, all threads together."""
    parts: dict[str, float] = field(default_factory=lambda: dict.fromkeys(PARTS, 0.0))
    seconds: float = 0.0
    cpu: float = 0.0
    plan: Plan | None = None

    @property
    def outside(self) -> float:
        """Share of the time that is not spent in an engine: building, reading back, verifying."""
        return (self.parts["build"] + self.parts["other"]) / self.seconds

    @property
    def megabytes(self) -> float:
        """Most memory this process ever had."""
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class _Timed(Highs):
    """HiGHS, with its time booked on the part of the search it serves."""

    def __init__(self, run: Run) -> None:
        super().__init__()
        self.run = run
        self.phase = ""
        self.thread = threading.current_thread()

    def solve(
        self,
        matrix: Matrix,
        effort: SolveLimits,
        patience: StopCondition,
        *,
        on_plan: OnPlan | None = None,
        start: Floats | None = None,
    ) -> Answer:
        if threading.current_thread() is not self.thread:
            return super().solve(matrix, effort, patience, on_plan=on_plan, start=start)
        with booked(self.run, self._part(matrix)):
            return super().solve(matrix, effort, patience, on_plan=on_plan, start=start)

    def _part(self, matrix: Matrix) -> str:
        if not matrix.integer.any():
            return "LP"
        if np.array_equal(matrix.lower[matrix.integer] > 0, matrix.upper[matrix.integer] > 0):
            return "polish"
        return "restriction" if self.phase == "restrict" else "search"


@contextmanager
def booked(run: Run, part: str) -> Iterator[None]:
    """Book the seconds of a block on a part."""
    began = time.perf_counter()
    yield
    run.parts[part] += time.perf_counter() - began


def measured(problem: Problem, time_limit: float) -> Run:
    """Solve to the smallest gap and return what it took."""
    run = Run()
    engine = _Timed(run)
    began, cpu = time.perf_counter(), time.process_time()

    def listen(news: Progress) -> None:
        if news.phase == "relax" and not run.parts["build"]:
            run.parts["build"] = time.perf_counter() - began
        engine.phase = news.phase
        for gap in GAPS:
            if news.gap is not None and news.gap <= gap:
                run.reached.setdefault(gap, time.perf_counter() - began)
                run.reached_cpu.setdefault(gap, time.process_time() - cpu)

    def follow(attempt: SecondAttempt, work: float) -> Answer | None:
        with booked(run, "proof"):
            return following(attempt, work)

    following = SecondAttempt._take_in_up_to
    with (
        mock.patch.dict(planner.ENGINES, {"highs": lambda: engine}),
        mock.patch.object(SecondAttempt, "_take_in_up_to", follow),
    ):
        run.plan = planner.solve(problem, SolveOptions(gap=GAPS[-1], time_limit=time_limit), listen)
    run.seconds, run.cpu = time.perf_counter() - began, time.process_time() - cpu
    if GAPS[-1] in run.reached:
        run.reached[GAPS[-1]] = run.seconds
    run.parts["other"] = run.seconds - sum(run.parts[part] for part in PARTS[:-1])
    return run


def cancel_seconds(problem: Problem, reports: int) -> float:
    """Return the seconds on the clock from cancelling at the given report of progress to the answer."""
    cancel, heard, asked = Event(), Counter[str](), [0.0]

    def stop(news: Progress) -> None:
        heard["reports"] += 1
        if heard["reports"] == reports:
            asked[0] = time.perf_counter()
            cancel.set()

    planner.solve(problem, SolveOptions(gap=0.0), stop, cancel)
    return time.perf_counter() - asked[0] if cancel.is_set() else 0.0
