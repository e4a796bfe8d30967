"""How planning grows from 8 to 200 behaviors, as a chart, and what 200 behaviors take."""

import math
import multiprocessing
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Final

from tests.benchmarks.chart import chart
from tests.benchmarks.measure import GAPS, measured
from tests.support.drawn import drawn_week

TITLE = "Growth with the number of behaviors (seconds)"
SIZES: Final = (8, 12, 20, 30, 45, 60, 90, 130, 200)
LIMIT_SECONDS: Final = 30.0
WANTED_SECONDS: Final = 10.0
WANTED_MEGABYTES: Final = 500


def run() -> None:
    """Print a row per size and write the chart."""
    print(f"  {'behaviors':10}" + "".join(f"{title:>10}" for title in ("2 %", "1 %", "0.5 %", "gap", "MB")))
    rows = [row(size) for size in SIZES]
    for size, (reached, gap, megabytes) in zip(SIZES, rows, strict=True):
        times = "".join(f"{reached.get(wanted, math.inf):10.2f}" for wanted in GAPS)
        print(f"  {size:<10}{times}{gap:10.2%}{megabytes:10.0f}", flush=True)
    reached, gap, megabytes = rows[-1]
    met = reached.get(GAPS[0], math.inf) <= WANTED_SECONDS and megabytes <= WANTED_MEGABYTES
    print(
        f"  200 behaviors within 2 % in {WANTED_SECONDS:g} s and {WANTED_MEGABYTES} MB: {'met' if met else 'not met'}"
    )
    lines = {
        f"within {gap:.1%}": [(size, row[0][gap]) for size, row in zip(SIZES, rows, strict=True) if gap in row[0]]
        for gap in GAPS
    }
    path = Path(tempfile.mkdtemp(prefix="habitos-tui-bench-")) / "growth.svg"
    path.write_text(chart("Time to a proven plan", "behaviors", "seconds", lines), encoding="utf-8")
    print(f"  Chart: {path}")


def row(size: int) -> tuple[dict[float, float], float, float]:
    """Return when each gap was reached, the last gap, and the most memory, of a run in a fresh process."""
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=fresh) as pool:
        return pool.submit(_alone, size).result()


def _alone(size: int) -> tuple[dict[float, float], float, float]:
    run = measured(drawn_week(1, size, "office"), LIMIT_SECONDS)
    gap = math.inf if run.plan is None or run.plan.gap is None else run.plan.gap
    return run.reached, gap, run.megabytes
