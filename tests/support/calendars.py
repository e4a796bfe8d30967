"""Calendar files for tests, read without a process of their own."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from unittest.mock import patch

from habitos_tui.domain.model.calendar_reading import CalendarReading
from habitos_tui.exchange.calendars import occurrences
from habitos_tui.exchange.calendars.child import read_file
from habitos_tui.exchange.calendars.folders import CalendarFile


def read_here(files: Sequence[CalendarFile], first: date, last: date) -> tuple[CalendarReading, ...]:
    """Read calendars as `read_calendars` does, without its limits; in threads too, where no signal can be set."""
    with patch.object(occurrences, "signal"):
        return tuple(read_file(file.path, file.calendar, first, last) for file in files)


def event(uid: str, day: str, begins: str, ends: str, title: str, more: str = "") -> str:
    """Return an event on the wall clock: `event("a", "20261201", "0900", "1000", "Dentist")`."""
    when = f"DTSTART:{day}T{begins}00\nDTEND:{day}T{ends}00"
    return f"BEGIN:VEVENT\nUID:{uid}\nSUMMARY:{title}\n{when}\n{more}END:VEVENT\n"


def write_calendar(path: Path, *events: str, name: str = "") -> Path:
    """Write a calendar file, and return its path."""
    head = f"X-WR-CALNAME:{name}\n" if name else ""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//EN\n{head}{''.join(events)}END:VCALENDAR\n")
    return path
