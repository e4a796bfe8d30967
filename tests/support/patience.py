"""Waiting that does not count what the machine does for others: it is no fault of a process that it has no turn."""

import os
import time
from collections.abc import Iterable
from pathlib import Path


class Patience:
    """Ends after so many seconds in which a process, or the one that waits for it, could run."""

    def __init__(self, seconds: float, process: int) -> None:
        self._seconds, self._processes = seconds, (process, os.getpid())
        self._began, self._kept = time.monotonic(), self._kept_waiting()

    @property
    def is_left(self) -> bool:
        """Whether to go on waiting."""
        return time.monotonic() - self._began - (self._kept_waiting() - self._kept) < self._seconds

    def _kept_waiting(self) -> float:
        return sum(max(_delays(process), default=0.0) for process in self._processes)


def _delays(process: int) -> Iterable[float]:
    """Yield for how many seconds each thread of a process was kept from running so far; nothing where none tells."""
    for thread in Path(f"/proc/{process}/task").glob("*/schedstat"):
        try:
            yield int(thread.read_text(encoding="ascii").split()[1]) / 1e9
        except OSError:
            continue  # it has ended meanwhile


def crowding() -> float:
    """Return how many programs want each processor of this machine, at least 1."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
