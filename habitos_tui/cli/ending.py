"""How a call ends when what it has to say cannot be written or read, or when it is interrupted: with the right status.

A script reads the status alone. It must not read that a command failed which has changed something, nor find Python's
own 120, for output that is left to be written when the interpreter ends, in the place of the real one.
"""

from __future__ import annotations

import errno
import io
import os
import select
import stat
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from habitos_tui.cli import failing
from habitos_tui.cli.output import OutputError, at_terminal, tell
from habitos_tui.errors import BusyError, DamagedDatabaseError, DiskError, ExitCode, HabitosError
from habitos_tui.restriction import for_guest

if TYPE_CHECKING:
    from typing import TextIO

    from habitos_tui.cli.invocation import Invocation

HUNG_UP: Final = 129
"""128 + SIGHUP, also where the terminal went away without a signal."""
INTERRUPTED: Final = 130
"""128 + SIGINT."""
BROKEN_PIPE: Final = 141
"""128 + SIGPIPE, the usual status of a program in a broken pipe."""
TERMINATED: Final = 143
"""128 + SIGTERM."""

STANDARD: Final = (0, 1, 2)

_OF_READING: Final = (BusyError, DamagedDatabaseError, DiskError)
"""What may come up while something is read, whatever it is."""


def of_failed_output(error: OSError, call: Invocation) -> int:
    """Tell what the system refused, and return the status."""
    _discard(sys.stdout)
    if error.errno == errno.EPIPE:
        return BROKEN_PIPE
    if error.errno == errno.EIO and is_hung_up():
        return HUNG_UP
    if isinstance(error, OutputError) and call.has_changed:
        return _untold(f"written: {error.strerror}").tell(as_json=call.as_json)
    return failing.of_system(error).tell(as_json=call.as_json)


def of_error(error: HabitosError, call: Invocation) -> int:
    """Tell an error of ours, and return the status.

    What is read only to be told, when the change is made already, does not make it one that failed.
    """
    failure = failing.of_error(for_guest(error, call.restricted_by))
    if call.has_changed and isinstance(error, _OF_READING):
        failure = _untold(f"read: {failure.title[:1].lower()}{failure.title[1:]}", failure.hints)
    return failure.tell(as_json=call.as_json)


def of_interruption(call: Invocation) -> int:
    """Tell what became of a change that was interrupted, and return the status."""
    if at_terminal(sys.stderr):
        tell("")  # the terminal shows ^C where the cursor is
    if call.has_changed:
        tell("Interrupted; what was to be changed is changed.")
    elif call.has_waited:
        tell("Interrupted while waiting; nothing was changed.")
    return INTERRUPTED


def finished(status: int, call: Invocation) -> int:
    """Write what is left to be written, and return the status: another one if a command that did well cannot say so.

    Of messages nobody hears that they were lost: there is nowhere to say it.
    """
    unwritten = _flush(sys.stdout)
    if unwritten is not None and status == ExitCode.OK:
        status = of_failed_output(unwritten, call)
    _flush(sys.stderr)
    return status


def is_hung_up() -> bool:
    """Tell whether a terminal that this process was started on has gone."""
    return any(_is_hung_up(fd) for fd in STANDARD)


def _is_hung_up(fd: int) -> bool:
    # Of a pipe the same is said when its writer is done.
    return stat.S_ISCHR(_mode(fd)) and bool(_state(fd) & select.POLLHUP)


def is_unread() -> bool:
    """Tell whether whoever was to read what this process says, and its messages, has gone: a pipe over SSH, say."""
    return all(_is_unread(fd) for fd in STANDARD[1:])


def _is_unread(fd: int) -> bool:
    mode = _mode(fd)
    return (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)) and bool(_state(fd) & (select.POLLERR | select.POLLHUP))


def _mode(fd: int) -> int:
    """Return what a descriptor is, 0 for one that is closed."""
    try:
        return os.fstat(fd).st_mode
    except OSError:
        return 0


def _state(fd: int) -> int:
    """Return what a descriptor says of itself without being asked: POLLHUP, POLLERR, 0 if nothing."""
    poller = select.poll()
    poller.register(fd, 0)
    return sum(events for _, events in poller.poll(0))


def _flush(stream: TextIO | None) -> OutputError | None:
    """Write what a stream holds back, and return the error that kept it from that, if one did."""
    try:
        if stream is not None:  # closed before the start
            stream.flush()
    except OSError as error:
        _discard(stream)
        return OutputError(error.errno, error.strerror)
    return None


def _discard(stream: TextIO | None) -> None:
    """Let what is left to be written go nowhere; it would fail again when the interpreter flushes it at exit."""
    if stream is None:
        return
    with suppress(io.UnsupportedOperation):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _untold(how: str, hints: tuple[str, ...] = ()) -> failing.Failure:
    return failing.Failure(
        "Done, but not told",
        f"What was to be changed is changed; what there is to say of it could not be {how}.",
        ExitCode.UNTOLD,
        ("It need not be done again.", *hints),
    )
