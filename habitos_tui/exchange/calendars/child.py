"""The process that reads calendar files: whatever is in them, it can take no more time and memory than it is given.

It gets a request as JSON on standard input and answers with one line of JSON per file, so that of a file that ends it
the others are known.
"""

import json
import re
import resource
import sys
from collections.abc import Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Final

from habitos_tui.domain.model.calendar_reading import MAX_OCCURRENCES, CalendarReading, LeftOut, Occurrence
from habitos_tui.domain.text.phrasing import count
from habitos_tui.exchange.calendars.availability import published
from habitos_tui.exchange.calendars.components import MAX_EVENTS, Calendar, taken_apart
from habitos_tui.exchange.calendars.decoding import decoded
from habitos_tui.exchange.calendars.folders import MAX_BYTES, shown
from habitos_tui.exchange.calendars.occurrences import Window, occurrences
from habitos_tui.exchange.disk import UnreadableError, content_of

MEMORY: Final = 1024**3
"""Bytes of address space, of which Python and the libraries take a third."""
MOST_TIMES: Final = 5 * MAX_OCCURRENCES
"""In all files together, so that who asks has room for the answer."""
TOO_MUCH: Final = f"is not read: those before it take more than {MOST_TIMES} times"
_BEGINNING: Final = re.compile("BEGIN:(VCALENDAR|VEVENT|VAVAILABILITY|VFREEBUSY)", re.IGNORECASE)
"""Of a calendar, or of an item that stands alone."""


def main() -> int:
    """Answer the request on standard input; return the exit status."""
    if sys.platform.startswith("linux"):  # elsewhere the system refuses to limit what is in use already
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    request = json.load(sys.stdin)
    first, last = (date.fromisoformat(request[name]) for name in ("first", "last"))
    taken = 0
    for file, name in request["files"]:
        reading = CalendarReading(file=shown(file), calendar=name, trouble=TOO_MUCH)
        if taken <= MOST_TIMES:
            reading = read_file(Path(file), name, first, last)
        taken += len(reading.occurrences)
        sys.stdout.write(reading.model_dump_json() + "\n")
        sys.stdout.flush()
    return 0


def read_file(path: Path, name: str, first: date, last: date) -> CalendarReading:
    """Return what a file takes of the days from `first` up to `last`; `name` is for a calendar that has none."""
    try:
        read = decoded(content_of(path, MAX_BYTES))
    except UnreadableError as error:
        return CalendarReading(file=shown(path), calendar=name, trouble=str(error))
    if not _BEGINNING.search(read.text[:65536]):
        return CalendarReading(file=shown(path), calendar=name, trouble="is no calendar: it has no BEGIN:VCALENDAR")
    calendar = taken_apart(read.text)
    if len(calendar.events) > MAX_EVENTS:  # to expand them would take longer than anybody waits
        return CalendarReading(file=shown(path), calendar=name, trouble=calendar.trouble)
    found = _found(calendar, first, last)
    taken = tuple(islice((one for one in found if isinstance(one, Occurrence)), MAX_OCCURRENCES + 1))
    trouble = calendar.trouble
    if len(taken) > MAX_OCCURRENCES:
        taken, trouble = (), f"takes more than {MAX_OCCURRENCES} times"
    left_out = [one for one in found if isinstance(one, LeftOut)]
    return CalendarReading(
        file=shown(path),
        calendar=calendar.name or name,
        occurrences=taken,
        left_out=(*left_out, *_of_other_kinds(calendar)),
        trouble=trouble,
        note=read.note,
    )


def _found(calendar: Calendar, first: date, last: date) -> Sequence[Occurrence | LeftOut]:
    window = Window(first, last)
    every = (*islice(occurrences(calendar, window), 10 * MAX_OCCURRENCES), *published(calendar, window))
    return sorted(every, key=lambda one: one.key if isinstance(one, Occurrence) else one.title)


def _of_other_kinds(calendar: Calendar) -> list[LeftOut]:
    """Return that to-dos, notes and unknown components take no time."""
    known = {"VTODO": ("to-do", "to-dos"), "VJOURNAL": ("journal entry", "journal entries")}
    return [
        LeftOut(
            title=count(number, *known.get(name, (f"component {name}", f"components {name}"))),
            why="takes no time" if number == 1 else "take no time",
        )
        for name, number in sorted(calendar.others.items())
    ]


if __name__ == "__main__":
    sys.exit(main())
