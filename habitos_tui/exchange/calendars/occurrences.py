"""The times of the events of a calendar within a window, one event after the other so that none can spoil another.

icalendar reads and recurring-ical-events expands; what those two would not survive has been left out before
(`defuse.py`), and what takes them too long is stopped.
"""

import re
import signal
import zoneinfo
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, partial
from hashlib import sha256
from types import FrameType
from typing import Final

import recurring_ical_events
import x_wr_timezone
from icalendar import Calendar as ParsedCalendar
from icalendar import Event, vDDDTypes, vDuration

from habitos_tui.domain.model.calendar_reading import LeftOut, Occurrence
from habitos_tui.exchange.calendars.components import WHEN, Calendar, Component, unescaped
from habitos_tui.exchange.calendars.defuse import begun_on, date_in, harm_of, rule_parts, written_length

SECONDS: Final = 2.0
"""For one event, of computing: on a busy machine an event is not harder, and leaving it out would free its time."""
TITLE: Final = 200
OLD: Final = timedelta(days=400)
"""Since a daily or weekly event began after which it is expanded from a later day."""
MARGIN: Final = timedelta(days=2)
"""Around the window, for zones and for what is written without one."""
_PERIODS: Final = {"DAILY": 1, "WEEKLY": 7}
_ID: Final = "RECURRENCE-ID"
_BUSY: Final = "X-MICROSOFT-CDO-BUSYSTATUS"
_UNTIL_DAY: Final = re.compile(r"(;|:)(UNTIL=\d{8})(?=;|$)", re.IGNORECASE)

Found = Occurrence | LeftOut


class TooSlowError(Exception):
    """An event took longer than it may."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days looked at; the last is not one of them."""

    first: date
    last: date


def occurrences(calendar: Calendar, window: Window) -> Iterator[Found]:
    """Yield the times of all events in the window, and what takes none of it though it might, with the reason."""
    for series in by_id(calendar.events):
        sound, harmed = _sorted_out(series)
        yield from harmed
        if sound and any(_may_touch(event, window) for event in sound):
            yield from guarded(title_of(sound[0]), partial(_of_series, calendar, sound, window))


def by_id(events: Sequence[Component]) -> Iterator[list[Component]]:
    """Yield the events with one id together: one that may repeat, and single times of it that are otherwise."""
    known: dict[str, list[Component]] = {}
    for place, event in enumerate(events):
        known.setdefault(event.first("UID") or f"\0{place}", []).append(event)
    yield from known.values()


def title_of(event: Component) -> str:
    """Return what an event is called, "" if it is not."""
    return unescaped(event.first("SUMMARY")[: 4 * TITLE])[:TITLE]


def key_of(event: Component, recurrence: str = "") -> str:
    """Return what one time of an event is told apart by at the next reading."""
    named = event.first("UID") or f"{event.first('DTSTART')} {event.first('SUMMARY')}"
    return sha256(f"{named}\0{recurrence}".encode()).hexdigest()[:40]


def guarded(title: str, work: Callable[[], Iterable[Found]]) -> list[Found]:
    """Return what `work` finds, or why it finds nothing: it takes too long, or the libraries refuse it."""
    before = signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        return list(work())
    except TooSlowError:
        return [LeftOut(title=title, why=f"takes longer than {SECONDS:g} seconds to work out")]
    except MemoryError:
        return [LeftOut(title=title, why="needs more memory than there is for a calendar")]
    except Exception:  # noqa: BLE001 - whatever two libraries make of a broken event costs only that event
        return [LeftOut(title=title, why="is written in a way that cannot be read")]
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise TooSlowError


def _sorted_out(series: Sequence[Component]) -> tuple[list[Component], list[LeftOut]]:
    """Return what of a series can be expanded, its main event first, and what cannot."""
    harms = [harm_of(event) for event in series]
    harmed = [LeftOut(title=title_of(event), why=harm) for event, harm in zip(series, harms, strict=True) if harm]
    sound = [event for event, harm in zip(series, harms, strict=True) if not harm]
    main = sorted((event for event in sound if not event.first(_ID)), key=_version)
    others = [event for event in main[:-1] if event.first("DTSTART") != main[-1].first("DTSTART")]
    harmed += [LeftOut(title=title_of(event), why="has the id of another event") for event in others]
    changed = [event for event in sound if event.first(_ID)]
    if not main and any(not event.first(_ID) for event in series):
        changed = []
    return [*main[-1:], *changed], harmed


