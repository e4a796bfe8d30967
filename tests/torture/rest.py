"""The app at rest, with nobody there: it sends nothing, and hardly wakes.

The clock stands still. With a clock that goes Today sends some 50 bytes a minute, when the time in its line changes.
"""

import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from math import ceil
from pathlib import Path
from typing import Final

from tests.support.patience import crowding
from tests.support.pty import Terminal
from tests.torture.endings import APP, households
from tests.torture.promises import Promise, Tally, UnavailableError

SCREENS: Final = b"1234567"
SETTLED_SECONDS: Final = 25.0
"""After a key; by then the screens that are loaded in the background are there, and messages have gone."""
MEASURED_SECONDS: Final = 60.0
MOST_OF_A_CORE: Final = 0.1
"""Percent."""


def rest(count: int, _seed: int) -> Tally:
    """Leave an app alone on each screen, all of them at the same time, and measure what they do meanwhile."""
    if sys.platform != "linux":
        raise UnavailableError("the time of a process is read from /proc")
    tally, most = Tally(), 0.0
    with households() as (home, _), ExitStack() as apps:
        shown = [(SCREENS[number % len(SCREENS) :][:1], apps.enter_context(_app(home))) for number in range(count)]
        for key, terminal in shown:
            terminal.wait_for("Keys")
            terminal.send(key)
        terminals = [terminal for _, terminal in shown]
        began = _at_rest(terminals)
        _read_for(MEASURED_SECONDS, terminals)
        for (key, terminal), (sent, busy) in zip(shown, began, strict=True):
            with tally.trial(f"screen {key.decode()}"):
                now_sent, now_busy = _done_so_far(terminal)
                share = 100 * (now_busy - busy) / MEASURED_SECONDS
                most = max(most, share)
                assert now_sent == sent, f"it sent {terminal.output[sent:]!r}"
                assert share < MOST_OF_A_CORE, f"it took {share:.3f} % of a core"
    tally.figures = {"most of a core": f"{most:.3f} %"}
    return tally


def _app(home: Path) -> Terminal:
    return Terminal(*APP, str(home))


def _done_so_far(terminal: Terminal) -> tuple[int, float]:
    """Return how many bytes an app has sent, and how many seconds it was busy."""
    terminal.read(0)
    return len(terminal.output), seconds_busy(terminal.process.pid)


def _at_rest(terminals: Sequence[Terminal]) -> list[tuple[int, float]]:
    """Read until all have settled, and return what they have done so far.

    Where others want the machine as well they get as many times longer, if they do not settle before.
    """
    for _ in range(ceil(crowding())):
        before = [_done_so_far(terminal) for terminal in terminals]
        _read_for(SETTLED_SECONDS, terminals)
        began = [_done_so_far(terminal) for terminal in terminals]
        if all(
            a == c and d - b < SETTLED_SECONDS * MOST_OF_A_CORE / 100
            for (a, b), (c, d) in zip(before, began, strict=True)
        ):
            break
    return began


def _read_for(seconds: float, terminals: Sequence[Terminal]) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for terminal in terminals:
            terminal.read(0.1)


def seconds_busy(process: int) -> float:
    """Return how long the threads of a process have run so far."""
    tasks = Path(f"/proc/{process}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9


PROMISES: Final = (
    Promise(
        f"a minute at rest on each screen: no byte, and under {MOST_OF_A_CORE:g} % of a core", 7, 0, rest, alone=True
    ),
)
