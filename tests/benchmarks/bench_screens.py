"""Going from screen to screen on a terminal of 120x40, and the memory that the app takes when all were shown."""

import math
import re
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.benchmarks.bench_app import RESULT, answered, prepare, quiet, settle, start_long_solve
from tests.benchmarks.target import judge
from tests.support.pty import Terminal

TITLE: Final = "Screens and memory"
SCREENS: Final = ("Today", "Week", "Behaviors", "Rules", "Solve", "Log", "Insights")
"""In the order of their keys, from 1 on."""
ROUNDS: Final = 5
CALM_SECONDS: Final = 0.15
"""Without a byte for so long a screen is complete."""


def run() -> None:
    """Print, from a key to the last byte of the screen it leads to, milliseconds; then megabytes."""
    with TemporaryDirectory() as folder:
        prepare(Path(folder))
        with Terminal("-m", "habitos_tui", "--data-dir", folder, size=(120, 40)) as terminal:
            terminal.wait_for("Today")
            settle(terminal)
            memory(terminal, "Today")
            first = {place: complete(terminal, place) for place in (2, 3, 4, 5, 6, 7)}
            rounds = [{place: complete(terminal, place) for place in range(1, 8)} for _ in range(ROUNDS)]
            for place, name in enumerate(SCREENS, 1):
                if place in first:
                    judge(f"{name}, first visit", 1000 * first[place], 100, "ms")
                judge(f"{name}, best of {ROUNDS} later visits", 1000 * min(r[place] for r in rounds), 100, "ms")
            memory(terminal, "all screens")
            start_long_solve(terminal)
            quiet(terminal, 3.0)
            terminal.send(b"c")
            terminal.wait_for(RESULT)
            memory(terminal, "a solve", most=math.inf)  # HiGHS and numpy in the process: told, not judged


def complete(terminal: Terminal, place: int) -> float:
    """Return the seconds from the key of a screen to the last byte that it brings."""
    began = time.perf_counter()
    answered(lambda: terminal.send(str(place).encode()), terminal)
    seen, last = len(terminal.output), time.perf_counter()
    while time.perf_counter() - last < CALM_SECONDS:
        terminal.read(0.005)
        if len(terminal.output) > seen:
            seen, last = len(terminal.output), time.perf_counter()
    quiet(terminal, 0.3)
    return last - began


def memory(terminal: Terminal, when: str, most: float = 120) -> None:
    """Print the megabytes that the app takes now, shared pages counted in part, and the most it ever took."""
    process = Path("/proc", str(terminal.process.pid))
    judge(f"memory (PSS) after {when}", _kilobytes(process / "smaps_rollup", "Pss") / 1024, most, "MB")
    judge(f"most memory (VmHWM) until after {when}", _kilobytes(process / "status", "VmHWM") / 1024, most, "MB")


def _kilobytes(file: Path, name: str) -> int:
    found = re.search(rf"^{name}:\s+(\d+) kB", file.read_text(), re.MULTILINE)
    assert found is not None
    return int(found[1])
