"""Sees each call of a command to the system, and has one of them fail or be the last: with strace, where that is.

A call is named by what it is and how often it was made before: `fsync` 3 is the third fsync of the command.
"""

import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from subprocess import run
from typing import Final

from tests.torture.promises import UnavailableError
from tests.torture.works import Stage

CHANGING: Final = (
    *("openat", "pwrite64", "write", "fsync", "fdatasync", "ftruncate"),
    *("rename", "unlink", "link", "mkdir", "fchmod", "chmod"),
)
"""Calls that change files, or wait until they are on the disk."""
_CALL: Final = re.compile(r"^(?:\d+ +)?(\w+)\(", re.MULTILINE)


@cache
def strace() -> str:
    """Return the path of strace; UnavailableError where there is none, or none that works."""
    found = shutil.which("strace")
    if sys.platform != "linux" or found is None:
        raise UnavailableError("there is no strace")
    if run([found, "-o", "/dev/null", "true"], capture_output=True, check=False).returncode:
        raise UnavailableError("strace may not look at other processes here")
    return found


def traced(stage: Stage, *options: str) -> str:
    """Do the work of a stage and return the calls that it made, as strace writes them."""
    log = stage.folder / "calls"
    ending = stage.run(trace=[strace(), "-f", "-o", str(log), *options])
    stage.check(ending)
    return log.read_text(encoding="utf-8", errors="replace")


def points(stage: Stage) -> list[tuple[str, int]]:
    """Return every call with which the work of a stage changes files."""
    stage.reset()
    made = Counter(_CALL.findall(traced(stage, "-e", f"trace={','.join(CHANGING)}")))
    return [(call, number) for call, times in made.items() for number in range(1, times + 1)]


def spread(found: list[tuple[str, int]], count: int) -> Iterator[tuple[str, int]]:
    """Yield so many points, evenly spread, again from the first where there are fewer."""
    for number in range(count):
        yield found[number * max(len(found), count) // count % len(found)]


def tampered(call: str, number: int, what: str) -> list[str]:
    """Return the words of a tracer that tampers with one call: `what` is "signal=KILL" or "error=EIO"."""
    return [
        *(strace(), "-f", "-o", "/dev/null", "-e", f"trace={call}"),
        *("-e", f"inject={call}:{what}:when={number}", "-e", "signal=none"),
    ]


def log_of(path: Path) -> str:
    """Return what a tracer wrote."""
    return path.read_text(encoding="utf-8", errors="replace")
