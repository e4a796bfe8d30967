"""A calendar file taken apart by its lines, without understanding them: events, zones, availability.

Only the properties that say when something is and whether it takes time are kept. A file of megabytes of descriptions,
guests and attachments is small after this, and what is broken elsewhere in it does no harm. The format is that of
RFC 5545, section 3.1 (content lines) and 3.4 (components).
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from habitos_tui.exchange.lines import lines_of

MAX_DEPTH: Final = 8
"""Components within components; an alarm in an event in a calendar is the third."""
MAX_VALUE: Final = 200_000
"""Characters of a property that is kept: thousands of dates of exceptions."""
_CALENDAR: Final = "VCALENDAR"
MAX_EVENTS: Final = 50_000

WHEN: Final = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXRULE", "EXDATE", "RECURRENCE-ID", "FREEBUSY")
_WHAT: Final = ("UID", "SUMMARY", "SEQUENCE", "STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS", "BUSYTYPE")
KEPT: Final = frozenset({*WHEN, *_WHAT})
_RULES: Final = frozenset({"RRULE", "EXRULE"})
_NAME: Final = re.compile(r"[A-Za-z0-9-]+")
_LINE: Final = re.compile(r"([A-Za-z0-9-]+)((?:;[^:;\"]*(?:\"[^\"]*\"[^:;\"]*)*)*):(.*)", re.DOTALL)


@dataclass(slots=True)
class Component:
    """A component with the lines of it that are kept, and those within it."""

    name: str
    lines: list[str] = field(default_factory=list)
    values: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """By property: parameters as they were written, and value."""
    parts: list["Component"] = field(default_factory=list)
    too_long: bool = False
    """A property was longer than any calendar writes."""

    def first(self, name: str) -> str:
        """Return the value of a property, "" if it has none."""
        found = self.values.get(name)
        return found[0][1].strip() if found else ""

    def text(self) -> str:
        """Return it as a calendar file would have it."""
        inner = [part.text() for part in self.parts]
        return "\r\n".join([f"BEGIN:{self.name}", *self.lines, *inner, f"END:{self.name}"])

    def keep(self, line: str) -> None:
        """Take one content line in, if it is of a kind that is kept; all are within a zone."""
        named = _NAME.match(line[:60])
        if named is None or (named[0].upper() not in KEPT and not self._is_of_zone):
            return
        if len(line) > MAX_VALUE:
            self.too_long = True
        elif found := _LINE.fullmatch(line):
            name, value = found[1].upper(), found[3]
            if name in _RULES:  # "BYDAY=MO, TU" is how some write it
                value = value.replace(" ", "")
            self.lines.append(f"{name}{found[2]}:{value}")
            self.values.setdefault(name, []).append((found[2], value))

    @property
    def _is_of_zone(self) -> bool:
        return self.name in {"VTIMEZONE", "STANDARD", "DAYLIGHT"}


@dataclass(slots=True)
class Calendar:
    """What is in a file."""

    name: str = ""
    zone: str = ""
    """The zone of times without one, as some calendars say it (X-WR-TIMEZONE)."""
    zones: dict[str, Component] = field(default_factory=dict)
    """By the names used in the file."""
    events: list[Component] = field(default_factory=list)
    availabilities: list[Component] = field(default_factory=list)
    taken: list[Component] = field(default_factory=list)
    """Published busy time without titles (VFREEBUSY)."""
    others: Counter[str] = field(default_factory=Counter)
    """How many components of other kinds there are, by name."""
    trouble: str = ""
    """Why the rest of the file was not read."""

    def add(self, component: Component) -> None:
        """Take in what stands directly in a calendar."""
        match component.name:
            case "VEVENT":
                self.events.append(component)
            case "VTIMEZONE":
                self.zones[_zone_of(component)] = component
            case "VAVAILABILITY":
                self.availabilities.append(component)
            case "VFREEBUSY":
                self.taken.append(component)
            case other:
                self.others[other] += 1


def _zone_of(component: Component) -> str:
    return component.first("TZID")


def unfolded(text: str) -> Iterator[str]:
    """Yield the content lines: a line that begins with a space or a tab goes on with the one before."""
    parts: list[str] = []
    for ended in lines_of(text):
        line = ended.rstrip("\r\n")
        if line[:1] in {" ", "\t"} and parts:
            parts.append(line[1:])
            continue
        if parts:
            yield "".join(parts)
        parts = [line] if line else []
    if parts:
        yield "".join(parts)


def taken_apart(text: str) -> Calendar:
    """Return what is in the text of a calendar file; one that is cut off, as while it is written, says so."""
    calendar = Calendar()
    open_ones: list[Component] = []
    for line in unfolded(text):
        head = line[:6].upper()
        if head == "BEGIN:":
            open_ones.append(Component(line[6:].strip().upper()[:40]))
            if len(open_ones) > MAX_DEPTH:
                calendar.trouble = f"holds components in components, more than {MAX_DEPTH} deep"
                break
        elif head.startswith("END:"):
            _close(calendar, open_ones, line[4:].strip().upper()[:40])
            if len(calendar.events) > MAX_EVENTS:
                calendar.trouble = f"holds more than {MAX_EVENTS} events"
                break
        elif open_ones and open_ones[-1].name != _CALENDAR:
            open_ones[-1].keep(line)
        else:
            _about_itself(calendar, line)
    else:
        calendar.trouble = "is cut off in its middle" if open_ones else ""
    return calendar


def _close(calendar: Calendar, open_ones: list[Component], name: str) -> None:
    """End a component, and those in it that were never ended."""
    if name not in {component.name for component in open_ones}:
        return
    while open_ones:
        closed = open_ones.pop()
        if not open_ones or open_ones[-1].name == _CALENDAR:
            if closed.name != _CALENDAR:  # an item may stand alone, without a calendar around it
                calendar.add(closed)
        elif closed.name in {"AVAILABLE", "STANDARD", "DAYLIGHT"}:
            open_ones[-1].parts.append(closed)
        if closed.name == name:
            return


def _about_itself(calendar: Calendar, line: str) -> None:
    """Note what the calendar says about itself."""
    found = _LINE.fullmatch(line) if len(line) <= MAX_VALUE else None
    if found is None:
        return
    match found[1].upper():
        case "X-WR-CALNAME" | "NAME":
            calendar.name = calendar.name or unescaped(found[3])
        case "X-WR-TIMEZONE":
            calendar.zone = found[3].strip()


def unescaped(value: str) -> str:
    """Return the text of a value, in which commas, semicolons and line ends are written with a backslash."""
    return re.sub(r"\\([\\;,nN])", lambda found: " " if found[1] in "nN" else found[1], value).strip()
