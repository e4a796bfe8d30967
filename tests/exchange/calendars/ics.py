"""Small calendars for tests."""

from datetime import date
from pathlib import Path

from habitos_tui.domain.model.calendar_reading import CalendarReading
from habitos_tui.exchange.calendars.child import read_file

MONDAY = date(2026, 11, 30)
END = date(2027, 1, 25)
"""Eight weeks later."""

BERLIN_OF_ITS_OWN = """\
BEGIN:VTIMEZONE
TZID:Office time
BEGIN:STANDARD
DTSTART:19701025T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
END:VTIMEZONE
"""


def event(lines: str, uid: str = "one", title: str = "Meeting") -> str:
    """Return an event with the given lines."""
    head = f"UID:{uid}\n" if uid else ""
    return f"BEGIN:VEVENT\n{head}SUMMARY:{title}\n{lines.strip()}\nEND:VEVENT\n"


def calendar(*parts: str, head: str = "") -> str:
    """Return a calendar of parts."""
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//EN\n{head}{''.join(parts)}END:VCALENDAR\n"


def read(folder: Path, text: str | bytes, first: date = MONDAY, last: date = END) -> CalendarReading:
    """Return what a calendar with this content takes of eight weeks."""
    path = folder / "work.ics"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_file(path, "work", first, last)


def times(reading: CalendarReading) -> list[str]:
    """Return the times taken, in order, as "2026-12-01 09:00-10:00 +0100"."""
    shown = sorted(reading.occurrences, key=lambda one: (one.start.replace(tzinfo=None), one.title))
    return [f"{one.start:%Y-%m-%d %H:%M}-{one.end:%H:%M} {one.start:%z}".strip() for one in shown]


def reasons(reading: CalendarReading) -> list[str]:
    """Return what was left out and why."""
    return [f"{one.title}: {one.why}" for one in reading.left_out]
