"""What the app takes on a terminal: memory after the start, each screen and an hour, and what it does at rest."""

import random
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.benchmarks.target import judge
from tests.support.pty import Terminal
from tests.torture.hour import (
    ACTIONS,
    ON_A_SCREEN,
    SHOWN,
    WANTED,
    act,
    actions,
    live_a_year,
    megabytes,
)
from tests.torture.rest import MOST_OF_A_CORE, SETTLED_SECONDS, seconds_busy

TITLE = "An hour at the app, with a year of entries: its memory, and the app at rest"
HOUR: Final = 1800
"""Actions, as many as somebody does in an hour."""
AT_REST_SECONDS: Final = 30.0


def run() -> None:
    """Print MB after the start, after each screen, and after the hour; then what goes on when nobody is there."""
    with TemporaryDirectory() as folder:
        live_a_year(Path(folder))
        with Terminal("-m", "habitos_tui", "--data-dir", folder, size=(120, 40)) as terminal:
            terminal.wait_for(SHOWN["1"])
            pid, screens, most = terminal.process.pid, list(ACTIONS), 0.0
            judge("after the start", megabytes(pid), WANTED, "MB")
            for number, (keys, shown) in zip(range(HOUR), actions(random.Random(1)), strict=False):
                act(terminal, keys)
                terminal.wait_for(shown)
                most = max(most, megabytes(pid))
                visit, left = divmod(number + 1, ON_A_SCREEN)
                if not left and visit <= len(screens):
                    judge(f"after {screens[visit - 1]}", megabytes(pid), WANTED, "MB")
            judge("after the hour", megabytes(pid), WANTED, "MB")
            judge("at the most", most, WANTED, "MB")
            show_rest(terminal)


def show_rest(terminal: Terminal) -> None:
    """Print what the app sends and computes when nobody is there, and what it holds then."""
    pid = terminal.process.pid
    terminal.read_for(SETTLED_SECONDS)
    sent, busy, began = len(terminal.output), seconds_busy(pid), time.monotonic()
    terminal.read_for(AT_REST_SECONDS)
    seconds = time.monotonic() - began
    judge("at rest", megabytes(pid), WANTED, "MB")
    judge("at rest, but for the time that the screen shows", (len(terminal.output) - sent) / seconds, 1, "B/s", 1)
    judge("at rest", 100 * (seconds_busy(pid) - busy) / seconds, MOST_OF_A_CORE, "% CPU", 3)
