"""Sessions written for other calendars: as one file, or as one item each into a folder that vdirsyncer and khal keep.

An item that says the same stays as it is, to the byte, so that nothing is sent anywhere without need; one that has
changed gets the next SEQUENCE, as RFC 5545 (3.8.7.4) asks.
"""

import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from icalendar import Alarm, Calendar, Event

from habitos_tui.atomic_file import clear_folder
from habitos_tui.domain.model.agenda import SessionState
from habitos_tui.domain.model.calendar_entry import CalendarEntry, WrittenCalendar
from habitos_tui.errors import HabitosError
from habitos_tui.exchange.calendars.components import Calendar as Components
from habitos_tui.exchange.calendars.components import taken_apart
from habitos_tui.exchange.calendars.decoding import decoded
from habitos_tui.exchange.calendars.folders import MAX_BYTES
from habitos_tui.exchange.disk import UnreadableError, content_of, is_stream, write_bytes

PRODUCT: Final = "-//habitos-tui//EN"
DONE_MARK: Final = "✓ "
STATE: Final = "X-HABITOS-STATE"
_SUFFIX: Final = ".ics"
_OF_WRITING: Final = frozenset({"DTSTAMP", "SEQUENCE"})
"""What differs between two writings of the same."""


@dataclass(frozen=True, slots=True)
class Writing:
    """How sessions are written: when, whose (the end of every UID), and how long before each it rings, if it does."""

    now: datetime
    owner: str
    alarm: timedelta | None = None


def write_file(path: Path, entries: Sequence[CalendarEntry], how: Writing) -> WrittenCalendar:
    """Make one file of the sessions; HabitosError when it is there and holds anything else, or cannot be written."""
    before = _in_file(path, how.owner)
    calendar = _calendar()
    result = WrittenCalendar(removed=len(before.keys() - {entry.uid for entry in entries}))
    for entry in entries:
        event, result = _next(entry, before.get(entry.uid), how, result)
        calendar.add_component(event)
    if is_stream(path) or not path.is_file() or result != WrittenCalendar(kept=len(entries)):
        _write(path, calendar)
    return result


def write_folder(folder: Path, entries: Sequence[CalendarEntry], how: Writing, since: date) -> WrittenCalendar:
    """Make an item of each session, and remove those from `since` on whose session is no longer planned.

    Other items of the folder are left alone. HabitosError when it cannot be written.
    """
    clear_folder(folder, lambda name: how.owner in name)
    before = dict(_items(folder, how.owner))
    result = WrittenCalendar()
    for entry in entries:
        known = before.pop(entry.uid, None)
        event, result = _next(entry, None if known is None else known[1], how, result)
        if known is None or event is not known[1]:
            _write(_path_of(folder, entry.uid) if known is None else known[0], _with(event))
    gone = [path for path, event in before.values() if _day_of(event) >= since]
    for path in gone:
        _remove(path)
    return WrittenCalendar(result.added, result.changed, len(gone), result.kept)


def _next(
    entry: CalendarEntry, before: Event | None, how: Writing, result: WrittenCalendar
) -> tuple[Event, WrittenCalendar]:
    """Return the event for a session, the one of before if it says the same, and the counts with it."""
    counts = (result.added, result.changed, result.removed, result.kept)
    if before is None:
        return _event(entry, how, 0), WrittenCalendar(counts[0] + 1, *counts[1:])
    event = _event(entry, how, int(before.get("SEQUENCE", 0)) + 1)
    if _content(event) == _content(before):
        return before, WrittenCalendar(*counts[:3], counts[3] + 1)
    return event, WrittenCalendar(counts[0], counts[1] + 1, *counts[2:])