def _version(event: Component) -> int:
    written = event.first("SEQUENCE")[:9]
    return int(written) if written.isdecimal() else 0


def _may_touch(event: Component, window: Window) -> bool:
    """Tell whether an event may lie in the window, by its dates as they are written."""
    first = begun_on(event)
    if first is None or first >= window.last + MARGIN:
        return False
    if event.first("RRULE") or event.first("RDATE"):
        return True
    length = written_length(event) or timedelta()
    return first + max(length, timedelta()) >= window.first - MARGIN or date_in(event.first(_ID)) is not None


def _of_series(calendar: Calendar, events: Sequence[Component], window: Window) -> list[Found]:
    """Return the times of one event in the window."""
    if events[0].first("STATUS").upper() == "CANCELLED" and not events[0].first(_ID):
        return [LeftOut(title=title_of(events[0]), why="is cancelled")]
    if all(_free(event) for event in events):
        return [LeftOut(title=title_of(events[0]), why="is marked as free")]
    if len(events) == 1 and not _repeats(events[0]) and not calendar.zone and not _own_zones(calendar, events):
        return list(_single(events[0], window))
    parsed = _parsed(calendar, [_begun_later(events, window), *events[1:]])
    again = len(events) > 1 or _repeats(events[0])
    found = recurring_ical_events.of(parsed).between(window.first, window.last) if again else parsed.events
    return list(_told_apart(events[0], (one for event in found for one in _one(events[0], event, window))))


def _told_apart(main: Component, found: Iterable[Found]) -> Iterator[Found]:
    """Yield the times of one event with a key for each: where a change is meant for all that follow, all have its."""
    known: set[str] = set()
    for one in found:
        if isinstance(one, Occurrence) and one.key in known:
            again = one.model_copy(update={"key": key_of(main, f"{one.key} {one.start.isoformat()}")})
            known.add(again.key)
            yield again
            continue
        if isinstance(one, Occurrence):
            known.add(one.key)
        yield one


def _single(event: Component, window: Window) -> Iterator[Found]:
    """Yield the time of an event that comes once and needs no zone of the file: most are so, and this is quick."""
    start = moment_of(event, "DTSTART")
    if event.first("DURATION"):
        end = start + timedelta_of(event.first("DURATION"))
    elif event.first("DTEND"):
        end = moment_of(event, "DTEND")
    else:
        end = start if isinstance(start, datetime) else start + timedelta(days=1)
    yield from _within(window, event, title_of(event), key_of(event), _whole_or_not(start, end))


def timedelta_of(duration: str) -> timedelta:
    """Return a duration such as PT1H30M."""
    length: timedelta = vDuration.from_ical(duration)  # type: ignore[no-untyped-call]
    return length


def moment_of(event: Component, name: str) -> date:
    """Return the date, or date and time, of a property."""
    parameters, value = event.values[name][0]
    zone = re.search(r';TZID="?([^";]*)', parameters, re.IGNORECASE)
    moment: date = vDDDTypes.from_ical(value.strip(), zone and zone[1])  # type: ignore[no-untyped-call]
    return moment


def _free(event: Component) -> bool:
    return _is_free(event.first("TRANSP"), event.first(_BUSY))


def _is_free(transparency: str, busy: str) -> bool:
    """Tell whether an event takes no time, as RFC 5545 says it or Outlook does."""
    return transparency.upper() == "TRANSPARENT" or busy.upper() == "FREE"


def _one(main: Component, event: Event, window: Window) -> Iterator[Found]:
    """Yield one time of an event, if it takes any."""
    title = unescaped(str(event.get("SUMMARY", ""))[: 4 * TITLE])[:TITLE] or title_of(main)
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        yield LeftOut(title=title, why=f"is cancelled on {event.start:%Y-%m-%d}")
        return
    if _is_free(str(event.get("TRANSP", "")), str(event.get(_BUSY, ""))):
        yield LeftOut(title=title, why=f"is marked as free on {event.start:%Y-%m-%d}")
        return
    meant = event.get(_ID)
    again = "" if meant is None or not _repeats(main) else meant.dt.isoformat()
    yield from _within(window, main, title, key_of(main, again), _whole_or_not(event.start, event.end))


