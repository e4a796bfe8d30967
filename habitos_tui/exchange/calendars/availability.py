"""Busy time that a calendar gives without events: published free and busy time, and availability (RFC 7953).

Within the time that an availability is about, everything is taken but what is said to be available.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta, tzinfo
from functools import partial

from icalendar import vPeriod

from habitos_tui.domain.model.calendar_reading import LeftOut, Occurrence
from habitos_tui.exchange.calendars.components import Calendar, Component
from habitos_tui.exchange.calendars.occurrences import (
    Found,
    Window,
    guarded,
    key_of,
    moment_of,
    occurrences,
    timedelta_of,
    title_of,
)

NOT_AVAILABLE = "Not available"
BUSY = "Busy"


def published(calendar: Calendar, window: Window) -> Iterator[Found]:
    """Yield the busy time of free-busy components and of availability in the window."""
    for component in calendar.taken:
        yield from guarded(BUSY, partial(_periods, component, window))
    for component in calendar.availabilities:
        title = title_of(component) or NOT_AVAILABLE
        yield from guarded(title, partial(_unavailable, calendar, component, window, title))


def _periods(component: Component, window: Window) -> Iterator[Found]:
    """Yield the periods of a free-busy component that are not free."""
    for parameters, value in component.values.get("FREEBUSY", ()):
        if "FBTYPE=FREE" in parameters.upper().replace('"', ""):
            continue
        for written in value.split(","):
            start, end = _period(written.strip())
            if _touches(start, end, window):
                yield Occurrence(key=key_of(component, written), title=BUSY, start=start, end=end)


def _period(written: str) -> tuple[datetime, datetime]:
    start, end = vPeriod.from_ical(written)  # type: ignore[no-untyped-call]
    return start, start + end if isinstance(end, timedelta) else end


def _touches(start: datetime, end: datetime, window: Window) -> bool:
    return start < end and start.date() < window.last and end.date() >= window.first


def _unavailable(calendar: Calendar, component: Component, window: Window, title: str) -> Iterator[Found]:
    """Yield what an availability leaves over of the window."""
    available = [_as_event(part) for part in component.parts if part.name == "AVAILABLE"]
    inner = Calendar(zone=calendar.zone, zones=calendar.zones, events=available)
    found = list(occurrences(inner, window))
    yield from (one for one in found if isinstance(one, LeftOut))
    zone = next((one.start.tzinfo for one in found if isinstance(one, Occurrence)), _zone_of(component))
    first, last = (datetime.combine(day, time(), zone) for day in (window.first, window.last))
    begins, ends = _limits(component, first, last)
    free = sorted((one.start, one.end) for one in found if isinstance(one, Occurrence))
    for start, end in _gaps(begins, ends, free):
        yield Occurrence(key=key_of(component, start.isoformat()), title=title, start=start, end=end)


def _zone_of(component: Component) -> tzinfo | None:
    """Return the zone in which an availability is said that has no times to be available at."""
    moment = moment_of(component, "DTSTART") if component.first("DTSTART") else None
    return moment.tzinfo if isinstance(moment, datetime) else None


def _as_event(part: Component) -> Component:
    return Component("VEVENT", part.lines, part.values)


def _limits(component: Component, first: datetime, last: datetime) -> tuple[datetime, datetime]:
    """Return from when to when an availability says anything, within the window."""
    begun = _said(component, "DTSTART", first)
    ended = _said(component, "DTEND", last)
    if ended is None and begun is not None and component.first("DURATION"):
        ended = begun + timedelta_of(component.first("DURATION"))
    return max(first, begun or first), min(last, ended or last)


def _said(component: Component, name: str, like: datetime) -> datetime | None:
    """Return a moment of an availability; one that has a zone or none as `like`, with which it is compared."""
    if not component.first(name):
        return None
    moment = moment_of(component, name)
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time(), like.tzinfo)
    return moment if moment.tzinfo and like.tzinfo else moment.replace(tzinfo=like.tzinfo)


def _gaps(
    begins: datetime, ends: datetime, free: Sequence[tuple[datetime, datetime]]
) -> Iterator[tuple[datetime, datetime]]:
    """Yield what lies between stretches of time, no part longer than a day."""
    at = begins
    for start, end in [*free, (ends, ends)]:
        while at < min(start, ends):
            midnight = datetime.combine(at.date() + timedelta(days=1), time(), at.tzinfo)
            yield at, min(start, ends, midnight)
            at = min(start, ends, midnight)
        at = max(at, end)
