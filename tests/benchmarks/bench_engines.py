"""The engines smooth and evolve beside HiGHS on the nine weeks: worth, seconds, and how far below the best.

    python -m tests.benchmarks engines

Seconds are those of the clock, with those of the processor in brackets: all engines have the same limit on the clock,
so on a busy machine they get less done.
"""

import os
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from habitos_tui.domain.model.plan import relative_gap
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.options import EngineName, SolveOptions
from habitos_tui.planner.solve import solve
from tests.planner.samples import NAMES, proven_bound, sample

TITLE: Final = "The engines beside each other"
ENGINES: Final[tuple[EngineName, ...]] = ("highs", "smooth", "evolve")
LIMIT_SECONDS: Final = 30.0


@dataclass(frozen=True)
class Row:
    """One engine on one week."""

    engine: str
    week: str
    worth: float
    seconds: float
    cpu: float
    first: float
    """When it had its first week."""
    off: float
    """How far its week may be below the best: below its own bound, or the best bound known where that is lower."""


def run() -> None:
    """Print a row per week and engine, then the summary."""
    print(f"  load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, {LIMIT_SECONDS:g} s each")
    rows = []
    for name in NAMES:
        for engine in ENGINES:
            row = measured(sample(name), name, engine)
            rows.append(row)
            times = f"{row.seconds:6.1f} s ({row.cpu:5.1f})  first {row.first:5.1f} s"
            print(f"  {name:16} {engine:7} {row.worth * 100:8.1f} points  {times}  {row.off:7.2%} off", flush=True)
    for engine in ENGINES:
        mine = [row for row in rows if row.engine == engine]
        figures = {name: [getattr(row, name) for row in mine] for name in ("seconds", "cpu", "first", "off")}
        parts = [f"{name} {' / '.join(f'{value:.4g}' for value in three(values))}" for name, values in figures.items()]
        print(f"  {engine:7} median / 90 % / worst: {', '.join(parts)}")
    print(f"  load {os.getloadavg()[0]:.1f} at the end")


def measured(week: Problem, name: str, engine: EngineName) -> Row:
    """Return what an engine makes of a week."""
    found: list[float] = []
    began, cpu = time.perf_counter(), time.process_time()
    plan = solve(
        week,
        SolveOptions(engine=engine, time_limit=LIMIT_SECONDS),
        lambda progress: found.append(progress.elapsed) if progress.incumbent is not None else None,
    )
    seconds, used = time.perf_counter() - began, time.process_time() - cpu
    if plan.objective is None or plan.bound is None:
        return Row(engine, name, 0.0, seconds, used, seconds, 1.0)
    bound = plan.bound if engine == "smooth" else min(plan.bound, proven_bound(week))
    return Row(engine, name, plan.objective, seconds, used, found[0], relative_gap(plan.objective, bound))


def three(values: Sequence[float]) -> tuple[float, float, float]:
    """Return the median, the value that nine in ten do not exceed, and the worst."""
    in_order = sorted(values)
    return statistics.median(values), in_order[min(len(values) - 1, round(0.9 * (len(values) - 1)))], in_order[-1]