def _within(
    window: Window, main: Component, title: str, key: str, times: tuple[datetime, datetime, bool]
) -> Iterator[Found]:
    """Yield a time if it lies in the window."""
    start, end, whole = times
    if end <= start:
        yield LeftOut(title=title, why="has no length")
    elif start.date() < window.last and end.date() >= window.first:
        uid = main.first("UID")[:200]
        yield Occurrence(key=key, uid=uid, title=title, start=start, end=end, all_day=whole)


def _repeats(main: Component) -> bool:
    return bool(main.first("RRULE") or main.first("RDATE") or main.first(_ID))


def _whole_or_not(start: date, end: date) -> tuple[datetime, datetime, bool]:
    """Return start and end of an event as moments, and whether it takes whole days."""
    if isinstance(start, datetime) and isinstance(end, datetime):
        zone = start.tzinfo or end.tzinfo  # one without a zone is meant in that of the other
        return start.replace(tzinfo=start.tzinfo or zone), end.replace(tzinfo=end.tzinfo or zone), False
    days = [moment.date() if isinstance(moment, datetime) else moment for moment in (start, end)]
    first, last = (datetime.combine(day, time()) for day in days)
    return first, last, True


def _begun_later(events: Sequence[Component], window: Window) -> Component:
    """Return the main event as if it had begun later where that makes no difference within the window.

    A daily meeting since 1900 is expanded from its beginning otherwise. It is moved by a whole number of its intervals,
    and only where nothing counts from the beginning.
    """
    main = events[0]
    rule = rule_parts(main.first("RRULE")) if len(main.values.get("RRULE", ())) == 1 else None
    days = _PERIODS.get((rule or {}).get("FREQ", ""), 0) * int((rule or {}).get("INTERVAL", "1"))
    begun, goal = begun_on(main), window.first - OLD / 2
    counted = rule is None or "COUNT" in rule or "EXRULE" in main.values
    if counted or not days or begun is None or goal - begun < OLD / 2 or _later_ones(events[1:]):
        return main
    return _moved(main, timedelta(days=(goal - begun).days // days * days))


def _later_ones(changed: Sequence[Component]) -> bool:
    """Tell whether a change of one time is meant for all that follow."""
    return any("RANGE" in parameters.upper() for event in changed for parameters, _ in event.values[_ID])


def _moved(event: Component, by: timedelta) -> Component:
    """Return an event that begins and ends later by whole days."""
    lines = []
    for line in event.lines:
        head, _, value = line.rpartition(":")
        day = date_in(value) if head.upper().startswith(("DTSTART", "DTEND")) else None
        lines.append(line if day is None else f"{head}:{day + by:%Y%m%d}{value[8:]}")
    return Component(event.name, lines, event.values, event.parts)


def _parsed(calendar: Calendar, events: Sequence[Component]) -> ParsedCalendar:
    """Return a calendar with nothing in it but one event and the zones that only it can explain."""
    parsed = ParsedCalendar()
    if used := _own_zones(calendar, events):
        parsed = ParsedCalendar.from_ical("\r\n".join(["BEGIN:VCALENDAR", *(z.text() for z in used), "END:VCALENDAR"]))
    for event in events:
        said = [_to_its_end(event, line) for line in event.lines if len(events) > 1 or _says_when(line)]
        parsed.add_component(Event.from_ical("\r\n".join(["BEGIN:VEVENT", *said, "END:VEVENT"])))
    if calendar.zone:
        parsed.add("X-WR-TIMEZONE", calendar.zone)
        parsed = x_wr_timezone.to_standard(parsed)
    return parsed


def _to_its_end(event: Component, line: str) -> str:
    """Return a rule whose last day has no time as one that holds till that day ends, which is what its writer meant."""
    has_time = "T" in event.first("DTSTART").upper()
    return _UNTIL_DAY.sub(r"\1\2T235959", line) if has_time and line.startswith("RRULE") else line


def _says_when(line: str) -> bool:
    return line.upper().startswith(WHEN)


def _own_zones(calendar: Calendar, events: Sequence[Component]) -> list[Component]:
    """Return the zones of the file that events name and nobody else knows."""
    written = "\n".join(line for event in events for line in event.lines)
    return [zone for name, zone in calendar.zones.items() if name and name in written and name not in _known_zones()]


@cache
def _known_zones() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())