def _event(entry: CalendarEntry, how: Writing, sequence: int) -> Event:
    """Return the event of a session: what was done is marked, what was skipped takes no time."""
    event, dropped = Event(), entry.state is SessionState.SKIPPED
    event.add("UID", entry.uid)
    event.add("DTSTAMP", how.now.astimezone(UTC))
    event.add("SEQUENCE", sequence)
    event.add("SUMMARY", (DONE_MARK if entry.state is SessionState.DONE else "") + entry.title)
    event.add("DTSTART", entry.start.astimezone(UTC))
    event.add("DTEND", entry.end.astimezone(UTC))
    event.add("STATUS", "CANCELLED" if dropped else "CONFIRMED")
    event.add("TRANSP", "TRANSPARENT" if dropped else "OPAQUE")
    event.add(STATE, entry.state.value)
    if entry.category:
        event.add("CATEGORIES", [entry.category])
    if entry.note:
        event.add("DESCRIPTION", entry.note)
    if how.alarm is not None and entry.state is SessionState.PLANNED:
        event.add_component(_alarm(entry, how.alarm))
    return event


def _alarm(entry: CalendarEntry, before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", entry.title)
    alarm.add("TRIGGER", -before)
    return alarm


def _content(event: Event) -> list[str]:
    """Return the lines of an event without those that only say when it was written."""
    lines = event.to_ical().decode().replace("\r\n ", "").split("\r\n")  # a text may hold U+2028
    return sorted(line for line in lines if line.partition(":")[0].partition(";")[0] not in _OF_WRITING)


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    return calendar


def _with(event: Event) -> Calendar:
    calendar = _calendar()
    calendar.add_component(event)
    return calendar


def _in_file(path: Path, owner: str) -> Mapping[str, Event]:
    """Return the events of a file by UID; none if it is not there. HabitosError if it holds anything else."""
    if not path.exists() or is_stream(path):
        return {}
    data = _bytes_of(path)
    if not data.strip():
        return {}
    if foreign := _foreign(taken_apart(decoded(data).text), owner):
        raise HabitosError(
            f"{path} holds what is not of this plan, such as “{foreign[:60]}”.",
            title="That is another calendar",
            hint="Name a file of its own.",
        )
    return {str(event.get("UID", "")): event for event in _parsed(path, data).events}


def _foreign(calendar: Components, owner: str) -> str:
    """Return the name of something in a calendar that is no session of `owner`, "" if all are.

    It is looked at by its lines: another calendar may be large and broken, and is not ours to understand.
    """
    ids = [event.first("UID") or event.first("SUMMARY") or event.name for event in calendar.events]
    names = [*(one.name for one in (*calendar.availabilities, *calendar.taken)), *calendar.others]
    return next((uid for uid in ids if not uid.endswith(owner)), names[0] if names else "")


def _items(folder: Path, owner: str) -> Iterator[tuple[str, tuple[Path, Event]]]:
    """Yield the items of ours in a folder: UID, path and event."""
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        raise HabitosError(f"{folder} could not be read: {error.strerror}.", title="No calendar there") from error
    for path in paths:
        if path.suffix == _SUFFIX and path.stem.endswith(owner):
            for event in _parsed(path, _bytes_of(path)).events:
                yield str(event.get("UID", "")), (path, event)


def _bytes_of(path: Path) -> bytes:
    try:
        return content_of(path, MAX_BYTES)
    except UnreadableError as error:
        raise HabitosError(f"{path} {error}.", title="That is another file") from error


def _parsed(path: Path, data: bytes) -> Calendar:
    try:
        with warnings.catch_warnings(action="ignore"):  # on zones and such, which are not of our making
            found = Calendar.from_ical(data)
    except ValueError as error:
        raise _no_calendar(path) from error
    if not isinstance(found, Calendar):  # an event that stands alone
        raise _no_calendar(path)
    return found


def _no_calendar(path: Path) -> HabitosError:
    return HabitosError(f"{path} could not be read: it is no calendar.", title="That is another file")


def _path_of(folder: Path, uid: str) -> Path:
    return folder / f"{uid}{_SUFFIX}"


def _day_of(event: Event) -> date:
    start = event.start
    return start.date() if isinstance(start, datetime) else start


def _write(path: Path, calendar: Calendar) -> None:
    try:
        write_bytes(path, calendar.to_ical())
    except OSError as error:
        raise HabitosError(f"{path} could not be written: {error.strerror}.", title="Not written") from error


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise HabitosError(f"{path} could not be removed: {error.strerror}.", title="Not written") from error
