"""A page of the log: what was done and what was left out, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final
from uuid import UUID

from habitos_tui.domain.agenda import LogEntry, SessionState
from habitos_tui.domain.completion import Completion, Skip
from habitos_tui.text import clean
from habitos_tui.ui.presenters.dates import TO
from habitos_tui.ui.presenters.marks import STATE_GLYPHS

PAGE: Final = 100
"""Entries on a page."""
EMPTY_LOG: Final = "Nothing logged yet. Press 1 to see today and mark a session done with space."


@dataclass(frozen=True, slots=True)
class LogLine:
    """One entry; `start` and `planned` are None for skips, `planned` for what was not planned too."""

    key: UUID
    behavior: str
    day: date
    start: int | None
    name: str
    archived: bool
    state: SessionState
    minutes: int
    planned: int | None
    rating: int | None
    note: str
    entry: Completion | Skip

    @property
    def glyph(self) -> str:
        """One cell that tells done from skipped."""
        return STATE_GLYPHS[self.state]


@dataclass(frozen=True, slots=True)
class LogView:
    """A page of the log: entries `first` (from 0) and on, of `total`."""

    lines: tuple[LogLine, ...]
    first: int
    total: int

    EMPTY: ClassVar["LogView"]

    @property
    def older(self) -> bool:
        """Tell whether there is a page behind this one."""
        return self.first + len(self.lines) < self.total

    @property
    def newer(self) -> bool:
        """Tell whether there is a page before this one."""
        return self.first > 0

    @property
    def summary(self) -> str:
        """Which entries are shown, such as "1-100 of 2341 entries" (with an en dash)."""
        if not self.total:
            return ""
        if self.total == 1:
            return "1 entry"
        if not (self.older or self.newer):
            return f"{self.total} entries"
        return f"{self.first + 1}{TO}{self.first + len(self.lines)} of {self.total} entries"

    def line(self, key: str | None) -> LogLine | None:
        """Return the line with this key, if it is on the page."""
        return next((line for line in self.lines if str(line.key) == key), None)


LogView.EMPTY = LogView((), 0, 0)


def log_view(entries: Sequence[LogEntry], first: int, total: int) -> LogView:
    """Return the page of `entries` that begins behind `first` newer ones, of `total` in all."""
    return LogView(tuple(_line(entry) for entry in entries), first, total)


def _line(logged: LogEntry) -> LogLine:
    entry = logged.entry
    done = entry if isinstance(entry, Completion) else None
    return LogLine(
        key=entry.id,
        behavior=entry.behavior,
        day=entry.day,
        start=None if done is None else done.start,
        name=clean(logged.name),
        archived=logged.archived,
        state=SessionState.SKIPPED if done is None else SessionState.DONE,
        minutes=0 if done is None else done.minutes,
        planned=None if done is None else done.context.planned_minutes,
        rating=None if done is None else done.rating,
        note=clean(entry.reason if isinstance(entry, Skip) else entry.note),
        entry=entry,
    )
