"""Commands are killed at each call that changes a file, and each such call fails: nothing is lost or half done."""

import errno
import random
from collections.abc import Sequence
from functools import partial
from typing import Final

from tests.torture.promises import Promise, Tally
from tests.torture.tracing import points, spread, strace, tampered
from tests.torture.works import BACKUP, DONE, IMPORTS, PLAN, RESTORE, UPGRADE, Stage, Work, staged

WORKS: Final = (DONE, BACKUP, RESTORE, *IMPORTS, PLAN, UPGRADE)
ERRORS: Final = (errno.EIO, errno.ENOSPC)
FAILING: Final = ("pwrite64", "write", "fsync", "fdatasync", "ftruncate", "rename", "unlink", "link", "mkdir")
"""Calls that a disk lets fail; opening is left out, since Python opens its own modules."""
EACH_AGAIN: Final = 4


def kill_at_calls(works: Sequence[Work], count: int, _seed: int) -> Tally:
    """Kill works right before the calls that change files, so many times altogether."""
    strace()
    tally = Tally()
    for number, work in enumerate(works[:count]):
        share = len(range(number, count, len(works)))
        with staged(work) as stage:
            for trial, (call, place) in enumerate(spread(points(stage), share)):
                with tally.trial(f"{work.name} at {call} {place}"):
                    stage.reset()
                    ending = stage.run(trace=tampered(call, place, "signal=KILL"))
                    # What was killed may have been a process that the command had started, which it then tells.
                    assert ending.killed or ending.status == 0 or ending.err, "it ended without a word"
                    stage.check(ending)
                    if trial % EACH_AGAIN == 0:
                        stage.check_again()
    return tally


def fail_at_calls(works: Sequence[Work], count: int, seed: int) -> Tally:
    """Let the disk fail or be full at the calls that change files, so many times altogether."""
    strace()
    tally, draw = Tally(), random.Random(seed)
    for number, work in enumerate(works[:count]):
        share = len(range(number, count, len(works)))
        with staged(work) as stage:
            failing = [point for point in points(stage) if point[0] in FAILING]
            for trial, (call, place) in enumerate(spread(failing, share)):
                error = errno.errorcode[draw.choice(ERRORS)]
                with tally.trial(f"{work.name}, {error} at {call} {place}"):
                    _fail(stage, call, place, error, again=trial % EACH_AGAIN == 0)
    return tally


def _fail(stage: Stage, call: str, place: int, error: str, *, again: bool) -> None:
    stage.reset()
    ending = stage.run(trace=tampered(call, place, f"error={error}"))
    assert ending.status >= 0, f"it ended with {ending.status}"
    stage.check(ending)
    if ending.status:
        assert ending.err.strip() or ending.status == BROKEN_PIPE, "it ended without a word"
    elif stage.work.changes_database:
        assert stage.is_done(), "it said nothing, and did nothing"
    if again:
        stage.check_again()


BROKEN_PIPE: Final = 141
"""Of a command whose output nobody takes, which an EIO there means."""

PROMISES: Final = (
    Promise(
        "every command that changes something killed right before each of its writes, syncs and renames",
        1000,
        2,
        partial(kill_at_calls, WORKS),
    ),
    Promise(
        "every write, sync, rename and removal of every such command fails, or finds the disk full",
        1000,
        2,
        partial(fail_at_calls, WORKS),
    ),
)
