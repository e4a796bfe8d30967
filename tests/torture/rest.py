"""The app at rest, with nobody there: it sends nothing, and hardly wakes.

The clock stands still. With a clock that goes Today sends some 50 bytes a minute, when the time in its line changes.
"""

import sys
from pathlib import Path
from typing import Final

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
    """Leave the app alone on one screen after the other, and measure what it does meanwhile."""
    if sys.platform != "linux":
        raise UnavailableError("the time of a process is read from /proc")
    tally, most = Tally(), 0.0
    with households() as (home, _):
        for number in range(count):
            key = SCREENS[number % len(SCREENS) :][:1]
            with tally.trial(f"screen {key.decode()}"), Terminal(*APP, str(home)) as terminal:
                terminal.wait_for("Keys")
                terminal.send(key)
                terminal.read_for(SETTLED_SECONDS)
                sent, busy = len(terminal.output), seconds_busy(terminal.process.pid)
                terminal.read_for(MEASURED_SECONDS)
                share = 100 * (seconds_busy(terminal.process.pid) - busy) / MEASURED_SECONDS
                most = max(most, share)
                assert len(terminal.output) == sent, f"it sent {terminal.output[sent:]!r}"
                assert share < MOST_OF_A_CORE, f"it took {share:.3f} % of a core"
    tally.figures = {"most of a core": f"{most:.3f} %"}
    return tally


def seconds_busy(process: int) -> float:
    """Return how long the threads of a process have run so far."""
    tasks = Path(f"/proc/{process}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9


PROMISES: Final = (
    Promise(f"a minute at rest on each screen: no byte, and under {MOST_OF_A_CORE:g} % of a core", 7, 0, rest),
)
