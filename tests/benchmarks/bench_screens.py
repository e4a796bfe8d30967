"""Going from screen to screen on a terminal of 120x40, the memory that the app takes when all were shown, and the bytes
that every screen sends for a move, on 80x24 and on 200x50."""

import math
import re
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
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
REPEAT_SECONDS: Final = 1 / 30
"""Between two keys of one that is held down."""
CALM_SECONDS: Final = 0.15
"""Without a byte for so long a screen is complete."""

LEAST, ROOMY = (80, 24), (200, 50)
"""Sizes on which bytes are counted."""
TO_AND_FRO: Final = 12
"""Moves down a list, and then up again."""
UP, DOWN, RIGHT, LEFT = b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[D"
DOWN_AND_UP: Final = (*(DOWN,) * TO_AND_FRO, *(UP,) * TO_AND_FRO)
ESCAPE, ENTER, TO_GUIDE, TO_PALETTE = b"\x1b", b"\r", b"\x1bOP", b"\x10"


@dataclass(frozen=True)
class Place:
    """Something with a cursor: the keys that lead there from Today, the last of them to it, and those that move it."""

    name: str
    way: Sequence[bytes]
    moves: Sequence[bytes] = DOWN_AND_UP
    steps_back: int = 0
    """How often escape is pressed to leave it."""


PLACES: Final = (
    Place("Today", (b"1",)),
    Place("Week", (b"2",), (DOWN, RIGHT, UP, LEFT) * 6),
    Place("Behaviors", (b"3",)),
    Place("Rules", (b"4",)),
    *(Place(f"Rules, {name}", (b"4", key)) for name, key in (("Objectives", b"O"), ("Energy", b"E"))),
    *(Place(f"Rules, {name}", (b"4", key)) for name, key in (("Busy time", b"B"), ("Slots", b"S"))),
    Place("Solve", (b"5",), (b"\t",) * 12),
    Place("Solve, options", (b"5", b"o"), steps_back=1),
    Place("Log", (b"6",)),
    Place("Insights", (b"7",), (RIGHT,) * 11 + (LEFT,) * 11),
    Place("Settings", (b",",), steps_back=1),
    Place("Keys of the settings", (b",", DOWN, ENTER), steps_back=2),
    Place("Help", (b"?",), steps_back=1),
    Place("Guide", (TO_GUIDE,), steps_back=1),
    Place("Palette", (TO_PALETTE,), steps_back=1),
)


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
        for size in (LEAST, ROOMY):
            with Terminal("-m", "habitos_tui", "--data-dir", folder, size=size) as terminal:
                terminal.wait_for("Today")
                for each in PLACES:
                    show_bytes(terminal, each, size)


def show_bytes(terminal: Terminal, place: Place, size: tuple[int, int]) -> None:
    """Print the bytes of going to a place and of moving there, and leave it."""
    settle(terminal)
    entered = [pressed(terminal, key, 0.5) for key in place.way]
    columns, lines = size
    judge(f"{place.name} at {columns}x{lines}: shown", entered[-1], 20_000, "B")
    moved = [pressed(terminal, key) for key in place.moves]
    told = f"a move and a rest, worst {max(moved)} B, median"
    judge(f"  {told}", statistics.median(moved), 1000, "B")
    judge("  a move and a rest, nine in ten", statistics.quantiles(moved, n=10)[-1], 1000, "B")
    judge("  a move while keys follow", held(terminal, place.moves) / len(place.moves), 1000, "B")
    for _ in range(place.steps_back):
        pressed(terminal, ESCAPE, 0.6)  # alone: what follows at once would be one key with it
    pressed(terminal, b"1", 0.5)


def held(terminal: Terminal, moves: Sequence[bytes]) -> int:
    """Return the bytes of moves that follow one another as those of a key that is held down."""
    before = len(terminal.output)
    for key in moves:
        terminal.send(key)
        quiet(terminal, REPEAT_SECONDS)
    settle(terminal)
    return len(terminal.output) - before


def pressed(terminal: Terminal, key: bytes, calm: float = CALM_SECONDS) -> int:
    """Return the bytes that a key brings, until nothing more comes."""
    before = len(terminal.output)
    terminal.send(key)
    while quiet(terminal, calm):
        pass
    return len(terminal.output) - before


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
