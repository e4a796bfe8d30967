"""A session as other programs' calendars show it."""

from dataclasses import dataclass
from datetime import datetime

from habitos_tui.domain.model.agenda import SessionState


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One session for a calendar; its times are aware."""

    uid: str
    """The same as long as the session lives, wherever it is moved."""
    title: str
    start: datetime
    end: datetime
    category: str = ""
    state: SessionState = SessionState.PLANNED
    note: str = ""


@dataclass(frozen=True, slots=True)
class WrittenCalendar:
    """What writing a calendar has changed in it, in sessions."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    kept: int = 0
