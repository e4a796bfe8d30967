"""Calendar files read in a process of their own, with limits of time and memory, and told when they break them."""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date
from typing import Final

from pydantic import ValidationError

from habitos_tui.domain.model.calendar_reading import CalendarReading
from habitos_tui.errors import HabitosError
from habitos_tui.exchange.calendars.folders import CalendarFile, shown
from habitos_tui.extras import require

SECONDS: Final = 60.0
"""For all files together: a folder of tens of thousands of events."""
COMMAND: Final = [sys.executable, "-I", "-X", "utf8", "-m", "habitos_tui.exchange.calendars.child"]


_RUNNING: Final[set["subprocess.Popen[str]"]] = set()
_STOPPED: Final[set["subprocess.Popen[str]"]] = set()


class ReadingStoppedError(HabitosError):
    """Nobody waits for the calendars any longer."""


def stop_reading() -> None:
    """End every reading that is going on, in whichever thread, which raises ReadingStoppedError there."""
    for child in tuple(_RUNNING):
        _STOPPED.add(child)
        child.kill()


def read_calendars(files: Sequence[CalendarFile], first: date, last: date) -> tuple[CalendarReading, ...]:
    """Return what each file takes of the days from `first` up to `last`, in their order.

    A file that breaks a limit is named as such, and the others are read all the same. HabitosError when the libraries
    for it are not installed.
    """
    require("calendar")
    known: list[CalendarReading] = []
    until = time.monotonic() + SECONDS
    while len(known) < len(files):
        rest = files[len(known) :]
        seconds = until - time.monotonic()
        if seconds <= 0:
            late = f"is not read: those before it took {SECONDS:g} seconds"
            return (
                *known,
                *(CalendarReading(file=shown(one.path), calendar=one.calendar, trouble=late) for one in rest),
            )
        answered, why = _ask(rest, first, last, seconds)
        known += answered
        if len(answered) < len(rest):
            failed = rest[len(answered)]
            known.append(CalendarReading(file=shown(failed.path), calendar=failed.calendar, trouble=why))
    return tuple(known)


def _ask(files: Sequence[CalendarFile], first: date, last: date, seconds: float) -> tuple[list[CalendarReading], str]:
    """Return the answers for the first of these files, at most one each, and why there is none for the next."""
    request = {"first": str(first), "last": str(last), "files": [(str(one.path), one.calendar) for one in files]}
    child = subprocess.Popen(  # noqa: S603 - our own module, and files as data
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )
    _RUNNING.add(child)
    try:
        answer, _ = child.communicate(json.dumps(request), timeout=seconds)
        why = "needs more memory than there is for a calendar, or cannot be read at all"
    except subprocess.TimeoutExpired:
        child.kill()
        answer, _ = child.communicate()
        why = f"could not be read within {SECONDS:g} seconds"
    finally:
        _RUNNING.discard(child)
    if child in _STOPPED:
        _STOPPED.discard(child)
        raise ReadingStoppedError("Reading was stopped.")
    whole = answer.split("\n")[:-1]  # at nothing else: JSON may hold what ends lines elsewhere, as U+2028 in a title
    return [_reading(line, file) for line, file in zip(whole, files, strict=False)], why


def _reading(line: str, file: CalendarFile) -> CalendarReading:
    """Return what a line of the answer says of a file; one that says nothing is that file's trouble alone."""
    try:
        return CalendarReading.model_validate_json(line)
    except ValidationError:
        trouble = "could not be read: what was made of it came back damaged"
        return CalendarReading(file=shown(file.path), calendar=file.calendar, trouble=trouble)
