"""Seconds to the front between the two weightiest objectives of weeks of 30 behaviors drawn anew.

    python -m tests.benchmarks.bench_front [--seeds 1000 1012] [--behaviors 30]

Seconds are given on the clock and of the processor; two points are worked out at once, so on an idle machine the clock
shows about half of the latter.
"""

import argparse
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from habitos_tui.domain.planning.alternatives import FRONT_GAP, Front
from habitos_tui.planner.alternatives.front import front
from tests.benchmarks.bench_proof import wait_for_threads
from tests.support.drawn2 import drawn_life

TITLE: Final = "The front between two objectives of weeks of 30 behaviors"
JUDGED: Final = (1000, 1012)
"""Seeds that no choice was made on; those below 1000 are for choosing."""
BEHAVIORS: Final = 30
WANTED: Final = 8.0


@dataclass(frozen=True)
class Row:
    """One front, and what it took."""

    clock: float
    cpu: float
    found: Front

    @property
    def proved(self) -> int:
        """Number of points that are proved as well as was asked."""
        return sum(point.proved for point in self.found.points)

    @property
    def area(self) -> float:
        """Share of the rectangle between the ends that the points dominate: more is a better front."""
        points = self.found.points
        if len(points) < 2:
            return 1.0
        low, high = points[-1].second, points[0].second
        across = points[-1].first - points[0].first
        steps = pairwise(points)
        return sum((b.first - a.first) * (b.second - low) for a, b in steps) / (across * (high - low))


def run() -> None:
    """Judge the seeds that are for judging."""
    report(JUDGED, BEHAVIORS)


def report(seeds: tuple[int, int], behaviors: int) -> None:
    """Print a line per front, and a summary."""
    rows = []
    for seed in range(*seeds):
        rows.append(measure(seed, behaviors))
        print(f"    {seed:5d} {line(rows[-1])}", flush=True)
    summary(rows)


def measure(seed: int, behaviors: int) -> Row:
    """Find the front of one week."""
    week = drawn_life(seed, behaviors)
    first, second = sorted(week.objectives, key=lambda name: -week.objectives[name])[:2]
    clock, cpu = time.perf_counter(), time.process_time()
    found = front(week, first, second)
    row = Row(time.perf_counter() - clock, time.process_time() - cpu, found)
    wait_for_threads()
    return row


def line(row: Row) -> str:
    """Return what a front took, and how good it is."""
    points = row.found.points
    gaps = [point.gap for point in points]
    worst = "none" if None in gaps else f"{max((gap for gap in gaps if gap is not None), default=0.0):.2%}"
    return (
        f"{len(points):2d} points, {row.proved:2d} within {FRONT_GAP:.0%}, widest gap {worst:>6}, "
        f"area {row.area:.3f}  {row.clock:5.2f} ({row.cpu:5.2f} cpu)"
    )


def summary(rows: Sequence[Row]) -> None:
    """Print the seconds of all fronts."""
    for name, seconds in (("clock", [row.clock for row in rows]), ("cpu", [row.cpu for row in rows])):
        tail = sorted(seconds)[int(len(seconds) * 0.9)]
        print(
            f"    seconds, {name}: median {statistics.median(seconds):.2f}, 90 % {tail:.2f}, worst {max(seconds):.2f}"
        )
    print(f"    {WANTED:.0f} s on the clock are wanted; points {sum(len(row.found.points) for row in rows)}")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=TITLE)
    parser.add_argument("--seeds", type=int, nargs=2, default=JUDGED, metavar=("FIRST", "END"))
    parser.add_argument("--behaviors", type=int, default=BEHAVIORS)
    given = parser.parse_args()
    report(tuple(given.seeds), given.behaviors)


if __name__ == "__main__":
    main()
