"""How the app feels on a terminal of 200x50: answers to keys, at rest and during a solve, and bytes on the line."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from habitos_tui.bootstrap import open_data_directory
from habitos_tui.services.demo.profile import build_demo, live_demo_week
from habitos_tui.services.workspace import Workspace
from tests.benchmarks.target import judge
from tests.support.drawn import drawn_week
from tests.support.pty import Terminal

TITLE = "The app on a terminal"
SIZE = (200, 50)
MOVES = 60
SOLVING = 12.0
"""Seconds for which the solve panel is watched: the first ones, with plans found, and calm ones."""
RESULT = "Changes"
"""The first of the tabs that a result has."""
MOVE = (b"\x1b[B", b"\x1b[A", b"\x1b[C", b"\x1b[D")
"""Down, up, right, left: back where it began."""


def run() -> None:
    """Print milliseconds to the first byte of an answer, and bytes per move and second."""
    with TemporaryDirectory() as folder:
        prepare(Path(folder))
        with Terminal("-m", "habitos_tui", "--data-dir", folder, size=SIZE) as terminal:
            terminal.wait_for("Today")
            terminal.send(b"2")
            terminal.wait_for("Details")
            settle(terminal)
            show("a move in the week grid", terminal)
            judge("idle", quiet(terminal, 3.0) / 3, 0, "B/s")
            terminal.send(b"3")
            terminal.wait_for("Strength")
            settle(terminal)
            show("a move in the behaviors", terminal, MOVE[:2], most=3000)
            start_long_solve(terminal)
            quiet(terminal, 1.0)
            judge("during a solve, on Solve", quiet(terminal, SOLVING) / SOLVING, 150, "B/s")
            terminal.send(b"2")
            terminal.wait_for("Details")
            show("a move during a solve", terminal)
            terminal.send(b"5")
            terminal.wait_for("elapsed")
            before = len(terminal.output)
            terminal.send(b"c")
            terminal.wait_for(RESULT)
            settle(terminal)
            print(f"  from the solve to its result: {len(terminal.output) - before} B")
            terminal.send(b"s")
            terminal.wait_for("elapsed")
            began = time.perf_counter()
            terminal.send(b"\x11")
            terminal.status()
            judge("quitting during the solve", time.perf_counter() - began, 1, "s", 2)


def prepare(folder: Path) -> None:
    """Fill a data directory with sixty behaviors, and settings that let no solve end before it is stopped."""
    household = open_data_directory(folder, create=True)
    profile = build_demo(household.database, household.clock)
    live_demo_week(household.database, profile, household.clock)
    fill(household.open_workspace(profile), behaviors=60)
    settings = household.open_settings()
    solver = replace(settings.current.solver, gap=0.0, time_limit=3600.0)
    settings.change(replace(settings.current, solver=solver))


def start_long_solve(terminal: Terminal) -> None:
    """Solve next week, which is whole on any day of this one, until there is nothing better."""
    terminal.send(b"5")
    terminal.wait_for("Engine")
    settle(terminal)
    for key in (b"o", b"\r", b"\x1b[B", b"\r", b"s"):
        terminal.send(key)
        settle(terminal)
    terminal.wait_for("elapsed")


def fill(workspace: Workspace, behaviors: int) -> None:
    """Add drawn behaviors until there are that many."""
    known = {behavior.id for behavior in workspace.behaviors.all()}
    names = {behavior.name for behavior in workspace.behaviors.all()}
    for behavior in drawn_week(7, behaviors * 2).behaviors:
        if len(known) < behaviors and behavior.id not in known and behavior.name not in names:
            workspace.behaviors.adopt(behavior)
            known.add(behavior.id)


def settle(terminal: Terminal) -> None:
    """Wait until nothing more is drawn."""
    while quiet(terminal, 0.5):
        pass


def quiet(terminal: Terminal, seconds: float) -> int:
    """Return the bytes that arrive within `seconds`."""
    before, end = len(terminal.output), time.perf_counter() + seconds
    while time.perf_counter() < end:
        terminal.read(0.02)
    return len(terminal.output) - before


def show(name: str, terminal: Terminal, moves: Sequence[bytes] = MOVE, most: int = 1000) -> None:
    """Print how quickly a grid or list answers and how many bytes a move costs; `most` of them are wanted."""
    delays: list[float] = []
    sizes: list[int] = []
    for place in range(MOVES):
        before = len(terminal.output)
        delays.append(answered(partial(terminal.send, moves[place % len(moves)]), terminal))
        quiet(terminal, 0.05)
        sizes.append(len(terminal.output) - before)
    judge(f"{name}, median", 1000 * statistics.median(delays), 16, "ms", 1)
    judge(f"{name}, worst", 1000 * max(delays), 50, "ms", 1)
    judge(f"{name}", statistics.median(sizes), most, "B")


def answered(press: Callable[[], None], terminal: Terminal) -> float:
    """Return the seconds from a key to the first byte of what it changes."""
    before, began = len(terminal.output), time.perf_counter()
    press()
    while len(terminal.output) == before and time.perf_counter() - began < 2:
        terminal.read(0.001)
    return time.perf_counter() - began
