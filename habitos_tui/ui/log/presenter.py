"""A page of the log, newest first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Final
from uuid import UUID

from habitos_tui.domain.model.agenda import LogEntry, LogFilter, SessionState
from habitos_tui.domain.model.away import Away
from habitos_tui.domain.model.completion import Completion, Skip
from habitos_tui.domain.model.pause import Pause
from habitos_tui.domain.model.rating_scale import MAX_RATING
from habitos_tui.domain.text.amount_phrasing import amount_text
from habitos_tui.domain.text.away_phrasing import away_span
from habitos_tui.domain.text.pause_phrasing import pause_span
from habitos_tui.domain.text.phrasing import count, day_label, duration, slot_label, stars
from habitos_tui.text import cell_width, clean, clean_lines
from habitos_tui.ui.kit.dates import TO, clock, from_to
from habitos_tui.ui.kit.marks import tag_words
from habitos_tui.ui.kit.named_keys import with_keys
from habitos_tui.ui.session.view import SessionView

PAGE: Final = 100
"""Entries on a page."""
BY_ASSISTANT: Final = "by an assistant"
"""Of an entry that an assistant has made or changed."""
EMPTY_TEXT: Final = (
    "Nothing is logged yet. Press {mode.today} and then {today.done} on a session to mark it done, or {log.add} to log "
    "anything you did."
)
NO_MATCH_TEXT: Final = (
    "Nothing in the log matches MATCHED.\nPress {log.filter} to look for something else, {app.back} to see everything."
)


@dataclass(frozen=True, slots=True)
class LogLine:
    """One entry with the name of its behavior or absence.

    An absence or a pause is dated by its last day, an open pause by its first.
    """

    entry: Completion | Skip | Away | Pause
    key: UUID
    day: date
    name: str
    state: SessionState
    note: str
    archived: bool = False
    """Whether the behavior is."""
    amount: str = ""
    """What was counted besides minutes, such as "25 pages"."""
    times: str = ""
    """From when to when, of something done."""
    by_assistant: bool = False
    """Whether an assistant changed it last."""

    @property
    def shown_name(self) -> str:
        """Its name, with a word about a behavior that was put away."""
        return f"{self.name} (archived)" if self.archived else self.name


@dataclass(frozen=True, slots=True)
class LogView:
    """A page of the log: entries from `first` (0-based) on, of `total`; `narrowed` describes the filter."""

    lines: tuple[LogLine, ...]
    first: int
    total: int
    narrowed: str = ""

    EMPTY: ClassVar["LogView"]

    @property
    def longest(self) -> int:
        """Cells of the longest name on the page."""
        return max((cell_width(line.shown_name) for line in self.lines), default=0)

    @property
    def older(self) -> bool:
        """True if there is a page with older entries."""
        return self.first + len(self.lines) < self.total

    @property
    def newer(self) -> bool:
        """True if there is a page with newer entries."""
        return self.first > 0

    @property
    def summary(self) -> str:
        """The range of entries shown, such as "1-100 of 2341 entries" (with an en dash)."""
        if not self.total:
            return ""
        if self.total == 1:
            return "1 entry"
        if not (self.older or self.newer):
            return f"{self.total} entries"
        return f"{self.first + 1}{TO}{self.first + len(self.lines)} of {self.total} entries"

    def hint(self, key_of: Callable[[str], str]) -> str:
        """Return what to do on a page without entries, with the keys that commands have."""
        if not self.narrowed:
            return with_keys(EMPTY_TEXT, key_of)
        return with_keys(NO_MATCH_TEXT, key_of).replace("MATCHED", self.narrowed)

    def line(self, key: str | None) -> LogLine | None:
        """Return the line with this key, if it is on the page."""
        return next((line for line in self.lines if str(line.key) == key), None)


LogView.EMPTY = LogView((), 0, 0)


def log_view(entries: Sequence[LogEntry], first: int, total: int, narrowed: str = "") -> LogView:
    """Return the page of `entries` that follows `first` newer ones, of `total` in all."""
    lines = (replace(_line(entry), by_assistant=entry.by_assistant) for entry in entries)
    return LogView(tuple(lines), first, total, narrowed)


def filter_words(wanted: LogFilter, behavior: str) -> str:
    """Return a filter in words, such as "Run · ★★★★☆ · since Sun 1 Nov 2026 · “rain”"; empty for no filter."""
    parts = [clean(behavior)] if wanted.behavior is not None else []
    parts += [stars(wanted.rating)] if wanted.rating is not None else []
    if wanted.first is not None and wanted.first == wanted.last:
        parts.append(f"on {_on(wanted.first)}")
    else:
        parts += [f"since {_on(wanted.first)}"] if wanted.first is not None else []
        parts += [f"until {_on(wanted.last)}"] if wanted.last is not None else []
    parts += [f"#{clean(wanted.tag)}"] if wanted.tag is not None else []
    parts += [f"“{clean(wanted.text)}”"] if wanted.text else []
    return " · ".join(parts)


def _on(day: date) -> str:
    return f"{day_label(day)} {day.year}"


def entry_view(line: LogLine) -> SessionView:
    """Return all details of an entry."""
    facts = _facts(line) if isinstance(line.entry, Away | Pause) else [("Day", _on(line.day)), *_facts(line)]
    facts += [("Entered", BY_ASSISTANT)] if line.by_assistant else []
    return SessionView(line.name, tuple(facts), (), line.note, locked=False, can_lock=False)


def in_short(line: LogLine) -> str:
    """Return one line with the details that the list omits."""
    return " · ".join(part for part in (*_in_short(line), BY_ASSISTANT if line.by_assistant else "") if part)


def _in_short(line: LogLine) -> list[str]:
    if isinstance(line.entry, Away):
        return [away_span(line.entry), "nothing planned, nothing missed"]
    if isinstance(line.entry, Pause):
        return [f"Paused {pause_span(line.entry)}", "nothing asked, nothing missed"]
    if not isinstance(line.entry, Completion):
        return ["Skipped: neither done nor missed"]
    planned, energy = _planned(line.entry), _energy(line.entry)
    return [
        line.times,
        f"planned {planned}" if planned else "not planned",
        line.amount,
        _slot(line.entry),
        f"energy {energy} before" if energy else "",
        tag_words(line.entry.context.tags),
    ]


def _facts(line: LogLine) -> list[tuple[str, str]]:
    entry = line.entry
    if isinstance(entry, Away):
        return [("From", _on(entry.first)), ("To", _on(entry.last)), ("Length", count(entry.days, "day"))]
    if isinstance(entry, Pause):
        until = "until it is resumed" if entry.last is None else _on(entry.last)
        return [("State", "paused"), ("From", _on(entry.first)), ("To", until)]
    if not isinstance(entry, Completion):
        return [("State", "skipped")]
    facts = [
        ("Time", line.times + _shift(entry)),
        ("Length", _length(entry)),
        ("Amount", line.amount),
        ("Planned", _planned(entry) or "no"),
        ("Rating", stars(entry.rating)),
        ("Slot", _slot(entry)),
        ("Energy before", _energy(entry)),
        ("Tags", tag_words(entry.context.tags)),
    ]
    return [(label, text) for label, text in facts if text]


def _shift(entry: Completion) -> str:
    """Return how much later or earlier than planned it began, such as " (10 min later)"; empty if on time."""
    planned = entry.context.planned_start
    if planned is None or planned == entry.start:
        return ""
    return f" ({duration(abs(entry.start - planned))} {'later' if entry.start > planned else 'earlier'})"


def planned_in_short(entry: Completion) -> str:
    """Return when it was planned and how far off it began, such as "06:35  10 min later"."""
    planned = entry.context.planned_start
    if planned is None:
        return "not planned"
    return f"{clock(planned)}  {_shift(entry).strip(' ()') or 'on time'}"


def _length(entry: Completion) -> str:
    planned = entry.context.planned_minutes
    difference = 0 if planned is None else entry.minutes - planned
    if not difference:
        return duration(entry.minutes)
    return f"{duration(entry.minutes)} ({'+' if difference > 0 else ''}{duration(difference)})"


def _planned(entry: Completion) -> str:
    start, minutes = entry.context.planned_start, entry.context.planned_minutes
    if start is None:
        return ""
    return clock(start) if minutes is None else from_to(start, start + minutes)


def _slot(entry: Completion) -> str:
    return "" if entry.context.slot is None else clean(slot_label(entry.context.slot))


def _energy(entry: Completion) -> str:
    energy = entry.context.energy_before
    return "" if energy is None else f"{energy} of {MAX_RATING}"


def _line(logged: LogEntry) -> LogLine:
    amount = times = ""
    match logged.entry:
        case Away() as away:
            return LogLine(away, away.id, away.last, away.title, SessionState.AWAY, clean_lines(away.note))
        case Pause() as pause:
            day, note = pause.last or pause.first, clean_lines(pause.note)
            return LogLine(pause, pause.id, day, clean(logged.name), SessionState.PAUSED, note, logged.archived)
        case Skip() as entry:
            state, note = SessionState.SKIPPED, entry.reason
        case Completion() as entry:
            state, note = SessionState.DONE, entry.note
            amount = "" if entry.counted is None else clean(amount_text(entry.counted))
            times = from_to(entry.start, entry.start + entry.minutes if logged.ended is None else logged.ended)
    name, note = clean(logged.name), clean_lines(note)
    return LogLine(entry, entry.id, entry.day, name, state, note, logged.archived, amount, times)
