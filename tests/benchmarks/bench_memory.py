"""How much memory is still taken after hundreds of solves in one process."""

import gc
from pathlib import Path
from typing import Final

from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.planner.solve import solve
from tests.planner.samples import sample

TITLE = "Memory of one process that solves again and again (MB)"
SOLVES: Final = 200
SETTLED: Final = 10
"""Solves after which a process has all it needs."""
WANTED: Final = 20.0
"""MB that may come on top of that."""
PAGE: Final = 4096


def run() -> None:
    """Print the memory now and then, and how much it grew after the first solves."""
    problem, settled = sample("first-edition/office-demo"), 0.0
    for number in range(1, SOLVES + 1):
        solve(problem, SolveOptions(gap=0.02))
        if number == SETTLED:
            settled = megabytes()
        if number in {1, SETTLED} or number % 50 == 0:
            print(f"  after {number:3} solves {megabytes():8.1f}", flush=True)
    grown = megabytes() - settled
    print(f"  grown after the {SETTLED}th: {grown:.1f} ({WANTED:g} allowed) {'ok' if grown <= WANTED else '--'}")


def megabytes() -> float:
    """Return the memory that this process holds now."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * PAGE / 2**20
